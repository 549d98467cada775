import ClientDescription
import Syntax
import Vocabulary

/// Misspelt keys below a service's own, and device ids that are numbers.
///
/// Source: compose-spec `schema/compose-spec.json` (healthcheck, deployment, depends_on: additionalProperties false; device_ids:
/// list of texts).
struct ComposeNested {
  private let mistakes: ComposeMistakes
  private var tree: NodeDocument { mistakes.file.tree }

  private let view: SettingsView

  init(_ mistakes: ComposeMistakes) {
    self.mistakes = mistakes
    let tree = mistakes.file.tree
    let document = Document(id: mistakes.file.id, source: tree.source)
    view = SettingsView(
      tree: SettingsTree(document, tree, tree.root ?? Node(.mapping([]), range: TextRange(at: 0)), NoEditor(), as: .yaml),
      workspace: mistakes.workspace, hook: nil)
  }

  func facts(_ name: String) -> [Fact] {
    Self.paths.flatMap { path, text, keys in
      nodes(path, name).flatMap { unknown($0, keys, of: text, name) }
    } + numbers(name)
  }

  /// What a service has at a path, as descriptions of clients write it.
  private func nodes(_ path: SettingPath, _ name: String) -> [Node] {
    view.places(path, from: SettingsScope(path: ["services", .key(name)])).compactMap { view.tree[$0.path] }
  }

  /// The known keys with the paths that they are below, read once.
  private static let paths: [(SettingPath, String, [String])] = known.sorted { $0.key < $1.key }
    .compactMap { text, keys in SettingPath(text).map { ($0, text, keys) } }

  private static let deviceIDs = SettingPath("deploy.resources.reservations.devices[].device_ids")

  private func unknown(_ node: Node, _ keys: [String], of path: String, _ name: String) -> [Fact] {
    let written = tree.entries(of: node)
    return written.compactMap { entry in
      guard let key = entry.key.text, !keys.contains(key), !key.hasPrefix("x-"), key != "<<",
        let meant = Nearest.match(key, among: keys), !written.contains(where: { $0.key.text == meant })
      else { return nil }
      return SettingFact.make(
        FactID(.key, mistakes.file.id, ["services", name, "nested", String(entry.key.range.start)]), name: key, value: nil,
        kind: "compose", format: "Compose", problem: .unknownKey,
        counterpart: path.split { $0 == "." || $0 == "[" }.last { $0 != "]" && $0 != "*" }.map(String.init) ?? "the service", replacement: meant,
        at: mistakes.file.at(entry.key.range))
    }
  }

  /// `device_ids: [0]`
  private func numbers(_ name: String) -> [Fact] {
    guard let path = Self.deviceIDs else { return [] }
    return nodes(path, name).compactMap { list in
      guard let items = list.items, !items.isEmpty else { return nil }
      let scalars = items.compactMap { tree.resolve($0).scalar }
      guard scalars.count == items.count, scalars.contains(where: { $0.type == .integer }) else { return nil }
      return mistakes.fact(
        ["services", name, "form", "device_ids"], "device_ids", .type, "each of device_ids must be a string",
        corrected: "[" + scalars.map { "'\($0.text)'" }.joined(separator: ", ") + "]", at: list.range)
    }
  }
}
