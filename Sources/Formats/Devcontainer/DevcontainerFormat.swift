import Syntax
import Vocabulary

/// `devcontainer.json`, as far as what runs in it is led to Ollama.
///
/// Source: https://containers.dev/implementors/json_reference/
enum DevcontainerFormat: ClientFormat {
  static let name = "devcontainer"

  static func hint(_ name: FileName) -> NameHint {
    ["devcontainer.json", ".devcontainer.json"].contains(name.lowercased) ? .possible : .no
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    hint(FileName(path: candidate.path)) == .possible ? .byName : .no
  }

  static func syntax(of path: String) -> SettingsTree.Syntax { .json }

  /// Variables that say where Ollama is, and the API of whoever reads them.
  private static let urls: [String: (api: String, wants: ClientFile.BasePath)] = [
    "OLLAMA_HOST": ("native", .any), "OLLAMA_API_BASE": ("native", .root), "OLLAMA_BASE_URL": ("native", .root),
    "OLLAMA_URL": ("native", .any), "ANTHROPIC_BASE_URL": ("anthropic", .root), "OPENAI_API_BASE": ("openai", .v1),
    "OPENAI_BASE_URL": ("openai", .v1),
  ]

  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile? {
    let sections: [PathStep] = ["containerEnv", "remoteEnv"]
    let found = sections.flatMap { section in
      tree.entries([section]).compactMap { entry -> ([PathStep], (api: String, wants: ClientFile.BasePath))? in
        guard let name = entry.key.text, let kind = urls[name], let text = entry.value.text,
          name.hasPrefix("OLLAMA_") || LocalServer.isOllama(text)
        else { return nil }
        return ([section, .key(name)], kind)
      }
    }
    guard !found.isEmpty else { return nil }
    var file = ClientFile(tree, program: "the dev container", isOllama: true)
    // With the host's network, localhost is the host's.
    let arguments = tree["runArgs"]?.items?.compactMap(\.text) ?? []
    let sharesHost = arguments.contains("--network=host") || arguments.contains("--net=host")
      || zip(arguments, arguments.dropFirst()).contains { ["--network", "--net"].contains($0) && $1 == "host" }
    for (path, kind) in found {
      file.addEndpoint(path, api: kind.api, wants: kind.wants, from: sharesHost ? "host" : "container",
        name: path.address.last)
    }
    return file
  }
}
