import Vocabulary
import Wording

/// A message with holes.
///
/// `{context.effective}` is filled with the attribute's value as people read it (`65,536`), and
/// `{context.effective as typed}` as a file holds it (`65536`).
public struct Template: Hashable, Sendable {
  public enum Part: Hashable, Sendable {
    case text(String)
    case attribute(AttributeReference)
    case typed(AttributeReference)
  }

  public let parts: [Part]
  public init(_ parts: [Part]) { self.parts = parts }
}

extension Template {
  public var references: [AttributeReference] {
    parts.compactMap { part in
      switch part {
      case .text: nil
      case .attribute(let reference), .typed(let reference): reference
      }
    }
  }

  /// The message with its holes filled; `nil` if what belongs into one of them is absent or cannot be known.
  func text(in view: FactView) -> String? { text { view.sourced($0)?.value } }

  /// The message with the values that `valueOf` gives for its holes; `nil` if there is none for one of them.
  public func text(_ valueOf: (AttributeReference) -> Value?) -> String? {
    var text = ""
    for part in parts {
      switch part {
      case .text(let words): text += words
      case .attribute(let reference):
        guard let value = valueOf(reference) else { return nil }
        let shown = value.formatted(as: reference.attribute.declaration.type)
        if text.hasSuffix(" a "), Wording.article(before: shown) == "an" {
          text.removeLast()
          text += "n "
        }
        text += shown
      case .typed(let reference):
        guard let value = valueOf(reference) else { return nil }
        text += value.typed(as: reference.attribute.declaration.type)
      }
    }
    return text
  }
}
