import Syntax
import Vocabulary

/// Reads a container of Proxmox VE or plain LXC: which device files it is given, and by which keys.
struct ContainerReader {
  private let owner: ProxmoxOwner
  private let devices: ContainerDevices

  init(_ owner: ProxmoxOwner) {
    self.owner = owner
    devices = ContainerDevices(owner.file)
  }

  func facts() -> [Fact] {
    var machine = owner.machine()
    if let card = devices.card, !devices.missing.isEmpty {
      machine.write(.nvidiaMissing, .texts(devices.missing.map { "/dev/" + $0 }), at: owner.at(card.range))
      machine.infer(any: .nvidiaStyle, .text(devices.style.rawValue))
    }
    return [machine] + keys(of: machine.id)
  }

  private func keys(of machine: FactID) -> [Fact] {
    var facts: [Fact] = []
    let entries = owner.file.entries
    let hasSecond = entries.contains { $0.key.hasPrefix("lxc.cgroup2.devices.") }
    for (index, entry) in entries.enumerated() {
      var problem: String?
      // Written twice, once for each generation, a file works on hosts of both.
      if entry.key.hasPrefix("lxc.cgroup.devices."), !hasSecond { problem = "cgroup-v1" }
      if entry.key == "lxc.cgroup2.devices.allow", devices.allowsByChangingNumber(entry) {
        problem = "changing-major"
      }
      guard let problem else { continue }
      var fact = Fact(
        FactID(.key, owner.id, ["line", String(index)]), at: owner.at(entry.range),
        related: [.machine: machine, .owner: machine])
      fact.write(.name, .text(entry.key), at: owner.at(entry.keyRange))
      fact.write(.value, .text(entry.value), at: owner.at(entry.valueRange))
      fact.infer(.kind, .text("setting"))
      fact.infer(.format, .text("LXC"))
      fact.infer(any: .problem, .text(problem))
      if problem == "cgroup-v1" {
        fact.infer(.corrected, .text("lxc.cgroup2." + entry.key.dropFirst("lxc.cgroup.".count)))
      }
      facts.append(fact)
    }
    return facts
  }
}
