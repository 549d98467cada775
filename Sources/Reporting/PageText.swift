import Diagnostics
import Wording

/// A page for a terminal.
public struct PageText: Sendable {
  private let style: TextStyle

  public init(style: TextStyle) { self.style = style }

  public func render(_ page: Page) -> String {
    let title = page.title == page.name ? page.name : "\(page.title) (\(page.name))"
    var blocks = [
      [style.paint(SafeText.shown(title), .bold) + style.paint("  \(page.kind.rawValue)", .faint)]
        + wrapped(page.summary, "")
    ]
    for section in page.sections {
      let head = section.title.isEmpty ? [] : [style.paint(SafeText.shown(section.title), .bold)]
      blocks.append(head + lines(section.content, indent: section.title.isEmpty ? "" : "  "))
    }
    return blocks.map { $0.joined(separator: "\n") }.joined(separator: "\n\n") + "\n"
  }

  /// Several pages, a line each.
  public func renderList(_ title: String, _ pages: [Page]) -> String {
    let rows = pages.map { [$0.name, $0.summary] }
    let lines = [style.paint(SafeText.shown(title), .bold)] + table(["name", "what it is"], rows, "  ")
    return lines.joined(separator: "\n") + "\n"
  }

  /// What can be explained, group by group.
  public func renderOverview(_ groups: [(title: String, count: String, names: [String])]) -> String {
    var lines = ["ollama-lint explain NAME, where NAME is one of"]
    for group in groups {
      lines += [
        "", style.paint(group.title, .bold) + style.paint(" (\(group.count))", .faint),
      ]
      lines += wrapped(group.names.joined(separator: "  "), "  ")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private func lines(_ content: Page.Content, indent: String) -> [String] {
    switch content {
    case .prose(let paragraphs): return paragraphs.flatMap { wrapped($0, indent) }
    case .list(let items): return items.flatMap { wrapped($0, indent, rest: indent + "  ") }
    case .code(let text):
      return text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
        line.isEmpty ? "" : "\(indent)  \(SafeText.shown(String(line)))"
      }
    case .facts(let facts):
      let width = facts.map(\.name.count).max() ?? 0
      return facts.flatMap { fact in
        let name = SafeText.shown(fact.name)
        let head = indent + name + String(repeating: " ", count: max(0, width - name.count) + 2)
        return wrapped(fact.value, head, rest: String(repeating: " ", count: head.count))
      }
    case .table(let header, let rows): return table(header, rows, indent)
    }
  }

  private func wrapped(_ text: String, _ first: String, rest: String? = nil) -> [String] {
    Wrap.lines(SafeText.prose(text), first: first, rest: rest ?? first, width: style.width)
  }

  /// The last column is wrapped, the others are as wide as what is in them.
  private func table(_ header: [String], _ rows: [[String]], _ indent: String) -> [String] {
    let all = [header] + rows
    let widths = header.indices.dropLast().map { column in
      all.map { column < $0.count ? SafeText.shown($0[column]).count : 0 }.max() ?? 0
    }
    return all.enumerated().flatMap { number, row -> [String] in
      var head = indent
      for (cell, width) in zip(row, widths) {
        let shown = SafeText.shown(cell)
        head += shown + String(repeating: " ", count: width - shown.count + 2)
      }
      let last = row.count == header.count ? row.last ?? "" : ""
      let lines = wrapped(last, head, rest: String(repeating: " ", count: head.count))
        .map(TextReport.withoutTrailingBlanks)
      return number == 0 ? lines.map { style.paint($0, .faint) } : lines
    }
  }
}
