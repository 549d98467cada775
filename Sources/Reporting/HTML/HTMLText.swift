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

  /// A sentence of the tool's own, in which backquotes mark code.
  static func prose(_ text: String) -> String {
    let parts = text.split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    // One that nothing closes is a backquote.
    guard parts.count > 1, !parts.count.isMultiple(of: 2) else { return escaped(text) }
    return parts.enumerated().map { $0.isMultiple(of: 2) ? escaped($1) : element("code", text: $1) }.joined()
  }

  static func element(_ name: String, _ attributes: [(String, String)] = [], text: String) -> String {
    element(name, attributes, html: escaped(text))
  }

  static func element(_ name: String, _ attributes: [(String, String)] = [], html: String) -> String {
    let list = attributes.map { " \($0)=\"\(escaped($1))\"" }.joined()
    return "<\(name)\(list)>\(html)</\(name)>"
  }
}
