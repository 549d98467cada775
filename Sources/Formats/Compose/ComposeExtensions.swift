import Syntax
import Vocabulary

/// Services that are only there for others to extend: what starts is the service that names them in `extends`.
enum ComposeExtensions {
  /// The names of a file's services that another file extends. Empty for a file that Compose starts by its own name.
  static func services(of path: String, in workspace: any Workspace) -> Set<String> {
    let usual = ["compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml"]
    guard !usual.contains(FileName(path: path).lowercased) else { return [] }
    return extended(in: workspace)[path] ?? []
  }

  /// Whether what extends a service runs another image: then both start.
  private static func isReplaced(_ name: String, of path: String, by image: String?, in workspace: any Workspace) -> Bool {
    guard let image, let base = ComposeProject.load(path, in: workspace), let service = base.service(name),
      let own = base.tree.value(of: "image", in: service)?.text
    else { return false }
    return ImageName(own).repository != ImageName(image).repository
  }

  private static func extended(in workspace: any Workspace) -> [String: Set<String>] {
    workspace.remembered("which services other files extend") { workspace in
      let extending = WorkspaceWalk.gathered(
        "which files extend services", in: workspace, among: { $0.hasSuffix(".yml", ".yaml") }
      ) { path, source in source.bytes[...].contains(bytesOf: "extends") ? [path] : [] }
      var found: [String: Set<String>] = [:]
      for path in extending {
        guard let file = ComposeProject.load(path, in: workspace) else { continue }
        for entry in file.services {
          let service = file.tree.resolve(entry.value)
          guard let extends = file.tree.value(of: "extends", in: service).map(file.tree.resolve),
            let name = file.tree.value(of: "service", in: extends)?.text,
            let target = file.tree.value(of: "file", in: extends)?.text.flatMap({
              Path.join(file.directory, $0)
            }),
            target != path, !isReplaced(name, of: target, by: file.tree.value(of: "image", in: service)?.text, in: workspace)
          else { continue }
          found[target, default: []].insert(name)
        }
      }
      return found
    }
  }
}

extension ComposeContainer {
  /// The services that this one extends and whose image it replaces.
  var lent: [SourceRange] {
    guard let image = service.value("image"), let own = image.raw.map({ ImageName($0).repository }) else { return [] }
    return service.layers.filter { layer in
      layer.file.service(service.name)?.range != layer.node.range
        && layer.value("image")?.text.map { ImageName($0).repository != own } ?? false
    }.map { $0.file.at($0.node.range) }
  }
}
