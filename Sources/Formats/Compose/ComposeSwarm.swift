import Syntax

/// Whether `docker stack deploy` starts a service rather than Compose (compose-spec, deploy.md; docker/cli,
/// `cli/compose/schema`).
enum ComposeSwarm {
  private static let keys: Set<String> = ["placement", "mode", "endpoint_mode", "update_config", "rollback_config"]

  /// Whether a service says what only a swarm reads.
  static func isMentioned(by service: Node, in file: ComposeFile) -> Bool {
    file.tree.value(of: "deploy", in: service).map(file.tree.resolve).map { deploy in
      // What is merged in counts as if it were written here.
      file.tree.entries(of: deploy).contains { keys.contains($0.key.text ?? "") }
        || file.tree.value(at: ["resources", "reservations", "generic_resources"], in: deploy) != nil
    } ?? false
  }

  /// Whether a stack is what the service is for, by the file's name, its networks or what it says.
  static func starts(_ service: Node, in file: ComposeFile) -> Bool {
    if file.isStack { return true }
    let parts = FileName(path: file.id.path).lowercased.split(separator: ".")
    let words = parts.flatMap { $0.split { "-_".contains($0) } }
    if words.contains("swarm") { return true }
    // Compose ignores where to place a service; a stack ignores the name of a container and `restart`.
    guard !["container_name", "restart", "depends_on"].contains(where: { file.tree.value(at: [$0], in: service) != nil })
    else { return false }
    // Others call any set of containers a stack: `full-stack.yml`.
    if words.first == "stack" || parts.contains("docker-stack") || parts.contains("stack") { return true }
    return file.tree.value(at: ["deploy", "placement"], in: service) != nil
      || file.tree.value(at: ["deploy", "mode"], in: service)?.text == "global"
      || file.tree.value(at: ["deploy", "resources", "reservations", "generic_resources"], in: service) != nil
      || hasOverlay(file) || publishesByMode(service, in: file)
  }

  /// A port of one node or of all (compose-spec, 05-services.md, ports: mode), beside nothing that a stack refuses.
  private static func publishesByMode(_ service: Node, in file: ComposeFile) -> Bool {
    guard !["runtime", "gpus", "network_mode", "build"].contains(where: { file.tree.value(at: [$0], in: service) != nil }),
      file.tree.value(at: ["deploy", "resources", "reservations", "devices"], in: service) == nil
    else { return false }
    return file.tree.value(at: ["ports"], in: service)?.items?.contains { item in
      file.tree.value(at: ["mode"], in: file.tree.resolve(item))?.text == "host"
    } ?? false
  }

  private static func hasOverlay(_ file: ComposeFile) -> Bool {
    let networks = file.tree.root.flatMap { file.tree.value(of: "networks", in: $0) }
    return networks.map(file.tree.resolve)?.entries?.contains {
      file.tree.value(at: ["driver"], in: file.tree.resolve($0.value))?.text == "overlay"
    } ?? false
  }
}
