import Vocabulary

/// Settings that a container reads because they are mounted into it: their addresses are seen from inside.
enum MountLink {
  static func place(_ draft: inout Draft) {
    // On the host's network, or another container's, localhost is not the container itself.
    let containers = draft.all(.client).filter {
      !$0.texts(.mounts).isEmpty && !$0.id.document.isDocumentation && !$0.has(.sharesHostNetwork)
        && !$0.has(.networkNamespace)
    }
    placePaths(&draft)
    guard !containers.isEmpty else { return }
    let readers = draft.all(.client).filter { !$0.texts(.mounts).isEmpty }
    let commands = draft.all(.service).filter { !$0.texts(.mounts).isEmpty }
    for id in draft.ownIDs(.endpoint) {
      guard let endpoint = draft.facts[id], endpoint[.from] == .host,
        let program = draft.fact(.client, of: id)?.text(.kind),
        let container = containers.first(where: { $0.text(.kind) == program && sees(id.document.path, $0) })
      else { continue }
      draft[id].infer(
        .from, .container,
        because: [
          reader(container, program)
        ])
      draft[id].related[.owner] = container.id
      // For another reader, on the host or its network, the address may be right.
      if (readers + commands).contains(where: { $0.id != container.id && sees(id.document.path, $0) }) {
        draft[id].infer(.unknownReader, .flag(true))
      }
      if endpoint.text(.host) == "host.docker.internal", container.flag(.lacksHostGateway) == true,
        let name = container.attributes[.name]?.range
      {
        draft[container.id].attributes[.needsHostGateway] = Sourced(
          .flag(true), at: name,
          because: [
            Reason("its settings use that name", at: endpoint.attributes[.url]?.range ?? endpoint.range)
          ])
      }
    }
  }

  private static func reader(_ container: Fact, _ program: String) -> Reason {
    // One that nobody named is called so already.
    let name = container.text(.name).flatMap { $0.hasPrefix("the container") ? nil : $0 } ?? program
    return Reason("the container \(name) reads this file", at: container.range)
  }

  // MARK: Paths in commands

  private struct Mount {
    let source: Substring
    let target: Substring
  }

  /// Files that commands in mounted settings name, as the container sees them.
  private static func placePaths(_ draft: inout Draft) {
    let containers = draft.all(.client).filter { $0.has(.writtenMounts) && !$0.id.document.isDocumentation }
    guard !containers.isEmpty else { return }
    for id in draft.ownIDs(.key) {
      guard let fact = draft.facts[id], fact.text(.kind) == "command-path", let path = fact.text(.value),
        let container = containers.first(where: {
          $0.text(.kind) == fact.text(.format) && isMounted(id.document.path, $0)
        })
      else { continue }
      draft[id].related[.owner] = container.id
      let mounts = written(container)
      guard !mounts.isEmpty, let meant = inside(path, mounts) else { continue }
      draft[id].infer(
        .problem, .unreachable,
        because: [reader(container, fact.text(.format) ?? "")]
      )
      if !meant.isEmpty { draft[id].infer(.corrected, .text(meant)) }
    }
  }

  /// Where a path of the host is inside; empty where it is nowhere, `nil` where the path may be right.
  private static func inside(_ path: String, _ mounts: [Mount]) -> String? {
    if !path.hasPrefix("/") {
      // Relative to the image's own folder, in which nobody mounts models.
      let folders = mounts.filter { $0.target.lowercased().contains("model") && !isFile($0.target) }
      return folders.count == 1 && !mounts.contains { $0.target.hasPrefix("/app/") && !isFile($0.target) }
        ? folders[0].target + "/" + path : nil
    }
    if mounts.contains(where: { path == $0.target || path.hasPrefix($0.target + "/") }) { return nil }
    if let mount = mounts.filter({ $0.source.hasPrefix("/") && path.hasPrefix($0.source + "/") })
      .max(by: { $0.source.count < $1.source.count })
    {
      return String(mount.target) + String(path.dropFirst(mount.source.count))
    }
    return path.hasPrefix("/home/") || path.hasPrefix("/Users/") ? "" : nil
  }

  private static func written(_ container: Fact) -> [Mount] {
    container.texts(.writtenMounts).compactMap { text in
      let parts = text.split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count > 1, parts[1].hasPrefix("/") else { return nil }
      return Mount(source: trimmed(parts[0]), target: trimmed(parts[1]))
    }
  }

  private static func trimmed(_ path: Substring) -> Substring {
    path.count > 1 && path.hasSuffix("/") ? path.dropLast() : path
  }

  private static func isFile(_ path: Substring) -> Bool {
    path.split(separator: "/").last?.contains(".") ?? false
  }

  /// Whether the settings are among the mounted files: by path in the repository, or by name and folder. At the top of the
  /// repository the folder is unknown, so only the name is compared.
  private static func isMounted(_ path: String, _ container: Fact) -> Bool {
    if sees(path, container) { return true }
    let end = path.split(separator: "/").suffix(2)
    return written(container).contains { mount in
      (end.count == 2 || mount.source.hasPrefix("/"))
        && mount.source.split(separator: "/").suffix(end.count).elementsEqual(end)
    }
  }

  private static func sees(_ path: String, _ container: Fact) -> Bool {
    container.texts(.mounts).contains { path == $0 || path.hasPrefix($0 + "/") }
  }
}
