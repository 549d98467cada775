import Syntax
import Vocabulary

/// Signs that a unit's server has no GPU on purpose.
enum UnitPurpose {
  /// What the unit is called: `ollama-cpu.service`, `Description=Ollama (CPU only)`.
  static func ofName(_ unit: Unit) -> Reason? {
    let description = unit.value("Description", in: "Unit")
    if let description, words(of: description.entry.value).contains("cpu") {
      return Reason("its description says CPU", at: description.at)
    }
    guard words(of: unit.name).contains("cpu"), let layer = unit.layers.first else { return nil }
    return Reason("the unit name says CPU", at: layer.at(TextRange(at: 0)))
  }

  /// The same, or a comment that mentions it; enough where nothing requests a GPU, and no more.
  static func reason(for unit: Unit) -> Reason? {
    if let reason = ofName(unit) { return reason }
    for layer in unit.layers {
      for comment in layer.file.comments {
        let found = words(of: layer.file.source.string(comment))
        if !["cpu", "gpu", "gpus", "nvidia"].allSatisfy({ !found.contains($0) }) {
          return .comment(layer.file.source.string(comment), at: layer.at(comment))
        }
      }
    }
    return nil
  }

  private static func words(of text: String) -> [String] {
    text.lowercased().words(withDigits: true).map(String.init)
  }
}
