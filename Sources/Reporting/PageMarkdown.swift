import Diagnostics

/// A page as Markdown, for editors and websites.
public enum PageMarkdown {
  /// - Parameter isShort: only the summary, what stands without a heading, and tables, as a hover shows them.
  public static func render(_ page: Page, isShort: Bool = false) -> String {
    var blocks =
      isShort
      ? ["**\(inline(page.title))**", inline(page.summary)]
      : ["# \(inline(page.title))", inline(page.summary)]
    for section in page.sections where !isShort || isShown(section) {
      if !section.title.isEmpty {
        blocks.append(isShort ? inline(section.title) + ":" : "## \(inline(section.title))")
      }
      blocks.append(block(section.content))
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  private static func isShown(_ section: Page.Section) -> Bool {
    if case .table = section.content { return true }
    return section.title.isEmpty
  }

  private static func block(_ content: Page.Content) -> String {
    switch content {
    case .prose(let paragraphs): return paragraphs.map(inline).joined(separator: "\n\n")
    case .list(let items): return items.map { "- " + inline($0) }.joined(separator: "\n")
    case .facts(let facts):
      return facts.map { "- \(inline($0.name)): \(inline($0.value))" }.joined(separator: "\n")
    case .code(let text):
      // A fence that no line of the text ends.
      var fence = "```"
      while text.contains(fence) { fence += "`" }
      return "\(fence)\n\(SafeText.shownLines(Array(text.utf8)))\n\(fence)"
    case .table(let header, let rows):
      func row(_ cells: [String]) -> String { "| " + cells.map(inline).joined(separator: " | ") + " |" }
      return ([row(header), "|" + String(repeating: "---|", count: header.count)] + rows.map(row))
        .joined(separator: "\n")
    }
  }

  /// Backquotes stay: they mark code in every text of the tool.
  private static func inline(_ text: String) -> String {
    SafeText.prose(text).escaped(["<": "&lt;", "|": "\\|", "*": "\\*", "_": "\\_"])
  }
}
