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
    return kind(SettingsParser.parse(SourceText(Array(candidate.head)))) == nil ? .no : .byContent
  }

  enum Kind: Sendable { case machine, container, plainContainer }

  /// What a file is by its keys: `key: value` lines are in many programs' files, these together in Proxmox's only.
  static func kind(_ file: SettingsFile) -> Kind? {
    let keys = Set(file.entries.map(\.key))
    let isProxmox =
      file.errors.isEmpty
      && file.entries.allSatisfy { $0.separator.hasPrefix(":") || $0.key.hasPrefix("lxc.") }
    if isProxmox, keys.contains("rootfs"), !keys.isDisjoint(with: ["arch", "ostype", "hostname"]) {
      return .container
    }
    let machine: Set<String> = [
      "boot", "cores", "sockets", "memory", "scsihw", "smbios1", "vmgenid", "ostype", "bios", "net0", "scsi0",
      "virtio0", "ide2", "efidisk0", "hostpci0", "numa", "agent", "machine", "cpu", "onboot", "balloon",
      "vga",
    ]
    if isProxmox, keys.contains("memory") || keys.contains("cores"), keys.intersection(machine).count >= 4 {
      return .machine
    }
    let isPlain =
      file.entries.contains { $0.key.hasPrefix("lxc.") }
      && file.entries.allSatisfy { $0.key.hasPrefix("lxc.") }
    return isPlain ? .plainContainer : nil
  }

  /// A quick look before anything is parsed in earnest.
  static func looksLikeOne(_ bytes: [UInt8]) -> Bool {
    bytes.count < 1 << 16 && kind(SettingsParser.parse(SourceText(bytes))) != nil
  }

  public static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    let file = SettingsParser.parse(document.source)
    reading.comments = file.comments
    guard let kind = kind(file), let owner = ProxmoxOwner(document, file, kind) else { return reading }
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
    return kind(file).map { ProxmoxWriter(file, $0) }
  }
}
