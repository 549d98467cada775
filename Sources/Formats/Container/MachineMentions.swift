import Knowledge
import Syntax
import Vocabulary

/// The graphics cards and computers that the comments of a file name: what does not fit another one says nothing of it.
public enum MachineMentions {
  private static let mostComments = 256
  private static let mostNames = 8

  public static func apply(to facts: inout [Fact], of document: Document, comments: [TextRange]) {
    let concerned = facts.indices.filter { [.server, .model, .modelUse].contains(facts[$0].subject) }
    guard !concerned.isEmpty, !document.id.isDocumentation else { return }
    var names: [String] = []
    for comment in comments.prefix(mostComments) where names.count < mostNames && comment.length < 1000 {
      for name in machines(in: document.source.string(comment)) where !names.contains(name) {
        names.append(name)
      }
    }
    guard !names.isEmpty else { return }
    for index in concerned { facts[index].infer(.machinesNamed, names) }
  }

  private static let makes: Set<Substring> = ["rtx", "gtx", "rx", "quadro", "tesla", "arc"]
  private static let computers: [[Substring]] = [["macbook"], ["mac", "studio"], ["mac", "mini"]]

  private static func machines(in comment: String) -> [String] {
    let words = comment.lowercased().words(withDigits: true)
    return words.indices.compactMap { index -> String? in
      let rest = words[index...]
      if computers.contains(where: { rest.starts(with: $0) }) { return "Mac" }
      let make = words[index].prefix { $0.isLetter }
      guard makes.contains(make) else { return nil }
      // The longest name first: `RTX 4070 Ti SUPER`.
      return (1...4).reversed().lazy.filter { $0 <= rest.count }.compactMap { count -> String? in
        let name = rest.prefix(count).joined(separator: " ")
        switch GPUCatalogue.standard.look(up: name) {
        case .card, .severalSizes: return name
        case .unknown: return nil
        }
      }.first
    }
  }
}
