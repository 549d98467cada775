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

  /// `-ctx-size 8192`: a long option with one hyphen, and not a short one.
  var singleDashes: [Mistake] {
    guard !engine.foreign.isEmpty else { return [] }
    return words.enumerated().compactMap { index, word in
      guard let text = word.text, text.hasPrefix("-"), !text.hasPrefix("--") else { return nil }
      let name = String(text.prefix { $0 != "=" })
      let meant = "-" + name
      guard name.utf8.count > 3, !engine.valued.contains(name), engine.valued.contains(meant) || Self.switches.contains(meant)
      else { return nil }
      return Mistake(
        place: "engine-option-\(index)", kind: "engine-option", problem: .unknownWord, name: name,
        counterpart: engine.name, expected: meant, at: word.at)
    }
  }

  /// `--tool-call-parser hermes` without --enable-auto-tool-choice, `-md draft.gguf` without --spec-type.
  var loneOptions: [Mistake] {
    // A file of settings, or a variable, may bring the other one.
    guard !engine.alone.isEmpty, !words.contains(where: { $0.text == nil || $0.text?.hasPrefix("--config") == true })
    else { return [] }
    if let since = engine.aloneSince, mayBeAnother || build.map({ $0 < since }) == true { return [] }
    let names = words.map { word in
      word.text.map { EngineOption.hyphenated(String($0.prefix { $0 != "=" })) } ?? ""
    }
    return names.enumerated().compactMap { index, name in
      guard let others = engine.alone[name], let needed = others.first,
        !others.contains(where: { names.contains($0) || variables.contains($0) })
      else { return nil }
      return Mistake(
        place: "engine-alone-\(index)", kind: "engine-option", problem: .incomplete, name: name,
        value: engine.aloneSince.map(String.init), counterpart: engine.name, expected: needed, at: words[index].at)
    }
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
