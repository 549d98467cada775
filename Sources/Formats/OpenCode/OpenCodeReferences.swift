import Syntax

/// A place that names a model as `provider/model`, and what for.
struct OpenCodeReference {
  let path: [String]
  let entry: Node.Entry
  /// `agent`, or `title` for what only writes titles and summaries.
  let role: String
  /// `nil` where there is no `/`, or the text is not known.
  let provider: String?
  let model: String?

  var node: Node { entry.value }

  static func all(in config: OpenCodeConfig) -> [OpenCodeReference] {
    var found: [OpenCodeReference] = []
    func add(_ path: [String], _ entry: Node.Entry?, _ role: String) {
      guard let entry, entry.value.scalar != nil else { return }
      found.append(OpenCodeReference(path, entry, role, config))
    }
    add(["model"], config.root.entry("model"), "agent")
    add(["small_model"], config.root.entry("small_model"), "title")
    for section in ["agent", "agents", "mode", "command", "commands"] {
      for entry in config.root[section]?.entries ?? [] {
        guard let name = entry.key.text, !(entry.value["disable"]?.flag == true) else { continue }
        let isTitle = (section == "agent" || section == "agents") && ["title", "summary"].contains(name)
        add([section, name, "model"], entry.value.entry("model"), isTitle ? "title" : "agent")
      }
    }
    return found
  }

  /// Split at the first `/`: the model's own name may contain more.
  private init(_ path: [String], _ entry: Node.Entry, _ role: String, _ config: OpenCodeConfig) {
    self.path = path
    self.entry = entry
    self.role = role
    guard let text = config.text(entry.value), let slash = text.firstIndex(of: "/") else {
      provider = nil
      model = nil
      return
    }
    provider = String(text[..<slash])
    model = String(text[text.index(after: slash)...])
  }
}
