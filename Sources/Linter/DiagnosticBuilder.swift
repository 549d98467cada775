import Diagnostics
import RuleEngine
import Syntax
import Vocabulary

/// Turns violations, which refer to facts, into diagnostics, which refer to files, lines and columns.
struct DiagnosticBuilder {
  private let analysis: Analysis
  /// Makes a path of the root one of the working directory.
  private let shownPath: (String) -> String
  private var tables: [String: LineTable] = [:]
  private var pages: [PageID: Page] = [:]
  /// The texts of the files with findings.
  let secrets: Secrets
  /// Where they are, by file.
  private let places: [String: [SourceRange]]

  /// - Parameter isReported: whether the findings of a file are reported.
  init(
    _ analysis: Analysis, shownPath: @escaping (String) -> String, isReported: (String) -> Bool = { _ in true }
  ) {
    self.analysis = analysis
    var paths = Set(analysis.problems.map(\.at.document.path).filter(isReported))
    for violation in analysis.violations where isReported(violation.at.document.path) {
      paths.insert(violation.at.document.path)
      paths.formUnion(violation.notes.compactMap { $0.at?.document.path })
      paths.formUnion(violation.changes.map(\.fact.document.path))
    }
    secrets = analysis.secrets(in: paths)
    places = Dictionary(grouping: analysis.secrets.values.joined(), by: \.document.path)
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

  /// A range in bytes of the file it is in.
  func fileRange(_ range: SourceRange) -> TextRange {
    analysis.documents[range.document]?.fileRange(range.range) ?? range.range
  }

  mutating func location(_ range: SourceRange) -> Diagnostic.Location {
    let path = range.document.path
    let bytes = fileRange(range)
    guard decoded(range.document) != nil else {
      let table = table(for: path)
      return Diagnostic.Location(
        path: shownPath(path), start: table.position(at: bytes.start), end: table.position(at: bytes.end))
    }
    // Lines and columns of the text as it reads, offsets of the file as it is on disk.
    let table = page(of: range.document).table
    func position(_ inner: Int, _ offset: Int) -> TextPosition {
      let position = table.position(at: inner)
      return TextPosition(line: position.line, column: position.column, offset: offset)
    }
    return Diagnostic.Location(
      path: shownPath(path), start: position(range.range.start, bytes.start),
      end: position(range.range.end, bytes.end))
  }

  mutating func diagnostic(
    _ violation: Violation, severity: Severity, reference: String?,
    fix: (plan: FixPlan, safety: Safety)?, withheld: String? = nil
  ) -> Diagnostic {
    var notes = violation.notes.map { note in
      Diagnostic.Note(
        secrets.masked(note.message), location: note.at.map { location($0) }, isReason: note.isReason)
    }
    if let withheld {
      notes.append(
        Diagnostic.Note(secrets.masked("no automatic fix: \(withheld)"), location: nil, isReason: false))
    }
    return Diagnostic(
      rule: violation.rule, formerRule: violation.formerRule, reference: reference, severity: severity,
      message: secrets.masked(violation.message), effect: violation.effect.map(secrets.masked),
      advice: violation.advice.map(secrets.masked), location: location(violation.at),
      excerpt: excerpt(violation.at),
      notes: notes,
      fix: fix.map { self.fix($0.plan, $0.safety, violation) })
  }

  mutating func diagnostic(_ problem: Analysis.Problem, severity: Severity) -> Diagnostic {
    Diagnostic(
      rule: problem.rule, severity: severity, message: secrets.masked(problem.message),
      effect: problem.isInput
        ? nil : problem.effect ?? "Nothing in this document can be checked until it parses.",
      location: location(problem.at), excerpt: problem.isInput ? [] : excerpt(problem.at))
  }

  /// The edits as they are planned, each as small as it can be said without a secret; none where one has to be said.
  private func fix(_ plan: FixPlan, _ safety: Safety, _ violation: Violation) -> Diagnostic.Fix {
    let path = shownPath(plan.path)
    let title = secrets.masked(violation.fixTitle ?? "Fix it")
    var edits: [Diagnostic.Fix.FileEdit] = []
    for edit in plan.edits.edits {
      guard let safe = withoutSecrets(edit, in: plan.path) else {
        return Diagnostic.Fix(title: title, safety: safety, edits: [])
      }
      edits.append(.init(path: path, range: safe.range, text: safe.text))
    }
    return Diagnostic.Fix(title: title, safety: safety, edits: edits)
  }

  private func withoutSecrets(_ edit: Edit, in path: String) -> Edit? {
    guard secrets.occur(in: edit.text) else { return edit }
    guard let bytes = analysis.workspace.bytes(at: path), edit.range.end <= bytes.count else { return nil }
    let old = SourceText(Array(bytes[edit.range.start..<edit.range.end]))
    guard let small = Edit(changing: old, to: SourceText(edit.text)), !secrets.occur(in: small.text) else {
      return nil
    }
    return Edit(small.range.shifted(by: edit.range.start), small.text)
  }

  /// The first lines that a range touches, with the columns it covers.
  mutating func excerpt(_ range: SourceRange) -> [ExcerptLine] {
    let page = page(of: range.document)
    let bytes = decoded(range.document) == nil ? fileRange(range) : range.range
    let table = page.table
    let first = table.position(at: bytes.start).line
    let last = table.position(at: max(bytes.start, bytes.end - 1)).line
    return (first...min(max(first, last), first + 2)).map { number in
      let whole = table.range(ofLine: number)
      let line = Self.window(of: whole, around: bytes, in: page.bytes)
      let start = max(line.start, bytes.start)
      let end = min(line.end, max(bytes.end, start))
      // Leading blanks of a following line are not part of what is meant.
      let before = line.start == whole.start ? 0 : table.position(at: line.start).column - 1
      let from = table.position(at: start).column - before
      let to = max(from + 1, table.position(at: max(start, end)).column - before)
      return ExcerptLine(
        number: number,
        text: String(decoding: masked(page, line), as: UTF8.self),
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

  /// A part of a text with every secret replaced by dots, but for what may be shown of it.
  private func masked(_ page: Page, _ part: TextRange) -> [UInt8] {
    var text = Array(page.bytes[part.start..<part.end])
    for ranges in page.hidden {
      let here = ranges[ranges.index(behind: { $0.end <= part.start })...].prefix { $0.start < part.end }
      Credentials.mask(here.map { TextRange($0.start - part.start, $0.end - part.start) }, in: &text)
    }
    return text
  }

  // MARK: Texts

  private struct PageID: Hashable {
    let path: String
    /// Whether the text is not what is on disk, but what that means.
    let isDecoded: Bool
  }

  /// A text that excerpts are taken from.
  private struct Page {
    let bytes: [UInt8]
    let table: LineTable
    /// What no excerpt shows: in each list in order and apart.
    let hidden: [[TextRange]]
  }

  private mutating func page(of document: DocumentID) -> Page {
    let inner = decoded(document)
    let id = PageID(path: document.path, isDecoded: inner != nil)
    if let known = pages[id] { return known }
    let bytes = inner?.bytes ?? analysis.workspace.bytes(at: document.path) ?? []
    let table = inner.map { LineTable($0.bytes) } ?? table(for: document.path)
    let secrets = secrets(of: document.path, in: bytes) { inner == nil ? fileRange($0) : $0.range }
    let page = Page(bytes: bytes, table: table, hidden: [secrets, self.secrets.ranges(in: bytes).merged()])
    pages[id] = page
    return page
  }

  /// Where a file's secrets stand, without the quotes around them.
  private func secrets(of path: String, in bytes: [UInt8], at place: (SourceRange) -> TextRange)
    -> [TextRange]
  {
    var ranges: [TextRange] = []
    for secret in (places[path] ?? []).map(place).sorted(by: {
      $0.start < $1.start
    })
    where secret.start >= ranges.last?.end ?? 0 && secret.end <= bytes.count {
      let quotes: [UInt8] = [UInt8(ascii: "\""), UInt8(ascii: "'")]
      let isQuoted = secret.length > 1 && quotes.contains(bytes[secret.end - 1])
      ranges.append(isQuoted ? TextRange(secret.start, secret.end - 1) : secret)
    }
    return ranges
  }
}
