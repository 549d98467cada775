import Deployment
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
  }

  /// - Parameters:
  ///   - files: paths relative to the root that are worth reading.
  ///   - surroundings: scopes and machines.
  init(
    root: String, workspace: DiskWorkspace, files: [Discovery.Found], surroundings: Surroundings,
    rules: [Rule]
  ) {
    var documents: [DocumentID: ReadDocument] = [:]
    var facts: [Fact] = []
    var problems: [Problem] = []
    for file in files {
      guard let bytes = workspace.discovered(file.path) else {
        if file.hint == .certain, let problem = Self.unread(file.path, root) { problems.append(problem) }
        continue
      }
      guard
        file.hint == .certain || Relevance.isRelevant(bytes, in: FileName(path: file.path))
          || TextDecoding.utf16(bytes) != nil
      else { continue }
      workspace.keep(bytes, at: file.path)
      for read in DocumentReader.read(file.path, bytes: bytes, in: workspace) {
        documents[read.document.id] = read
        facts += read.reading.facts
        problems += read.reading.problems.map {
          Problem(rule: $0.rule, at: SourceRange(read.document.id, $0.error.range), message: $0.error.message)
        }
      }
    }
    self.root = root
    self.workspace = workspace
    self.documents = documents
    self.problems = problems
    self.facts = facts
    self.surroundings = surroundings
    graph = Linker.link(facts, in: surroundings)
    secrets = facts.filter { $0.subject == .secret }.map(\.range)
    violations = RuleEngine.check(graph, rules: rules)
  }

  /// The models that the deployment's servers hold in memory.
  func loads() -> [MemoryLoad] { Linker.loads(facts, in: surroundings) }

  private static func unread(_ path: String, _ root: String) -> Problem? {
    let at = SourceRange(DocumentID(path), TextRange(at: 0))
    do {
      let read = try FileSystem.read(root + "/" + path, limit: SyntaxLimits.bytes + 1)
      guard read.bytes.count > SyntaxLimits.bytes else { return nil }
      return Problem(
        rule: "io/too-large", at: at,
        message:
          "the file has \(read.status.size >> 20) MiB; more than \(SyntaxLimits.bytes >> 20) MiB is not read")
    } catch {
      return Problem(rule: "io/unreadable", at: at, message: "the file cannot be read: \(error.reason)")
    }
  }
}
