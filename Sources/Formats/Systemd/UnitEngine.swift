import Vocabulary

/// A unit that starts a server of models other than Ollama.
enum UnitEngine {
  static func facts(_ unit: Unit) -> [Fact] {
    guard let found = unit.values("ExecStart", in: "Service").last, !found.layer.id.isDocumentation else {
      return []
    }
    let words = found.layer.file.words(of: found.entry)
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
