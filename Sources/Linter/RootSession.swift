import Deployment
import Diagnostics
import Formats
import Knowledge
import Memory
import RuleEngine
import Syntax
import Vocabulary

/// The work on one root: its files are found once, and analysed as often as fixes are tried.
struct RootSession: Sendable {
  let root: Root
  private let options: Options
  private let policy: Policy
  private let rules: RuleSet
  private let formats: FormatRegistry
  private let workingDirectory: String
  private let found: [Discovery.Found]
  private let workspace: DiskWorkspace
  private let surroundings: Surroundings
  private var setting: Analysis.Setting
  /// Where what came of islands is kept, if this is asked more than once.
  let memory: FixMemory?
  /// Temporary files that a killed run may have left, from the root.
  let litter: [String]
  /// How many files were looked at, by name at least.
  let searched: Int

  /// - Parameter memory: where what came of islands is kept, if this is asked more than once.
  init(
    _ root: Root, options: Options, policy: Policy, rules: RuleSet, workingDirectory: String,
    memory: FixMemory? = nil
  ) {
    self.memory = memory
    self.root = root
    self.options = options
    self.policy = policy
    self.rules = rules
    self.workingDirectory = workingDirectory
    formats = FormatRegistry.builtIn.adding(options.configuration.clients)
    var discovery = Discovery(
      root: root.path, excluded: options.configuration.exclude, threads: options.threads, formats: formats)
    if root.isRepository {
      discovery.walk(around: root.targets)
    } else {
      var walked: Set<String> = []
      for target in root.targets {
        switch target {
        case .directory(let directory): discovery.walk(directory)
        case .file(let file):
          let folder = Path.directory(of: file)
          if walked.insert(folder).inserted { discovery.walk(folder, recursively: false) }
        }
      }
    }
    // A name given by hand is read whatever version control thinks of it.
    let given = root.files
    var files = discovery.files.filter { !given.contains($0.path) }
    for file in given.sorted() {
      files.append(.init(path: file, hint: max(formats.hint(FileName(path: file)), .possible)))
    }
    let open = options.open.compactMap { path, bytes -> (String, [UInt8])? in
      Path.relative(path, to: root.path).map { ($0, bytes) }
    }
    for (path, _) in open where !files.contains(where: { $0.path == path }) {
      let hint = formats.hint(FileName(path: path))
      if hint > .no { files.append(.init(path: path, hint: hint)) }
    }
    litter = discovery.litter
    searched = max(discovery.searched, files.count)
    var seen: Set<String> = []
    found = files.filter { seen.insert($0.path).inserted }.sorted { $0.path < $1.path }
    var overlay = Dictionary(open) { $1 }
    if let input = options.standardInput, case .file(let path)? = root.targets.first {
      overlay[path] = input.bytes
    }
    let configuration = options.configuration
    let scopes = Self.scopes(root, found, discovery.deployments)
    workspace = DiskWorkspace(
      root: root.path, overlay: overlay,
      passingOver: discovery.passedOver,
      own: OwnDescriptions(clients: configuration.clients, files: configuration.ownFiles),
      deployments: DeploymentFolders(scopes))
    let flags = options.machine
    let computer = options.thisComputer
    let workspace = workspace
    surroundings = Surroundings(
      scopes: scopes, models: configuration.models,
      weights: { weights in
        switch weights {
        // What the catalogue knows is the same on every computer; the store tells of the rest.
        case .name(let name):
          configuration.models.file(named: name) ?? LocalModels.onThisComputer().stored(name)
        case .file(let path):
          workspace.weights(at: path).flatMap {
            LocalModels.model(in: $0, at: path, read: workspace.weights(at:))
          }
        }
      }, machine: { path in flags ?? configuration.machine(for: path) ?? computer.machine })
    setting = Analysis.Setting(
      root: root.path, unopened: discovery.unopened, surroundings: surroundings, rules: rules,
      formats: formats,
      threads: options.threads)
  }

  /// A repository is one deployment, and so is each repository or configured directory inside it. A folder that is neither a
  /// repository nor holds files of interest itself is a collection: each folder in it is one.
  private static func scopes(_ root: Root, _ found: [Discovery.Found], _ deployments: [String]) -> [String] {
    if root.isRepository || found.contains(where: { $0.hint == .certain && !$0.path.contains("/") }) {
      return [""] + deployments
    }
    let folders = Set(
      found.compactMap { file in
        file.path.utf8.firstIndex(of: UInt8(ascii: "/")).flatMap { String(file.path.utf8[..<$0]) }
      })
    // A home, a project or the root of a system is one: `.config` next to `etc`.
    if folders.contains(where: { $0.hasPrefix(".") || $0 == "etc" }) { return [""] + deployments }
    return [""] + folders.sorted() + deployments
  }

  /// The hardware that a file of the root is about; nil where none is known.
  func machine(for path: String) -> Machine? { surroundings.machine(for: path) }

  func analyse() -> Analysis { Analysis(found, in: workspace, setting) }

  /// The same with other texts; `nil` for a file that is to go.
  ///
  /// - Parameter parts: of some of the files with these texts, which were worked out before.
  func analyse(_ before: Analysis, with texts: [String: [UInt8]?], parts: [Analysis] = []) -> Analysis {
    before.with(texts, setting, parts: parts)
  }

  /// What comes after an analysis where an editor changed texts.
  func next(after before: Analysis, with texts: [String: [UInt8]?]) -> Analysis {
    before.with(texts, setting, telling: memory?.diagnostics)
  }

  /// Of the texts that an editor holds, those that are of interest here, by path from the root.
  func texts(_ open: [String: [UInt8]]) -> [String: [UInt8]?] {
    var texts: [String: [UInt8]?] = [:]
    for (absolute, bytes) in open {
      guard let path = Path.relative(absolute, to: root.path) else { continue }
      if formats.hint(FileName(path: path)) > .no || root.targets.contains(.file(path)) {
        texts[path] = bytes
      }
    }
    return texts
  }

  /// The same of some of its files alone.
  func analyse(_ whole: Analysis, _ files: [Discovery.Found]) -> Analysis { whole.of(files, setting) }

  /// Whether nobody waits for what is being computed.
  var isStale: @Sendable () -> Bool {
    guard let memory else { return { false } }
    return memory.isStale
  }

  var threads: Int { setting.threads }

  /// The same for work that is itself shared out to threads.
  var onOneThread: RootSession {
    var session = self
    session.setting.threads = 1
    return session
  }

  /// Whether files may get other names; a text from standard input has none to give.
  var mayMove: Bool { options.standardInput == nil }

  /// Fixes what may be fixed, each deployment by itself where it rests on no file of another.
  func fix(
    _ analysis: Analysis, budget: FixBudget = FixBudget(),
    _ isFixable: @escaping @Sendable (Violation) -> Bool
  ) -> Fixer.Result {
    var all = tried(analysis, budget: budget, nil, isFixable)
    if !all.texts.isEmpty { all.analysis = analyse(analysis, with: all.texts) }
    return all
  }

  /// The same, but for the analysis of what it comes to.
  func tried(
    _ analysis: Analysis, budget: FixBudget, _ memory: (memory: FixMemory, way: FixVerdicts.Way)? = nil,
    _ isFixable: @escaping @Sendable (Violation) -> Bool
  ) -> Fixer.Result {
    let candidates = Dictionary(grouping: reported(analysis).filter(isFixable)) {
      surroundings.scope(of: $0.at.document.path)
    }
    let scopes = Set(candidates.keys)
    var all = Fixer.Result(analysis: analysis)
    let fixing = IslandFixer(session: self, budget: budget, isFixable: isFixable, memory: memory)
    let files = Dictionary(grouping: analysis.files) { surroundings.scope(of: $0.path) }
    let violations = Dictionary(grouping: analysis.violations) {
      surroundings.scope(of: $0.fact.document.path)
    }
    for scope in scopes.sorted() {
      var result = fixing.run(
        analysis, files[scope] ?? [], saying: violations[scope] ?? [],
        fixing: (candidates[scope] ?? []).filter { !$0.changes.isEmpty })
      let own = result.analysis.violations.filter {
        surroundings.scope(of: $0.fact.document.path) == scope
      }
      result.left = Set(own.map(FixKey.init))
      all.add(result)
    }
    let others = analysis.violations.filter {
      !scopes.contains(surroundings.scope(of: $0.fact.document.path))
    }
    all.left.formUnion(others.map(FixKey.init))
    return all
  }

  /// A path of the root as seen from the working directory.
  func shown(_ path: String) -> String {
    let absolute = root.path == "/" ? "/" + path : root.path + "/" + path
    if let below = Path.relative(absolute, to: workingDirectory) { return below }
    // Outside the working directory: up to the nearest folder they share.
    let from = workingDirectory.split(separator: "/")
    let to = absolute.split(separator: "/")
    let shared = zip(from, to).prefix { $0 == $1 }.count
    return (Array(repeating: "..", count: from.count - shared) + to.dropFirst(shared).map(String.init))
      .joined(separator: "/")
  }

  func files(_ analysis: Analysis) -> [Report.File] {
    analysis.documents.values
      .filter {
        $0.document.id.embedding.isEmpty && root.contains($0.document.id.path) && isChecked($0, analysis)
      }
      .map { Report.File(path: shown($0.document.id.path), format: $0.format.name) }
  }

  /// Whether anything was made of the document: a host is listed for what is in it.
  private func isChecked(_ read: ReadDocument, _ analysis: Analysis) -> Bool {
    !read.reading.facts.isEmpty || !read.reading.problems.isEmpty || read.reading.isPart
      || analysis.readings[read.document.id.path]?.documents.contains { !$0.reading.facts.isEmpty } ?? false
  }

  // MARK: Diagnostics

  /// The violations that users see in this run.
  func reported(_ analysis: Analysis) -> [Violation] {
    verdicts(analysis).violations.map(\.violation)
  }

  /// Violations as they are reported, with their fixes.
  private func reported(
    _ violations: [(violation: Violation, severity: Severity)], _ analysis: Analysis, _ verdicts: FixVerdicts,
    _ builder: inout DiagnosticBuilder
  ) -> [Diagnostic] {
    let all = violations.map(\.violation)
    var budget = FixBudget.shown
    guard let memory = memory?.diagnostics else {
      var planner = FixPlanner(analysis, violations: all)
      return reported(violations, verdicts, &planner, &budget, &builder)
    }
    let groups = analysis.groups
    // What is tied to nothing is a set of its own.
    let sets = Dictionary(grouping: violations.indices) { index in
      groups.number(of: all[index].fact.document.path) ?? -1 - index
    }
    var diagnostics: [Diagnostic] = []
    for set in sets.values.sorted(by: { $0[0] < $1[0] }) {
      let own = set.map { violations[$0] }
      let paths = groups.all(with: [own[0].violation.fact.document.path]).sorted()
      let request = DiagnosticMemory.Request(
        violations: own.map(\.violation), severities: own.map(\.severity),
        safeties: own.map { verdicts.safety(of: $0.violation) })
      if let known = memory.diagnostics(request, in: paths, of: analysis, hiding: builder.secrets) {
        diagnostics += known.diagnostics
        budget.spend(known.spent)
        continue
      }
      let start = budget
      var planner = FixPlanner(analysis, violations: all)
      let new = reported(own, verdicts, &planner, &budget, &builder)
      diagnostics += new
      memory.keep(
        new, for: request, in: paths, of: analysis, hiding: builder.secrets, planner.dependencies,
        spent: budget.spent(since: start))
    }
    return diagnostics
  }

  private func reported(
    _ violations: [(violation: Violation, severity: Severity)], _ verdicts: FixVerdicts,
    _ planner: inout FixPlanner, _ budget: inout FixBudget, _ builder: inout DiagnosticBuilder
  ) -> [Diagnostic] {
    return violations.map { violation, severity in
      let fix = planner.plan(violation, &budget)
      let withheld =
        fix == nil ? planner.withheld.last.flatMap { $0.violation == violation ? $0.reason : nil } : nil
      return builder.diagnostic(
        violation, severity: severity, reference: rules.reference(violation.rule, about: violation.fact.subject),
        fix: fix.flatMap { plan in verdicts.safety(of: violation).map { (plan, $0) } }, withheld: withheld)
    }
  }

  private func verdicts(_ analysis: Analysis) -> Verdicts {
    Verdicts(analysis, under: policy, isAskedFor: root.contains)
  }

  /// - Parameter done: the way by which all was fixed already that it can fix; `nil` before any fix.
  func diagnostics(_ analysis: Analysis, fixed done: FixVerdicts.Way? = nil) -> [Diagnostic] {
    let found = verdicts(analysis)
    var builder = DiagnosticBuilder(analysis, shownPath: shown, isReported: root.contains)
    let verdicts = FixVerdicts(analysis, in: self, done: done)
    var diagnostics = reported(found.violations, analysis, verdicts, &builder)
    for (problem, severity) in found.problems {
      diagnostics.append(builder.diagnostic(problem, severity: severity))
    }
    guard options.select.isEmpty else { return diagnostics }
    return diagnostics + found.remarks(on: analysis, under: policy, &builder)
  }
}
