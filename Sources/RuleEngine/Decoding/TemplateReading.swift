import Syntax

extension RuleReader {
  /// What follows the name of an attribute whose value people are to type.
  private static let typed = " as typed"

  /// A message with its holes: `{name}` is an attribute, `{name as typed}` its value in plain digits; `{{` and `}}` are
  /// braces.
  ///
  /// Errors are placed at the text's beginning: escapes and folded lines leave no way to the byte.
  func template(_ node: Node, of key: String, isHeadline: Bool = false) -> Template? {
    guard var text = text(node, of: key) else { return nil }
    // A YAML block text ends with a line break, which does not belong to the message.
    while text.last?.isNewline ?? false { text.removeLast() }
    if isHeadline { checkHeadline(text, node, of: key) }
    guard let pieces = pieces(of: text, node, of: key), let subject else { return nil }
    var parts: [Template.Part] = []
    for piece in pieces {
      switch piece {
      case .words(let words): parts.append(.text(words))
      case .hole(let name):
        let isTyped = name.hasSuffix(Self.typed)
        let name = isTyped ? String(name.dropLast(Self.typed.count)) : name
        guard let reference = reference(name, on: subject, at: node.range) else { continue }
        parts.append(isTyped ? .typed(reference) : .attribute(reference))
      }
    }
    return parts.count == pieces.count ? Template(parts) : nil
  }

  /// Headlines are one line without a full stop.
  func checkHeadline(_ text: String, _ node: Node, of key: String) {
    if text.hasSuffix(".") { report(node, "`\(key)` is a headline and must not end with a full stop") }
    if text.contains(where: \.isNewline) { report(node, "`\(key)` is a headline and must be one line") }
  }

  private enum Piece {
    case words(String)
    case hole(String)
  }

  private func pieces(of text: String, _ node: Node, of key: String) -> [Piece]? {
    var pieces: [Piece] = []
    var words = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      if character == "{" || character == "}", rest.first == character {
        rest.removeFirst()
        words.append(character)
      } else if character == "}" {
        return unreadable(node, "`}` without `{` in `\(key)`; write `}}` for the character")
      } else if character == "{" {
        guard let end = rest.firstIndex(of: "}"), !rest[..<end].contains("{") else {
          return unreadable(node, "`{` without `}` in `\(key)`; write `{{` for the character")
        }
        if !words.isEmpty { pieces.append(.words(words)) }
        words = ""
        pieces.append(.hole(String(rest[..<end])))
        rest = rest[rest.index(after: end)...]
      } else {
        words.append(character)
      }
    }
    if !words.isEmpty { pieces.append(.words(words)) }
    return pieces
  }
}
