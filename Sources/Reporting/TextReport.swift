import Diagnostics

/// The report for people.
public struct TextReport: Sendable {
  private let style: TextStyle
  private let isQuiet: Bool

  /// - Parameter isQuiet: leave out the closing line where there is nothing to say.
  public init(style: TextStyle, isQuiet: Bool = false) {
    self.style = style
    self.isQuiet = isQuiet
  }

  public func render(_ report: Report) -> String {
    var blocks = report.diagnostics.map { render($0).joined(separator: "\n") }
    if let summary = summary(report) { blocks.append(summary) }
    return blocks.isEmpty ? "" : blocks.joined(separator: "\n\n") + "\n"
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
        ? "No local-model configuration found. (ollama-lint --list-formats shows what is recognised.)"
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
