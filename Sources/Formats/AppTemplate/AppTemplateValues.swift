import Syntax
import Vocabulary

/// The values of one release of `app-template`.
struct AppTemplateValues {
  let document: Document
  /// Which document of the file it is in.
  let index: Int
  let tree: NodeDocument
  /// Where the values begin.
  let root: [PathStep]

  /// Every release of a file.
  static func all(_ trees: [NodeDocument], _ document: Document) -> [AppTemplateValues] {
    trees.enumerated().flatMap { index, tree in
      roots(in: tree).map { AppTemplateValues(document: document, index: index, tree: tree, root: $0) }
    }
  }

  /// Where values begin: at a `controllers` mapping in which at least one entry has `containers` with an image.
  static func roots(in tree: NodeDocument) -> [[PathStep]] {
    let places: [[PathStep]] = [["spec", "values"], ["spec", "source", "helm", "valuesObject"]]
    if let place = places.first(where: { isRoot($0, in: tree) }) { return [place] }
    // A manifest of Kubernetes has neither.
    guard tree.node(at: ["apiVersion"]) == nil, let root = tree.root else { return [] }
    if isRoot([], in: tree) { return [[]] }
    return tree.entries(of: root).prefix(SyntaxLimits.controllers).compactMap { $0.key.text }
      .map { [.key($0)] }.filter { isRoot($0, in: tree) }
  }

  private static func isRoot(_ place: [PathStep], in tree: NodeDocument) -> Bool {
    guard let controllers = tree.node(at: place + ["controllers"]) else { return false }
    return tree.entries(of: controllers).prefix(SyntaxLimits.controllers).contains { controller in
      guard let containers = tree.value(of: "containers", in: controller.value) else { return false }
      return tree.entries(of: containers).contains { container in
        container.key.text == "image" || tree.value(of: "image", in: container.value) != nil
      }
    }
  }

  subscript(keys: PathStep...) -> Node? { tree.node(at: root + keys) }

  private var isRelease: Bool { root.first == "spec" }

  /// Whether other values are laid over these.
  var isComplete: Bool { tree.node(at: ["spec", "valuesFrom"]) == nil }

  /// What the release's resources are called; `nil` where only the command that installs it knows.
  var fullName: String? {
    (self["global", "fullnameOverride"] ?? self["global", "nameOverride"])?.text
      ?? (isRelease ? tree.node(at: ["spec", "releaseName"]) ?? tree.node(at: ["metadata", "name"]) : nil)?
      .text
  }

  var namespace: String? {
    guard isRelease else { return nil }
    let target =
      tree.node(at: ["spec", "targetNamespace"]) ?? tree.node(at: ["spec", "destination", "namespace"])
      ?? tree.node(at: ["metadata", "namespace"])
    return target?.text
  }

  /// The entries of a mapping that are not disabled, by their names.
  func enabled(_ place: [PathStep]) -> [(name: String, path: [PathStep])] {
    guard let node = tree.node(at: root + place) else { return [] }
    return tree.entries(of: node).prefix(SyntaxLimits.controllers).compactMap { entry in
      guard let name = entry.key.text, tree.value(of: "enabled", in: entry.value)?.flag != false else {
        return nil
      }
      return (name, root + place + [.key(name)])
    }
  }

  /// `forceRename`, or the release's name with that of the entry where it is one of several
  /// (`lib/common/_determineResourceNameFromValues.tpl`).
  func resourceName(_ entry: (name: String, path: [PathStep]), of count: Int) -> String? {
    if let own = tree.node(at: entry.path + ["forceRename"])?.text { return own }
    guard let full = fullName else { return nil }
    let isPlain = count == 1 || full == entry.name || full.hasSuffix("-" + entry.name)
    var name = isPlain ? full : "\(full)-\(entry.name)"
    if let prefix = tree.node(at: entry.path + ["prefix"])?.text { name = "\(prefix)-\(name)" }
    if let suffix = tree.node(at: entry.path + ["suffix"])?.text { name = "\(name)-\(suffix)" }
    return name.lowercased()
  }

  /// The names of all containers, by their controllers.
  var containerNames: [String: [String]] {
    Dictionary(
      enabled(["controllers"]).map { controller in
        let own = Array(controller.path.dropFirst(root.count))
        let places = ["containers", "initContainers"].compactMap { tree.node(at: root + own + [.key($0)]) }
        return (controller.name, places.flatMap { tree.entries(of: $0).compactMap(\.key.text) })
      }
    ) { first, _ in first }
  }

  var containers: [AppTemplateContainer] {
    let controllers = enabled(["controllers"])
    return controllers.flatMap { controller -> [AppTemplateContainer] in
      let own = Array(controller.path.dropFirst(root.count))
      let named = resourceName(controller, of: controllers.count)
      return enabled(own + ["containers"]).compactMap { container in
        guard tree.node(at: container.path + ["image"]) != nil,
          let key = tree.node(at: Array(container.path.dropLast())).flatMap({ node in
            tree.entries(of: node).first { $0.key.text == container.name }?.key
          })
        else { return nil }
        // Without a release's name, `main` says nothing and the image says what it is.
        let image = Self.general.contains(controller.name) ? tree.node(at: container.path + ["image", "repository"])?.text : nil
        let workload = named ?? image?.split(separator: "/").last.map(String.init) ?? controller.name
        return AppTemplateContainer(
          values: self, controller: controller, name: container.name, path: container.path,
          workload: workload, nameRange: key.range)
      }
    }
  }

  func facts(in workspace: any Workspace) -> [Fact] {
    var facts: [Fact] = []
    let containers = containers
    for container in containers where facts.count <= SyntaxLimits.facts {
      let beside = containers.filter { $0.controller.name == container.controller.name }
      facts += container.facts(beside: beside, in: workspace)
    }
    let isAboutModels = !facts.isEmpty || containers.contains { $0.refusedImage?.isOfModels == true }
    return facts + (isAboutModels ? AppTemplateKeys(self).facts : [])
  }
}

extension ImageName {
  fileprivate var isOfModels: Bool { isOllama || isOpenWebUI || EngineImage.program(in: self) != nil }
}

extension SyntaxLimits {
  /// Controllers, containers or services of one release that are looked at.
  static let controllers = 64
}
