import Syntax
import Vocabulary

/// What the Compose files of a repository mount from it into containers that have a network of their own.
struct MountedFiles: Sendable, Equatable {
  struct Mount: Sendable, Equatable {
    /// The file or folder, from the root.
    let source: String
    let service: String
    /// Where it is in the container; `nil` where that is not written.
    var target: String?
    /// The Compose file.
    let file: String
    /// The Ollama of the same file, if there is one.
    let server: String?
    var isFolder = false
  }

  private let mounts: [Mount]

  static func of(_ workspace: any Workspace) -> MountedFiles {
    workspace.remembered("which files are mounted into containers") { MountedFiles(in: $0) }
  }

  private init(in workspace: any Workspace) {
    let own = workspace.own
    let found = WorkspaceWalk.gathered(
      "what Compose files mount", in: workspace, among: { ComposeFormat.isComposeName($0.lowercased) }
    ) { path, source in Self.mounts(at: path, source, own) }
    mounts = Array(found.prefix(Self.most))
  }

  /// Each file of settings is held against all of them.
  private static let most = 640

  private static func mounts(at path: String, _ source: SourceText, _ own: OwnDescriptions) -> [Mount] {
    guard let tree = try? YAMLParser.parse(source).first, let services = tree.node(at: ["services"]) else { return [] }
    let entries = tree.entries(of: services).prefix(128)
    let server = entries.first { entry in
      tree.value(of: "image", in: entry.value)?.text.map { ImageName($0).isOllama } ?? false
    }?.key.text
    return entries.flatMap { mounts(of: $0, in: tree, at: path, server: server, own) }
  }

  private static func mounts(
    of entry: Node.Entry, in tree: NodeDocument, at path: String, server: String?, _ known: OwnDescriptions
  ) -> [Mount] {
    let service = tree.resolve(entry.value)
    let image = tree.value(of: "image", in: service)?.text.map { ImageName($0) }
    // What shares a network with others may have the server next to it.
    guard let name = entry.key.text, tree.value(of: "network_mode", in: service) == nil,
      image.map({ !$0.isOllama && !$0.isStore }) ?? true,
      image == nil || known.entry(ofImage: image?.repository.lowercased() ?? "") == nil,
      let volumes = tree.value(of: "volumes", in: service), !isTold(service, in: tree)
    else { return [] }
    return (tree.resolve(volumes).items ?? []).prefix(64).compactMap { item in
      let item = tree.resolve(item)
      let parts = item.text.flatMap { VolumeSpec.parts($0) }
      let written = parts?.source ?? tree.value(of: "source", in: item)?.text
      let target = parts?.target ?? tree.value(of: "target", in: item)?.text
      guard let written, written.hasPrefix("."), let source = Path.join(Path.directory(of: path), written)
      else { return nil }
      return Mount(source: source, service: name, target: target, file: path, server: server)
    }
  }

  /// Whether a variable of the service has an address of a server of models, which programs put before that of their file.
  private static func isTold(_ service: Node, in tree: NodeDocument) -> Bool {
    guard let environment = tree.value(of: "environment", in: service).map({ tree.resolve($0) }) else { return false }
    let pairs =
      (environment.entries ?? []).map { ($0.key.text ?? "", tree.resolve($0.value).text ?? "") }
      + (environment.items ?? []).compactMap { item in
        tree.resolve(item).text.flatMap { text in
          text.firstIndex(of: "=").map { (String(text[..<$0]), String(text[text.index(after: $0)...])) }
        }
      }
    return pairs.contains { name, value in
      let name = name.uppercased()
      return value.contains("://") && !value.contains("://localhost") && !value.contains("://127.0.0.1")
        && ["OLLAMA", "LLM", "OPENAI", "LMSTUDIO", "LM_STUDIO"].contains(where: name.contains)
    }
  }

  /// The mount of a file itself, or else of a folder that it is directly in.
  func mount(of path: String) -> Mount? {
    if let file = mounts.first(where: { $0.source == path }) { return file }
    let directory = Path.directory(of: path)
    guard var folder = mounts.first(where: { $0.source == directory }) else { return nil }
    folder.isFolder = true
    return folder
  }
}
