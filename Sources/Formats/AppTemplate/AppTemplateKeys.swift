import Syntax
import Vocabulary

/// Keys at a level where the chart has none, which its schema refuses (`schemas/controllers.json`, `schemas/containers.json`),
/// and an image in another form than `repository` and `tag` (`lib/container/_validate.tpl`).
struct AppTemplateKeys {
  private let values: AppTemplateValues
  private var tree: NodeDocument { values.tree }

  init(_ values: AppTemplateValues) { self.values = values }

  var facts: [Fact] {
    values.enabled(["controllers"]).flatMap { controller -> [Fact] in
      let name = "controllers.\(controller.name)"
      let names = tree.node(at: controller.path + ["containers"]).map { node in
        tree.entries(of: node).compactMap(\.key.text)
      }
      let usual = names?.first { !Self.containers.contains($0) } ?? "app"
      let misplaced = keys(of: controller.path, as: name) { key in
        if Self.containers.contains(key) { return "\(name).containers.\(usual).\(key)" }
        return Self.pods.contains(key) ? "\(name).pod.\(key)" : Self.first.contains(key) ? key : nil
      }
      return misplaced + containers(of: controller, name, usual)
    } + unmounted
  }

  /// Mounts for a controller or a container that is not there, which the chart leaves out silently
  /// (`templates/lib/container/fields/_volumeMounts.tpl`).
  var unmounted: [Fact] {
    guard values.isComplete else { return [] }
    let containers = values.containerNames
    return values.enabled(["persistence"]).flatMap { item -> [Fact] in
      let place = item.path + ["advancedMounts"]
      return keys(of: place, as: "persistence.\(item.name).advancedMounts", problem: .undefined) { controller in
        containers[controller] == nil ? (containers.count == 1 ? containers.keys.first : nil) ?? "an existing controller" : nil
      }
        + containers.flatMap { controller, names in
          keys(of: place + [.key(controller)], as: "persistence.\(item.name).advancedMounts.\(controller)", problem: .undefined) {
            container in
            names.contains(container) ? nil : names.count == 1 ? names[0] : "a container of \(controller)"
          }
        }
    }
  }

  private func containers(
    of controller: (name: String, path: [PathStep]), _ name: String, _ usual: String
  ) -> [Fact] {
    let place = controller.path + ["containers"]
    // `containers: {image: ..., env: ...}`: the container has no name of its own.
    let nameless = keys(of: place, as: "\(name).containers") { key in
      Self.containers.contains(key) && tree.node(at: place + [.key(key), "image"]) == nil
        ? "\(name).containers.\(usual).\(key)" : nil
    }
    guard let node = tree.node(at: place) else { return [] }
    let named = tree.entries(of: node).prefix(SyntaxLimits.controllers).filter {
      tree.value(of: "image", in: $0.value) != nil
    }
    return nameless
      + named.compactMap(\.key.text).flatMap { own in
        let path = place + [.key(own)]
        let label = "\(name).containers.\(own)"
        let misplaced = keys(of: path, as: label) { key in
          if ["tag", "repository", "pullPolicy"].contains(key) { return "\(label).image.\(key)" }
          if key == "environment" { return "\(label).env" }
          return Self.pods.contains(key) ? "\(name).pod.\(key)" : Self.first.contains(key) ? key : nil
        }
        return misplaced + image(at: path + ["image"], label + ".image")
      }
  }

  private func keys(of path: [PathStep], as label: String, problem: ValueFault = .tooLow, _ meant: (String) -> String?) -> [Fact] {
    guard let node = tree.node(at: path) else { return [] }
    return tree.entries(of: node).prefix(SyntaxLimits.controllers).compactMap { entry in
      guard let key = entry.key.text, let replacement = meant(key) else { return nil }
      return SettingFact.make(
        id(path + [.key(key)]), name: "\(label).\(key)", value: nil, kind: "app-template",
        format: "app-template", problem: problem, replacement: replacement,
        at: values.document.at(entry.key.range))
    }
  }

  private func image(at path: [PathStep], _ label: String) -> [Fact] {
    guard let node = tree.node(at: path), let text = node.text, !text.contains("{{") else { return [] }
    let image = ImageName(text)
    return [
      SettingFact.make(
        id(path), name: label, value: text, kind: "app-template", format: "app-template", problem: .type,
        replacement: image.repository, at: values.document.at(node.range))
    ]
  }

  private func id(_ path: [PathStep]) -> FactID {
    FactID(.key, values.document.id, [String(values.index), "level"] + path.address)
  }
}
