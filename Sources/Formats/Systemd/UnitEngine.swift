import Vocabulary

/// A unit that starts a server of models other than Ollama.
enum UnitEngine {
  /// The one command of `bash -c '...'`.
  private static func shellLine(_ words: [String?]) -> String? {
    guard words.count == 3, let shell = words[0]?.split(separator: "/").last, ["sh", "bash"].contains(shell),
      let option = words[1], option.hasPrefix("-"), option.hasSuffix("c"), let line = words[2],
      !line.contains(where: { ";&|`".contains($0) })
    else { return nil }
    return line
  }

  static func facts(_ unit: Unit) -> [Fact] {
    guard let found = unit.values("ExecStart", in: "Service").last, !found.layer.id.isDocumentation else {
      return []
    }
    let words = found.layer.file.words(of: found.entry)
    if let line = shellLine(words.map(\.text)) {
      // What a shell runs has no places of its own.
      let pieces = CommandText.words(line).drop { $0 == "exec" }.map { CommandWord(text: $0, raw: $0, at: found.at, isFixed: true) }
      return EngineCommands.mistakes(Array(pieces), FactID(.service, found.layer.id, ["Service", "engine"]), format: "systemd")
    }
    guard let program = words.first?.text else { return [] }
    let name = String(program.drop { "-@:+!|".contains($0) })
    let id = FactID(.service, found.layer.id, ["Service", "engine"])
    let all = words.enumerated().map { index, word in
      CommandWord(
        text: index == 0 ? name : word.text, raw: word.raw, at: found.layer.at(word.range), isFixed: true)
    }
    return EngineCommands.facts(
      of: name, words.dropFirst().map { .init(text: $0.text, at: found.layer.at($0.range)) }, id, at: found.at)
      + EngineCommands.mistakes(all, id, format: "systemd")
  }
}
