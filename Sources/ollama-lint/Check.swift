import ArgumentParser
import Diagnostics
import Knowledge
import Linter
import Reporting
import Syntax

enum ColorChoice: String, ExpressibleByArgument, CaseIterable { case auto, always, never }
enum ReportFormat: String, ExpressibleByArgument, CaseIterable { case text, json, jsonl }
enum FailingSeverity: String, ExpressibleByArgument, CaseIterable { case error, warning, info, never }

extension Severity: ExpressibleByArgument {}

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Lint files and directories (the default).")

  @Argument(help: "Files and directories; without any, the working directory.")
  var paths: [String] = []

  @Flag(help: "Apply safe fixes.")
  var fix = false

  @Flag(help: "Apply the unsafe fixes too.")
  var unsafeFixes = false

  @Flag(help: "Print what --fix would do as a unified diff, and write nothing.")
  var diff = false

  @Option(help: "Only these rules or categories, separated by commas; repeatable.")
  var select: [String] = []

  @Option(help: "Not these rules or categories; repeatable.")
  var ignore: [String] = []

  @Option(help: "Report this level and above.")
  var severity: Severity = .warning

  @Option(help: "End with status 1 from this level on.")
  var failOn: FailingSeverity?

  @Option(help: "How to report.")
  var format: ReportFormat = .text

  @Option(help: ArgumentHelp("Write the report to a file.", valueName: "file"))
  var output: String?

  @OptionGroup var hardware: MachineOptions

  @Option(help: ArgumentHelp("Project configuration to use instead of .ollama-lint.yaml.", valueName: "file"))
  var config: String?

  @Flag(help: "Use no project configuration.")
  var noConfig = false

  @Option(
    help: ArgumentHelp("Read one file from standard input, as if it were at this path.", valueName: "path"))
  var stdinFilename: String?

  @Flag(help: "End with status 1 if anything was fixed.")
  var exitNonZeroOnFix = false

  @Option(help: "Colour: auto, always or never.")
  var color: ColorChoice = .auto

  @Flag(help: "Print findings only.")
  var quiet = false

  @Flag(help: "Count findings by rule.")
  var statistics = false

  @Flag(help: ArgumentHelp("Show no progress line.", visibility: .hidden))
  var noProgress = false

  @Option(help: "How many threads may be used; without it, as many as there are processors.")
  var jobs: Int?

  func run() throws {
    do {
      try lint()
    } catch {
      Terminal.complain("ollama-lint: " + SafeText.shown(error.message))
      Terminal.exit(2)
    }
  }

  private func lint() throws(RunFailure) {
    let options = try OptionsBuilder(self).options()
    let fixing: Linter.Fixing = unsafeFixes ? .all : fix || diff ? .safe : .none
    let outcome: Linter.Outcome
    do {
      outcome = try Linter(options).run(fixing: fixing)
    } catch {
      throw RunFailure(message: error.message)
    }
    for refusal in outcome.refusals { Terminal.complain(SafeText.shown(refusal)) }
    if diff {
      let text = outcome.changes.flatMap {
        UnifiedDiff.render(path: $0.shown, before: $0.before, after: $0.after, hiding: outcome.secrets)
      }
      // A pipe gets the bytes as they are, for `git apply`; a terminal none that would steer it.
      try write(output == nil && Terminal.isShown ? Array(SafeText.shownLines(text).utf8) : text)
      Terminal.exit(status(outcome.report, options, fixed: false))
    }
    if let input = options.standardInput, fixing != .none {
      Terminal.write(outcome.changes.first?.after ?? input.bytes)
      Terminal.exit(status(outcome.report, options, fixed: !outcome.changes.isEmpty))
    }
    let failures = fixing == .none ? [] : Linter.write(outcome)
    try write(Array(text(outcome.report).utf8))
    for failure in failures {
      Terminal.complain("ollama-lint: \(SafeText.shown(failure.path)) was not written: \(failure.reason)")
    }
    if !failures.isEmpty { Terminal.exit(2) }
    Terminal.exit(status(outcome.report, options, fixed: outcome.report.fixed > 0))
  }

  private func status(_ report: Report, _ options: Options, fixed: Bool) -> Int32 {
    if fixed, exitNonZeroOnFix { return 1 }
    let level = failOn ?? options.configuration.failOn.flatMap(FailingSeverity.init) ?? .error
    guard level != .never, let failing = Severity(rawValue: level.rawValue) else { return 0 }
    return report.diagnostics.contains { $0.severity >= failing } ? 1 : 0
  }

  private func text(_ report: Report) -> String {
    switch format {
    case .json: return JSONReport.render(report)
    case .jsonl: return JSONReport.renderLines(report)
    case .text:
      let style = Terminal.style(color: color, toFile: output != nil)
      var text = TextReport(style: style, isQuiet: quiet).render(report)
      if statistics { text += (text.isEmpty ? "" : "\n") + Statistics.render(report) }
      return text
    }
  }

  private func write(_ bytes: [UInt8]) throws(RunFailure) {
    guard let output else { return Terminal.write(bytes) }
    do {
      try FileSystem.write(bytes, to: output)
    } catch {
      throw RunFailure(message: "\(output): \(error.reason)")
    }
  }
}

/// Why the command ends with status 2.
struct RunFailure: Error { let message: String }
