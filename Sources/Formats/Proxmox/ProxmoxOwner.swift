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
    guard let purpose = Self.purpose(document.id, file, entry) else { return nil }
    self.purpose = purpose
  }

  private static func purpose(_ id: DocumentID, _ file: SettingsFile, _ name: SettingsFile.Entry?) -> Purpose?
  {
    for entry in [name, file["tags"]] {
      guard let entry, ModelPurpose.isNamed(in: entry.value) else { continue }
      let words = entry.key == "tags" ? "its tags say so" : "its name says so"
      return Purpose(words: words, at: SourceRange(id, entry.range))
    }
    if id.embedding.isEmpty, ModelPurpose.isNamed(inPath: id.path) {
      return Purpose(words: "the path of this file says so", at: nil)
    }
    for comment in file.comments {
      let text = file.source.string(comment)
      if !ModelPurpose.isDirective(text), ModelPurpose.isNamed(in: text) {
        return Purpose(words: "a comment says so", at: SourceRange(id, comment))
      }
    }
    return nil
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
    var fact = Fact(FactID(.machine, id, []), at: at(nameRange))
    fact.write(.name, .text(name), at: at(nameRange))
    fact.infer(.kind, .text(kind == .plainContainer ? "LXC" : "Proxmox"))
    fact.infer(.topology, kind == .machine ? .vm : .lxc)
    if !addresses.isEmpty { fact.infer(.aliases, .texts(addresses)) }
    fact.infer(
      .purpose, .text(purpose.words), because: [Reason("models run in it: \(purpose.words)", at: purpose.at)])
    if id.isDocumentation { fact.infer(.example, .flag(true)) }
    return fact
  }
}
