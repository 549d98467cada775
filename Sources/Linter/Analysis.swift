import Deployment
import Diagnostics
import Formats
import RuleEngine
import Synchronization
import Syntax
import Vocabulary

/// Everything known about one root at one moment: its documents, their facts tied together, and what
/// breaks a rule.
struct Analysis: Sendable {
  let root: String
  let workspace: DiskWorkspace
  /// By identity.
  let documents: [DocumentID: ReadDocument]
  private let linked: LinkedDeployment
  /// Deployments that files next to these show to be on Linux.
  private let linux: Set<String>
  /// What the readings of the files say, each in order, with what follows for names that a program of the repository reads.
  let facts: [String: [Fact]]
  private let findings: RuleFindings
  /// The files with names that a program of their deployment may read, and what its programs read, by deployment.
  private let doubted: Set<String>
  private let variables: [String: ProjectVariables]

  /// What does not read and what cannot be opened, each with its place.
  let problems: [Problem]

  /// Where credentials stand, which no report prints; by the file that says so.
  let secrets: [String: [SourceRange]]

  /// The files that were looked at, by path, and what each said.
  let files: [Discovery.Found]
  let readings: [String: FileReading]
  private let known: Known

  private final class Known: Sendable {
    let shares: Mutex<[String: FileShares]>
    let groups: Mutex<FileGroups?>

    init(_ shares: [String: FileShares], _ groups: FileGroups?) {
      self.shares = Mutex(shares)
      self.groups = Mutex(groups)
    }
  }

  struct Problem: Sendable, Hashable {
    let rule: String
    let at: SourceRange
    let message: String
    /// As the format says it; `nil` for what holds of every text that does not read.
    var effect: String?

    /// Whether the text could not be had at all; else it was, and does not read.
    var isInput: Bool { rule.hasPrefix("io/") }
    var severity: Severity { isInput ? .warning : .error }
  }

  /// What an analysis is made with, besides the files.
  struct Setting: Sendable {
    let root: String
    /// Directories that the system cannot open.
    let unopened: [String]
    /// Scopes and machines.
    var surroundings: Surroundings
    let rules: RuleSet
    let formats: FormatRegistry
    var threads: Int

    func knowing(linux: Set<String>) -> Setting {
      var setting = self
      setting.surroundings.linux = linux
      return setting
    }
  }

  /// - Parameters:
  ///   - files: paths relative to the root that are worth reading, in order.
  ///   - known: readings of the same files that are the same in this workspace.
  ///   - before: an analysis of almost the same.
  init(
    _ files: [Discovery.Found], in workspace: DiskWorkspace, _ given: Setting,
    known: [String: FileReading] = [:], shares: [String: FileShares] = [:], linux: Set<String> = [],
    after before: Analysis? = nil
  ) {
    let setting = given.knowing(linux: linux)
    self.linux = linux
    let new = files.filter { known[$0.path] == nil }
    let made = Parallel.map(new.count, least: 24, threads: setting.threads) { index in
      Self.reading(of: new[index], in: workspace, setting)
    }
    var readings = known
    for (file, reading) in zip(new, made) { readings[file.path] = reading }
    root = setting.root
    self.workspace = workspace
    self.files = files
    self.readings = readings
    problems = Self.problems(of: files, readings, setting)

    var changed = Set(new.map(\.path))
    if let before {
      changed.formUnion(before.files.lazy.map(\.path).filter { before.readings[$0] !== readings[$0] })
    }
    var documents = before?.documents ?? [:]
    var facts = before?.facts ?? [:]
    var secrets = before?.secrets ?? [:]
    var doubted = before?.doubted ?? []
    for path in before == nil ? Set(readings.keys) : changed {
      for read in before?.readings[path]?.documents ?? [] { documents[read.document.id] = nil }
      for read in readings[path]?.documents ?? [] { documents[read.document.id] = read }
      let said = (readings[path]?.documents ?? []).flatMap(\.reading.facts)
      facts[path] = said.isEmpty ? nil : said
      doubted.remove(path)
      if said.contains(where: ProjectVariables.isDoubted) { doubted.insert(path) }
      let places = said.filter { $0.subject == .secret }.map(\.range)
      secrets[path] = places.isEmpty ? nil : places
    }
    let variables = Dictionary(
      Set(doubted.map { workspace.deployments.folder(of: $0) }).map {
        ($0, ProjectVariables.all(in: ReadingWorkspace(workspace, deployment: $0)))
      }
    ) { first, _ in first }
    let isSettled =
      before.map { before in
        variables.allSatisfy { folder, read in (before.variables[folder] ?? read) == read }
      } ?? false
    for path in doubted where !isSettled || changed.contains(path) {
      facts[path] = (readings[path]?.documents ?? []).flatMap(\.reading.facts)
      variables[workspace.deployments.folder(of: path)]?.settle(&facts[path, default: []])
    }
    self.documents = documents
    self.facts = facts
    self.secrets = secrets
    self.variables = variables
    self.doubted = doubted

    if let before, isSettled, let next = before.replacing(changed, with: facts, readings, setting) {
      (linked, findings) = (next.linked, next.findings)
      self.known = Known(shares, next.groups)
    } else {
      linked = LinkedDeployment(files.flatMap { facts[$0.path] ?? [] }, in: setting.surroundings)
      let (rules, scopes) = (setting.rules, setting.surroundings)
      findings = RuleMatcher.check(
        linked.graph, rulesAbout: { rules.about($0) }, deployment: { scopes.scope(of: $0) }
      ) { _ = Parallel.map($0, least: 4, threads: setting.threads, $1) }
      self.known = Known(shares, nil)
    }
  }

  var graph: DeploymentGraph { linked.graph }
  var violations: [Violation] { findings.violations }

  private static func problems(
    of files: [Discovery.Found], _ readings: [String: FileReading], _ setting: Setting
  ) -> [Problem] {
    var problems = setting.unopened.map {
      Problem(
        rule: "io/unreadable", at: SourceRange(DocumentID($0), TextRange(at: 0)),
        message: "the path of this directory is too long for the system; nothing in it was read")
    }
    for file in files {
      guard let reading = readings[file.path] else { continue }
      if let problem = reading.problem { problems.append(problem) }
      for read in reading.documents {
        problems += read.reading.problems.map {
          Problem(
            rule: $0.rule, at: SourceRange(read.document.id, $0.error.range), message: $0.error.message,
            effect: $0.effect)
        }
      }
    }
    return problems
  }

  // MARK: What a change touches

  /// The files in sets that are tied to one another, the findings aside.
  var groups: FileGroups {
    known.groups.withLock { groups in
      if let groups { return groups }
      let made = FileGroups(files.map(\.path), graph.facts, readings)
      groups = made
      return made
    }
  }

  /// What is tied together and found where only some files say something else, if nothing else can be another for it.
  private func replacing(
    _ changed: Set<String>, with facts: [String: [Fact]], _ readings: [String: FileReading],
    _ setting: Setting
  ) -> (linked: LinkedDeployment, findings: RuleFindings, groups: FileGroups)? {
    if changed.isEmpty { return (linked, findings, groups) }
    let touched = groups.all(with: changed)
    guard touched.count < readings.count / 2 else { return nil }
    let paths = touched.sorted()
    let (old, new) = (paths.flatMap { self.facts[$0] ?? [] }, paths.flatMap { facts[$0] ?? [] })
    guard let linked = linked.replacing(touched, old, with: new) else { return nil }
    let (rules, scopes) = (setting.rules, setting.surroundings)
    let findings = findings.replacing(
      touched, in: linked.graph, rulesAbout: { rules.about($0) }, deployment: { scopes.scope(of: $0) })
    let groups = groups.replacing(touched, linked.graph.facts(of: touched), readings)
    return groups.map { (linked, findings, $0) }
  }

  /// The same with other texts: what does not rest on them is not read again.
  ///
  /// - Parameters:
  ///   - texts: by path; `nil` for a file that is to go.
  ///   - parts: analyses of some of the files, with the new texts. Their readings are reused if they do not depend on other
  ///     files.
  ///   - memory: forgets what depended on the old texts.
  func with(
    _ texts: [String: [UInt8]?], _ setting: Setting, parts: [Analysis] = [], telling memory: DiagnosticMemory? = nil
  ) -> Analysis {
    let changed = texts.filter { path, text in
      text != (workspace.isThere(path) ? workspace.bytes(at: path) : nil)
    }
    var change = WorkspaceChange(
      texts: Set(changed.keys),
      kinds: Set(changed.filter { ($0.value != nil) != workspace.isThere($0.key) }.keys))
    let overlaid = workspace.overlaid(changed, change)
    var files = files.filter { changed[$0.path].map { $0 != nil } ?? true }
    let old = Set(self.files.map(\.path))
    for path in changed.keys.sorted() where changed[path] != .some(nil) && !old.contains(path) {
      let place = files.firstIndex { path < $0.path } ?? files.count
      files.insert(.init(path: path, hint: setting.formats.hint(FileName(path: path))), at: place)
    }
    var known = readings.filter {
      changed[$0.key] == nil && !change.touches($0.value.dependencies, in: overlaid)
    }
    let shares = self.known.shares.withLock { $0 }.filter {
      known[$0.key] != nil && !change.touches($0.value.dependencies, in: overlaid)
    }
    for part in parts {
      var others = change.without(Set(part.readings.keys))
      for (path, reading) in part.readings where known[path] == nil {
        guard part.workspace.bytes(at: path) == overlaid.bytes(at: path),
          !others.touches(reading.dependencies, in: overlaid)
        else { continue }
        known[path] = reading
      }
    }
    memory?.forget(in: root) { change.touches($0, in: overlaid) }
    return Analysis(files, in: overlaid, setting, known: known, shares: shares, linux: linux, after: self)
  }

  /// The same for some of the files alone.
  func of(_ files: [Discovery.Found], _ setting: Setting) -> Analysis {
    let shares = self.known.shares.withLock { $0 }
    func some<Value>(of all: [String: Value]) -> [String: Value] {
      var some: [String: Value] = [:]
      for file in files { some[file.path] = all[file.path] }
      return some
    }
    return Analysis(
      files, in: workspace, setting, known: some(of: readings), shares: some(of: shares), linux: linked.linux)
  }

  /// The lines of a file, and the comments in it that silence rules.
  func lines(of path: String) -> (table: LineTable, suppressions: Suppressions) {
    if let reading = readings[path], !reading.documents.isEmpty { return reading.lines }
    let table = LineTable(workspace.bytes(at: path) ?? [])
    return (table, Suppressions([], lines: table))
  }

  /// What the documents of a file take from elsewhere.
  func shares(of path: String) -> FileShares? {
    if let known = known.shares.withLock({ $0[path] }) { return known }
    guard let reading = readings[path], !reading.documents.isEmpty else { return nil }
    let made = FileShares(reading.documents, in: workspace)
    known.shares.withLock { $0[path] = made }
    return made
  }

  /// The models that the deployment's servers hold in memory.
  func loads() -> [MemoryLoad] { linked.loads }

  /// All that facts belong to: of a file of variables, every program that reads it.
  func owners(of ids: Set<FactID>) -> [(fact: FactID, owner: FactID)] {
    facts.values.lazy.joined().filter { ids.contains($0.id) }
      .compactMap { fact in fact.related[.owner].map { (fact.id, $0) } }
  }

}
