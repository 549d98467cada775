import Syntax

extension VolumeUses {
  /// What the services of a Compose file mount.
  init(_ file: ComposeFile) {
    let top = file.tree.root.flatMap { file.tree.value(of: "volumes", in: $0) }.map(file.tree.resolve)
    self.init(declared: Set((top?.entries ?? []).compactMap(\.key.text)))
    for entry in file.services {
      guard let name = entry.key.text else { continue }
      let node = file.tree.resolve(entry.value)
      let items = file.tree.value(of: "volumes", in: node).map(file.tree.resolve)?.items ?? []
      add(
        name, image: file.tree.value(of: "image", in: node)?.text,
        mounts: items.compactMap { file.tree.resolve($0).text })
    }
  }
}
