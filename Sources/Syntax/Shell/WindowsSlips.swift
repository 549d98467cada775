/// Lines of a script of Windows that look as if they gave a variable a value, and do not.
///
/// Sources: Microsoft, "Windows commands" (`set`, `setx`), "about_Parsing" (an unquoted text after `=` is a command),
/// "about_Aliases" (`set` is Set-Variable).
extension WindowsScript {
  public struct Slip: Sendable {
    public enum Kind: Sendable {
      /// `NAME=value command`, as a POSIX shell has it.
      case prefix
      case export
      /// `set NAME = value` of the command prompt: the blank is part of the name.
      case blankInName
      /// `set NAME=value` in PowerShell.
      case setVariable
      /// `$env:NAME = 0.0.0.0`.
      case unquoted
      /// `setx NAME=value`.
      case oneWord
      /// `$env:NAME` in the command prompt.
      case dollarEnv
      /// `set NAME "value"` of the command prompt, which lists what begins with that.
      case noEquals
    }

    public let kind: Kind
    public let name: String
    public let value: String
    /// The whole line without the blanks around it.
    public let range: TextRange
    /// The line that was meant; `nil` where a value holds what the shell replaces.
    public let corrected: String?
    /// The command after the assignment; empty where there is none.
    public let command: String
  }
}

/// Reads one line for them.
struct WindowsSlips {
  private typealias Kind = WindowsScript.Slip.Kind
  private let isBatch: Bool

  init(_ dialect: WindowsScript.Dialect) { isBatch = dialect == .batch }

  func slip(_ line: TextRange, _ text: String) -> WindowsScript.Slip? {
    let lower = text.lowercased()
    let verb = lower.prefix { $0 != " " }
    let rest = text.dropFirst(verb.count).drop { $0 == " " }
    switch verb {
    case "export": return slip(.export, rest, line)
    case "setx": return Self.isOneWord(rest) ? slip(.oneWord, rest, line) : nil
    case "set" where isBatch:
      if let listed = Self.listed(rest) { return slip(.noEquals, [listed], line) }
      guard let equals = rest.firstIndex(of: "="), rest[..<equals].last == " ", !rest.contains("&"),
        rest.first != "/", rest.first != "\""
      else { return nil }
      let value = rest[rest.index(after: equals)...].drop { $0 == " " }
      return slip(.blankInName, [(String(rest[..<equals].trimmingBlanks), String(value))], line)
    case "set": return slip(.setVariable, rest, line)
    default: break
    }
    if lower.hasPrefix("$env:") {
      if isBatch { return slip(.dollarEnv, text.dropFirst(5), line) }
      return isCommand(text) ? slip(.unquoted, text.dropFirst(5), line) : nil
    }
    return prefix(line, text)
  }

  /// `NAME=value NAME2=value ollama serve`, and the assignment alone.
  private func prefix(_ line: TextRange, _ text: String) -> WindowsScript.Slip? {
    var found: [(String, String)] = []
    var rest = text[...]
    while let end = Self.endOfWord(rest), let one = Self.pair(rest[..<end], ifBlanks: false) {
      found.append(one)
      rest = rest[end...].drop { $0 == " " }
    }
    // An entry of a hash table stands alone as well.
    guard !found.isEmpty, isBatch || !rest.isEmpty else { return nil }
    return slip(.prefix, found, line, command: String(rest))
  }

  private func slip(
    _ kind: Kind, _ pairs: [(name: String, value: String)], _ line: TextRange, command: String = "",
    tail: String = ""
  ) -> WindowsScript.Slip? {
    guard let first = pairs.first else { return nil }
    let isPlain = !pairs.contains { $0.value.contains { "\"`$%".contains($0) } }
    let parts = pairs.map { pair in
      if kind == .oneWord { return "setx \(pair.name) \"\(pair.value)\"" }
      return isBatch ? "set \"\(pair.name)=\(pair.value)\"" : "$env:\(pair.name) = \"\(pair.value)\""
    }
    return WindowsScript.Slip(
      kind: kind, name: first.name, value: first.value, range: line,
      corrected: isPlain
        ? (parts + [command].filter { !$0.isEmpty }).joined(separator: isBatch ? " && " : "; ") + tail : nil,
      command: command)
  }

  // MARK: Words

  /// One assignment, with a comment or a command after it that stays.
  private func slip(_ kind: Kind, _ text: Substring, _ line: TextRange) -> WindowsScript.Slip? {
    let end = text.firstIndex { $0 == ";" || $0 == "&" || $0 == "#" } ?? text.endIndex
    let assignment = text[..<end].trimmingBlanks
    return Self.pair(assignment, ifBlanks: true).flatMap { pair in
      slip(kind, [pair], line, tail: String(text[assignment.endIndex...]))
    }
  }

  /// `NAME=value`, and with blanks around the mark where those are allowed.
  private static func pair(_ text: Substring, ifBlanks: Bool) -> (String, String)? {
    guard let equals = text.firstIndex(of: "=") else { return nil }
    let name = ifBlanks ? text[..<equals].trimmingBlanks : text[..<equals]
    guard let first = name.first, first.isLetter || first == "_",
      name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") })
    else { return nil }
    var value = text[text.index(after: equals)...]
    if ifBlanks { value = value.trimmingBlanks }
    if let quote = value.first, quote == "\"" || quote == "'", value.count > 1, value.last == quote {
      value = value.dropFirst().dropLast()
    }
    return value.isEmpty ? nil : (String(name), String(value))
  }

  /// `NAME "value"` and `NAME http://...`: a name of capital letters, and something else that is no assignment.
  private static func listed(_ text: Substring) -> (name: String, value: String)? {
    let name = text.prefix { $0 != " " }
    var value = text.dropFirst(name.count).trimmingBlanks
    guard name.first?.isLetter == true, !value.isEmpty,
      name.allSatisfy({ $0.isASCII && ($0.isUppercase || $0.isNumber || $0 == "_") }), name.contains("_"),
      !value.contains(where: { "&|<>%!^=".contains($0) })
    else { return nil }
    if value.first == "\"", value.last == "\"", value.count > 1 { value = value.dropFirst().dropLast() }
    guard !value.contains(" "), !value.contains("\"") else { return nil }
    return (String(name), String(value))
  }

  /// Where the first word ends, quotes counted.
  private static func endOfWord(_ text: Substring) -> Substring.Index? {
    var quote: Character?
    for index in text.indices {
      let character = text[index]
      if character == quote {
        quote = nil
      } else if quote == nil {
        if character == "\"" || character == "'" { quote = character }
        if character == " " { return index }
      }
    }
    return text.isEmpty || quote != nil ? nil : text.endIndex
  }

  private static func isOneWord(_ text: Substring) -> Bool {
    endOfWord(text) == text.endIndex && text.first != "\"" && text.first != "/"
  }

  /// Whether an unquoted address, list with a star, duration or path follows `=`: PowerShell looks for a command of that
  /// name. A word alone may be a command.
  private func isCommand(_ text: String) -> Bool {
    guard let equals = text.firstIndex(of: "=") else { return false }
    let value = text[text.index(after: equals)...].trimmingBlanks.prefix { $0 != ";" && $0 != "#" }.trimmingBlanks
    guard let first = value.first, !value.contains(where: { " ()[]{}$\"'`,|&@".contains($0) }) else { return false }
    if ["true", "false"].contains(value.lowercased()) { return true }
    if first == "*" || first.isLetter && value.contains(":") { return true }
    return first.isNumber && Int(value) == nil && value.contains { $0 == ":" || $0 == "." || "hms".contains($0) }
      && !(value.filter { $0 == "." }.count == 1 && value.allSatisfy { $0.isNumber || $0 == "." })
  }
}
