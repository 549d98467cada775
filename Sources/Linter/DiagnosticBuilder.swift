import Diagnostics
import RuleEngine
import Syntax
import Vocabulary

/// Turns violations, which speak of facts, into diagnostics, which speak of files, lines and columns.
struct DiagnosticBuilder {
  private let analysis: Analysis
  /// Makes a path of the root one of the working directory.
  private let shownPath: (String) -> String
  private var tables: [String: LineTable] = [:]

  init(_ analysis: Analysis, shownPath: @escaping (String) -> String) {
    self.analysis = analysis
    self.shownPath = shownPath
  }

  mutating func table(for path: String) -> LineTable {
    if let table = tables[path] { return table }
    let table = LineTable(analysis.workspace.bytes(at: path) ?? [])
    tables[path] = table
    return table
  }

  /// The text of a file that is not UTF-8 on disk; `nil` for all others, and for what is embedded.
  private func decoded(_ document: DocumentID) -> SourceText? {
    guard let read = analysis.documents[document], read.maps.count == 1, case .utf16 = read.maps[0].encoding
    else { return nil }
    return read.document.source
  }

  /// A range in bytes of the file it lies in.
  func fileRange(_ range: SourceRange) -> TextRange {
    analysis.documents[range.document]?.fileRange(range.range) ?? range.range
  }

  mutating func location(_ range: SourceRange) -> Diagnostic.Location {
    let path = range.document.path
    let bytes = fileRange(range)
    guard let text = decoded(range.document) else {
      let table = table(for: path)
      return Diagnostic.Location(
        path: shownPath(path), start: table.position(at: bytes.start), end: table.position(at: bytes.end))
    }
    // Lines and columns of the text as it reads, offsets of the file as it lies on disk.
    let table = LineTable(text.bytes)
    func position(_ inner: Int, _ offset: Int) -> TextPosition {
      let position = table.position(at: inner)
      return TextPosition(line: position.line, column: position.column, offset: offset)
    }
    return Diagnostic.Location(
      path: shownPath(path), start: position(range.range.start, bytes.start),
      end: position(range.range.end, bytes.end))
  }

  mutating func diagnostic(
    _ violation: Violation, severity: Severity, reference: String?, fix: FixPlan?
  ) -> Diagnostic {
    let notes = violation.notes.map { note in
      Diagnostic.Note(note.message, location: note.at.map { location($0) }, isReason: note.isReason)
    }
    return Diagnostic(
      rule: violation.rule, reference: reference, severity: severity, message: violation.message,
      effect: violation.effect,
      advice: violation.advice, location: location(violation.at), excerpt: excerpt(violation.at),
      notes: notes,
      fix: fix.map { self.fix($0, violation) })
  }

  mutating func diagnostic(_ problem: Analysis.Problem) -> Diagnostic {
    let isInput = problem.rule.hasPrefix("io/")
    return Diagnostic(
      rule: problem.rule, severity: isInput ? .warning : .error, message: problem.message,
      effect: isInput
        ? nil : problem.effect ?? "Nothing in this document can be checked or relied on until it reads.",
      location: location(problem.at), excerpt: isInput ? [] : excerpt(problem.at))
  }

  private func fix(_ plan: FixPlan, _ violation: Violation) -> Diagnostic.Fix {
    let edits = plan.edits.keys.sorted().flatMap { path in
      (plan.edits[path] ?? []).map {
        Diagnostic.Fix.FileEdit(path: shownPath(path), range: $0.range, text: $0.text)
      }
    }
    return Diagnostic.Fix(title: violation.fixTitle ?? "Fix it", safety: violation.safety, edits: edits)
  }

  /// The first lines that a range touches, with the columns it covers.
  mutating func excerpt(_ range: SourceRange) -> [ExcerptLine] {
    let inner = decoded(range.document)
    let bytes = inner == nil ? fileRange(range) : range.range
    let table = inner.map { LineTable($0.bytes) } ?? table(for: range.document.path)
    let text = inner?.bytes ?? analysis.workspace.bytes(at: range.document.path) ?? []
    let first = table.position(at: bytes.start).line
    let last = table.position(at: max(bytes.start, bytes.end - 1)).line
    return (first...min(max(first, last), first + 2)).map { number in
      let whole = table.range(ofLine: number)
      let line = Self.window(of: whole, around: bytes, in: text)
      let start = max(line.start, bytes.start)
      let end = min(line.end, max(bytes.end, start))
      // Leading blanks of a following line are not part of what is meant.
      let before = line.start == whole.start ? 0 : table.position(at: line.start).column - 1
      let from = table.position(at: start).column - before
      let to = max(from + 1, table.position(at: max(start, end)).column - before)
      return ExcerptLine(
        number: number,
        text: String(decoding: masked(text, line, range.document.path)[line.start..<line.end], as: UTF8.self),
        marked: from..<to)
    }
  }

  /// The part of a line that is worth showing: all of it, unless it is absurdly long.
  private static func window(of line: TextRange, around marked: TextRange, in bytes: [UInt8]) -> TextRange {
    guard line.length > 2000 else { return line }
    var start = max(line.start, min(marked.start, line.end) - 200)
    while start > line.start, start < bytes.count, bytes[start] & 0xC0 == 0x80 { start -= 1 }
    var end = min(line.end, start + 600)
    while end < line.end, bytes[end] & 0xC0 == 0x80 { end += 1 }
    return TextRange(start, end)
  }

  /// The file with every secret on the line replaced by dots, but for what may be shown of it.
  private func masked(_ bytes: [UInt8], _ line: TextRange, _ path: String) -> [UInt8] {
    var bytes = bytes
    for secret in analysis.secrets where secret.document.path == path {
      let range = fileRange(secret)
      guard range.overlaps(line) else { continue }
      // A few bytes tell which one it is: the quote, and what stands before the secret part.
      let shown = min(range.length / 4, 8)
      for i in (range.start + shown)..<max(range.start + shown, min(range.end - 1, bytes.count))
      where bytes[i] < 0x80 {
        bytes[i] = UInt8(ascii: ".")
      }
    }
    return bytes
  }
}
