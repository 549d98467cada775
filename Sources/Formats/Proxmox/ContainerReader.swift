import Syntax
import Vocabulary

/// Reads a container of Proxmox VE or plain LXC: which device files it receives, and by which keys.
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
    if let owned = devices.owned { machine.write(.gpuVendor, owned.vendor, at: owner.at(owned.entry.range)) }
    return [machine] + keys(of: machine.id) + mounts(of: machine.id) + targets(of: machine.id)
      + [groups(of: machine.id), withoutCompute(of: machine.id), mapping(of: machine.id)].compactMap { $0 }
  }

  /// `/dev/kfd` with another group than the render node, though both belong to render on the host
  /// (ROCm documentation, "Prerequisites": render for kfd and renderD, video for card).
  private func groups(of machine: FactID) -> Fact? {
    let devices = owner.file.entries.filter { ContainerDevices.isDevice($0.key) }
    func gid(_ path: String) -> (SettingsFile.Entry, String)? {
      devices.lazy.compactMap { entry in
        let name = ProxmoxMachine.first(entry.value, called: "path")
        guard name.hasPrefix(path), let gid = ProxmoxMachine.options(entry.value)["gid"] else { return nil }
        return (entry, gid)
      }.first
    }
    guard let (entry, own) = gid("/dev/kfd"), let (_, render) = gid("/dev/dri/renderD"), own != render else {
      return nil
    }
    return SettingFact.make(
      ["group", entry.key], name: "/dev/kfd", value: own, kind: "device-group", format: "LXC", problem: .otherGroup,
      counterpart: render, at: owner.at(entry.valueRange), owner: machine)
  }

  /// A render node without `/dev/kfd`, which ROCm opens first, in a container that says it is for ROCm (ROCm documentation,
  /// "Prerequisites").
  private func withoutCompute(of machine: FactID) -> Fact? {
    let text = owner.file.source.string(owner.file.source.range).lowercased()
    guard text.contains("rocm"), !text.contains("vulkan"), !text.contains("kfd") else { return nil }
    let passed = owner.file.entries.filter { ContainerDevices.path($0)?.hasPrefix("/dev/dri") == true }
    guard let node = passed.last else { return nil }
    let numbers = owner.file.entries.compactMap { ContainerDevices.isDevice($0.key) ? Int($0.key.dropFirst(3)) : nil }
    let group = ProxmoxMachine.options(node.value)["gid"].map { ",gid=\($0)" } ?? ""
    return SettingFact.make(
      ["compute"], name: "/dev/kfd", kind: "device", format: "LXC", problem: .notPassed,
      expected: ContainerDevices.isDevice(node.key)
        ? "dev\((numbers.max() ?? 0) + 1): /dev/kfd\(group)" : "lxc.mount.entry: /dev/kfd dev/kfd none bind,optional,create=file",
      at: owner.at(node.range), owner: machine)
  }

  /// `lxc.idmap` lines must map each of the container's ids 0 to 65535 once (`man lxc.container.conf`, newuidmap(1)).
  private func mapping(of machine: FactID) -> Fact? {
    let entries = owner.file.entries.filter { $0.key == "lxc.idmap" }
    guard let first = entries.first else { return nil }
    for kind in ["u", "g"] {
      var ranges: [(start: Int, count: Int, entry: SettingsFile.Entry)] = []
      for entry in entries {
        let words = entry.value.split(separator: " ").map(String.init)
        guard words.count == 4, words[0] == kind || words[0] == "b" else { continue }
        guard let start = Int(words[1]), let count = Int(words[3]), start >= 0, count > 0, count < 1 << 31
        else {
          return nil
        }
        ranges.append((start, count, entry))
      }
      let what = kind == "u" ? "users" : "groups"
      func fact(_ consequence: String, _ entry: SettingsFile.Entry) -> Fact {
        SettingFact.make(
          ["idmap", kind], name: "lxc.idmap", value: entry.value, kind: "idmap", format: "LXC", problem: .idmap,
          consequence: consequence, corrected: ranges.isEmpty ? usual(kind, beside: first) : nil,
          at: owner.at(entry.range), owner: machine)
      }
      if ranges.isEmpty { return fact("no line maps \(what)", first) }
      ranges.sort { $0.start < $1.start }
      var next = 0
      for range in ranges {
        if range.start > next {
          return fact("\(what) \(next) to \(range.start - 1) are not mapped", range.entry)
        }
        if range.start < next {
          return fact("\(what) \(range.start) to \(next - 1) are mapped twice", range.entry)
        }
        next = range.start + range.count
      }
      guard let last = ranges.last else { return nil }
      if next < 65536 { return fact("\(what) from \(next) on are not mapped", last.entry) }
      // Containers inside it need more than the usual range.
      if next > 65536, next < 65600 {
        return fact("\(what) up to \(next - 1) are mapped, past 65535", last.entry)
      }
    }
    return nil
  }

  /// All ids of one kind where the other kind's begin: `u 0 100000 65536`.
  private func usual(_ kind: String, beside entry: SettingsFile.Entry) -> String? {
    let words = entry.value.split(separator: " ")
    return words.count == 4 && words[1] == "0" ? "\(kind) 0 \(words[2]) 65536" : nil
  }

  /// Mounts on a file that nobody makes: `/dev` of a container is an empty file system at every start, and LXC only makes
  /// what create=file or create=dir tells it to (lxc.container.conf(5), "MOUNT POINTS" and "DEVICE NODES (/dev)").
  private func targets(of machine: FactID) -> [Fact] {
    // What another line brings is there: a folder that is mounted whole, or Proxmox's own key for a device.
    let brought = owner.file.entries.compactMap { entry -> String? in
      if ContainerDevices.isDevice(entry.key) {
        return String(ProxmoxMachine.first(entry.value, called: "path").drop { $0 == "/" })
      }
      let words = entry.value.split(separator: " ").map(String.init)
      return entry.key == "lxc.mount.entry" && words.count > 3 && words[3].contains("create=")
        ? words[1] : nil
    }
    return owner.file.entries.enumerated().compactMap { index, entry in
      let words = entry.value.split(separator: " ").map(String.init)
      guard entry.key == "lxc.mount.entry", (4...6).contains(words.count), words[1].hasPrefix("dev/"),
        ["nvidia", "dri", "kfd", "dxg"].contains(where: { words[1].dropFirst(4).hasPrefix($0) }),
        words[0] == "/" + words[1], words[3].split(separator: ",").contains("bind"),
        !words[3].contains("create="),
        !brought.contains(where: { words[1] == $0 || words[1].hasPrefix($0 + "/") })
      else { return nil }
      let isFolder = ["dri", "nvidia-caps"].contains(words[1].dropFirst(4))
      let corrected = words[3] + (isFolder ? ",create=dir" : ",create=file")
      return SettingFact.make(
        ["target", String(index)], name: words[1], value: words[3], kind: "mount-entry", format: "LXC",
        problem: words[3].contains("optional") ? .unset : .missingFile, corrected: corrected,
        at: owner.at(entry.valueRange), owner: machine)
    }
  }

  /// Mounts on an absolute path, which LXC ignores unless it begins with the path of the root file system
  /// (lxc/lxc `src/lxc/conf.c`, mount_entry_on_absolute_rootfs).
  private func mounts(of machine: FactID) -> [Fact] {
    owner.file.entries.enumerated().compactMap { index, entry in
      let words = entry.value.split(separator: " ").map(String.init)
      guard entry.key == "lxc.mount.entry", words.count >= 4, words[0].hasPrefix("/dev/"),
        words[1].hasPrefix("/dev/")
      else { return nil }
      return SettingFact.make(
        ["mount", String(index)], name: words[1], value: entry.value, kind: "mount-entry", format: "LXC",
        problem: .badTarget, corrected: String(words[1].dropFirst()), at: owner.at(entry.valueRange), owner: machine)
    }
  }

  private func keys(of machine: FactID) -> [Fact] {
    var facts: [Fact] = []
    let entries = owner.file.entries
    let hasSecond = entries.contains { $0.key.hasPrefix("lxc.cgroup2.devices.") }
    for (index, entry) in entries.enumerated() {
      var problem: ValueFault?
      // Written twice, once for each generation, a file works on hosts of both.
      if entry.key.hasPrefix("lxc.cgroup.devices."), !hasSecond { problem = .cgroupV1 }
      if entry.key == "lxc.cgroup2.devices.allow", devices.allowsByChangingNumber(entry) {
        problem = .changingMajor
      }
      let decimal = entry.key.hasPrefix("lxc.cgroup") && entry.key.contains(".devices.") ? ContainerDevices.decimal(entry.value) : nil
      if decimal != nil, problem == nil { problem = .notAnInteger }
      guard let problem else { continue }
      var fact = Fact(
        FactID(.key, owner.id, ["line", String(index)]), at: owner.at(entry.range),
        related: [.machine: machine, .owner: machine])
      fact.write(.name, .text(entry.key), at: owner.at(entry.keyRange))
      fact.write(.value, .text(entry.value), at: owner.at(entry.valueRange))
      fact.infer(.kind, .text("setting"))
      fact.infer(.format, .text("LXC"))
      fact.infer(.problem, problem)
      if problem == .notAnInteger, let decimal { fact.infer(.corrected, .text(decimal)) }
      if problem == .cgroupV1 {
        fact.infer(.corrected, .text("lxc.cgroup2." + entry.key.dropFirst("lxc.cgroup.".count)))
      }
      facts.append(fact)
    }
    return facts
  }
}
