import Vocabulary

/// Clients that run in a dev container, because it installs them: localhost is the container itself for them.
enum DevcontainerLink {
  static func place(_ draft: inout Draft) {
    let containers = draft.all(.client).filter {
      !$0.texts(.installs).isEmpty && !$0.id.document.isDocumentation
    }
    guard !containers.isEmpty else { return }
    for id in draft.ownIDs(.endpoint) {
      guard let endpoint = draft.facts[id], endpoint[.from] == .host,
        let program = draft.fact(.client, of: id)?.text(.kind),
        let container = containers.first(where: {
          $0.texts(.installs).contains(program) && opens(id.document.path, $0)
        })
      else { continue }
      draft[id].infer(
        .from, .container,
        because: [Reason("the dev container installs \(program), which runs in it", at: container.range)])
    }
  }

  /// Whether a file is in the folder that the dev container opens, and not among somebody's own settings.
  private static func opens(_ path: String, _ container: Fact) -> Bool {
    var folder = container.id.document.path.split(separator: "/").dropLast()
    // `.devcontainer/NAME/devcontainer.json`, too.
    if let index = folder.lastIndex(of: ".devcontainer") { folder = folder[..<index] }
    let parts = path.split(separator: "/")
    return parts.starts(with: folder) && !parts.contains(".config") && !parts.contains("dotfiles")
  }
}
