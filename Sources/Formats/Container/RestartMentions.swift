import Syntax
import Vocabulary

/// Finds comments that explain why a server has no restart policy: it is intended.
public enum RestartMentions {
  private static let restartWords: Set<Substring> = ["restart", "restarts", "restarted", "autostart"]

  public static func apply(to facts: inout [Fact], of document: Document, comments: [TextRange]) {
    if isOfTest(document.id.path) {
      // Its models may end with it.
      for index in facts.indices where facts[index].subject == .server && !facts[index].has(.modelVolume) {
        facts[index].infer(.modelVolume, nil)
      }
    }
    let silent = facts.indices.filter { facts[$0].subject == .server && !facts[$0].has(.restart) }
    guard !silent.isEmpty else { return }
    // A server of a test, and a container that the script takes away before it starts it, are started by hand.
    if isOfTest(document.id.path) || removesContainers(document) {
      for index in silent { facts[index].infer(.restart, nil) }
      return
    }
    // A demonstration is started for those who watch it.
    if comments.prefix(2).contains(where: { isDemo(document.source.string($0)) }) {
      for index in silent { facts[index].infer(.restart, nil) }
      return
    }
    let isSaid = comments.prefix(2000).contains { comment in
      document.source.string(comment).lowercased().words().contains { Self.restartWords.contains($0) }
    }
    guard isSaid else { return }
    for index in silent { facts[index].infer(.restart, nil) }
  }

  private static func isDemo(_ comment: String) -> Bool {
    comment.lowercased().words().contains { ["demo", "workshop", "playground"].contains($0) }
  }

  private static let testWords: Set<Substring> = ["test", "tests", "testing", "ci", "e2e", "bench", "benchmark", "benchmarks"]

  /// Whether a file is that of a test run, by its name or its folder's.
  static func isOfTest(_ path: String) -> Bool {
    let parts = path.lowercased().split(separator: "/")
    return parts.dropLast().contains { ["test", "tests", "e2e"].contains($0) }
      || parts.suffix(2).contains { $0.words(withDigits: true).contains { Self.testWords.contains($0) } }
  }

  private static func removesContainers(_ document: Document) -> Bool {
    guard FileName(path: document.id.path).hasSuffix(".sh", ".bash"), document.source.bytes.count < 1 << 16
    else {
      return false
    }
    let text = document.source.string(document.source.range)
    return ["docker rm ", "docker kill ", "podman rm ", "podman kill "].contains { text.contains($0) }
  }
}
