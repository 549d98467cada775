import ArgumentParser
import Diagnostics
import Linter
import Reporting

enum ColorChoice: String, ExpressibleByArgument, CaseIterable { case auto, always, never }
enum ReportFormat: String, ExpressibleByArgument, CaseIterable {
  case text, concise, json, jsonl, sarif, github, gitlab, junit, checkstyle, markdown, rdjson, azure, html
}
enum FailingSeverity: String, ExpressibleByArgument, CaseIterable { case error, warning, info, never }

extension Severity: ExpressibleByArgument {}

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Lint files and directories.")

  @Argument(help: "Files and directories (default: the working directory).")
  var paths: [String] = []

  @Flag(name: PlainFlag.fix.name, help: "Apply safe fixes.")
  var fix = CheckRun.defaults.fix

  @Flag(help: "Apply unsafe fixes too.")
  var unsafeFixes = false

  @Flag(help: "Print what --fix would change as a unified diff, and write nothing.")
  var diff = false

  @Option(help: "Run only these rules or categories, comma-separated; repeatable.")
  var select: [String] = []

  @Option(help: "Skip these rules or categories; repeatable.")
  var ignore: [String] = []

  @Option(help: "Minimum severity to report.")
  var severity = CheckRun.defaults.severity

  @Option(help: "Minimum severity that makes the exit status 1 (default: error).")
  var failOn: FailingSeverity?

  @Option(help: "Output format.")
  var format = CheckRun.defaults.format

  @Option(help: ArgumentHelp("Write the report to a file.", valueName: "file"))
  var output: String?

  @Option(
    help: ArgumentHelp("Baseline of known findings; only new ones are reported.", valueName: "file"))
  var baseline: String?

  @Option(help: ArgumentHelp("Write the findings to a baseline file.", valueName: "file"))
  var writeBaseline: String?

  @Option(
    help: ArgumentHelp(
      "Report only findings in lines that a unified diff changes, such as that of git diff --relative.",
      valueName: "file"))
  var changedIn: String?

  @Option(
    help: ArgumentHelp("Put key=value into each line of --format jsonl; repeatable.", valueName: "key=value"))
  var label: [String] = []

  @OptionGroup var hardware: MachineOptions

  @Option(help: ArgumentHelp("Configuration file to use instead of .ollama-lint.yaml.", valueName: "file"))
  var config: String?

  @Flag(help: "Ignore project configuration.")
  var noConfig = false

  @Option(
    help: ArgumentHelp("Lint standard input as if it were the file at this path.", valueName: "path"))
  var stdinFilename: String?

  @Flag(name: PlainFlag.exitNonZeroOnFix.name, help: "Exit with status 1 if anything was fixed.")
  var exitNonZeroOnFix = CheckRun.defaults.exitNonZeroOnFix

  @Option(help: "Colored output.")
  var color = CheckRun.defaults.color

  @Flag(name: PlainFlag.quiet.name, help: "Print findings only.")
  var quiet = CheckRun.defaults.quiet

  @Flag(help: "Count findings by rule.")
  var statistics = false

  @Flag(help: "Lint again whenever files change.")
  var watch = false

  @Flag(help: "List the recognised formats and exit.")
  var listFormats = false

  @Flag(name: PlainFlag.noProgress.name, help: "Show no progress line.")
  var noProgress = CheckRun.defaults.noProgress

  @Option(help: "Number of threads (default: number of CPUs).")
  var jobs: Int?

  func run() throws {
    CheckRun(
      paths: paths, fix: fix, unsafeFixes: unsafeFixes, diff: diff, select: select, ignore: ignore,
      severity: severity, failOn: failOn, format: format, output: output, baseline: baseline,
      writeBaseline: writeBaseline, changedIn: changedIn, label: label, hardware: hardware.flags,
      config: config, noConfig: noConfig, stdinFilename: stdinFilename,
      exitNonZeroOnFix: exitNonZeroOnFix, color: color, quiet: quiet, statistics: statistics,
      watch: watch, listFormats: listFormats, noProgress: noProgress, jobs: jobs
    ).run()
  }
}

/// Why the command ends with status 2.
struct RunFailure: Error, CustomStringConvertible {
  let message: String

  var description: String { message }

  /// Does the work of a command, and says what it fails with.
  static func reported(_ work: () throws(RunFailure) -> Void) {
    do {
      try work()
    } catch {
      Terminal.complain("ollama-lint: " + SafeText.shownLines(error.message))
      Terminal.exit(2)
    }
  }

  /// What a run of the linter comes to.
  static func of<Value>(_ run: () throws(LintRun.Failure) -> Value) throws(RunFailure) -> Value {
    do {
      return try run()
    } catch {
      throw RunFailure(message: error.message)
    }
  }
}
