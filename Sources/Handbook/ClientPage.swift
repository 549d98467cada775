import ClientDescription
import Diagnostics

/// A program that talks to a model.
enum ClientPage {
  static func page(_ client: ClientDescription) -> Page {
    var page = Page(.client, client.id, title: client.name, summary: client.summary + ".")
    page.add("", .facts(profile(client.facts)))
    for section in ClientText.sections(client) {
      switch (section.title, section.lines.count) {
      case ("Files", _):
        page.add("Files", .facts(client.files.map { .init($0.path, "\($0.scope.rawValue), \($0.syntax)") }))
      case (_, 1): page.add(section.title, .prose(section.lines))
      default: page.add(section.title, .list(section.lines))
      }
    }
    return page
  }

  private static func profile(_ facts: Behaviour) -> [Page.Fact] {
    [
      ("type", facts.type), ("agent", facts.agent), ("autocomplete", facts.autocomplete), ("Git", facts.git),
    ].compactMap { name, value in value.map { Page.Fact(name, $0) } }
  }
}
