/// What a finding is known by when lines above it come and go.
///
/// The rule, the file and the text that it points at, blanks aside, make it; findings that are alike in all
/// three are counted from the top. So an edit elsewhere in the file changes nothing, and an edit of the
/// very line makes it another finding.
public enum Fingerprint {
  /// One for each diagnostic, in their order: sixteen digits in base 16.
  ///
  /// - Parameters:
  ///   - rule: the name that the finding goes by.
  ///   - path: what its file goes by.
  public static func of(
    _ diagnostics: [Diagnostic], rule: (Diagnostic) -> String = \.rule,
    path: (Diagnostic) -> String = \.location.path
  ) -> [String] {
    var seen: [String: Int] = [:]
    return diagnostics.map { diagnostic in
      let lines = diagnostic.excerpt.map { line in line.text.filter { !$0.isWhitespace } }
      let shown = lines.isEmpty ? diagnostic.message : lines.joined(separator: "\n")
      let key = [rule(diagnostic), path(diagnostic), shown].joined(separator: "\0")
      let ordinal = seen[key, default: 0]
      seen[key] = ordinal + 1
      return hex(hash(key + "\0\(ordinal)"))
    }
  }

  /// FNV-1a of 64 bits: http://www.isthe.com/chongo/tech/comp/fnv/
  private static func hash(_ text: String) -> UInt64 {
    text.utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  private static func hex(_ number: UInt64) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
