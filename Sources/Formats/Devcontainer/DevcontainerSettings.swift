import Syntax

/// What a dev container is made of, as far as it decides where clients run and what they reach.
///
/// Source: https://containers.dev/implementors/json_reference/
struct DevcontainerSettings {
  private let tree: SettingsTree
  private let known: [ClientEntry]
  /// Everything that puts programs into the container, in small letters.
  private let recipe: String

  init(_ tree: SettingsTree, _ workspace: any Workspace) {
    self.tree = tree
    known = workspace.own.entries
    recipe = Self.recipe(tree, workspace).lowercased()
    let words = Self.commands(in: tree).joined(separator: "\n")
      .split { " \t\n\"';&|".contains($0) }.prefix(256)
    let later = Self.commands(in: tree, under: ["postStartCommand", "postAttachCommand"])
    // What these start is not read: a recipe, a program of the project, a tunnel, containers inside of the container.
    let mayStart = later.contains { command in
      command.split { " \t\n\"';&|".contains($0) }.contains(where: Self.starters.contains)
    }
    startsServer =
      mayStart
      || words.contains { word in
        // Commands run in the folder that holds the repository.
        let path = word.split(separator: "/").contains(".devcontainer") ? word.drop { $0 != "." } : word
        let places = [Path.join("", String(path)), Path.join(tree.document.directory, String(path))]
        return places.compactMap { $0 }.contains { place in
          guard workspace.kind(at: place) == .file, let source = workspace.source(at: place),
            source.bytes.count < 1 << 16
          else { return false }
          let text = source.string(source.range)
          return LoopbackListener.isStarted(by: text) || text.contains("ollama.com/install")
        }
      }
  }

  /// The clients installed in the container, by their names in descriptions.
  var installed: [String] {
    // Services of Compose have networks of their own, which Compose's files tell of.
    if tree["dockerComposeFile"] != nil { return [] }
    return known.filter { $0.isInstalled(by: recipe) }.map(\.description.name)
  }

  /// Whether Ollama itself runs in the container.
  var runsOllama: Bool { recipe.contains("ollama") || startsServer }

  /// Whether a script that the container's commands name starts a server or a tunnel to one.
  private let startsServer: Bool

  private var arguments: [String] { tree["runArgs"]?.items?.compactMap(\.text) ?? [] }

  /// Or that of another container, or one that only a variable knows.
  var sharesHostNetwork: Bool {
    let pairs = zip(arguments, arguments.dropFirst() + [""])
    return pairs.contains { argument, next in
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      guard let option = parts.first else { return false }
      if option == "--pod" { return true }
      guard ["--network", "--net"].contains(option) else { return false }
      let mode = parts.count == 2 ? parts[1] : next
      return mode.contains("$") || NetworkNamespace(mode: mode) != .own
    }
  }

  /// Whether the container is given the name of its host.
  var hasGateway: Bool { arguments.contains { $0.contains("host.docker.internal:") } }

  func usesGateway(at path: [PathStep]) -> Bool {
    tree["dockerComposeFile"] == nil
      && tree[path]?.text.map { URLParts($0).host == "host.docker.internal" } == true
  }

  /// What is run in the container when it is made or opened.
  private static func commands(
    in tree: SettingsTree,
    under keys: [String] = commandKeys
  ) -> [String] {
    keys.compactMap { tree[[.key($0)]] }.flatMap { node in
      // A text, a list of words, or several commands by name.
      ([node] + (node.entries?.map(\.value) ?? []))
        .flatMap { [$0.text].compactMap { $0 } + ($0.items?.compactMap(\.text) ?? []) }
    }
  }

  private static func recipe(_ tree: SettingsTree, _ workspace: any Workspace) -> String {
    var words = [tree["image"]?.text].compactMap { $0 }
    // `ghcr.io/somebody/features/opencode:1` as `feature/opencode:1`.
    words += tree.entries(["features"]).compactMap {
      $0.key.text?.split(separator: "/").last.map { "feature/" + $0 }
    }
    words += commands(in: tree)
    let named = tree["build", "dockerfile"]?.text ?? tree["dockerFile"]?.text
    if tree.document.id.embedding.isEmpty, let named, let path = Path.join(tree.document.directory, named),
      let source = workspace.source(at: path)
    {
      words.append(source.string(source.range))
    }
    return words.joined(separator: "\n")
  }
}
