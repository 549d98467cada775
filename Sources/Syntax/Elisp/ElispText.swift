/// Words and values as Emacs Lisp writes them.
enum ElispText {
  static func isNumber(_ text: String) -> Bool {
    guard let last = text.utf8.last, LuaLexer.isDigit(last) || last == 0x2E else { return false }
    // `5.` is an integer.
    let digits = last == 0x2E ? String(text.dropLast()) : text
    return Int(digits) != nil
      || (text.utf8.contains { LuaLexer.isDigit($0) } && Double(text)?.isFinite == true)
  }

  /// Whether a text can be written as a symbol without escapes, and is read back as one.
  static func isSymbol(_ text: String) -> Bool {
    guard let first = text.utf8.first, first != 0x3F, first != 0x23, first != 0x3A, !isNumber(text),
      !["t", "nil", "."].contains(text)
    else { return false }
    return text.utf8.allSatisfy { byte in
      LuaLexer.isDigit(byte) || LuaLexer.isLetter(byte) || "-:./+*@%&=<>!".utf8.contains(byte)
    }
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
