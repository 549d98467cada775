import Diagnostics

/// A key of clients' settings that decides over a local model.
enum SettingPage {
  static func page(_ name: String) -> Page? {
    guard let meaning = Meanings.keys[name] else { return nil }
    var page = Page(.setting, name, summary: meaning)
    page.add("Related rules", WatchingRules.content(mentioning: name))
    return page
  }
}
