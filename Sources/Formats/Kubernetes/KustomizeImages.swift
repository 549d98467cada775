import Syntax

/// Which images the kustomizations of a repository exchange for others, and in which of its files.
///
/// Source: Kustomize, `images`: an image is found by its name without a tag, and gets `newName`, `newTag` or `digest`
/// (kubernetes-sigs/kustomize, `api/types/image.go`), in all that `resources`, `bases` and `components` bring.
struct KustomizeImages: Sendable, Equatable {
  private struct Exchange: Sendable, Equatable {
    let name: String
    let isRenamed: Bool
    /// The folder of the kustomization that says so.
    let directory: String
  }

  private struct Kustomization: Sendable, Equatable {
    let directory: String
    /// What it takes in: files, and folders with kustomizations of their own.
    let resources: [String]
    let exchanges: [Exchange]
  }

  /// By folder.
  private let kustomizations: [String: Kustomization]

  static func of(_ workspace: any Workspace) -> KustomizeImages {
    workspace.remembered("the kustomizations that exchange images") { KustomizeImages(in: $0) }
  }

  private init(in workspace: any Workspace) {
    let found = WorkspaceWalk.gathered(
      "which images are exchanged", in: workspace, among: ConfigObjects.isKustomization, upTo: 1 << 16
    ) { path, source -> [Kustomization] in
      guard let tree = try? YAMLParser.parse(source).first else { return [] }
      let directory = Path.directory(of: path)
      let resources = ["resources", "bases", "components"].flatMap { tree.node(at: [.key($0)])?.items ?? [] }
      return [
        Kustomization(
          directory: directory,
          resources: resources.compactMap { tree.resolve($0).text.flatMap { Path.join(directory, $0) } },
          exchanges: Self.exchanges(tree, directory))
      ]
    }
    kustomizations = Dictionary(found.map { ($0.directory, $0) }) { $1 }
  }

  private static func exchanges(_ tree: NodeDocument, _ directory: String) -> [Exchange] {
    (tree.node(at: ["images"])?.items ?? []).compactMap { item in
      let image = tree.resolve(item)
      guard let name = tree.value(of: "name", in: image)?.text else { return nil }
      let new = tree.value(of: "newName", in: image)?.text
      let isTagged = tree.value(of: "newTag", in: image) != nil || tree.value(of: "digest", in: image) != nil
      guard new != nil && new != name || isTagged else { return nil }
      return Exchange(name: name, isRenamed: new != nil && new != name, directory: directory)
    }
  }

  /// What the image of a container in a file is, where a kustomization may exchange it.
  func applied(to image: ContainerSpec.Image, in path: String) -> ContainerSpec.Image {
    var image = image
    for exchange in kustomizations.values.lazy.flatMap(\.exchanges)
    where exchange.name == image.name.repository && reaches(path, from: exchange.directory) {
      image.isTagOverruled = true
      if exchange.isRenamed { image.mayBeAnother = true }
    }
    return image
  }

  private func reaches(_ path: String, from directory: String) -> Bool {
    var seen: Set<String> = [directory]
    var waiting = [directory]
    while let next = waiting.popLast() {
      for resource in kustomizations[next]?.resources ?? [] where seen.insert(resource).inserted {
        if resource == path { return true }
        waiting.append(resource)
      }
    }
    return false
  }
}
