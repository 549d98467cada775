import Syntax
import Vocabulary

/// What sets a machine up when it first starts: the files that cloud-init and Butane write, and the commands that cloud-init runs.
/// Each is read as the file that it becomes.
///
/// Sources: canonical/cloud-init `cloudinit/config/cc_write_files.py`, `cc_runcmd.py` (each item that is a text is a line for sh);
/// coreos/butane, "Fedora CoreOS Specification" (storage.files, systemd.units).
enum CloudInitFormat: Format {
  static let name = "cloud-init"

  static let endings = [".yml", ".yaml", ".bu", ".cfg", "user-data"]

  static func recognises(_ candidate: Candidate) -> Recognition {
    guard isNamed(candidate.name) else { return .no }
    if candidate.head.starts(with: "#cloud-config".utf8) { return .byName }
    return candidate.mentions("variant:") && candidate.mentions("contents:")
      && ["variant: fcos", "variant: flatcar", "variant: fiot", "variant: r4e"].contains(where: candidate.mentions) ? .byContent : .no
  }

  static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    guard let tree = try? YAMLParser.parse(document.source).first, let root = tree.root else { return reading }
    reading.comments = tree.comments
    func items(_ node: Node, _ keys: String...) -> [Node] {
      keys.reduce(Optional(node)) { found, key in found.flatMap { tree.value(of: key, in: $0) }.map(tree.resolve) }?.items?.map(
        tree.resolve)
        ?? []
    }
    var texts: [(node: Node, path: String)] = []
    func add(_ node: Node?, _ path: String?) {
      if let node, let path, path.hasPrefix("/") { texts.append((tree.resolve(node), path)) }
    }
    for file in items(root, "write_files")
    where tree.value(of: "encoding", in: file) == nil && tree.value(of: "append", in: file)?.flag != true {
      add(tree.value(of: "content", in: file), tree.value(of: "path", in: file)?.text)
    }
    for file in items(root, "storage", "files") {
      let contents = tree.value(of: "contents", in: file).map(tree.resolve)
      add(contents.flatMap { tree.value(of: "inline", in: $0) }, tree.value(of: "path", in: file)?.text)
    }
    for unit in items(root, "systemd", "units") {
      guard let name = tree.value(of: "name", in: unit)?.text else { continue }
      add(tree.value(of: "contents", in: unit), "/etc/systemd/system/\(name)")
      for part in items(unit, "dropins") {
        add(tree.value(of: "contents", in: part), tree.value(of: "name", in: part)?.text.map { "/etc/systemd/system/\(name).d/\($0)" })
      }
    }
    reading.embedded = texts.compactMap { node, path in
      EmbeddedText(block: node, of: document.source).flatMap {
        .template($0.source, named: String(path.drop { $0 == "/" }), map: $0.map)
      }
    }
    var script = YAMLScript(document.source)
    for command in items(root, "runcmd") { script.add(command) }
    reading.embedded += [script.embedded].compactMap { $0 }
    return reading
  }
}
