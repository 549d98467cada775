import Syntax
import Vocabulary

/// Writes changes into a manifest.
struct KubernetesWriter {
  private let reader: KubernetesReader

  init(_ reader: KubernetesReader) { self.reader = reader }

  func edits(for change: Change) -> [Edit]? {
    guard let container = reader.containers.first(where: { change.fact.address.starts(with: $0.address) }) else {
      return nil
    }
    let editor = YAMLEditor(container.tree)
    switch (change.fact.subject, change.action) {
    case (.server, .set(.gpu, .text)):
      // Only NVIDIA's plugin is asked for by a plain image; AMD's needs another image as well.
      let card = container.image?.vendor == "amd" ? "amd.com/gpu" : "nvidia.com/gpu"
      let asked = container["resources", "requests", .key(card)]
      let count = asked?.wholeNumber ?? 1
      return editor.set(container.path + ["resources", "limits", .key(card)], to: .integer(count))
    case (.server, .set(.healthCheck, .text(let command))):
      for probe in ["readinessProbe", "startupProbe", "livenessProbe"] {
        guard let node = container[.key(probe), "exec", "command"],
          HealthCheckTool.missing(in: node.items?.compactMap(\.text) ?? []) != nil
        else { continue }
        return editor.set(
          container.path + [.key(probe), "exec", "command"],
          to: .list(command.split(separator: " ").map { .string(String($0)) }, flow: true))
      }
      return nil
    case (.server, .set(.command, .text(let text))):
      return editor.set(
        container.path + ["args"], to: .list(text.split(separator: " ").map { .string(String($0)) }, flow: true))
    case (.server, .set(let attribute, let value)):
      guard let variable = ServerVariables.assignment(attribute, value) else { return nil }
      return set(variable.name, to: variable.value, in: container, editor)
    case (.key, let action): return key(change.fact.address, action, in: container, editor)
    default: return nil
    }
  }

  private func set(
    _ name: String, to value: String, in container: KubernetesContainer, _ editor: YAMLEditor
  ) -> [Edit]? {
    if let index = (container["env"]?.items ?? []).indices.last(where: {
      container["env", .index($0), "name"]?.text == name
    }) {
      guard container["env", .index(index), "valueFrom"] == nil else { return nil }
      return editor.set(container.path + ["env", .index(index), "value"], to: .quoted(value))
    }
    return editor.append(
      .mapping([.init("name", .string(name)), .init("value", .quoted(value))]), to: container.path + ["env"])
  }

  private func key(
    _ address: [String], _ action: Change.Action, in container: KubernetesContainer, _ editor: YAMLEditor
  ) -> [Edit]? {
    let rest = Array(address.dropFirst(container.address.count))
    guard rest.count >= 2, rest[0] == "env", let index = Int(rest[1]) else { return nil }
    let path = container.path + ["env", .index(index)]
    switch action {
    case .set(.value, .text(let text)):
      let isQuoted = text.count > 1 && text.first == "\"" && text.last == "\""
      return editor.set(path + ["value"], to: .quoted(isQuoted ? String(text.dropFirst().dropLast()) : text))
    case .set(.name, .text(let name)): return editor.set(path + ["name"], to: .string(name))
    case .removeFact: return editor.remove(path)
    default: return nil
    }
  }
}
