import Vocabulary

/// A unit that starts a server of models other than Ollama.
enum UnitEngine {
  static func facts(_ unit: Unit) -> [Fact] {
    guard let found = unit.values("ExecStart", in: "Service").last, !found.layer.id.isDocumentation else {
      return []
    }
    let words = found.layer.file.words(of: found.entry)
    guard let program = words.first?.text else { return [] }
    return EngineCommands.facts(
      of: String(program.drop { "-@:+!|".contains($0) }),
      words.dropFirst().map { .init(text: $0.text, at: found.layer.at($0.range)) },
      FactID(.service, found.layer.id, ["Service", "engine"]), at: found.at)
  }
}
