import Syntax

/// `devcontainer.json`, as far as what runs in it uses Ollama, and the settings of VS Code in it and in a `*.code-workspace`.
///
/// Source: https://containers.dev/implementors/json_reference/; VS Code, "Multi-root Workspaces" (settings)
enum DevcontainerFormat: ClientFormat {
  static let name = "devcontainer"

  static let endings = [".json", ".code-workspace"]

  static func hint(_ name: FileName) -> NameHint {
    if isWorkspace(name) { return .possible }
    return ["devcontainer.json", ".devcontainer.json"].contains(name.lowercased) ? .certain : .no
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    hint(candidate.name) > .no ? .byName : .no
  }

  private static func isWorkspace(_ name: FileName) -> Bool { name.hasSuffix(".code-workspace") }

  /// The settings of VS Code, under the name that they have elsewhere.
  static func embedded(in tree: SettingsTree) -> [Reading.Embedded] {
    let path: [PathStep] = isWorkspace(FileName(path: tree.document.id.path)) ? ["settings"] : ["customizations", "vscode", "settings"]
    guard let node = tree[path], node.entries != nil, tree.document.id.embedding.isEmpty else { return [] }
    let range = node.range
    let map = OffsetMap(
      segments: [.init(inner: 0, length: range.length, host: range.start, hostLength: range.length)], encoding: .verbatim)
    return [
      .init(
        name: ".vscode/settings.json", language: nil, source: SourceText(Array(tree.nodes.source.slice(range))), map: map, holes: [])
    ]
  }

  static func syntax(of path: String) -> SettingsTree.Syntax { .json }

  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile? {
    guard !isWorkspace(FileName(path: tree.document.id.path)) else { return nil }
    let sections: [PathStep] = ["containerEnv", "remoteEnv"]
    let found = sections.flatMap { section in
      tree.entries([section]).compactMap {
        entry -> ([PathStep], AddressVariable)? in
        guard let name = entry.key.text, let kind = AddressVariable.of(name), let text = entry.value.text,
          kind.isOllamas || LocalServer.isOllama(text)
        else { return nil }
        return ([section, .key(name)], kind)
      }
    }
    let container = DevcontainerSettings(tree, workspace)
    let installed = container.sharesHostNetwork || container.runsOllama ? [] : container.installed
    guard !found.isEmpty || !installed.isEmpty else { return nil }
    var file = ClientFile(tree, program: "the dev container", isOllama: !found.isEmpty)
    if !installed.isEmpty { file.describe(.installs, .texts(installed)) }
    // With the host's network, localhost is the host's; next to a server of its own, it is right; and a service of Compose
    // has the network that Compose's files give it.
    let isApart =
      !container.sharesHostNetwork && !container.runsOllama && tree["dockerComposeFile"] == nil
    for (path, kind) in found {
      file.addEndpoint(
        path, api: kind.api, shape: kind.shape, from: isApart ? "container" : "host", name: path.address.last)
    }
    if isApart, let path = found.map(\.0).first(where: { container.usesGateway(at: $0) }) {
      file.needsHostGateway(!container.hasGateway, at: path, arguments: ["runArgs"])
    }
    return file
  }
}
