import Diagnostics

/// A choice that is not a single setting: `Catalogue/concepts.yaml`.
struct Concept: Sendable {
  let name: String
  /// Other words that people look for it by.
  let words: [String]
  let title: String
  let summary: String
  let sections: [Section]

  struct Section: Sendable {
    let title: String
    let content: Content
  }

  enum Content: Sendable {
    case list([String]), prose([String]), code(String), facts([[String]])
    case table(header: [String], rows: [[String]])
    case rules([String])
  }

  var page: Page {
    var page = Page(.concept, name, title: title, summary: summary)
    for section in sections {
      let content: Page.Content =
        switch section.content {
        case .list(let items): .list(items)
        case .prose(let paragraphs): .prose(paragraphs)
        case .code(let text): .code(text)
        case .facts(let facts): .facts(facts.map { .init($0.first ?? "", $0.last ?? "") })
        case .table(let header, let rows): .table(header: header, rows: rows)
        case .rules(let ids): WatchingRules.content(named: ids)
        }
      page.add(section.title, content)
    }
    return page
  }

  static func named(_ word: String) -> Page? { all.first { $0.name == word || $0.words.contains(word) }?.page }
}
