import Syntax
import Vocabulary

/// Signs that a unit's container has no GPU on purpose.
enum UnitPurpose {
  static func reason(for unit: Unit) -> Reason? {
    if words(of: unit.name).contains("cpu"), let layer = unit.layers.first {
      return Reason("the unit's name says that it is for the CPU", at: layer.at(TextRange(at: 0)))
    }
    for layer in unit.layers {
      for comment in layer.file.comments {
        let found = words(of: layer.file.source.string(comment))
        if !["cpu", "gpu", "gpus", "nvidia"].allSatisfy({ !found.contains($0) }) {
          return Reason("a comment speaks of it", at: layer.at(comment))
        }
      }
    }
    return nil
  }

  private static func words(of text: String) -> [String] {
    text.lowercased().split { !($0.isLetter || $0.isNumber) }.map(String.init)
  }
}
