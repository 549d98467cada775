/// Where settings are handed to plugins.
extension LuaReader {
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
        if dropsOptions(spec) {
          let inner = Node.Entry(key: key(at: index + 1, as: name), value: options)
          let unread = Scalar(Self.unreadOptions, style: .doubleQuoted, type: .string)
          entries.append(
            Node.Entry(
              key: Node(.scalar(unread), range: tokens[index + 1].range),
              value: Node(.mapping([inner]), range: options.range)))
          continue
        }
        // The module that lazy.nvim hands them to.
        let main = spec.entries?.last(where: { $0.key.scalar?.text == "main" })?.value.text
        entries.append(Node.Entry(key: key(at: index + 1, as: main ?? name), value: options))
      }
    }
    return entries
  }

  /// Below which key the options of plugins are that nobody hands to them, by the plugin.
  static let unreadOptions = "unread-opts"

  /// Whether a spec has a function of its own instead of the one that hands the options over, which does not look at
  /// them (lazy.nvim, Plugin Spec: "config is executed ... the default implementation runs require(MAIN).setup(opts)").
  private func dropsOptions(_ spec: Node) -> Bool {
    guard let config = spec.entries?.last(where: { $0.key.scalar?.text == "config" })?.value else {
      return false
    }
    let text = source.string(config.range)
    return text.hasPrefix("function") && !text.contains("opts") && !text.contains("setup")
  }

  private func key(at index: Int, as name: String) -> Node {
    Node(.scalar(Scalar(name, style: .doubleQuoted, type: .string)), range: tokens[index].range)
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

  /// The first argument of a call: after `(`, or the table that stands without one.
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
}
