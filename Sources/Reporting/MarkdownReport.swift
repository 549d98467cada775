import Diagnostics

/// A summary for pull requests and job pages: counts, then the findings file by file.
public enum MarkdownReport {
  /// Pages of jobs take 1 MiB; beyond this many findings only counts are shown.
  static let limit = 500

  public static func render(_ report: Report) -> String {
    var text = "## ollama-lint\n\n\(summary(report))\n"
    guard !report.diagnostics.isEmpty else { return text }
    text += "\n| rule | findings |\n|---|---:|\n"
    let counts = Dictionary(grouping: report.diagnostics, by: \.rule).mapValues(\.count)
    for (rule, count) in counts.sorted(by: { ($1.value, $0.key) < ($0.value, $1.key) }) {
      text += "| \(cell(rule)) | \(count) |\n"
    }
    var path: String?
    for diagnostic in report.diagnostics.prefix(limit) {
      if diagnostic.location.path != path {
        path = diagnostic.location.path
        text += "\n### \(code(diagnostic.location.path))\n\n"
      }
      text += item(diagnostic)
    }
    if report.diagnostics.count > limit {
      text += "\n\(report.diagnostics.count - limit) more findings are not shown.\n"
    }
    return text
  }

  private static func summary(_ report: Report) -> String {
    let files = report.files.count
    let scope = "\(files) file\(files == 1 ? "" : "s") checked"
    guard !report.diagnostics.isEmpty else { return "No findings; \(scope)." }
    let counts = [
      (report.count(.error), "error", "errors"), (report.count(.warning), "warning", "warnings"),
      (report.count(.info), "info", "infos"),
    ].filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }
    return "**\(counts.joined(separator: ", "))**; \(scope)."
  }

  private static func item(_ diagnostic: Diagnostic) -> String {
    let mark =
      switch diagnostic.severity {
      case .error: "❌ error"
      case .warning: "⚠️ warning"
      case .info: "ℹ️ info"
      }
    var lines = [
      "- \(mark), line \(diagnostic.location.start.line): \(prose(diagnostic.message)) (\(code(diagnostic.rule)))"
    ]
    lines += [diagnostic.effect, diagnostic.advice].compactMap { $0 }.map { "  - " + prose($0) }
    if let fix = diagnostic.fix {
      let flag = fix.safety == .safe ? "--fix" : "--unsafe-fixes"
      lines.append("  - Fix (\(code(flag))): \(prose(fix.title))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A message: what it has between back-ticks is code, all else plain.
  private static func prose(_ text: String) -> String {
    let pieces = SafeText.prose(text).split(separator: "`", omittingEmptySubsequences: false).map(String.init)
    // With an odd number of them nobody knows which belong together.
    guard pieces.count % 2 == 1 else { return plain(text) }
    return pieces.enumerated().map { index, piece in
      index % 2 == 0 ? plain(piece) : piece.isEmpty ? plain("``") : code(piece)
    }.joined()
  }

  /// Text of files as text: nothing of it is markup, mentions anybody or ends the line.
  private static func plain(_ text: String) -> String {
    var result = ""
    for scalar in SafeText.prose(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "@", "#": result += "\(scalar)\u{2060}"
      case "\\", "`", "*", "_", "[", "]", "|", "~", "$", "!": result += "\\\(scalar)"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static func cell(_ text: String) -> String { plain(text) }

  /// A code span whose fence is longer than any run of backticks in the text.
  private static func code(_ text: String) -> String {
    let shown = SafeText.prose(text)
    let longest = shown.split { $0 != "`" }.map(\.count).max() ?? 0
    let fence = String(repeating: "`", count: longest + 1)
    let pad = shown.hasPrefix("`") || shown.hasSuffix("`") ? " " : ""
    return fence + pad + shown + pad + fence
  }
}
