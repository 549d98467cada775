import Syntax

/// `devcontainer.json`, as far as what runs in it uses Ollama.
///
/// Source: https://containers.dev/implementors/json_reference/
enum DevcontainerFormat: ClientFormat {
  static let name = "devcontainer"

  static let endings = [".json"]

  static func hint(_ name: FileName) -> NameHint {
    ["devcontainer.json", ".devcontainer.json"].contains(name.lowercased) ? .certain : .no
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    hint(candidate.name) == .certain ? .byName : .no
  }

  static func syntax(of path: String) -> SettingsTree.Syntax { .json }

  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile? {
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
    // With the host's network, localhost is the host's; beside a server of its own, it is right; and a service of Compose
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
