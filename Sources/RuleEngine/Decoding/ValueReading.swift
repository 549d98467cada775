import Syntax
import Vocabulary
import Wording

extension AttributeType {
  /// The type as error messages say it.
  var phrase: String {
    switch self {
    case .flag: "true or false"
    case .integer(.tokens): "a number of tokens"
    case .integer(.bytes): "a number of bytes"
    case .integer(.seconds): "a number of seconds"
    case .integer(.count): "a count"
    case .integer(.port): "a port number"
    case .number: "a number"
    case .text: "text"
    case .word(let words): "one of \(Wording.list(words, "or"))"
    case .list, .words: "a list"
    }
  }

  /// The words that values are, or are lists of; `nil` where any text may be one.
  var words: [String]? {
    switch self {
    case .word(let words), .words(let words): words
    default: nil
    }
  }

  var isList: Bool {
    switch self {
    case .list, .words: true
    default: false
    }
  }

  var isNumeric: Bool {
    switch self {
    case .integer, .number: true
    default: false
    }
  }

  var isTextual: Bool {
    switch self {
    case .text, .word: true
    default: false
    }
  }

  /// Whether values of the two can be equal: same unit for numbers, text for words.
  func isComparable(with other: AttributeType) -> Bool {
    switch (self, other) {
    case (.integer(let a), .integer(let b)): a == b
    case (.number, _): other.isNumeric
    case (_, .number): isNumeric
    default: self == other || (isTextual && other.isTextual)
    }
  }
}

extension RuleReader {
  /// The literal in `node`, which must be of the attribute's type.
  func literal(_ node: Node, for attribute: Attribute) -> Value? {
    let type = attribute.declaration.type
    guard let value = value(node, as: type) else {
      let found = node.text.map { "`\($0)`" } ?? (node.items != nil ? "a list" : "something else")
      var message = "`\(attribute.name)` is \(type.phrase), not \(found)"
      if case .word(let words) = type, let text = node.text { message += suggestion(for: text, among: words) }
      return unreadable(node, message)
    }
    return value
  }

  private func value(_ node: Node, as type: AttributeType) -> Value? {
    if type.isList {
      guard let items = node.items else { return nil }
      let texts = items.compactMap(\.text).filter { type.words?.contains($0) ?? true }
      return texts.count == items.count ? .texts(texts) : nil
    }
    guard let scalar = node.scalar, scalar.type != .null else { return nil }
    switch type {
    case .flag: return scalar.type == .boolean ? .flag(scalar.text.lowercased() == "true") : nil
    case .integer(.bytes): return (bytes(scalar.text) ?? integer(scalar)).map(Value.integer)
    case .integer: return integer(scalar).map(Value.integer)
    case .number:
      guard scalar.type == .integer || scalar.type == .float else { return nil }
      return Double(scalar.text).map(Value.number)
    case .text: return .text(scalar.text)
    case .word(let words): return words.contains(scalar.text) ? .text(scalar.text) : nil
    case .list, .words: return nil
    }
  }

  private func integer(_ scalar: Scalar) -> Int? {
    scalar.type == .integer ? Int(scalar.text) : nil
  }

  /// `8 GiB`, so that nobody has to count zeros.
  private func bytes(_ text: String) -> Int? {
    for (unit, shift) in [("KiB", 10), ("MiB", 20), ("GiB", 30), ("TiB", 40)] where text.hasSuffix(unit) {
      let digits = text.dropLast(unit.count)
      let number = Int(digits.hasSuffix(" ") ? digits.dropLast() : digits)
      guard let number, number >= 0, number <= Int.max >> shift else { return nil }
      return number << shift
    }
    return nil
  }

  /// A literal of the attribute's type, or another attribute that can be compared with it.
  ///
  /// A word in quotes is always a literal. A bare one is a literal if the attribute declares it, an
  /// attribute if there is one of that name, and else a text.
  func operand(_ node: Node, for attribute: Attribute) -> Predicate.Operand? {
    let type = attribute.declaration.type
    guard let subject, let scalar = node.scalar, scalar.style == .plain, scalar.type == .string else {
      return literal(node, for: attribute).map { .literal($0) }
    }
    if value(node, as: type) != nil, type != .text {
      return literal(node, for: attribute).map { .literal($0) }
    }
    switch lookUp(scalar.text, on: subject) {
    case .found(let other):
      let otherType = other.attribute.declaration.type
      if type.isComparable(with: otherType) { return .attribute(other) }
      if type == .text { return .literal(.text(scalar.text)) }
      return unreadable(
        node, "`\(attribute.name)` is \(type.phrase), `\(scalar.text)` is \(otherType.phrase)")
    case .notFound(let message, let nearest):
      if type.isNumeric, nearest != nil { return unreadable(node, message) }
      if type == .text, let nearest, nearest.contains("."), scalar.text.contains(".") {
        return unreadable(node, message + " (quote it if it is text)")
      }
      return literal(node, for: attribute).map { .literal($0) }
    }
  }
}
