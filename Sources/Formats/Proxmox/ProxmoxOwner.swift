import Syntax
import Vocabulary

/// A machine or container that is there to run models.
struct ProxmoxOwner {
  let id: DocumentID
  let file: SettingsFile
  let kind: ProxmoxFormat.Kind
  let name: String
  let nameRange: TextRange
  private let purpose: Purpose

  /// `nil` for one without models.
  init?(_ document: Document, _ file: SettingsFile, _ kind: ProxmoxFormat.Kind) {
    id = document.id
    self.file = file
    self.kind = kind
    let keys = ["name", "hostname", "lxc.uts.name", "lxc.utsname"]
    let entry = keys.lazy.compactMap { file[$0] }.first
    let path = document.id.path.split(separator: "/")
    // 101.conf, or the folder that plain LXC names after the container.
    let fallback = kind == .plainContainer ? path.dropLast().last : path.last?.split(separator: ".").first
    name = entry?.value ?? fallback.map(String.init) ?? "the machine"
    nameRange = entry?.range ?? file.entries.first?.range ?? TextRange(at: 0)
    let called = [("name says", entry), ("tags say", file["tags"])].compactMap { what, entry in
      entry.map { (what: what, text: $0.value, at: $0.range) }
    }
    guard let purpose = Purpose(id, called: called, comments: file.comments, in: file.source) else {
      return nil
    }
    self.purpose = purpose
  }

  /// `ipconfig0: ip=192.168.1.50/24,gw=192.168.1.1` of a machine, `net0: name=eth0,ip=10.0.0.5/24` of a container.
  private var addresses: [String] {
    file.entries.filter { $0.key.hasPrefix("ipconfig") || $0.key.hasPrefix("net") }.flatMap { entry in
      entry.value.split(separator: ",").compactMap { option -> String? in
        guard option.hasPrefix("ip=") || option.hasPrefix("ip6=") else { return nil }
        let address = option.drop { $0 != "=" }.dropFirst().prefix { $0 != "/" }
        return address.contains(".") || address.contains(":") ? String(address) : nil
      }
    }
  }

  func at(_ range: TextRange) -> SourceRange { SourceRange(id, range) }

  /// The fact about it, with what all kinds have in common.
  func machine() -> Fact {
    GuestMachine(
      name: Placed(name, at: at(nameRange)), host: kind == .plainContainer ? "LXC" : "Proxmox",
      topology: kind == .machine ? .vm : .lxc, purpose: purpose, addresses: addresses
    ).fact(of: id)
  }
}
