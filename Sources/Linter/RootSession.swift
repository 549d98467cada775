import Deployment
import Diagnostics
import Formats
import Knowledge
import RuleEngine
import Syntax
import Vocabulary

/// The work on one root: its files are found once, and analysed as often as fixes are tried.
struct RootSession: Sendable {
  let root: Root
  private let options: Options
  private let rules: RuleSet
  private let formats: FormatRegistry
  private let workingDirectory: String
  private let found: [Discovery.Found]
  private let workspace: DiskWorkspace
  private let surroundings: Surroundings
  private let setting: Analysis.Setting
  private let memory: MendingMemory?
  /// Temporary files that a killed run may have left, from the root.
  let litter: [String]

  /// - Parameter memory: where what came of islands is kept, if this is asked more than once.
  init(
    _ root: Root, options: Options, rules: RuleSet, workingDirectory: String, memory: MendingMemory? = nil
  ) {
    self.memory = memory
    self.root = root
    self.options = options
    self.rules = rules
    self.workingDirectory = workingDirectory
    formats = FormatRegistry.builtIn.adding(options.configuration.clients)
    var discovery = Discovery(
      root: root.path, excluded: options.configuration.exclude, threads: options.threads, formats: formats)
    if root.isRepository {
      // A file's findings may rest on any other file of its repository.
      discovery.walk()
    } else {
      for target in root.targets {
        switch target {
        case .directory(let directory): discovery.walk(directory)
        case .file(let file): discovery.walk(Path.directory(of: file), recursively: false)
        }
      }
    }
    var files = discovery.files
    for case .file(let file) in root.targets {
      // A name given by hand is read whatever version control thinks of it.
      let hint = max(formats.hint(FileName(path: file)), .possible)
      files.removeAll { $0.path == file }
      files.append(.init(path: file, hint: hint))
    }
    let open = options.open.compactMap { path, bytes -> (String, [UInt8])? in
      path.hasPrefix(root.path + "/") ? (String(path.dropFirst(root.path.count + 1)), bytes) : nil
    }
    for (path, _) in open where !files.contains(where: { $0.path == path }) {
      let hint = formats.hint(FileName(path: path))
      if hint > .no { files.append(.init(path: path, hint: hint)) }
    }
    litter = discovery.litter
    var seen: Set<String> = []
    found = files.filter { seen.insert($0.path).inserted }.sorted { $0.path < $1.path }
    var overlay = Dictionary(open) { $1 }
    if let input = options.standardInput, case .file(let path)? = root.targets.first {
      overlay[path] = input.bytes
    }
    workspace = DiskWorkspace(root: root.path, overlay: overlay, ignoreFiles: discovery.ignoreFiles)
    let configuration = options.configuration
    let flags = options.machine
    let computer = options.thisComputer
    let workspace = workspace
    surroundings = Surroundings(
      scopes: Self.scopes(root, found, discovery.deployments),
      weights: { weights in
        switch weights {
        // What the catalogue knows is the same on every computer; the store tells of the rest.
        case .name(let name): ModelCatalogue.file(named: name) ?? LocalModels.onThisComputer().stored(name)
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
    let folders = Set(found.compactMap { $0.path.split(separator: "/").dropLast().first.map(String.init) })
    return [""] + folders.sorted() + deployments
  }

  /// The hardware that a file of the root is about; nil where none is known.
  func machine(for path: String) -> Machine? { surroundings.machine(for: path) }

  func analyse() -> Analysis { Analysis(found, in: workspace, setting) }

  /// The same with other texts; `nil` for a file that is to go.
  func analyse(_ before: Analysis, with texts: [String: [UInt8]?]) -> Analysis { before.with(texts, setting) }

  /// Of the texts that an editor holds, those that are of interest here, by path from the root.
  func texts(_ open: [String: [UInt8]]) -> [String: [UInt8]?] {
    var texts: [String: [UInt8]?] = [:]
    for (absolute, bytes) in open where absolute.hasPrefix(root.path + "/") {
      let path = String(absolute.dropFirst(root.path.count + 1))
      if formats.hint(FileName(path: path)) > .no || root.targets.contains(.file(path)) {
        texts[path] = bytes
      }
    }
    return texts
  }

  /// The same of some of its files alone.
  func analyse(_ whole: Analysis, _ files: [Discovery.Found]) -> Analysis { whole.of(files, setting) }

  /// Whether nobody waits for what is being worked out.
  var isStale: @Sendable () -> Bool {
    guard let memory else { return { false } }
    return memory.isStale
  }

  /// What is said of a deployment.
  func part(_ whole: Analysis, _ files: [Discovery.Found]) -> Analysis {
    files.count == whole.files.count ? whole : whole.part(files)
  }

  var threads: Int { options.threads }

  /// Whether files may get other names; a text from standard input has none to give.
  var mayMove: Bool { options.standardInput == nil }

  /// Mends what may be mended, each deployment by itself: none rests on files of another.
  func fix(
    _ analysis: Analysis, budget: FixBudget = FixBudget(),
    _ mayBeMended: @escaping @Sendable (Violation) -> Bool
  ) -> Fixer.Result {
    var all = tried(analysis, budget: budget, nil, mayBeMended)
    if !all.texts.isEmpty { all.analysis = analyse(analysis, with: all.texts) }
    return all
  }

  /// The same, but for the analysis of what it comes to.
  func tried(
    _ analysis: Analysis, budget: FixBudget, _ way: FixVerdicts.Way? = nil,
    _ mayBeMended: @escaping @Sendable (Violation) -> Bool
  ) -> Fixer.Result {
    let scopes = Set(
      reported(analysis).filter(mayBeMended).map { surroundings.scope(of: $0.at.document.path) })
    var all = Fixer.Result(analysis: analysis)
    let mending = Mending(
      session: self, budget: budget, mayBeMended: mayBeMended,
      memory: way.flatMap { way in memory.map { ($0, way) } })
    let files = Dictionary(grouping: analysis.files) { surroundings.scope(of: $0.path) }
    for scope in scopes.sorted() {
      var result = mending.run(analysis, files[scope] ?? [])
      result.left = Set(result.analysis.violations.map(FixKey.init))
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
    if workingDirectory == "/" { return String(absolute.dropFirst()) }
    if absolute.hasPrefix(workingDirectory + "/") {
      return String(absolute.dropFirst(workingDirectory.count + 1))
    }
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
        $0.document.id.embedding.isEmpty && root.contains($0.document.id.path) && isJudged($0, analysis)
      }
      .map { Report.File(path: shown($0.document.id.path), format: $0.format.name) }
  }

  /// Whether anything was made of the document: a host is listed for what is in it.
  private func isJudged(_ read: ReadDocument, _ analysis: Analysis) -> Bool {
    !read.reading.facts.isEmpty || !read.reading.problems.isEmpty
      || analysis.documents.values.contains {
        $0.document.id.path == read.document.id.path && !$0.reading.facts.isEmpty
      }
  }

  // MARK: Diagnostics

  private func severity(_ violation: Violation) -> Severity {
    options.configuration.severities[violation.rule] ?? violation.severity
  }

  private func isSilenced(_ rule: String, in path: String) -> Bool {
    options.configuration.perFileIgnores.contains { entry in
      Wildcard.matches(entry.glob, path: path) && entry.rules.contains { Suppressions.covers($0, rule) }
    }
  }

  /// The violations that users see in this run.
  func reported(_ analysis: Analysis) -> [Violation] {
    let byPath = Dictionary(grouping: analysis.violations, by: \.at.document.path)
    var shown: Set<Violation> = []
    for (path, violations) in byPath where root.contains(path) {
      let lines = analysis.lines(of: path)
      for violation in violations
      where severity(violation) >= options.severity && !isSilenced(violation.rule, in: path) {
        let at = violation.at
        let range = analysis.documents[at.document]?.fileRange(at.range) ?? at.range
        let line = lines.table.position(at: range.start).line
        if lines.suppressions.entry(for: violation.rule, line: line) == nil { shown.insert(violation) }
      }
    }
    return analysis.violations.filter(shown.contains)
  }

  func diagnostics(_ analysis: Analysis) -> [Diagnostic] {
    var builder = DiagnosticBuilder(analysis, shownPath: shown, isTold: root.contains)
    var suppressions: [String: Suppressions] = [:]
    var effective: Set<Suppressions.Entry> = []
    for (path, reading) in analysis.readings where root.contains(path) && !reading.documents.isEmpty {
      let found = reading.lines.suppressions
      if !found.entries.isEmpty { suppressions[path] = found }
    }
    func isSuppressed(_ rule: String, _ path: String, _ line: Int) -> Bool {
      guard let entry = suppressions[path]?.entry(for: rule, line: line) else { return false }
      effective.insert(entry)
      return true
    }
    var diagnostics: [Diagnostic] = []
    var planner = FixPlanner(analysis, violations: reported(analysis))
    var budget = FixBudget.shown
    let verdicts = FixVerdicts(analysis, in: self)
    let used = rules.used
    for violation in analysis.violations where root.contains(violation.at.document.path) {
      let path = violation.at.document.path
      let line = builder.location(violation.at).start.line
      guard !isSuppressed(violation.rule, path, line), !isSilenced(violation.rule, in: path) else { continue }
      let level = severity(violation)
      guard level >= options.severity else { continue }
      let fix = planner.plan(violation, &budget)
      let withheld =
        fix == nil ? planner.withheld.last.flatMap { $0.violation == violation ? $0.reason : nil } : nil
      diagnostics.append(
        builder.diagnostic(
          violation, severity: level, reference: used[violation.rule]?.reference,
          fix: fix.flatMap { plan in verdicts.safety(of: violation).map { (plan, $0) } }, withheld: withheld))
    }
    for problem in analysis.problems where root.contains(problem.at.document.path) {
      guard isWanted(problem.rule), !isSilenced(problem.rule, in: problem.at.document.path) else { continue }
      let diagnostic = builder.diagnostic(problem)
      guard !isSuppressed(problem.rule, problem.at.document.path, diagnostic.location.start.line),
        diagnostic.severity >= options.severity
      else { continue }
      diagnostics.append(diagnostic)
    }
    return diagnostics + suppressionProblems(suppressions, effective, &builder)
  }

  private func isWanted(_ rule: String) -> Bool {
    let select = options.select + options.configuration.select
    let ignore = options.ignore + options.configuration.ignore
    return (select.isEmpty || select.contains { Suppressions.covers($0, rule) })
      && !ignore.contains { Suppressions.covers($0, rule) }
  }

  /// Suppressions that silence nothing, and names in them that are no rule.
  private func suppressionProblems(
    _ suppressions: [String: Suppressions], _ effective: Set<Suppressions.Entry>,
    _ builder: inout DiagnosticBuilder
  ) -> [Diagnostic] {
    guard !suppressions.isEmpty, options.severity <= .warning, options.select.isEmpty else { return [] }
    let known = Linter.knownRuleNames(options.configuration.rules)
    var diagnostics: [Diagnostic] = []
    for path in suppressions.keys.sorted() {
      for entry in suppressions[path]?.entries ?? [] {
        let at = SourceRange(DocumentID(path), entry.comment)
        func diagnostic(_ rule: String, _ message: String, _ advice: String) -> Diagnostic {
          Diagnostic(
            rule: rule, severity: .warning, message: message, advice: advice, location: builder.location(at),
            excerpt: builder.excerpt(at))
        }
        let unknown = entry.rules.filter { !known.contains($0) }
        for name in unknown where isWanted("lint/unknown-rule") {
          let near = Nearest.match(name, among: known)
          diagnostics.append(
            diagnostic(
              "lint/unknown-rule", "unknown rule \(name)",
              near.map { "Did you mean \($0)?" } ?? "Run ollama-lint rules to list them."))
        }
        guard unknown.isEmpty, !effective.contains(entry), isWanted("lint/unused-suppression") else {
          continue
        }
        diagnostics.append(
          diagnostic(
            "lint/unused-suppression",
            "this comment suppresses nothing: \(entry.rules.joined(separator: ", ")) does not fire here",
            "Remove the comment; it may hide a finding later."))
      }
    }
    return diagnostics
  }
}
