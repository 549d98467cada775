import Syntax
import Vocabulary

/// Whether a document's comments say why a server is not started again: somebody has thought of it.
public enum RestartMentions {
  public static func apply(to facts: inout [Fact], of document: Document, comments: [TextRange]) {
    let silent = facts.indices.filter { facts[$0].subject == .server && !facts[$0].has(.restart) }
    guard !silent.isEmpty else { return }
    let words: Set<Substring> = ["restart", "restarts", "restarted", "autostart"]
    let isSaid = comments.prefix(2000).contains { comment in
      document.source.string(comment).lowercased().split { !$0.isLetter }.contains { words.contains($0) }
    }
    guard isSaid else { return }
    for index in silent { facts[index].infer(.restart, nil) }
  }
}
