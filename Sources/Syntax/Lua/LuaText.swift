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

  /// Words that no expression goes on behind.
  static let ends: Set<String> = [
    ",", ";", "}", ")", "]", "=", "end", "else", "elseif", "until", "then", "do", "local", "return", "if",
    "for", "while",
    "repeat", "break", "goto", "::",
  ]

  static func isName(_ text: String) -> Bool {
    guard let first = text.utf8.first, LuaLexer.isLetter(first) else { return false }
    return !keywords.contains(text) && text.utf8.allSatisfy { LuaLexer.isLetter($0) || LuaLexer.isDigit($0) }
  }

  static func quoted(_ text: String, _ quote: Character = "\"") -> String {
    var result = String(quote)
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where Character(scalar) == quote: result += "\\" + String(quote)
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        let digits = String(scalar.value)
        result += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + String(quote)
  }

  static func key(_ name: String, _ quote: Character = "\"") -> String {
    isName(name) ? name : "[" + quoted(name, quote) + "]"
  }
}
