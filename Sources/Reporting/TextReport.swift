import Diagnostics
import Wording

/// The report for people.
public struct TextReport: Sendable {
  private let style: TextStyle
  private let isQuiet: Bool
  private let hasTable: Bool

  /// Beyond this many findings a table by rule closes the report.
  static let tabledFrom = 21
  /// From this many findings of one rule in one file on, the first is shown in full and the others by their places.
  static let groupedFrom = 4

  /// - Parameters:
  ///   - isQuiet: leave out the closing line where there is nothing to say.
  ///   - hasTable: whether a long report is closed by a table by rule.
  public init(style: TextStyle, isQuiet: Bool = false, hasTable: Bool = true) {
    self.style = style
    self.isQuiet = isQuiet
    self.hasTable = hasTable
  }

  public func render(_ report: Report) -> String {
    var blocks = groups(report.diagnostics).map { group in
      (render(group[0]) + others(group)).joined(separator: "\n")
    }
    if hasTable, report.diagnostics.count >= Self.tabledFrom { blocks.append(table(report)) }
    if let summary = summary(report) { blocks.append(summary) }
    return blocks.isEmpty ? "" : blocks.joined(separator: "\n\n") + "\n"
  }

  /// Findings of one rule together, where there are many, instead of the first: those of one file, and those that say the
  /// same over several files.
  private func groups(_ diagnostics: [Diagnostic]) -> [[Diagnostic]] {
    struct Kind: Hashable {
      let rule: String
      let severity: Severity
      let path: String?
      let texts: [String?]
    }
    func said(_ diagnostic: Diagnostic) -> Kind {
      Kind(
        rule: diagnostic.rule, severity: diagnostic.severity, path: nil,
        texts: [diagnostic.message, diagnostic.effect, diagnostic.advice, diagnostic.fix?.title])
    }
    let repeated = Dictionary(grouping: diagnostics, by: said).filter {
      $0.value.count >= Self.groupedFrom && Set($0.value.map(\.location.path)).count > 1
    }
    func kind(_ diagnostic: Diagnostic) -> Kind {
      let said = said(diagnostic)
      return repeated[said] != nil
        ? said : Kind(rule: diagnostic.rule, severity: diagnostic.severity, path: diagnostic.location.path, texts: [])
    }
    let kinds = Dictionary(grouping: diagnostics, by: kind).filter { $0.value.count >= Self.groupedFrom }
    var shown: Set<Kind> = []
    return diagnostics.compactMap { diagnostic in
      let kind = kind(diagnostic)
      guard let all = kinds[kind] else { return [diagnostic] }
      return shown.insert(kind).inserted ? all : nil
    }
  }

  /// Where else the first finding's rule speaks, and what it says there where that differs.
  private func others(_ group: [Diagnostic]) -> [String] {
    guard let first = group.first, group.count > 1 else { return [] }
    let pad = String(repeating: " ", count: String(first.excerpt.last?.number ?? 1).count)
    let head = "\(pad) = also: "
    func painted(_ lines: [String]) -> [String] {
      lines.enumerated().map { index, line in
        index == 0 ? "\(pad) = \(style.paint("also", .bold)): " + line.dropFirst(head.count) : line
      }
    }
    let rest = group.dropFirst()
    let indent = String(repeating: " ", count: head.count)
    func place(_ diagnostic: Diagnostic) -> String {
      "\(diagnostic.location.start.line):\(diagnostic.location.start.column)"
    }
    if rest.contains(where: { $0.location.path != first.location.path }) {
      return painted(["\(head)\(rest.count) more"])
        + rest.map { "\(indent)\(SafeText.shown($0.location.path)):\(place($0))" }
    }
    if rest.allSatisfy({ $0.message == first.message }) {
      var lines: [String] = []
      for diagnostic in rest where lines.last != "\(diagnostic.location.start.line)" {
        lines.append("\(diagnostic.location.start.line)")
      }
      let text = "\(rest.count) more, in line\(lines.count == 1 ? "" : "s") " + Wording.list(lines)
      return painted(Wrap.lines(text, first: head, rest: indent, width: style.width))
    }
    return painted(["\(head)\(rest.count) more"])
      + rest.flatMap { diagnostic in
        Wrap.lines(
          SafeText.shown(diagnostic.message), first: "\(indent)\(place(diagnostic))  ",
          rest: indent + "  ", width: style.width)
      }
  }

  /// Rules with the number of their findings, most first.
  private func table(_ report: Report) -> String {
    let rules = Dictionary(grouping: report.diagnostics, by: \.rule).map { rule, all in
      (
        rule: SafeText.shown(rule), count: all.count, severity: all.map(\.severity).max() ?? .info,
        fixable: all.count { $0.fix?.safety == .safe }
      )
    }.sorted { ($1.count, $0.rule) < ($0.count, $1.rule) }
    let width = rules.map(\.rule.count).max() ?? 0
    func row(_ rule: String, _ count: String, _ severity: String, _ fixable: String) -> String {
      let padding = String(repeating: " ", count: max(0, width - rule.count))
      func right(_ text: String, _ width: Int) -> String {
        String(repeating: " ", count: max(0, width - text.count)) + text
      }
      let level = severity + String(repeating: " ", count: max(0, 7 - severity.count))
      return "\(rule)\(padding)  \(level)  \(right(count, 8))  \(right(fixable, 5))"
    }
    let head = style.paint(row("rule", "findings", "", "--fix"), .faint)
    return
      ([head]
      + rules.map { item in
        row(
          item.rule, Wording.number(item.count), item.severity.rawValue,
          item.fixable == 0 ? "" : Wording.number(item.fixable))
      }).map(Self.withoutTrailingBlanks).joined(separator: "\n")
  }

  static func withoutTrailingBlanks(_ line: String) -> String {
    var line = line[...]
    while line.last == " " { line.removeLast() }
    return String(line)
  }

  /// One finding: headline, place, excerpt, effect, advice, reasons, fix.
  public func render(_ diagnostic: Diagnostic) -> [String] {
    let ink: TextStyle.Ink =
      switch diagnostic.severity {
      case .error: .error
      case .warning: .warning
      case .info: .info
      }
    var lines = headline(diagnostic, ink)
    let gutter = String(diagnostic.excerpt.last?.number ?? 1).count
    let pad = String(repeating: " ", count: gutter)
    let start = diagnostic.location.start
    lines.append(
      "\(pad)\(style.paint("-->", .faint)) \(SafeText.shown(diagnostic.location.path)):\(start.line):\(start.column)"
    )
    lines += excerpt(diagnostic, gutter, ink)
    func say(_ label: String, _ text: String?, _ ink: TextStyle.Ink) {
      guard let text else { return }
      let head = "\(pad) = \(label): "
      let wrapped = Wrap.lines(
        SafeText.shown(text), first: head, rest: String(repeating: " ", count: head.count), width: style.width
      )
      lines += wrapped.enumerated().map { index, line in
        index == 0 ? "\(pad) = \(style.paint(label, ink)): " + line.dropFirst(head.count) : line
      }
    }
    say("effect", diagnostic.effect, .bold)
    for note in diagnostic.notes {
      let place = note.location.map { " (\(SafeText.shown($0.path)):\($0.start.line))" } ?? ""
      say(note.isReason ? "because" : "note", note.message + place, .faint)
    }
    say("advice", diagnostic.advice, .bold)
    if let fix = diagnostic.fix {
      let flag = fix.safety == .safe ? "--fix" : "--unsafe-fixes"
      say("fix", "\(fix.title) (\(flag))", .good)
    }
    return lines
  }

  private func headline(_ diagnostic: Diagnostic, _ ink: TextStyle.Ink) -> [String] {
    let label = "\(diagnostic.severity.rawValue)[\(diagnostic.rule)]"
    let wrapped = Wrap.lines(
      SafeText.shown(diagnostic.message), first: label + ": ", rest: "  ", width: style.width)
    let name =
      diagnostic.reference.map { style.link(diagnostic.rule, to: SafeText.shown($0)) } ?? diagnostic.rule
    let painted =
      style.paint(diagnostic.severity.rawValue, ink) + "[" + name + "]"
    return wrapped.enumerated().map { index, line in
      index == 0
        ? painted + style.paint(String(line.dropFirst(label.count)), .bold) : style.paint(line, .bold)
    }
  }

  private func excerpt(_ diagnostic: Diagnostic, _ gutter: Int, _ ink: TextStyle.Ink) -> [String] {
    let pad = String(repeating: " ", count: gutter)
    let bar = style.paint("|", .faint)
    var lines: [String] = []
    for line in diagnostic.excerpt {
      let number = String(repeating: " ", count: gutter - String(line.number).count) + String(line.number)
      let room = style.width - gutter - 3
      let (text, marks) = Self.fit(line, room: room)
      lines.append("\(style.paint(number, .faint)) \(bar) \(text)")
      lines.append("\(pad) \(bar) \(style.paint(marks, ink))")
    }
    return lines
  }

  /// The line and its carets, cut so that the marked part is seen.
  static func fit(_ line: ExcerptLine, room: Int) -> (text: String, marks: String) {
    // Made safe scalar by scalar, so that carets stay under what they mean.
    var shown = ""
    var starts: [Int] = []
    var count = 0
    for scalar in line.text.unicodeScalars {
      starts.append(count)
      let piece = SafeText.shown(String(scalar))
      shown += piece
      count += piece.unicodeScalars.count
    }
    starts.append(count)
    func column(_ c: Int) -> Int { starts[min(max(0, c - 1), starts.count - 1)] }
    var from = column(line.marked.lowerBound)
    var to = max(from + 1, column(line.marked.upperBound))
    var scalars = Array(shown.unicodeScalars)
    if scalars.count > room {
      let cut = to <= room - 3 ? 0 : max(0, min(from - 10, scalars.count - room + 6))
      let end = min(scalars.count, cut + room - (cut > 0 ? 6 : 3))
      let isCutShort = end < scalars.count
      scalars =
        (cut > 0 ? Array("...".unicodeScalars) : []) + scalars[cut..<end]
        + (isCutShort ? Array("...".unicodeScalars) : [])
      from = from - cut + (cut > 0 ? 3 : 0)
      to = min(to - cut + (cut > 0 ? 3 : 0), scalars.count)
    }
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars)
    let marks = String(repeating: " ", count: from) + String(repeating: "^", count: max(1, to - from))
    return (String(text), marks)
  }

  private func summary(_ report: Report) -> String? {
    let counts = [
      (report.count(.error), "error"), (report.count(.warning), "warning"), (report.count(.info), "info"),
    ]
    .filter { $0.0 > 0 }
    .map { "\($0.0) \($0.1)" + ($0.0 == 1 || $0.1 == "info" ? "" : "s") }
    var parts: [String] = []
    if report.fixed > 0 { parts.append("\(report.fixed) fixed") }
    if !counts.isEmpty { parts.append(counts.joined(separator: ", ")) }
    guard !counts.isEmpty else {
      if isQuiet { return nil }
      let files = report.files.count
      let scope =
        files == 0
        ? "No local-model configuration found in \(report.searched) file\(report.searched == 1 ? "" : "s")."
          + " (--list-formats shows what is recognised.)"
        : "No findings in \(files) file\(files == 1 ? "" : "s")"
      return report.fixed > 0 ? "\(report.fixed) fixed, no findings left" : scope
    }
    let safe = report.diagnostics.count { $0.fix?.safety == .safe }
    let unsafe = report.diagnostics.count { $0.fix?.safety == .unsafe }
    var fixable: [String] = []
    if safe > 0 { fixable.append("\(safe) fixable with --fix") }
    if unsafe > 0 { fixable.append("\(unsafe)\(safe > 0 ? " more" : " fixable") with --unsafe-fixes") }
    let closing = parts.joined(separator: "; ")
    return style.paint(fixable.isEmpty ? closing : closing + ". " + fixable.joined(separator: ", "), .bold)
  }
}
