import Vocabulary

/// How the guest is started that the server is in.
struct GuestAccess {
  /// For people to run on the host, in order.
  let start: [String]
  /// What it is called: container or machine.
  let kind: String

  /// - Parameter guest: one that is there already.
  init?(_ request: SetupRequest, adopted guest: Fact?, below folder: String) {
    let path = guest.map { String($0.id.document.path.dropFirst(folder.count)) }
    let word = { (standard: String) in ShellWord(path ?? standard) }
    switch request.topology {
    case .native, .docker, .podman, .kubernetes: return nil
    case .lxcProxmox:
      let number = Self.number(path) ?? "105"
      start = [
        "# lines for /etc/pve/lxc/\(number).conf are in \(word("lxc/105.conf"))", "pct start \(number)",
      ]
      kind = "container"
    case .lxcIncus:
      start = [
        "incus profile create ollama && incus profile edit ollama <\(word("incus-ollama.yaml"))",
        "incus launch images:debian/13 ollama -p default -p ollama",
      ]
      kind = "container"
    case .kvmLibvirt:
      start = [
        "virsh define \(word("ollama-vm.xml"))", "virsh start \(ShellWord(guest?.text(.name) ?? "ollama"))",
      ]
      kind = "machine"
    case .kvmProxmox:
      let number = Self.number(path) ?? "105"
      start = [
        "# lines for /etc/pve/qemu-server/\(number).conf are in \(word("qemu-server/105.conf"))",
        "qm start \(number)",
      ]
      kind = "machine"
    }
  }

  /// Proxmox names a guest's file after its number.
  private static func number(_ path: String?) -> String? {
    guard let file = path?.split(separator: "/").last, file.hasSuffix(".conf") else { return nil }
    let number = file.dropLast(5)
    return number.utf8.allSatisfy { (0x30...0x39).contains($0) } && !number.isEmpty ? String(number) : nil
  }
}
