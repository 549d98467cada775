/// Tables, the arguments of calls, and what functions return.
extension LuaReader {
  mutating func table(_ index: Int, depth: Int) throws(SyntaxError) -> (Node, Int) {
    guard let close = partners[index] else {
      throw SyntaxError(tokens[index].range, "this '{' is never closed")
    }
    var entries: [Node.Entry] = []
    var items: [Node] = []
    var seen: [String: TextRange] = [:]
    var position = index + 1
    while position < close {
      if matches(position, ",") || matches(position, ";") {
        position += 1
        continue
      }
      let start = position
      if let field = key(of: position, before: close) {
        let value = try expression(field.next, depth: depth + 1)
        if let name = field.node.scalar?.text {
          if let first = seen.updateValue(field.node.range, forKey: name) {
            duplicates.append(.init(key: field.node.range, first: first, name: name))
          }
        }
        entries.append(Node.Entry(key: field.node, value: value.node))
        position = value.next
      } else {
        let value = try expression(position, depth: depth + 1)
        items.append(value.node)
        let number = Scalar(String(items.count), style: .plain, type: .integer)
        let key = Node(.scalar(number), range: TextRange(at: value.node.range.start))
        entries.append(Node.Entry(key: key, value: value.node))
        position = value.next
      }
      position = min(max(position, start + 1), close)
    }
    let range = TextRange(tokens[index].range.start, tokens[close].range.end)
    let isList = !items.isEmpty && items.count == entries.count
    return (Node(isList ? .sequence(items) : .mapping(entries), range: range, isFlow: true), close + 1)
  }

  /// The key of a field: `name =` or `["name"] =`; computed for `[expression] =`, `nil` for a positional field.
  private mutating func key(of index: Int, before close: Int) -> (node: Node, next: Int)? {
    if isName(index), matches(index + 1, "=") {
      let name = Scalar(source.string(tokens[index].range), style: .plain, type: .string)
      return (scalar(index, index, name), index + 2)
    }
    guard matches(index, "["), let end = partners[index], end < close, matches(end + 1, "=") else {
      return nil
    }
    if end == index + 2, let name = string(index + 1) {
      return (scalar(index + 1, index + 1, Scalar(name, style: style(of: index + 1), type: .string)), end + 2)
    }
    if end == index + 2, tokens[index + 1].kind == .number {
      return (scalar(index + 1, index + 1, number(index + 1, sign: "")), end + 2)
    }
    return (Node(.computed([]), range: range(index, end + 1)), end + 2)
  }

  /// `name.name("text", {...})`: the arguments below the name of what is called last; nothing of what is not a call.
  mutating func call(_ index: Int, depth: Int) throws(SyntaxError) -> (Node, Int) {
    var name = index
    var position = index + 1
    var entries: [Node.Entry] = []
    while let word = text(position) ?? string(position).map({ _ in "\"" }) {
      switch word {
      case ".", ":":
        guard isName(position + 1) else {
          return (Node(.computed([]), range: range(index, position)), position)
        }
        name = position + 1
        position += 2
      case "[":
        guard let close = partners[position] else {
          return (Node(.computed([]), range: range(index, position)), position)
        }
        position = close + 1
        entries = []
      case "(", "{", "\"":
        let arguments = try arguments(position, depth: depth)
        let callee = Scalar(source.string(tokens[name].range), style: .plain, type: .string)
        entries = [Node.Entry(key: scalar(name, name, callee), value: arguments.node)]
        position = arguments.next
      default: return (Node(.computed(entries), range: range(index, position)), position)
      }
    }
    return (Node(.computed(entries), range: range(index, position)), position)
  }

  private mutating func arguments(_ index: Int, depth: Int) throws(SyntaxError) -> (node: Node, next: Int) {
    guard matches(index, "(") else {
      let value = matches(index, "{") ? try table(index, depth: depth + 1) : literal(index)
      return (Node(.mapping([numbered(1, value.0)]), range: value.0.range), value.1)
    }
    guard let close = partners[index] else {
      throw SyntaxError(tokens[index].range, "this '(' is never closed")
    }
    var entries: [Node.Entry] = []
    var position = index + 1
    while position < close {
      if matches(position, ",") {
        position += 1
        continue
      }
      let value = try expression(position, depth: depth + 1)
      entries.append(numbered(entries.count + 1, value.node))
      position = min(max(value.next, position + 1), close)
    }
    return (Node(.mapping(entries), range: range(index, close + 1)), close + 1)
  }

  private func literal(_ index: Int) -> (Node, Int) {
    (scalar(index, index, Scalar(string(index) ?? "", style: style(of: index), type: .string)), index + 1)
  }

  private func numbered(_ number: Int, _ value: Node) -> Node.Entry {
    let key = Scalar(String(number), style: .plain, type: .integer)
    return Node.Entry(key: Node(.scalar(key), range: TextRange(at: value.range.start)), value: value)
  }

  /// What can be read of a function's value: that of its only `return`.
  mutating func returned(from index: Int, to next: Int, depth: Int) throws(SyntaxError) -> [Node
    .Entry]
  {
    let returns = (index..<next).filter { matches($0, "return") }
    guard returns.count == 1, let only = returns.first else { return [] }
    let value = try expression(only + 1, depth: depth + 1)
    // The function ends after it.
    guard value.next == next - 1 || (matches(value.next, ";") && value.next == next - 2) else { return [] }
    return value.node.members ?? []
  }
}
