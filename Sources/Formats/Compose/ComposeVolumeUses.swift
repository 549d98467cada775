extension VolumeUses {
  /// What the services of a Compose file mount, and those of the files next to it: they are one project, in which a volume of
  /// one name is one volume.
  init(_ file: ComposeFile, in workspace: any Workspace) {
    var files = [file]
    if file.id.embedding.isEmpty {
      let paths = workspace.names(in: file.directory).filter { ComposeFormat.hint(FileName(path: $0)) > .no }
        .compactMap { Path.join(file.directory, $0) }
      files += paths.filter { $0 != file.id.path }.prefix(Self.mostFiles)
        .compactMap { ComposeProject.load($0, in: workspace) }
    }
    self.init(
      declared: Set(
        files.flatMap { file in
          let top = file.tree.root.flatMap { file.tree.value(of: "volumes", in: $0) }.map(file.tree.resolve)
          return (top?.entries ?? []).compactMap(\.key.text)
        }))
    for file in files { add(file) }
  }

  /// Among more files than these, those of other projects are the most.
  private static let mostFiles = 16

  private mutating func add(_ file: ComposeFile) {
    for entry in file.services {
      guard let name = entry.key.text else { continue }
      let node = file.tree.resolve(entry.value)
      let items = file.tree.value(of: "volumes", in: node).map(file.tree.resolve)?.items ?? []
      add(
        name, image: file.tree.value(of: "image", in: node)?.text,
        mounts: items.map(file.tree.resolve).compactMap { item in
          guard let source = file.tree.value(of: "source", in: item)?.text,
            let target = file.tree.value(of: "target", in: item)?.text
          else { return item.text }
          return "\(source):\(target)"
        })
    }
  }
}
