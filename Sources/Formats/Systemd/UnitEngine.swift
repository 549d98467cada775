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
      + EngineCommands.mistakes(all, id, format: "systemd") + path(in: all, unit, of: found.layer.id)
  }

  /// The model of llama-server under a path that only a shell or another folder would make one
  /// (`man systemd.service`, COMMAND LINES; `man systemd.exec`, WorkingDirectory).
  private static func path(in words: [CommandWord], _ unit: Unit, of document: DocumentID) -> [Fact] {
    guard words.first?.text?.split(separator: "/").last == "llama-server",
      let option = words.firstIndex(where: { $0.text == "-m" || $0.text == "--model" }), option + 1 < words.count,
      let path = words[option + 1].text, let first = path.first, let name = words[option].text
    else { return [] }
    func fact(_ problem: ValueFault, _ consequence: String) -> [Fact] {
      [
        SettingFact.make(
          FactID(.key, document, ["Service", "engine", "path"]), name: name, value: path, kind: "path", format: "systemd",
          problem: problem, consequence: consequence, at: words[option + 1].at)
      ]
    }
    if path.hasPrefix("~/") { return fact(.notExpanded, "systemd does not expand ~") }
    // A service of a user starts in the home.
    guard first.isLetter || first == ".", !path.contains("%"), unit.value("WorkingDirectory", in: "Service") == nil,
      unit.value("RootDirectory", in: "Service") == nil, unit.value("WantedBy", in: "Install")?.text == "multi-user.target"
    else { return [] }
    return fact(.relative, "it is relative to /, where a system service starts")
  }
}
