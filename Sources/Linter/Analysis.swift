import Deployment
import Diagnostics
import Formats
import Knowledge
import RuleEngine
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

  /// - Parameters:
  ///   - files: paths relative to the root that are worth reading.
  ///   - surroundings: scopes and machines.
  init(
    root: String, workspace: DiskWorkspace, files: [Discovery.Found], unopened: [String] = [],
    surroundings: Surroundings, rules: RuleSet, formats: FormatRegistry, threads: Int
  ) {
    var documents: [DocumentID: ReadDocument] = [:]
    var facts: [Fact] = []
    var problems = unopened.map {
      Problem(
        rule: "io/unreadable", at: SourceRange(DocumentID($0), TextRange(at: 0)),
        message: "the path of this directory is too long for the system; nothing in it was read")
    }
    let texts = Parallel.map(files.count, threads: threads) { index in
      Self.text(of: files[index], in: workspace)
    }
    for (file, text) in zip(files, texts) {
      guard case .relevant(let bytes) = text else {
        if text == .unread, file.hint == .certain, let problem = Self.unread(file.path, root) {
          problems.append(problem)
        }
        continue
      }
      workspace.keep(bytes, at: file.path)
      for read in DocumentReader.read(file.path, bytes: bytes, in: workspace, formats: formats) {
        documents[read.document.id] = read
        facts += read.reading.facts
        problems += read.reading.problems.map {
          Problem(
            rule: $0.rule, at: SourceRange(read.document.id, $0.error.range), message: $0.error.message,
            effect: $0.effect)
        }
      }
    }
    ProjectVariables.settle(&facts, in: workspace)
    self.root = root
    self.workspace = workspace
    self.documents = documents
    self.problems = problems
    self.facts = facts
    self.surroundings = surroundings
    graph = Linker.link(facts, in: surroundings)
    secrets = facts.filter { $0.subject == .secret }.map(\.range)
    violations = RuleMatcher.check(graph, rulesAbout: rules.about, deployment: surroundings.scope)
  }

  /// The models that the deployment's servers hold in memory.
  func loads() -> [MemoryLoad] { Linker.loads(facts, in: surroundings) }

  /// All that facts belong to: of a file of variables, every program that reads it.
  func owners(of ids: Set<FactID>) -> [(fact: FactID, owner: FactID)] {
    facts.filter { ids.contains($0.id) }.compactMap { fact in fact.related[.owner].map { (fact.id, $0) } }
  }

  /// The credentials that stand in some files.
  func secrets(in paths: Set<String>) -> Secrets {
    var all = Secrets()
    for read in documents.values
    where read.document.id.embedding.isEmpty && paths.contains(read.document.id.path) {
      all.insert(from: read.document.source.bytes)
    }
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

  private enum Text: Sendable, Hashable {
    case unread, irrelevant
    case relevant([UInt8])
  }

  /// The bytes of a file, if it may concern a local model.
  private static func text(of file: Discovery.Found, in workspace: DiskWorkspace) -> Text {
    guard let bytes = workspace.discovered(file.path) else { return .unread }
    let isRelevant =
      file.hint == .certain || Relevance.isRelevant(bytes, in: FileName(path: file.path))
      || TextDecoding.utf16(bytes) != nil
    return isRelevant ? .relevant(bytes) : .irrelevant
  }

  private static func unread(_ path: String, _ root: String) -> Problem? {
    let at = SourceRange(DocumentID(path), TextRange(at: 0))
    do {
      let read = try FileSystem.read(root + "/" + path, limit: SyntaxLimits.bytes + 1)
      guard read.bytes.count > SyntaxLimits.bytes else { return nil }
      return Problem(
        rule: "io/too-large", at: at,
        message:
          "the file is \(read.status.size >> 20) MiB; files above \(SyntaxLimits.bytes >> 20) MiB are not read")
    } catch {
      return Problem(rule: "io/unreadable", at: at, message: "the file cannot be read: \(error.reason)")
    }
  }
}
