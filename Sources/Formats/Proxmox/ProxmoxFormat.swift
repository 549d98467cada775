import Syntax
import Vocabulary

/// Virtual machines and containers of Proxmox VE (`/etc/pve/qemu-server/101.conf`, `/etc/pve/lxc/101.conf`), and
/// plain LXC's (`/var/lib/lxc/NAME/config`).
///
/// Keys: https://pve.proxmox.com/pve-docs/qm.conf.5.html, pct.conf.5.html, and lxc.container.conf(5).
public enum ProxmoxFormat: Format {
  public static let name = "proxmox"

  public static func hint(_ name: FileName) -> NameHint {
    name.hasSuffix(".conf") || name.lowercased == "config" ? .possible : .no
  }

  public static func recognises(_ candidate: Candidate) -> Recognition {
    let name = candidate.name
    guard hint(name) > .no else { return .no }
    return kind(SettingsParser.parse(SourceText(Array(candidate.head))), at: candidate.path) == nil
      ? .no : .byContent
  }

  enum Kind: Sendable { case machine, container, plainContainer }

  /// What a file is by its keys: `key: value` lines are in many programs' files, these together in Proxmox's only.
  static func kind(_ file: SettingsFile, at path: String = "") -> Kind? {
    let keys = Set(file.entries.map(\.key))
    if let kind = kind(of: path, keys) { return kind }
    let isProxmox =
      file.errors.isEmpty
      && file.entries.allSatisfy { $0.separator.hasPrefix(":") || $0.key.hasPrefix("lxc.") }
    if isProxmox, keys.contains("rootfs"), !keys.isDisjoint(with: ["arch", "ostype", "hostname"]) {
      return .container
    }
    if isProxmox, keys.contains("memory") || keys.contains("cores"), keys.intersection(Self.machineKeys).count >= 4 {
      return .machine
    }
    let isPlain =
      file.entries.contains { $0.key.hasPrefix("lxc.") }
      && file.entries.allSatisfy { $0.key.hasPrefix("lxc.") }
    return isPlain ? .plainContainer : nil
  }

  /// What a file is by its place on the host, where only some of its keys are written.
  private static func kind(of path: String, _ keys: Set<String>) -> Kind? {
    let parts = path.lowercased().split(separator: "/")
    guard parts.count > 1, let name = parts.last, name.hasSuffix(".conf"),
      name.dropLast(5).allSatisfy(\.isNumber)
    else { return nil }
    let isContainer =
      keys.contains { $0.hasPrefix("lxc.") } || !keys.isDisjoint(with: ["arch", "unprivileged", "rootfs"])
    switch parts[parts.count - 2] {
    case "lxc": return isContainer ? .container : nil
    case "qemu-server":
      return keys.contains("memory") || keys.contains { $0.hasPrefix("hostpci") } ? .machine : nil
    default: return nil
    }
  }

  /// A quick look before anything is parsed in earnest.
  static func looksLikeOne(_ bytes: [UInt8], at path: String) -> Bool {
    bytes.count < 1 << 16 && kind(SettingsParser.parse(SourceText(bytes)), at: path) != nil
  }

  public static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    let file = SettingsParser.parse(document.source)
    reading.comments = file.comments
    guard let kind = kind(file, at: document.id.path), let owner = ProxmoxOwner(document, file, kind) else {
      return reading
    }
    reading.facts =
      kind == .machine ? ProxmoxMachine(owner, in: workspace).facts() : ContainerReader(owner).facts()
    return reading
  }

  public static func edits(adding addition: Addition, to document: Document) -> [Edit]? {
    ProxmoxAddition.edits(addition, in: document.source)
  }

  public static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    guard document.holes.isEmpty else { return nil }
    let file = SettingsParser.parse(document.source)
    return kind(file, at: document.id.path).map { ProxmoxWriter(file, $0) }
  }
}
