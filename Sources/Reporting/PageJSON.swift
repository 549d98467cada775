import Diagnostics

/// Pages for scripts (`explain --format json`); extended and never renamed.
///
///     { "version": 1,
///       "pages": [ { "kind", "name", "title", "summary",
///                    "sections": [ { "title", "prose" | "list" | "facts" | "table" | "code": ... } ] } ] }
public enum PageJSON {
  public static func render(_ pages: [Page]) -> String {
    (["version": 1, "pages": .array(pages.map(page))] as JSONText).pretty
  }

  private static func page(_ page: Page) -> JSONText {
    [
      "kind": .string(page.kind.rawValue), "name": .string(page.name), "title": .string(page.title),
      "summary": .string(page.summary), "sections": .array(page.sections.map(section)),
    ]
  }

  private static func section(_ section: Page.Section) -> JSONText {
    .object([("title", .string(section.title)), content(section.content)])
  }

  private static func content(_ content: Page.Content) -> (String, JSONText) {
    func strings(_ items: [String]) -> JSONText { .array(items.map(JSONText.string)) }
    switch content {
    case .prose(let paragraphs): return ("prose", strings(paragraphs))
    case .list(let items): return ("list", strings(items))
    case .code(let text): return ("code", .string(text))
    case .facts(let facts):
      return (
        "facts",
        .array(facts.map { ["name": .string($0.name), "value": .string($0.value)] })
      )
    case .table(let header, let rows):
      return ("table", ["header": strings(header), "rows": .array(rows.map(strings))])
    }
  }
}
