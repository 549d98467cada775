import Syntax
import Vocabulary

/// An init container that pulls with a server of its own into another folder of the volume than the pod's server reads.
///
/// A pod's containers share its volumes and nothing else: each has its own variables and its own mounts (Kubernetes
/// documentation, Volumes; Ollama `envconfig/config.go`, Models).
struct InitStore {
  let container: KubernetesContainer

  func facts(of server: FactID) -> [Fact] {
    guard !container.document.id.isDocumentation, container.pod("securityContext", "runAsUser") == nil,
      let own = container.tree.node(at: container.path), let read = store(own)
    else { return [] }
    return (container.pod("initContainers")?.items ?? []).prefix(64).enumerated().compactMap { index, item in
      let item = container.tree.resolve(item)
      guard let image = value("image", item)?.text, ImageName(image).isOllama,
        value("restartPolicy", item)?.text != "Always", pulls(item), let filled = store(item),
        filled.volume == read.volume, filled.rest != read.rest
      else { return nil }
      let at = read.at ?? filled.at ?? item
      return SettingFact.make(
        [String(container.index), "init-store", String(index)],
        name: value("name", item)?.text ?? "the init container", value: filled.folder, kind: "init-store",
        format: "Kubernetes", problem: .otherHome,
        counterpart: container.tree.value(of: "name", in: own)?.text ?? container.workload, expected: read.folder,
        at: container.at(at), owner: server)
    }
  }

  private func value(_ key: String, _ item: Node) -> Node? {
    container.tree.value(of: key, in: item).map(container.tree.resolve)
  }

  private func text(_ item: Node) -> String {
    ["command", "args"].flatMap { key in
      (value(key, item)?.items ?? []).compactMap { container.tree.resolve($0).text }
    }.joined(separator: " ")
  }

  private func pulls(_ item: Node) -> Bool {
    let text = text(item)
    return ServerCommand.mentionsServe(text) && ["pull", "run", "create"].contains { text.contains("ollama \($0) ") }
  }

  private struct Store {
    let folder: String
    let volume: String
    /// Where in the volume.
    let rest: String
    /// What moves it there.
    let at: Node?
  }

  /// Where a container keeps models; `nil` where that is in no volume, or depends on what is not here.
  private func store(_ item: Node) -> Store? {
    guard value("envFrom", item) == nil, value("securityContext", item).flatMap({ value("runAsUser", $0) }) == nil,
      !text(item).contains("OLLAMA_MODELS"), !text(item).contains("HOME=")
    else { return nil }
    var folder = ContainerSpec.modelsDirectory + "/models"
    var at: Node?
    for variable in value("env", item)?.items ?? [] {
      let variable = container.tree.resolve(variable)
      switch value("name", variable)?.text {
      case "HOME": return nil
      case "OLLAMA_MODELS":
        guard let set = value("value", variable), let text = set.text, text.hasPrefix("/"), !text.contains("$") else {
          return nil
        }
        folder = text
        at = set
      default: continue
      }
    }
    while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
    let mounts = (value("volumeMounts", item)?.items ?? []).map(container.tree.resolve)
    let found = mounts.compactMap { mount -> (name: String, target: String, mount: Node)? in
      guard let name = value("name", mount)?.text, let target = value("mountPath", mount)?.text,
        VolumeSpec.holds(target, folder)
      else { return nil }
      return (name, target, mount)
    }.max { $0.target.utf8.count < $1.target.utf8.count }
    guard let found, value("subPathExpr", found.mount) == nil else { return nil }
    let sub = value("subPath", found.mount)?.text ?? ""
    let inner = folder.dropFirst(found.target.utf8.count)
    let parts = (sub + "/" + inner).split(separator: "/")
    return Store(folder: folder, volume: found.name, rest: parts.joined(separator: "/"), at: at)
  }
}
