/// Compose's `${VAR}` substitution (compose-spec, 12-interpolation.md).
///
/// Values come from `.env` next to the file; the shell's are not known, so a variable that only the
/// shell could set makes the whole text unknown, unless a default is written.
struct ComposeInterpolation: Sendable {
  /// What `.env` says.
  let variables: [String: String]

  /// In bytes: no address, path or list of models is longer, and what many places repeat must not fill the memory.
  private static let longest = 1 << 13

  /// The text with every variable replaced; `nil` if one of them is not known, or if it becomes very long.
  func resolve(_ text: String) -> String? { substitute(text, depth: 0) }

  /// Whether the text names a variable that `.env` does not set, so that the shell may.
  func isOpen(_ text: String) -> Bool {
    var rest = text[...]
    while let mark = rest.firstIndex(of: "$") {
      rest = rest[rest.index(after: mark)...]
      if rest.first == "$" {
        rest.removeFirst()
        continue
      }
      let name = rest.drop { $0 == "{" }.prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
      if !name.isEmpty, variables[String(name)] == nil { return true }
    }
    return false
  }

  private func substitute(_ text: String, depth: Int) -> String? {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    guard depth < 8 else { return nil }
    var result = ""
    var rest = text[...]
    while let character = rest.first {
      rest.removeFirst()
      guard character == "$" else {
        result.append(character)
        continue
      }
      guard let next = rest.first else { return result + "$" }
      if next == "$" {
        rest.removeFirst()
        result.append("$")
      } else if next == "{" {
        guard let close = closingBrace(in: rest) else { return nil }
        let inside = rest[rest.index(after: rest.startIndex)..<close]
        rest = rest[rest.index(after: close)...]
        guard let value = expand(inside, depth: depth) else { return nil }
        result += value
      } else {
        let name = rest.prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
        if name.isEmpty {
          result.append("$")
        } else {
          guard let value = variables[String(name)] else { return nil }
          result += value
          rest = rest.dropFirst(name.count)
        }
      }
      guard result.utf8.count <= Self.longest else { return nil }
    }
    return result
  }

  /// `NAME`, `NAME:-default`, `NAME-default`, `NAME:?error`, `NAME?error`, `NAME:+other`, `NAME+other`.
  private func expand(_ inside: Substring, depth: Int) -> String? {
    let name = inside.prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
    guard !name.isEmpty else { return nil }
    var operation = inside.dropFirst(name.count)
    let value = variables[String(name)]
    guard let first = operation.first else { return value }
    let emptyCounts = first == ":"
    if emptyCounts { operation.removeFirst() }
    guard let mark = operation.first else { return nil }
    let word = String(operation.dropFirst())
    let isSet = value.map { !(emptyCounts && $0.isEmpty) } ?? false
    switch mark {
    case "-": return isSet ? value : substitute(word, depth: depth + 1)
    case "?": return isSet ? value : nil
    case "+": return isSet ? substitute(word, depth: depth + 1) : nil
    default: return nil
    }
  }

  private func closingBrace(in text: Substring) -> Substring.Index? {
    var depth = 0
    for index in text.indices {
      switch text[index] {
      case "{": depth += 1
      case "}":
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }
}

extension ComposeInterpolation {
  /// The variable of a text that is one with a default and nothing else: `URL` of `${URL:-http://a}`.
  static func wholeVariable(of text: String) -> String? {
    parts(of: text).map { String($0.head.dropFirst(2).prefix { $0 != ":" && $0 != "-" }) }
  }

  /// The default of a text that is one variable and nothing else: `http://a` of `${URL:-http://a}`.
  static func wholeDefault(of text: String) -> String? { parts(of: text).map { String($0.fallback) } }

  /// The text with another default; `value` itself where the text names no variable, and `nil` where the variable has
  /// no default to change or is only a part of the text.
  static func replacingDefault(in text: String, with value: String) -> String? {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return value }
    guard let parts = parts(of: text), !value.contains("}"), !value.contains("$") else { return nil }
    return parts.head + value + "}"
  }

  /// A text that expands to `value` with its variables kept, if only the text before or after them has to change.
  func rewriting(_ text: String, to value: String) -> String? {
    guard let now = resolve(text), !value.contains("$"), let first = text.firstIndex(of: "$"),
      let last = text.lastIndex(of: "$")
    else { return nil }
    let end = Self.endOfVariable(at: last, in: text)
    let behind = text[end...]
    let head = now.dropLast(behind.count)
    if now.hasSuffix(behind), value.hasPrefix(head) {
      return String(text[..<end] + value.dropFirst(head.count))
    }
    let before = text[..<first]
    let tail = now.dropFirst(before.count)
    guard now.hasPrefix(before), value.hasSuffix(tail) else { return nil }
    // A service answers at its own port, not at the one that a variable publishes on the host.
    let host = URLParts(value).host
    if before.hasSuffix(":"), host != URLParts(now).host, !host.contains("."), host != "localhost" { return nil }
    return String(value.dropLast(tail.count) + text[first...])
  }

  private static func endOfVariable(at start: String.Index, in text: String) -> String.Index {
    let inside = text.index(after: start)
    // The last `$` may be in the default of an outer variable.
    if let brace = text[inside...].lastIndex(of: "}") { return text.index(after: brace) }
    return text[inside...].firstIndex { !($0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber))) }
      ?? text.endIndex
  }

  private static func parts(of text: String) -> (head: Substring, fallback: Substring)? {
    guard text.hasPrefix("${"), text.hasSuffix("}") else { return nil }
    let inside = text.dropFirst(2).dropLast()
    let name = inside.prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let rest = inside.dropFirst(name.count)
    guard !name.isEmpty, let mark = [":-", "-"].first(where: { rest.hasPrefix($0) }) else { return nil }
    let fallback = rest.dropFirst(mark.count)
    guard !fallback.contains("$"), !fallback.contains("}") else { return nil }
    return (text[..<fallback.startIndex], fallback)
  }
}
