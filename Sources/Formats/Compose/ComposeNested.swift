import Syntax
import Vocabulary

/// Misspelt keys below a service's own, and device ids that are numbers.
///
/// Source: compose-spec `schema/compose-spec.json` (healthcheck, deployment, depends_on: additionalProperties false; device_ids:
/// list of texts).
struct ComposeNested {
  private let mistakes: ComposeMistakes
  private var tree: NodeDocument { mistakes.file.tree }

  init(_ mistakes: ComposeMistakes) { self.mistakes = mistakes }

  /// Keys by their place; `*` stands for any name, `[]` for items.
  private static let known: [(place: [String], keys: [String])] = [
    (["healthcheck"], ["test", "interval", "timeout", "retries", "start_period", "start_interval", "disable"]),
    (
      ["deploy"],
      [
        "mode", "endpoint_mode", "replicas", "labels", "rollback_config", "update_config", "resources", "restart_policy",
        "placement",
      ]
    ),
    (["deploy", "resources"], ["limits", "reservations"]),
    (["deploy", "resources", "limits"], ["cpus", "memory", "pids"]),
    (["deploy", "resources", "reservations"], ["cpus", "memory", "generic_resources", "devices"]),
    (["deploy", "resources", "reservations", "devices", "[]"], ["driver", "count", "capabilities", "device_ids", "options"]),
    (["deploy", "restart_policy"], ["condition", "delay", "max_attempts", "window"]),
    (["depends_on", "*"], ["condition", "restart", "required"]),
  ]

  func facts(_ name: String, _ service: Node) -> [Fact] {
    Self.known.flatMap { place, keys in
      nodes(place[...], service).flatMap { unknown($0, keys, of: place, name) }
    } + numbers(name, service)
  }

  private func nodes(_ place: ArraySlice<String>, _ node: Node) -> [Node] {
    let node = tree.resolve(node)
    guard let step = place.first else { return [node] }
    let rest = place.dropFirst()
    switch step {
    case "*": return tree.entries(of: node).flatMap { nodes(rest, $0.value) }
    case "[]": return (node.items ?? []).flatMap { nodes(rest, $0) }
    default: return tree.value(of: step, in: node).map { nodes(rest, $0) } ?? []
    }
  }

  private func unknown(_ node: Node, _ keys: [String], of place: [String], _ name: String) -> [Fact] {
    let written = tree.entries(of: node)
    return written.compactMap { entry in
      guard let key = entry.key.text, !keys.contains(key), !key.hasPrefix("x-"), key != "<<",
        let meant = Nearest.match(key, among: keys), !written.contains(where: { $0.key.text == meant })
      else { return nil }
      return SettingFact.make(
        FactID(.key, mistakes.file.id, ["services", name, "nested", String(entry.key.range.start)]), name: key, value: nil,
        kind: "compose", format: "Compose", problem: .unknownKey,
        counterpart: place.last { $0 != "[]" && $0 != "*" } ?? "the service", replacement: meant,
        at: mistakes.file.at(entry.key.range))
    }
  }

  /// `device_ids: [0]`
  private func numbers(_ name: String, _ service: Node) -> [Fact] {
    let lists = nodes(["deploy", "resources", "reservations", "devices", "[]", "device_ids"], service)
    return lists.compactMap { list in
      guard let items = list.items, !items.isEmpty else { return nil }
      let scalars = items.compactMap { tree.resolve($0).scalar }
      guard scalars.count == items.count, scalars.contains(where: { $0.type == .integer }) else { return nil }
      return mistakes.fact(
        ["services", name, "form", "device_ids"], "device_ids", .type, "each of device_ids must be a string",
        corrected: "[" + scalars.map { "'\($0.text)'" }.joined(separator: ", ") + "]", at: list.range)
    }
  }
}
