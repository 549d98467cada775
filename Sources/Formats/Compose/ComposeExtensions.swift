import Syntax

/// Services that are only there for others to extend: what starts is the service that names them in `extends`.
enum ComposeExtensions {
  /// The names of a file's services that another file extends; none of a file that Compose starts by its own name.
  static func services(of path: String, in workspace: any Workspace) -> Set<String> {
    let usual = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"]
    guard !usual.contains(FileName(path: path).lowercased) else { return [] }
    return extended(in: workspace)[path] ?? []
  }

  private static func extended(in workspace: any Workspace) -> [String: Set<String>] {
    workspace.remembered("which services other files extend") { workspace in
      var found: [String: Set<String>] = [:]
      _ = WorkspaceWalk.first(in: workspace) { path -> Bool? in
        guard FileName(path: path).hasSuffix(".yml", ".yaml"), let source = workspace.source(at: path),
          source.bytes.count < 1 << 18, source.string(source.range).contains("extends"),
          let file = ComposeProject.load(path, in: workspace)
        else { return nil }
        for entry in file.services {
          let service = file.tree.resolve(entry.value)
          guard let extends = file.tree.value(of: "extends", in: service).map(file.tree.resolve),
            let name = file.tree.value(of: "service", in: extends)?.text,
            let target = file.tree.value(of: "file", in: extends)?.text.flatMap({
              Path.join(file.directory, $0)
            }),
            target != path
          else { continue }
          found[target, default: []].insert(name)
        }
        return nil
      }
      return found
    }
  }
}
