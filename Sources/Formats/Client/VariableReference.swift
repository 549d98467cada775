/// A text that is nothing but the name of a variable, in the words of some program.
enum VariableReference {
  private static let marks = [("${env:", "}"), ("${", "}"), ("{env:", "}"), ("%", "%"), ("$", "")]

  /// `NAME` of `$NAME`, `${NAME}`, `${env:NAME}`, `{env:NAME}` and `%NAME%`.
  static func name(_ text: String) -> String? {
    for (start, end) in marks where text.hasPrefix(start) && text.hasSuffix(end) {
      let name = text.dropFirst(start.count).dropLast(end.count)
      let isName = name.utf8.allSatisfy {
        $0 == 0x5F || (0x30...0x39).contains($0) || (0x61...0x7A).contains($0 | 0x20)
      }
      return name.isEmpty || !isName ? nil : String(name)
    }
    return nil
  }
}
