/// Lua's words, and values as Lua writes them.
enum LuaText {
  static let keywords: Set<String> = [
    "and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local",
    "nil",
    "not", "or", "repeat", "return", "then", "true", "until", "while",
  ]

  static let closers = [
    "{": "}", "(": ")", "[": "]", "function": "end", "if": "end", "do": "end", "repeat": "until",
  ]

  /// Words that end an expression.
  static let ends: Set<String> = [
    ",", ";", "}", ")", "]", "=", "end", "else", "elseif", "until", "then", "do", "local", "return", "if",
    "for", "while",
    "repeat", "break", "goto", "::",
  ]

  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, LuaLexer.isLetter(first) else { return false }
    return !keywords.contains(text) && text.utf8.allSatisfy { LuaLexer.isLetter($0) || LuaLexer.isDigit($0) }
  }

  static func quoted(_ text: String, _ quote: Unicode.Scalar = "\"") -> String {
    EscapedText.quoted(text, quote) {
      guard $0 < 0x20 || $0 == 0x7F else { return nil }
      return "\\" + String(repeating: "0", count: $0 < 10 ? 2 : $0 < 100 ? 1 : 0) + String($0)
    }
  }

  static func key(_ name: String, _ quote: Unicode.Scalar = "\"") -> String {
    isName(name) ? name : "[" + quoted(name, quote) + "]"
  }
}
