import ClientDescription
import Vocabulary

/// One of the configurations that OpenCode merges, with the providers that it names.
struct OpenCodeFile {
  let view: SettingsView
  let servers: [ClientReader.Server]
  let choices: [ClientReader.Choice]

  init(view: SettingsView, servers: [ClientReader.Server], choices: [ClientReader.Choice]) {
    self.view = view
    self.servers = servers
    self.choices = choices
  }

  init(_ view: SettingsView) {
    let reader = ClientReader(BuiltInClients.description(of: "opencode") ?? ClientDescription(), view)
    self.init(view: view, servers: reader.servers(), choices: reader.choices())
  }

  init?(at path: String, in workspace: any Workspace) {
    guard let source = workspace.source(at: path), source.bytes.count < 1 << 18,
      let tree = try? SettingsTree(Document(id: DocumentID(path), source: source), .json)
    else { return nil }
    self.init(SettingsView(tree: tree, workspace: workspace, hook: OpenCodeHook()))
  }

  var local: [ClientReader.Server] { servers.filter(\.isLocal) }

  func servers(_ id: String) -> [ClientReader.Server] { servers.filter { $0.id == id } }

  /// The names of the models that a provider lists here.
  func models(of id: String) -> [String] {
    servers(id).flatMap { ClientReader.models(of: $0, in: view) }
  }

  /// The fact that its address is; `nil` where none is written.
  func endpoint(of server: ClientReader.Server) -> FactID? {
    ClientReader.addresses(of: server.place, server.scope, in: view).first.map {
      FactID(.endpoint, view.tree.document.id, $0.place.address)
    }
  }

  /// Whether a provider asks its server for its models, listed or not.
  func discoversModels(_ server: ClientReader.Server) -> Bool {
    let plugins = (view.tree[["plugin"]]?.items ?? []).compactMap { $0.text?.lowercased() }
    if plugins.contains(where: { name in OpenCodeSchema.discoverers.contains(where: name.contains) }) { return true }
    return ["options", "settings"].contains { section in
      let options = view.tree[server.scope.path + [.key(section)]]
      return options?["modelDiscovery"] != nil || options?["discoverModels"] != nil
    }
  }

  /// Who also uses a cloud has no secret to keep from it.
  var isAllLocal: Bool {
    servers.allSatisfy(\.isLocal)
      && choices.allSatisfy { choice in choice.provider.map { id in local.contains { $0.id == id } } ?? false }
  }

  /// `disabled_providers` where that names a provider, or `enabled_providers` where that does not.
  func listDisabling(_ id: String) -> String? {
    let disabled = view.tree["disabled_providers"]?.items?.compactMap(\.text) ?? []
    if disabled.contains(id) { return "disabled_providers" }
    guard let enabled = view.tree["enabled_providers"]?.items else { return nil }
    return enabled.compactMap(\.text).contains(id) ? nil : "enabled_providers"
  }

  // MARK: Layers

  var others: [OpenCodeFile] { Self.others(around: view.tree.document, in: view.workspace) }

  /// Those that hold for a file as well, the nearest first: next to it, above it, and in `.opencode`.
  static func others(around document: Document, in workspace: any Workspace) -> [OpenCodeFile] {
    guard document.id.embedding.isEmpty else { return [] }
    var files: [OpenCodeFile] = []
    var directory = document.directory
    while true {
      for name in ["opencode.json", "opencode.jsonc", ".opencode/opencode.json", ".opencode/opencode.jsonc"] {
        guard let path = Path.join(directory, name), path != document.id.path,
          let file = OpenCodeFile(at: path, in: workspace)
        else { continue }
        files.append(file)
      }
      if directory.isEmpty { return files }
      directory = Path.directory(of: directory)
    }
  }

  /// Whether any configuration of the repository defines a provider, wherever it will be installed.
  static func isAnywhere(provider id: String, in workspace: any Workspace) -> Bool {
    WorkspaceWalk.files(
      for: "which files are OpenCode's", in: workspace,
      among: { $0.hasSuffix(".json", ".jsonc") && ($0.lowercased.contains("opencode") || $0.parts.contains("opencode")) }
    ).paths.contains { path in
      OpenCodeFile(at: path, in: workspace).map { !$0.servers(id).isEmpty } ?? false
    }
  }
}

extension ClientReader.Server {
  /// Whether it is written as release 2 reads it.
  var isSecondVersion: Bool { scope.path.first == "providers" }
}
