import BuiltInRules
import Deployment
import Diagnostics
import Knowledge
import RuleEngine
import Syntax
import Vocabulary

/// Lints roots: finds the files, reads them, ties them together, checks and fixes them.
public struct LintRun {
  /// Why a run could not do its work; the command ends with status 2.
  public struct Failure: Error, Sendable {
    public let message: String
  }

  let options: Options
  let workingDirectory: String
  let policy: Policy
  let rules: RuleSet

  public init(_ options: Options) {
    self.options = options
    workingDirectory = options.workingDirectory ?? FileSystem.workingDirectory()
    let policy = Policy(options)
    self.policy = policy
    rules = RuleSet(own: options.configuration.rules, isWanted: policy.isSelected)
  }

  /// Names that rules and categories go by; for checking what users select.
  public static func knownRuleNames(_ own: [Rule]) -> Set<String> { Policy.knownNames(own) }

  /// What a run found, and the texts it would write.
  public struct Outcome: Sendable {
    public var report: Report
    public var changes: [FileChange] = []
    /// Temporary files that a killed run may have left, by absolute path.
    public var litter: [String] = []
    /// Credentials in the files, which nothing prints whole.
    public var secrets = Secrets()
    /// Fixes that were tried and not taken, in words.
    public var refusals: [String] = []
  }

  public enum Fixing: Sendable { case none, safe, all }

  public func run(fixing: Fixing) throws(Failure) -> Outcome {
    try run(fixing: fixing) { _ in }
  }

  /// - Parameter observe: is shown each root's analysis, before any fix; the tests keep its facts.
  func run(fixing: Fixing, observe: (Analysis) -> Void) throws(Failure) -> Outcome {
    var diagnostics: [Diagnostic] = []
    var files: [Report.File] = []
    var outcome = Outcome(
      report: Report(toolVersion: Self.version, machine: nil, files: [], diagnostics: [], fixed: 0))
    var fixed = 0
    var searched = 0
    for root in try roots() {
      let session = RootSession(
        root, options: options, policy: policy, rules: rules, workingDirectory: workingDirectory)
      outcome.litter += session.litter.map { root.path + "/" + $0 }
      var analysis = session.analyse()
      var done: FixVerdicts.Way?
      observe(analysis)
      outcome.secrets.formUnion(analysis.secrets(in: analysis.filesWithSecrets))
      outcome.secrets.formUnion(analysis.secretsInValues())
      if fixing != .none {
        let result = session.fix(analysis) { fixing == .all || $0.safety == .safe }
        outcome.changes += changes(result, analysis, session)
        let secrets = analysis.secrets(in: Set(result.texts.keys))
        outcome.secrets.formUnion(secrets)
        outcome.refusals += result.refused.map {
          secrets.masked(
            "\(session.shown($0.violation.at.document.path)): \($0.violation.rule) was not fixed: \($0.reason)"
          )
        }
        if result.untried > 0 {
          outcome.refusals.append(
            "stopped at the work limit; \(result.untried) fixable findings are left. Run it again to continue."
          )
        }
        fixed += result.fixed
        // What was tried and not taken would not be taken again.
        if result.untried == 0 { done = fixing == .all ? .all : .safe }
        analysis = result.analysis
      }
      diagnostics += session.diagnostics(analysis, fixed: done)
      files += session.files(analysis)
      searched += session.searched
    }
    let report = Report(
      toolVersion: Self.version, machine: machine, files: Set(files).sorted { $0.path < $1.path },
      diagnostics: Self.sorted(diagnostics), fixed: fixed, searched: searched)
    outcome.report = policy.applyingBaseline(to: report, in: workingDirectory) {
      FileSystem.status(of: $0.hasPrefix("/") ? $0 : workingDirectory + "/" + $0) != nil
    }
    return outcome
  }

  /// The models that the given files name, as their servers would load them; each once, by name.
  public func loads() throws(Failure) -> [MemoryLoad] {
    var loads: [MemoryLoad] = []
    for root in try roots() {
      let session = RootSession(
        root, options: options, policy: policy, rules: .none, workingDirectory: workingDirectory)
      loads += session.analyse().loads().filter { root.contains($0.path) }
    }
    return loads
  }

  /// The models that clients use in the given files, with what the files promise of them.
  public func expectations() throws(Failure) -> [ModelExpectation] {
    var all: [ModelExpectation] = []
    for root in try roots() {
      all += RootSession(
        root, options: options, policy: policy, rules: .none, workingDirectory: workingDirectory
      )
      .expectations()
    }
    return all
  }

  static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    // Services that share an anchor break a rule at the same place; it is said once.
    struct Place: Hashable {
      let rule: String
      let location: Diagnostic.Location
    }
    var seen: Set<Place> = []
    return diagnostics.filter { seen.insert(Place(rule: $0.rule, location: $0.location)).inserted }
      .sorted { $0.precedes($1) }
  }

  private var machine: Report.Machine? {
    (options.machine ?? options.configuration.machines.first { $0.glob == nil }?.machine
      ?? options.thisComputer.known)
      .map {
        Report.Machine(
          gpu: $0.hasNoGPU ? nil : $0.gpus.first?.name, vramBytes: $0.vramBytes, ramBytes: $0.ramBytes,
          source: $0.source.rawValue)
      }
  }
}
