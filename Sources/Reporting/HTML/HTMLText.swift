/// Text as HTML takes it, in elements and in attributes alike.
enum HTMLText {
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\n": result += "\n"
      default: result += SafeText.isUnsafe(scalar) ? SafeText.shown(String(scalar)) : String(scalar)
      }
    }
    return result
  }

  static func element(_ name: String, _ attributes: [(String, String)] = [], text: String) -> String {
    element(name, attributes, html: escaped(text))
  }

  static func element(_ name: String, _ attributes: [(String, String)] = [], html: String) -> String {
    let list = attributes.map { " \($0)=\"\(escaped($1))\"" }.joined()
    return "<\(name)\(list)>\(html)</\(name)>"
  }
}
