import Syntax
import Vocabulary

/// Comments of a guide that stand for what it leaves out: `# ... other settings`. What is missing in such a block is not
/// missing in the file that it is about.
public enum Elisions {
  public static func apply(to facts: inout [Fact], of document: Document, comments: [TextRange]) {
    guard !document.id.embedding.isEmpty || document.id.isDocumentation,
      comments.contains(where: { leavesOut(document.source.string($0)) })
    else { return }
    facts.removeAll { $0.subject == .key && $0[.problem] == .incomplete }
    for index in facts.indices {
      switch facts[index].subject {
      case .server, .client:
        if facts[index][.gpu] == .noGPU {
          facts[index].infer(.gpu, nil)
          facts[index].attributes[.gpuExpected] = nil
        }
        if facts[index].subject == .server { facts[index].infer(.environmentUnknown, true) }
        for attribute in [Attribute.modelVolume, .restart] where !facts[index].has(attribute) {
          facts[index].infer(any: attribute, nil)
        }
      case .modelUse:
        if !facts[index].has(.contextStated) { facts[index].infer(.contextStated, nil) }
      default: continue
      }
    }
  }

  private static let beginnings: Set<Substring> = ["other", "rest", "existing", "remaining", "unchanged"]

  private static func leavesOut(_ comment: String) -> Bool {
    guard comment.utf8.count < 80 else { return false }
    let words = comment.lowercased().words()
    if comment.contains("...") || comment.contains("…") { return words.count <= 8 }
    return words.count <= 5 && words.first.map(beginnings.contains) == true
  }
}
