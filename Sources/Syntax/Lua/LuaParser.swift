/// The settings that a Lua file hands to Neovim's plugins, as one mapping from plugin to settings.
///
///     require("avante").setup({ provider = "ollama" })            ->  avante: { provider: ollama }
///     { "yetone/avante.nvim", opts = { provider = "ollama" } }    ->  avante: { provider: ollama }
///     vim.g.avante = { provider = "ollama" }                      ->  vim.g.avante: { provider: ollama }
///
/// Lua is a program, and only its literals are read: a table is a mapping or, where all its fields are positional, a
/// sequence; everything else is computed. Positional fields of other tables, and the arguments of a call, are numbered
/// from 1. Of an expression that is computed, what it is made of can be reached: the arguments of a call below the name
/// of what is called, the fields of the table that a function returns.
///
/// Sources: Lua 5.4 Reference Manual, 3.4; lazy.nvim, "Plugin Spec": https://lazy.folke.io/spec
public enum LuaParser {
  /// - Throws: what is wrong and where, also for text that is too large, too deep or not UTF-8.
  public static func parse(_ source: SourceText) throws(SyntaxError) -> NodeDocument {
    guard source.bytes.count <= SyntaxLimits.bytes else {
      throw SyntaxError(
        TextRange(at: 0), "the file is larger than \(SyntaxLimits.bytes >> 20) MiB and is not read")
    }
    if let offset = UTF8Check.firstInvalidByte(in: source.bytes) {
      throw SyntaxError(TextRange(offset, offset + 1), "this byte is not valid UTF-8")
    }
    var lexer = LuaLexer(source)
    try lexer.read()
    var reader = LuaReader(source, lexer.tokens)
    let entries = try reader.settings()
    return NodeDocument(
      source: source, root: Node(.mapping(entries), range: source.range), comments: lexer.comments,
      duplicateKeys: reader.duplicates)
  }
}

/// Reads expressions out of a list of words.
struct LuaReader {
  let source: SourceText
  private let tokens: [LuaToken]
  /// The position of the bracket or `end` that closes what begins at a position.
  private let partners: [Int: Int]
  private var nodes = 0
  private(set) var duplicates: [NodeDocument.DuplicateKey] = []

  init(_ source: SourceText, _ tokens: [LuaToken]) {
    self.source = source
    self.tokens = tokens
    partners = Self.partners(source, tokens)
  }

  // MARK: Words

  private func text(_ index: Int) -> String? {
    guard tokens.indices.contains(index), tokens[index].kind == .name || tokens[index].kind == .symbol else {
      return nil
    }
    return source.string(tokens[index].range)
  }

  /// Whether a word is the one given; compares bytes, for it is asked of every word of a file.
  private func matches(_ index: Int, _ word: StaticString) -> Bool {
    guard tokens.indices.contains(index) else { return false }
    return Self.matches(tokens[index], word, source)
  }

  private static func matches(_ token: LuaToken, _ word: StaticString, _ source: SourceText) -> Bool {
    guard token.range.length == word.utf8CodeUnitCount, token.kind == .name || token.kind == .symbol else {
      return false
    }
    return word.withUTF8Buffer { $0.elementsEqual(source.bytes[token.range.start..<token.range.end]) }
  }

  private func string(_ index: Int) -> String? {
    guard tokens.indices.contains(index), case .string(let text) = tokens[index].kind else { return nil }
    return text
  }

  private func isName(_ index: Int) -> Bool {
    guard tokens.indices.contains(index), tokens[index].kind == .name else { return false }
    return !LuaText.keywords.contains(source.string(tokens[index].range))
  }

  private static func partners(_ source: SourceText, _ tokens: [LuaToken]) -> [Int: Int] {
    var partners: [Int: Int] = [:]
    var open: [(word: String, index: Int)] = []
    for (index, token) in tokens.enumerated() {
      guard token.kind == .symbol && token.range.length == 1 || token.kind == .name && token.range.length <= 8
      else {
        continue
      }
      let first = source.bytes[token.range.start]
      // Brackets, and the first letters of do, else, end, function, if, repeat and until.
      guard "{}()[]defiru".utf8.contains(first) else { continue }
      let word = source.string(token.range)
      switch word {
      // `while` and `for` end with the block of their `do`.
      case "{", "(", "[", "function", "if", "do", "repeat": open.append((word, index))
      case "}", ")", "]", "end", "until":
        guard let last = open.last, LuaText.closers[last.word] == word else { continue }
        partners[last.index] = index
        open.removeLast()
      default: break
      }
    }
    return partners
  }

  // MARK: Settings

  /// What is handed to plugins, in the order of the file.
  mutating func settings() throws(SyntaxError) -> [Node.Entry] {
    var entries: [Node.Entry] = []
    /// Names that a module was assigned to, with the word that names the module.
    var modules: [String: Int] = [:]
    for index in tokens.indices {
      if matches(index, "="), isName(index - 1), let module = required(index + 1) {
        modules[source.string(tokens[index - 1].range)] = module
      }
      if matches(index, "setup"), matches(index - 1, ".") || matches(index - 1, ":"),
        let module = module(before: index - 1, modules), let argument = argument(behind: index)
      {
        let node = try expression(argument, depth: 0).node
        entries.append(Node.Entry(key: key(at: module), value: node))
      }
      if matches(index, "="), let global = global(before: index) {
        let node = try expression(index + 1, depth: 0).node
        if node.entries != nil || node.items != nil {
          entries.append(Node.Entry(key: global, value: node))
        }
      }
      if matches(index, "{"), let plugin = string(index + 1), let name = Self.repository(plugin) {
        let spec = try expression(index, depth: 0).node
        guard let options = spec.entries?.last(where: { $0.key.scalar?.text == "opts" })?.value else {
          continue
        }
        // The module that lazy.nvim hands them to.
        let main = spec.entries?.last(where: { $0.key.scalar?.text == "main" })?.value.text
        let key = Node(
          .scalar(Scalar(main ?? name, style: .doubleQuoted, type: .string)), range: tokens[index + 1].range)
        entries.append(Node.Entry(key: key, value: options))
      }
    }
    return entries
  }

  /// The name in `owner/name.nvim`, as plugin managers write what is to be installed.
  private static func repository(_ text: String) -> String? {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts.allSatisfy({ part in !part.isEmpty && part.utf8.allSatisfy(isRepository) })
    else { return nil }
    return parts[1].hasSuffix(".nvim") ? String(parts[1].dropLast(5)) : String(parts[1])
  }

  private static func isRepository(_ byte: UInt8) -> Bool {
    LuaLexer.isDigit(byte) || LuaLexer.isLetter(byte) || byte == 0x2D || byte == 0x2E
  }

  private func key(at index: Int) -> Node {
    Node(
      .scalar(Scalar(string(index) ?? "", style: .doubleQuoted, type: .string)), range: tokens[index].range)
  }

  /// The name of the module in `require("name")` or `pcall(require, "name")` that begins at a word.
  private func required(_ index: Int) -> Int? {
    if matches(index, "require") {
      return string(index + 1) != nil
        ? index + 1 : matches(index + 1, "(") && string(index + 2) != nil ? index + 2 : nil
    }
    guard matches(index, "pcall"), matches(index + 1, "("), matches(index + 2, "require"),
      matches(index + 3, ","),
      string(index + 4) != nil
    else { return nil }
    return index + 4
  }

  /// The module that a method is called of: `require("name")` or a name that it was assigned to, before the dot.
  private func module(before dot: Int, _ modules: [String: Int]) -> Int? {
    if string(dot - 1) != nil, matches(dot - 2, "require") { return dot - 1 }
    if matches(dot - 1, ")"), string(dot - 2) != nil, matches(dot - 3, "("), matches(dot - 4, "require") {
      return dot - 2
    }
    guard isName(dot - 1), text(dot - 2) != "." else { return nil }
    return modules[source.string(tokens[dot - 1].range)]
  }

  /// The first argument of a call: behind `(`, or the table that stands without one.
  private func argument(behind index: Int) -> Int? {
    if matches(index + 1, "{") { return index + 1 }
    return matches(index + 1, "(") && text(index + 2) != ")" ? index + 2 : nil
  }

  /// `vim.g.name` before an `=`.
  private func global(before index: Int) -> Node? {
    guard isName(index - 1), matches(index - 2, "."), matches(index - 3, "g"), matches(index - 4, "."),
      matches(index - 5, "vim")
    else { return nil }
    let range = TextRange(tokens[index - 5].range.start, tokens[index - 1].range.end)
    let name = "vim.g." + source.string(tokens[index - 1].range)
    return Node(.scalar(Scalar(name, style: .plain, type: .string)), range: range)
  }

  // MARK: Expressions

  /// The expression that begins at a word, and the word behind it.
  private mutating func expression(_ index: Int, depth: Int) throws(SyntaxError) -> (node: Node, next: Int) {
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

  private func range(_ index: Int, _ next: Int) -> TextRange {
    guard next > index, tokens.indices.contains(index) else {
      return TextRange(at: tokens[index].range.start)
    }
    return TextRange(tokens[index].range.start, tokens[min(next, tokens.count) - 1].range.end)
  }

  private func scalar(_ first: Int, _ last: Int, _ scalar: Scalar) -> Node {
    Node(.scalar(scalar), range: TextRange(tokens[first].range.start, tokens[last].range.end))
  }

  private func style(of index: Int) -> Scalar.Style {
    switch source.byte(at: tokens[index].range.start) {
    case 0x27: .singleQuoted
    case 0x5B: .literal
    default: .doubleQuoted
    }
  }

  private func number(_ index: Int, sign: String) -> Scalar {
    let text = sign + source.string(tokens[index].range)
    return Scalar(text, style: .plain, type: Int(text) != nil ? .integer : .float)
  }

  /// The word at which an expression ends: a comma, a closing bracket, or the begin of another statement.
  ///
  /// `next` is the word behind what has been read of it.
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

  /// A text or a table behind an operand is the argument of a call.
  private func beginsOperand(_ index: Int) -> Bool {
    tokens[index].kind == .name && !["and", "or", "not"].contains(text(index))
  }

  // MARK: Tables

  private mutating func table(_ index: Int, depth: Int) throws(SyntaxError) -> (Node, Int) {
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

  // MARK: Calls and functions

  /// `name.name("text", {...})`: the arguments below the name of what is called last; nothing of what is no call.
  private mutating func call(_ index: Int, depth: Int) throws(SyntaxError) -> (Node, Int) {
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
  private mutating func returned(from index: Int, to next: Int, depth: Int) throws(SyntaxError) -> [Node
    .Entry]
  {
    let returns = (index..<next).filter { matches($0, "return") }
    guard returns.count == 1, let only = returns.first else { return [] }
    let value = try expression(only + 1, depth: depth + 1)
    // The function ends behind it.
    guard value.next == next - 1 || (matches(value.next, ";") && value.next == next - 2) else { return [] }
    return value.node.members ?? []
  }
}
