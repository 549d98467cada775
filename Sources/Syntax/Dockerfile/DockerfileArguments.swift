/// The build arguments that `FROM` can use: those declared before the first stage.
///
/// Source: https://docs.docker.com/reference/dockerfile/, "Understand how ARG and FROM interact" and "Environment
/// replacement".
public struct DockerfileArguments: Sendable {
  private var values: [String: String] = [:]
  private var unknown: Set<String> = []

  /// - Parameter given: what the build is told, over the defaults; `nil` for a value that cannot be known.
  public init(_ tree: DockerfileTree, given: [String: String?] = [:]) {
    for instruction in tree.instructions.prefix(while: { $0.name != "FROM" }) {
      for argument in tree.defaults(of: instruction) {
        values[argument.name] = argument.value
        if argument.value == nil { unknown.insert(argument.name) }
      }
    }
    for (name, value) in given {
      values[name] = value
      if value == nil { unknown.insert(name) } else { unknown.remove(name) }
    }
  }

  /// A text with its variables filled in; `nil` where one of them cannot be known.
  public func expand(_ text: String) -> String? {
    guard text.contains("$") else { return text }
    var result = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      let inner: Substring
      if rest.first == "{" {
        guard let end = rest.firstIndex(of: "}") else { return nil }
        inner = rest[rest.index(after: rest.startIndex)..<end]
        rest = rest[rest.index(after: end)...]
      } else {
        inner = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        rest = rest.dropFirst(inner.count)
      }
      guard let value = value(inner) else { return nil }
      result += value
    }
    return result + rest
  }

  /// `NAME`, `NAME:-default`, `NAME-default`, `NAME:+other`.
  private func value(_ text: Substring) -> String? {
    let name = String(text.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
    guard !name.isEmpty, !unknown.contains(name) else { return nil }
    let modifier = text.dropFirst(name.count)
    let value = values[name].flatMap { $0.isEmpty ? nil : $0 }
    if modifier.isEmpty { return value }
    if modifier.hasPrefix(":-") { return value ?? String(modifier.dropFirst(2)) }
    if modifier.hasPrefix("-") { return values[name] ?? String(modifier.dropFirst()) }
    if modifier.hasPrefix(":+") { return value == nil ? "" : String(modifier.dropFirst(2)) }
    return nil
  }
}

extension DockerfileTree {
  /// What a step finds in the variables that `ARG` and `ENV` declare before it, where the build is told nothing else.
  public func variables(before index: Int) -> [String: String] {
    var global: [String: String] = [:]
    var found: [String: String] = [:]
    var isInStage = false
    for instruction in instructions[..<index] {
      if instruction.name == "FROM" {
        if !isInStage { global = found }
        isInStage = true
        found = [:]
      }
      let set = defaults(of: instruction) + assignments(of: instruction)
      for assignment in set { found[assignment.name] = assignment.value }
      if set.isEmpty, instruction.name == "ARG" {
        let name = source.string(instruction.arguments).filter { !$0.isWhitespace }
        found[name] = global[name] ?? ""
      }
    }
    return found
  }
}
