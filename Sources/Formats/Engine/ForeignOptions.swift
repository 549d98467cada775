import Knowledge
import Syntax
import Vocabulary

extension EngineArguments {
  /// `--max-model-len` of llama-server, `--gpu-memory-utilzation`.
  var foreignOptions: [Mistake] {
    let known = engine.foreign
    guard !known.isEmpty else { return [] }
    return words.enumerated().compactMap { index, word in
      guard let text = word.text.map(EngineOption.hyphenated), EngineOption.isLong(text) || text == "-ngl" else { return nil }
      let name = String(text.prefix { $0 != "=" })
      guard let meant = known[name] ?? near(name), !isStillThere(name) else { return nil }
      return Mistake(
        place: "engine-option-\(index)", kind: "engine-option", problem: .unknownWord, name: name,
        counterpart: engine.name, expected: meant.isEmpty ? nil : meant, at: word.at)
    }
  }

  /// Whether the build that is pinned is older than the one that has the option no more.
  private func isStillThere(_ name: String) -> Bool {
    guard let build, let end = engine.removed[name], end.first == "b", let last = Int(end.dropFirst()) else { return false }
    return build < last
  }

  /// What an older release read, and the release that runs here refuses.
  var removedOptions: [Mistake] {
    guard let version else { return [] }
    return words.enumerated().compactMap { index, word in
      guard let text = word.text.map(EngineOption.hyphenated) else { return nil }
      let name = String(text.prefix { $0 != "=" })
      guard let end = engine.removed[name].flatMap({ Version($0) }), version >= end else { return nil }
      return Mistake(
        place: "engine-option-\(index)", kind: "engine-option", problem: .unknownWord, name: name,
        value: engine.removed[name], counterpart: engine.name, at: word.at)
    }
  }

  /// The only long option that a word is one letter off; short ones have neighbours of their own.
  private func near(_ name: String) -> String? {
    guard name.utf8.count > 10, !engine.valued.contains(name), !Self.switches.contains(name) else { return nil }
    // What begins as an option does is the option.
    let all = engine.valued.union(Self.switches).filter { $0.hasPrefix("--") }
    guard !all.contains(where: { $0.hasPrefix(name) }) else { return nil }
    let near = all.filter { Nearest.isOneLetterOff(name, from: $0) }
    return near.count == 1 ? near.first : nil
  }
}
