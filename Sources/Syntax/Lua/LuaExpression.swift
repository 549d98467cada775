/// What an expression is, as far as it is literal.
extension LuaReader {
  /// The expression that begins at a word, and the word after it.
  mutating func expression(_ index: Int, depth: Int) throws(SyntaxError) -> (node: Node, next: Int) {
    let start = tokens.indices.contains(index) ? tokens[index].range.start : source.bytes.count
    guard depth < SyntaxLimits.depth else {
      throw SyntaxError(TextRange(at: start), "values are nested more than \(SyntaxLimits.depth) deep")
    }
    nodes += 1
    guard nodes <= SyntaxLimits.nodes else { throw SyntaxError(TextRange(at: start), "too many values") }
    // Where a value is missing, nothing is read.
    guard tokens.indices.contains(index), text(index).map(LuaText.ends.contains) != true else {
      return (Node(.computed([]), range: TextRange(at: start)), index)
    }
    var node: Node?
    var next = index + 1
    switch tokens[index].kind {
    case .string(let text):
      node = scalar(index, index, Scalar(text, style: style(of: index), type: .string))
    case .number: node = scalar(index, index, number(index, sign: ""))
    case .symbol:
      if matches(index, "{") {
        (node, next) = try table(index, depth: depth)
      } else if matches(index, "-"), tokens.indices.contains(index + 1), tokens[index + 1].kind == .number {
        node = scalar(index, index + 1, number(index + 1, sign: "-"))
        next = index + 2
      }
    case .name:
      switch text(index) {
      case "true", "false":
        node = scalar(index, index, Scalar(text(index) ?? "", style: .plain, type: .boolean))
      case "nil": node = scalar(index, index, Scalar("nil", style: .plain, type: .null))
      case "function":
        next = partners[index].map { $0 + 1 } ?? tokens.count
        node = Node(.computed(try returned(from: index, to: next, depth: depth)), range: range(index, next))
      default: (node, next) = try call(index, depth: depth)
      }
    }
    let end = end(of: next)
    guard let node, end == next else {
      return (Node(.computed([]), range: range(index, max(end, index + 1))), max(end, index + 1))
    }
    return (node, next)
  }

  func range(_ index: Int, _ next: Int) -> TextRange {
    guard next > index, tokens.indices.contains(index) else {
      return TextRange(at: tokens[index].range.start)
    }
    return TextRange(tokens[index].range.start, tokens[min(next, tokens.count) - 1].range.end)
  }

  func scalar(_ first: Int, _ last: Int, _ scalar: Scalar) -> Node {
    Node(.scalar(scalar), range: TextRange(tokens[first].range.start, tokens[last].range.end))
  }

  func style(of index: Int) -> Scalar.Style {
    switch source.byte(at: tokens[index].range.start) {
    case 0x27: .singleQuoted
    case 0x5B: .literal
    default: .doubleQuoted
    }
  }

  func number(_ index: Int, sign: String) -> Scalar {
    let text = sign + source.string(tokens[index].range)
    return Scalar(text, style: .plain, type: Int(text) != nil ? .integer : .float)
  }

  /// The word at which an expression ends: a comma, a closing bracket, or the begin of another statement.
  ///
  /// `next` is the word after what has been read of it.
  private func end(of next: Int) -> Int {
    var index = next
    while index < tokens.count {
      if let word = text(index), LuaText.ends.contains(word) { return index }
      // Two operands without an operator between them are two statements.
      if index > 0, isOperand(index - 1), beginsOperand(index) { return index }
      index = partners[index].map { $0 + 1 } ?? index + 1
    }
    return tokens.count
  }

  private func isOperand(_ index: Int) -> Bool {
    switch tokens[index].kind {
    case .string, .number: true
    case .symbol: ["}", ")", "]", "..."].contains(text(index))
    case .name: !["and", "or", "not"].contains(text(index))
    }
  }

  /// A text or a table after an operand is the argument of a call.
  private func beginsOperand(_ index: Int) -> Bool {
    tokens[index].kind == .name && !["and", "or", "not"].contains(text(index))
  }
}
