import Syntax
import Vocabulary

/// Markdown: says nothing itself, but its code blocks may be any of the other formats.
public enum MarkdownFormat: Format {
  public static let name = "markdown"

  public static func hint(_ name: FileName) -> NameHint {
    name.hasSuffix(".md", ".markdown", ".mdx") ? .possible : .no
  }

  public static func recognises(_ candidate: Candidate) -> Recognition {
    candidate.name.hasSuffix(".md", ".markdown", ".mdx") ? .byName : .no
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
