import RuleEngine
import Syntax
import Vocabulary

/// Fixes that are safe for what runs and careless with what is written: they are taken when they are asked for.
enum Caution {
  /// The violation, with an unsafe fix where its own would leave a text that contradicts itself.
  static func applied(to violation: Violation, in analysis: Analysis) -> Violation {
    guard violation.safety == .safe, !violation.changes.isEmpty,
      violation.at.document.isRecord || violation.at.document.isCopy
        || violation.changes.contains(where: { isNamedAbove($0, analysis) })
    else { return violation }
    return violation.withUnsafeFix
  }

  /// Whether a comment in the line of a number, or in the two above, names the number that is to change: `# 60K context`.
  private static func isNamedAbove(_ change: Change, _ analysis: Analysis) -> Bool {
    guard case .set(let attribute, _) = change.action,
      let sourced = analysis.graph[change.fact]?.attributes[attribute],
      case .integer(let number)? = sourced.value, number >= 1000, let range = sourced.range,
      let read = analysis.documents[range.document], !read.reading.comments.isEmpty
    else { return false }
    let source = read.document.source
    var start = source.lineStart(of: range.range.start)
    for _ in 0..<2 where start > 0 { start = source.lineStart(of: start - 1) }
    let end =
      source.bytes[min(range.range.end, source.bytes.count)...].firstIndex(of: 0x0A) ?? source.bytes.count
    let forms = forms(of: number)
    return read.reading.comments.contains { comment in
      guard comment.start >= start, comment.end <= end, comment.length < 500 else { return false }
      let words = source.string(comment).lowercased().split { !($0.isLetter || $0.isNumber || $0 == ",") }
      return words.contains { forms.contains(String($0)) }
    }
  }

  /// A number as people write it: `60000`, `60,000`, `60k`; `65536`, `64k`.
  private static func forms(of number: Int) -> Set<String> {
    var forms: Set<String> = [String(number)]
    for unit in [1000, 1024] where number % unit == 0 { forms.insert("\(number / unit)k") }
    let digits = String(number)
    if digits.count > 3 { forms.insert(digits.dropLast(3) + "," + digits.suffix(3)) }
    return forms
  }
}
