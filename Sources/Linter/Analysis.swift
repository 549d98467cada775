import Deployment
import Diagnostics
import Formats
import Knowledge
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
  let graph: DeploymentGraph
  private let facts: [Fact]
  private let surroundings: Surroundings
  let violations: [Violation]

  /// What does not read and what cannot be opened, each with its place.
  let problems: [Problem]

  /// Where credentials stand, which no report prints.
  let secrets: [SourceRange]

  /// The files that were looked at, by path, and what each said.
  let files: [Discovery.Found]
  let readings: [String: FileReading]
  /// Bytes that had to be read for it, at the cost of a document each; the rest was known.
  let work: Int
  private let shares: Known

  private final class Known: Sendable {
    let shares: Mutex<[String: FileShares]>
    init(_ shares: [String: FileShares]) { self.shares = Mutex(shares) }
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

  /// What an analysis is made with, beside the files.
  struct Setting: Sendable {
    let root: String
    /// Directories that the system cannot open.
    let unopened: [String]
    /// Scopes and machines.
    let surroundings: Surroundings
    let rules: RuleSet
    let formats: FormatRegistry
    var threads: Int
  }

  /// - Parameters:
  ///   - files: paths relative to the root that are worth reading, in order.
  ///   - known: readings of the same files that are the same in this workspace.
  init(
    _ files: [Discovery.Found], in workspace: DiskWorkspace, _ setting: Setting,
    known: [String: FileReading] = [:], shares: [String: FileShares] = [:]
  ) {
    let new = files.filter { known[$0.path] == nil }
    let made = Parallel.map(new.count, least: 24, threads: setting.threads) { index in
      Self.reading(of: new[index], in: workspace, setting)
    }
    var readings = known
    for (file, reading) in zip(new, made) { readings[file.path] = reading }
    work = made.reduce(0) { $1.documents.reduce($0) { $0 + 1024 + $1.document.source.bytes.count } }
    var documents: [DocumentID: ReadDocument] = [:]
    var facts: [Fact] = []
    var problems = setting.unopened.map {
      Problem(
        rule: "io/unreadable", at: SourceRange(DocumentID($0), TextRange(at: 0)),
        message: "the path of this directory is too long for the system; nothing in it was read")
    }
    for file in files {
      guard let reading = readings[file.path] else { continue }
      if let problem = reading.problem { problems.append(problem) }
      for read in reading.documents {
        documents[read.document.id] = read
        facts += read.reading.facts
        problems += read.reading.problems.map {
          Problem(
            rule: $0.rule, at: SourceRange(read.document.id, $0.error.range), message: $0.error.message,
            effect: $0.effect)
        }
      }
    }
    ProjectVariables.settle(&facts, in: ReadingWorkspace(workspace))
    root = setting.root
    self.workspace = workspace
    self.files = files
    self.readings = readings
    self.shares = Known(shares)
    self.documents = documents
    self.problems = problems
    self.facts = facts
    surroundings = setting.surroundings
    graph = Linker.link(facts, in: surroundings)
    secrets = facts.filter { $0.subject == .secret }.map(\.range)
    let (rules, scopes) = (setting.rules, setting.surroundings)
    violations = RuleMatcher.check(
      graph, rulesAbout: { rules.about($0) }, deployment: { scopes.scope(of: $0) }
    ) { _ = Parallel.map($0, least: 4, threads: setting.threads, $1) }
  }

  /// The same with other texts: what does not rest on them is not read again.
  ///
  /// - Parameters:
  ///   - texts: by path; `nil` for a file that is to go.
  ///   - parts: of some of the files with these texts and none of the others; what they read holds here where it does not
  ///     rest on the others.
  func with(_ texts: [String: [UInt8]?], _ setting: Setting, parts: [Analysis] = []) -> Analysis {
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
    let shares = shares.shares.withLock { $0 }.filter {
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
    return Analysis(files, in: overlaid, setting, known: known, shares: shares)
  }

  /// The same for some of the files alone.
  func of(_ files: [Discovery.Found], _ setting: Setting) -> Analysis {
    let shares = shares.shares.withLock { $0 }
    func some<Value>(of all: [String: Value]) -> [String: Value] {
      var some: [String: Value] = [:]
      for file in files { some[file.path] = all[file.path] }
      return some
    }
    return Analysis(files, in: workspace, setting, known: some(of: readings), shares: some(of: shares))
  }

  /// The lines of a file, and the comments in it that silence rules.
  func lines(of path: String) -> (table: LineTable, suppressions: Suppressions) {
    if let reading = readings[path], !reading.documents.isEmpty { return reading.lines }
    let table = LineTable(workspace.bytes(at: path) ?? [])
    return (table, Suppressions([], lines: table))
  }

  /// What the documents of a file take from elsewhere.
  func shares(of path: String) -> FileShares? {
    if let known = shares.shares.withLock({ $0[path] }) { return known }
    guard let reading = readings[path], !reading.documents.isEmpty else { return nil }
    let made = FileShares(reading.documents, in: workspace)
    shares.shares.withLock { $0[path] = made }
    return made
  }

  /// The models that the deployment's servers hold in memory.
  func loads() -> [MemoryLoad] { Linker.loads(facts, in: surroundings) }

  /// All that facts belong to: of a file of variables, every program that reads it.
  func owners(of ids: Set<FactID>) -> [(fact: FactID, owner: FactID)] {
    facts.filter { ids.contains($0.id) }.compactMap { fact in fact.related[.owner].map { (fact.id, $0) } }
  }

  /// The credentials that are in some files.
  func secrets(in paths: Set<String>) -> Secrets {
    var all = Secrets()
    for read in documents.values
    where read.document.id.embedding.isEmpty && paths.contains(read.document.id.path) {
      all.insert(from: read.document.source.bytes)
    }
    all.formUnion(secretsInValues { paths.contains($0) })
    for secret in secrets where paths.contains(secret.document.path) {
      guard let bytes = documents[secret.document]?.document.source.slice(secret.range) else { continue }
      var text = bytes
      let quotes: [UInt8] = [UInt8(ascii: "\""), UInt8(ascii: "'")]
      while let first = text.first, quotes.contains(first) { text.removeFirst() }
      while let last = text.last, quotes.contains(last) { text.removeLast() }
      all.insert(Secret(text))
    }
    return all
  }

  /// The credentials in values that read otherwise than they are written.
  func secretsInValues(of isMeant: (String) -> Bool = { _ in true }) -> Secrets {
    var all = Secrets()
    for fact in facts where isMeant(fact.id.document.path) {
      for sourced in fact.attributes.values {
        guard let text = sourced.value?.text, text.utf8.count >= Credentials.least, let range = sourced.range,
          let source = documents[range.document]?.document.source
        else { continue }
        all.insert(from: text, writtenAs: source.slice(range.range))
      }
    }
    return all
  }

  /// What a file says, if it may concern a local model.
  private static func reading(
    of file: Discovery.Found, in workspace: DiskWorkspace, _ setting: Setting
  ) -> FileReading {
    guard let bytes = workspace.discovered(file.path) else {
      let problem = file.hint == .certain ? unread(file.path, setting.root) : nil
      return problem.map { FileReading(problem: $0, dependencies: .none) } ?? .empty
    }
    guard
      file.hint == .certain || Relevance.isRelevant(bytes, in: FileName(path: file.path))
        || TextDecoding.utf16(bytes) != nil
    else { return .empty }
    workspace.keep(bytes, at: file.path)
    let view = ReadingWorkspace(workspace)
    let documents = DocumentReader.read(file.path, bytes: bytes, in: view, formats: setting.formats)
    return FileReading(documents: documents, bytes: bytes, dependencies: view.dependencies)
  }

  private static func unread(_ path: String, _ root: String) -> Problem? {
    let at = SourceRange(DocumentID(path), TextRange(at: 0))
    do {
      let read = try FileSystem.read(root + "/" + path, limit: SyntaxLimits.bytes + 1)
      guard read.bytes.count > SyntaxLimits.bytes else { return nil }
      return Problem(
        rule: "io/too-large", at: at,
        message:
          "the file is \(read.status.size >> 20) MiB; files above \(SyntaxLimits.bytes >> 20) MiB are not read"
      )
    } catch {
      return Problem(rule: "io/unreadable", at: at, message: "the file cannot be read: \(error.reason)")
    }
  }
}
