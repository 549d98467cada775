/// A text that is nothing but the name of a variable, in the words of some program.
enum VariableReference {
  private static let marks = [("${env:", "}"), ("${", "}"), ("{env:", "}"), ("%", "%"), ("$", "")]

  /// `NAME` of `$NAME`, `${NAME}`, `${env:NAME}`, `{env:NAME}` and `%NAME%`.
  static func name(_ text: String) -> String? {
    for (start, end) in marks where text.hasPrefix(start) && text.hasSuffix(end) {
      let name = text.dropFirst(start.count).dropLast(end.count)
      // Without braces, small letters may be a password.
      let small = end == "}" ? UInt8(0x20) : 0
      let isName = name.utf8.allSatisfy {
        $0 == 0x5F || (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & ~small)
      }
      return name.utf8.count < 3 || !isName ? nil : String(name)
    }
    return nil
  }
}
