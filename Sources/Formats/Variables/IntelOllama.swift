import Vocabulary

/// Builds of Ollama for Intel's GPUs, which read variables that Ollama itself never had, or has no more.
public enum IntelOllama {
  public static func apply(to facts: inout [Fact], of document: Document) {
    let bytes = document.source.bytes[...]
    for index in facts.indices where facts[index].subject == .key {
      guard let standing = facts[index].text(.name).flatMap({ variables[$0] }), facts[index][.status]?.rawValue == standing
      else { continue }
      guard signs.contains(where: { bytes.contains(bytesOf: $0) }) else { return }
      // Ollama's own image is no such build, whatever is set next to it.
      let owner = facts[index].related[.owner].flatMap { owner in facts.first { $0.id == owner } }
      if let image = owner?.text(.image), ImageName(image).isOllamas { continue }
      let at = facts[index].attributes[.name]?.range ?? facts[index].range
      facts[index].write(.status, .foreign, at: at)
      facts[index].infer(.program, .text("IPEX-LLM"))
    }
  }
}
