/// What repeats Compose files that are read where they are: the output of `docker compose config`, and a text that quotes the
/// file of its repository.
enum ComposeCopies {
  static func isOne(_ file: ComposeFile, in workspace: any Workspace) -> Bool {
    isResolved(file) && !ComposeProject.siblings(of: file, in: workspace).isEmpty
      || file.id.isDocumentation && isQuoted(file, in: workspace)
  }

  /// Whether Compose itself wrote it: it names the project and, after it, the default network (docker/compose,
  /// `docker compose config`), which nobody does by hand.
  private static func isResolved(_ file: ComposeFile) -> Bool {
    guard let name = file.tree.node(at: ["name"])?.text else { return false }
    return file.tree.node(at: ["networks", "default", "name"])?.text == name + "_default"
  }

  /// Whether a Compose file next to the text, or above it, has the same servers and clients of models, by name and image.
  private static func isQuoted(_ file: ComposeFile, in workspace: any Workspace) -> Bool {
    let own = images(of: file)
    guard !own.isEmpty else { return false }
    var directory = Path.directory(of: file.id.path)
    for _ in 0..<6 {
      let isHere = ComposeProject.paths(in: directory, of: workspace).prefix(8).contains { path in
        guard let other = ComposeProject.load(path, in: workspace).map(images) else { return false }
        return own.allSatisfy { other[$0.key] == $0.value }
      }
      if isHere { return true }
      if directory.isEmpty { break }
      directory = Path.directory(of: directory)
    }
    return false
  }

  /// The images of Ollama, Open WebUI and what is built here, by the names of their services and containers, without tags.
  private static func images(of file: ComposeFile) -> [String: String] {
    var images: [String: String] = [:]
    for entry in file.services {
      let service = file.tree.resolve(entry.value)
      guard let name = entry.key.text else { continue }
      let text = file.tree.value(of: "image", in: service)?.text
      let image = ImageName(ImageName.withoutVariables(text ?? ""))
      let isBuilt = file.tree.value(of: "build", in: service) != nil
      guard image.isOllama || image.isOpenWebUI || isBuilt else { continue }
      let container = file.tree.value(of: "container_name", in: service)?.text ?? ""
      images[name + " " + container] = isBuilt ? "what is built" : image.repository
    }
    return images
  }
}
