import Syntax

/// The services and volumes that the Compose files of a folder define.
///
/// Which of the files are merged is said on the command line, so each may be what another refers to.
struct ComposeNames: Sendable, Equatable {
  var services: Set<String> = []
  var volumes: Set<String> = []
  var networks: Set<String> = []
  var secrets: Set<String> = []
  var configs: Set<String> = []

  /// Nobody keeps as many in one folder.
  private static let mostFiles = 1024

  /// Those of all Compose files in a folder; `nil` where there are more files than are read.
  static func all(in directory: String, of workspace: any Workspace) -> ComposeNames? {
    workspace.remembered("the names in the Compose files of \(directory)") { workspace -> ComposeNames? in
      let paths = ComposeProject.paths(in: directory, of: workspace)
      guard paths.count <= mostFiles else { return nil }
      var names = ComposeNames()
      for file in paths.lazy.compactMap({ ComposeProject.load($0, in: workspace) }) {
        names.services.formUnion(file.services.compactMap { $0.key.text })
        names.volumes.formUnion(volumes(of: file))
        names.networks.formUnion(declared("networks", by: file))
        names.secrets.formUnion(declared("secrets", by: file))
        names.configs.formUnion(declared("configs", by: file))
      }
      return names
    }
  }

  /// Whether a file that `file` may be merged with, next to it, one folder up or in a folder next to its own, may define a name.
  static func mayDefine(
    _ name: String, _ kind: KeyPath<ComposeNames, Set<String>>, beside file: ComposeFile,
    in workspace: any Workspace
  ) -> Bool {
    let above = file.directory.isEmpty ? [] : [Path.directory(of: file.directory)]
    let near = above.flatMap { parent in
      workspace.names(in: parent).prefix(64).map { parent.isEmpty ? $0 : parent + "/" + $0 }
        .filter { workspace.kind(at: $0) == .directory && !workspace.isIgnored($0) }
    }
    return ([file.directory] + above + near).contains { directory in
      all(in: directory, of: workspace).map { $0[keyPath: kind].contains(name) } ?? true
    }
  }

  /// The volumes that one file declares.
  static func volumes(of file: ComposeFile) -> [String] { declared("volumes", by: file) }

  /// The names below a key at the top of a file.
  static func declared(_ key: String, by file: ComposeFile) -> [String] {
    file.tree.root.flatMap { file.tree.value(of: key, in: $0) }.map { node in
      file.tree.entries(of: file.tree.resolve(node)).compactMap { $0.key.text }
    } ?? []
  }
}
