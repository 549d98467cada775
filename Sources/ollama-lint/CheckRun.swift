import Diagnostics
import Formats
import Knowledge
import Linter
import Reporting
import Synchronization
import Syntax

/// What `check` is asked for, and the work.
///
/// It stands for itself, for to have ArgumentParser look at all options takes longer than to lint one file: see
/// ``init(plain:)``.
struct CheckRun {
  var paths: [String] = []
  var fix = false
  var unsafeFixes = false
  var diff = false
  var select: [String] = []
  var ignore: [String] = []
  var severity: Severity = .warning
  var failOn: FailingSeverity?
  var format: ReportFormat = .text
  var output: String?
  var baseline: String?
  var writeBaseline: String?
  var changedIn: String?
  var label: [String] = []
  var hardware = MachineFlags()
  var config: String?
  var noConfig = false
  var stdinFilename: String?
  var exitNonZeroOnFix = false
  var color: ColorChoice = .auto
  var quiet = false
  var statistics = false
  var watch = false
  var listFormats = false
  var noProgress = false
  var jobs: Int?

  /// What holds where nothing is said.
  static var defaults: CheckRun { CheckRun() }

  func run() {
    do {
      try lint()
    } catch {
      Terminal.complain("ollama-lint: " + SafeText.shownLines(error.message) + commandHint(error.message))
      Terminal.exit(2)
    }
  }

  /// The command that a path which is not there may have been meant as.
  private func commandHint(_ complaint: String) -> String {
    guard let word = paths.first, complaint.hasPrefix(word + ": "),
      let command = Nearest.match(word, among: OllamaLint.commandNames)
    else { return "" }
    return "; did you mean the command \(command)?"
  }

  private func lint() throws(RunFailure) {
    if listFormats {
      return Terminal.write(FormatRegistry.builtIn.all.map { $0.name + "\n" }.sorted().joined())
    }
    if let wrong = label.first(where: { !$0.contains("=") || $0.hasPrefix("=") }) {
      throw RunFailure(message: "--label must be key=value, not \(Credentials.maskedWord(wrong))")
    }
    guard label.isEmpty || format == .jsonl else { throw RunFailure(message: "--label needs --format jsonl") }
    let options = try OptionsBuilder(self).options()
    let fixing: LintRun.Fixing = unsafeFixes ? .all : fix || diff ? .safe : .none
    if watch { try watch(options, fixing) }
    guard writeBaseline == nil || fixing == .none else {
      throw RunFailure(
        message:
          "--write-baseline records what is found; it cannot be combined with --fix, --unsafe-fixes or --diff"
      )
    }
    let outcome = try outcome(options, fixing)
    var report = try changed(outcome.report)
    if let writeBaseline {
      try Terminal.write(Array(BaselineText.render(outcome.report).utf8), toFile: writeBaseline)
      if !quiet {
        Terminal.complain(
          "\(outcome.report.diagnostics.count) findings written to \(SafeText.shown(writeBaseline))")
      }
      Terminal.exit(0)
    }
    for refusal in outcome.refusals { Terminal.complain(SafeText.shown(refusal)) }
    if diff {
      // A new name ends with the next header of its kind, which plain diffs do not have: `patch` needs them first.
      let plain = outcome.changes.filter { $0.movedTo == nil } + outcome.changes.filter { $0.movedTo != nil }
      let text = plain.flatMap { diff($0, outcome.secrets) }
      // A pipe gets the bytes as they are, for `git apply`; a terminal none that would steer it.
      try Terminal.write(output == nil && Terminal.isShown ? Array(SafeText.shownLines(text).utf8) : text, toFile: output)
      Terminal.exit(status(report, options, fixed: false))
    }
    if let input = options.standardInput, fixing != .none {
      Terminal.write(outcome.changes.first?.after ?? input.bytes)
      Terminal.exit(status(report, options, fixed: !outcome.changes.isEmpty))
    }
    let failures = fixing == .none ? [] : LintRun.write(outcome)
    if !failures.isEmpty {
      // What was not written is on disk as it was, and so are its findings.
      let left = try changed(self.outcome(options, .none).report)
      let failed = Set(failures.map(\.path))
      let unwritten = left.diagnostics.count { $0.fix != nil && failed.contains($0.location.path) }
      report = Report(
        toolVersion: left.toolVersion, machine: left.machine, files: left.files,
        diagnostics: left.diagnostics,
        fixed: max(0, report.fixed - unwritten), searched: left.searched)
    }
    try Terminal.write(Array((format == .html ? page(report, outcome, options) : text(report)).utf8), toFile: output)
    for failure in failures {
      Terminal.complain("ollama-lint: could not write \(SafeText.shown(failure.path)): \(failure.reason)")
    }
    if !failures.isEmpty { Terminal.exit(2) }
    sayIfKnowledgeIsOld()
    Terminal.exit(status(report, options, fixed: report.fixed > 0))
  }

  /// One line, for a person at a terminal: reports that programs read do not change with the calendar.
  private func sayIfKnowledgeIsOld() {
    guard Terminal.isShown, output == nil, !quiet, format == .text,
      let today = Terminal.today, let warning = KnowledgeText.warning(about: .current, on: today)
    else { return }
    Terminal.complain(warning)
  }

  private func diff(_ change: FileChange, _ secrets: Secrets) -> [UInt8] {
    guard let target = change.movedTo else {
      return UnifiedDiff.render(
        path: change.shown, before: change.before, after: change.after, hiding: secrets)
    }
    guard let kept = change.keptAs else {
      return UnifiedDiff.renaming(from: change.shown, to: target.shown)
        + UnifiedDiff.render(path: target.shown, before: change.before, after: change.after, hiding: secrets)
    }
    return UnifiedDiff.creating(path: target.shown, change.after, hiding: secrets)
      + UnifiedDiff.renaming(from: change.shown, to: kept.shown)
  }

  /// In bytes: lock files make long diffs.
  private static let longestDiff = 256 << 20

  /// The report without findings in lines that the diff of `--changed-in` leaves alone.
  private func changed(_ report: Report) throws(RunFailure) -> Report {
    guard let changedIn else { return report }
    let bytes = try ConfigurationFile.bytes(of: changedIn, limit: Self.longestDiff)
    let lines: ChangedLines
    do { lines = try ChangedLines(diff: bytes) } catch { throw RunFailure(message: "\(changedIn): \(error.message)") }
    guard lines.paths.isEmpty || lines.paths.contains(where: { FileSystem.status(of: $0) != nil }) else {
      throw RunFailure(
        message:
          "\(changedIn): none of its files is here, such as \(SafeText.shown(lines.paths.first ?? "")); create it with git diff --relative in this directory"
      )
    }
    return report.limited(to: lines)
  }

  private func outcome(_ options: Options, _ fixing: LintRun.Fixing) throws(RunFailure) -> LintRun.Outcome {
    let progress = ProgressLine(isWanted: !noProgress && !quiet)
    let result = Result { () throws(LintRun.Failure) in try LintRun(options).run(fixing: fixing) }
    progress.done()
    switch result {
    case .success(let outcome): return outcome
    case .failure(let failure): throw RunFailure(message: failure.message)
    }
  }

  /// Looks at the files every second and reports when something else is found.
  private func watch(_ options: Options, _ fixing: LintRun.Fixing) throws(RunFailure) -> Never {
    guard case .none = fixing, options.standardInput == nil, output == nil, writeBaseline == nil else {
      throw RunFailure(
        message: "--watch cannot be combined with fixes, standard input, --output or --write-baseline")
    }
    var last: String?
    while true {
      let text = text(try changed(try outcome(options, fixing).report))
      if text != last {
        Terminal.write((Terminal.isShown ? "\u{1b}[H\u{1b}[2J" : last == nil ? "" : "\n") + text)
        last = text
      }
      Terminal.pause(milliseconds: 1000)
    }
  }

  private func status(_ report: Report, _ options: Options, fixed: Bool) -> Int32 {
    if fixed, exitNonZeroOnFix { return 1 }
    let level = failOn ?? options.configuration.failOn.flatMap(FailingSeverity.init) ?? .error
    guard level != .never, let failing = Severity(rawValue: level.rawValue) else { return 0 }
    return report.diagnostics.contains { $0.severity >= failing } ? 1 : 0
  }

  /// `--label` as pairs, in the order given.
  private var labels: [(String, String)] {
    label.map { text in
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      return (parts[0], parts.count > 1 ? parts[1] : "")
    }
  }

  /// The page of `--format html`: the map, and each finding with the diff of its fix.
  private func page(_ report: Report, _ outcome: LintRun.Outcome, _ options: Options) throws(RunFailure)
    -> String
  {
    let maps = try RunFailure.of(LintRun(options).maps)
    let secrets = outcome.secrets
    let last = Mutex<MaskedFile?>(nil)
    return HTMLReport(maps: maps, findings: report.diagnostics, fileCount: report.files.count) { finding in
      guard let fix = finding.fix, let path = fix.edits.first?.path,
        let before = Self.masked(path, secrets, last),
        let edits = EditList(fix.edits.filter { $0.path == path }.map { Edit($0.range, $0.text) }),
        let diff = UnifiedDiff.render(path: path, before: before, edits: edits, hiding: secrets)
      else { return nil }
      return String(decoding: diff, as: UTF8.self)
    }.render()
  }

  private typealias MaskedFile = (path: String, bytes: [UInt8])

  /// A file with all dots that `--diff` puts into it: of the few lines around an edit, what is above tells of some.
  ///
  /// - Parameter last: the file that was asked for last, as findings come file by file.
  private static func masked(_ path: String, _ secrets: Secrets, _ last: borrowing Mutex<MaskedFile?>) -> [UInt8]? {
    if let known = last.withLock({ $0 }), known.path == path { return known.bytes }
    guard var bytes = try? FileSystem.read(path, limit: SyntaxLimits.bytes).bytes else { return nil }
    var all = secrets
    all.insert(from: bytes)
    all.mask(in: &bytes)
    let file: MaskedFile = (path, bytes)
    last.withLock { $0 = file }
    return bytes
  }

  private func text(_ report: Report) -> String {
    switch format {
    case .json: return JSONReport.render(report)
    case .jsonl: return JSONReport.renderLines(report, labels: labels)
    case .concise: return ConciseReport.render(report)
    case .markdown: return MarkdownReport.render(report)
    case .rdjson: return ReviewdogReport.render(report)
    case .azure: return AzureReport.render(report)
    // A watched page has no map: see `page`.
    case .html:
      return HTMLReport(maps: [], findings: report.diagnostics, fileCount: report.files.count).render()
    case .sarif: return SARIFReport(report, rules: RuleText.descriptions).render()
    case .github: return GitHubReport.render(report)
    case .gitlab: return GitLabReport.render(report)
    case .junit: return JUnitReport.render(report)
    case .checkstyle: return CheckstyleReport.render(report)
    case .text:
      let style = Terminal.style(color: color, toFile: output != nil)
      var text = TextReport(style: style, isQuiet: quiet, hasTable: !statistics).render(report)
      if statistics { text += (text.isEmpty ? "" : "\n") + Statistics.render(report) }
      return text
    }
  }
}
