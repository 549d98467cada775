import Syntax
import Vocabulary

/// Markdown: says nothing itself, but its code blocks may be any of the other formats.
public enum MarkdownFormat: Format {
  public static let name = "markdown"

  public static let endings = [".md", ".markdown", ".mdx"]

  public static func recognises(_ candidate: Candidate) -> Recognition {
    isNamed(candidate.name) ? .byName : .no
  }

  public static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    // A guide that a script writes, like one inside of another file: what it shows is for its readers.
    guard document.id.embedding.isEmpty || document.id.isDocumentation else { return reading }
    reading.embedded = MarkdownFences.find(in: document.source).map { fence in
      // A guide to a template: `max_tokens: {{ max_tokens }}` has a value when something fills it in.
      let isTree = ["yaml", "yml", "json"].contains(fence.text.language)
      // Ollama itself fills in the TEMPLATE of a Modelfile.
      let isFilledIn = fence.text.source.isTemplate && (isTree || !fence.text.source.string(fence.text.source.range).contains("TEMPLATE "))
      let template = isFilledIn ? JinjaText(fence.text.source, isTree: isTree) : nil
      return .init(
        name: nil, language: fence.text.language, source: template?.source ?? fence.text.source, map: fence.text.map,
        holes: template?.holes ?? [], heading: fence.heading.map(document.source.string))
    }
    return reading
  }
}
