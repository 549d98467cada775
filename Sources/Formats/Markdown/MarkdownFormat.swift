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
    reading.embedded = MarkdownFences.find(in: document.source).map { fence in
      .init(
        name: nil, language: fence.text.language, source: fence.text.source, map: fence.text.map, holes: [],
        heading: fence.heading.map(document.source.string))
    }
    return reading
  }
}
