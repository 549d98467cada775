import Vocabulary

/// A message with holes: `{context.effective}` is filled with the attribute's value, formatted by its unit.
public struct Template: Hashable, Sendable {
  public enum Part: Hashable, Sendable {
    case text(String)
    case attribute(AttributeReference)
  }

  public let parts: [Part]
  public init(_ parts: [Part]) { self.parts = parts }
}

extension Template {
  public var references: [AttributeReference] {
    parts.compactMap { if case .attribute(let reference) = $0 { reference } else { nil } }
  }

  /// The message with its holes filled; `nil` if what belongs into one of them is absent or cannot be known.
  func text(in view: FactView) -> String? {
    var text = ""
    for part in parts {
      switch part {
      case .text(let words): text += words
      case .attribute(let reference):
        guard let value = view.sourced(reference)?.value else { return nil }
        text += value.formatted(as: reference.attribute.declaration.type)
      }
    }
    return text
  }
}
