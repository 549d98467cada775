import Knowledge
import Vocabulary

/// What follows from the settings of a host: which of its devices go to guests, and what Docker does on it.
enum HostLink {
  static func workOut(_ draft: inout Draft) {
    for id in draft.ids(.machine) {
      guard let host = draft.facts[id] else { continue }
      switch host.text(.kind) {
      case "host": judgeIOMMU(of: host, &draft)
      case "Docker": tieDocker(host, &draft)
      default: continue
      }
    }
    for id in draft.ids(.server) { findTaken(from: id, &draft) }
  }

  // MARK: The IOMMU

  private static func judgeIOMMU(of host: Fact, _ draft: inout Draft) {
    guard host.has(.iommu) else { return }
    let around = draft.together(with: host.id.document, .machine).sorted { $0.id < $1.id }
    // A host for other guests is not ours to judge.
    guard isAboutModels(host, draft) else { return }
    if let reason = around.lazy.compactMap(passes).first {
      draft.facts[host.id]?.infer(.vfioUsed, .flag(true), because: [reason])
    }
    let hosts = around.filter { $0.text(.kind) == "host" }
    if host.text(.cpuVendor) == nil {
      let vendors = Set(hosts.compactMap { $0.text(.cpuVendor) })
      if vendors.count == 1, let vendor = vendors.first {
        draft.facts[host.id]?.infer(.cpuVendor, .text(vendor))
      }
    }
    // Proxmox's own kernels have it on by default.
    if around.contains(where: { $0.text(.kind) == "Proxmox" }), host.text(.iommu) == "unset" {
      draft.facts[host.id]?.infer(.iommu, nil)
    }
  }

  private static func passes(_ machine: Fact) -> Reason? {
    if let devices = machine.attributes[.vfioDevices] {
      return Reason(
        "vfio-pci takes \(machine.texts(.vfioDevices).joined(separator: " and ")) from the host",
        at: devices.range)
    }
    guard machine.flag(.passesDevices) == true, machine.text(.topology) == "vm" else { return nil }
    return Reason("\(machine.text(.name) ?? "a machine") is given a device of the host", at: machine.range)
  }

  private static func isAboutModels(_ host: Fact, _ draft: Draft) -> Bool {
    let document = host.id.document
    if draft.together(with: document, .machine).contains(where: { $0.has(.purpose) }) { return true }
    return [Subject.server, .model, .modelUse].contains { !draft.together(with: document, $0).isEmpty }
  }

  // MARK: Docker

  private static func tieDocker(_ daemon: Fact, _ draft: inout Draft) {
    for server in draft.near(daemon.id.document, .server) {
      guard server.text(.topology) == "container", server.text(.engine) != "podman",
        server.flag(.example) != true
      else {
        continue
      }
      if server.text(.gpu) == "none", daemon.flag(.nvidiaRuntime) == true, server.text(.imageVendor) != "amd"
      {
        let reason = Reason(
          "Docker gives every container NVIDIA's runtime", at: daemon.attributes[.nvidiaRuntime]?.range)
        draft.facts[server.id]?.infer(.gpuIntended, .text(reason.message), because: [reason])
      }
      let isNVIDIAs = ["nvidia", "any"].contains(server.text(.gpuVendor)) && server.text(.gpu) != "none"
      if isNVIDIAs || daemon.flag(.nvidiaRuntime) == true, draft.facts[daemon.id]?.has(.gpuContainer) == false
      {
        draft.facts[daemon.id]?.infer(
          .gpuContainer, server[.name],
          because: [Reason("\(server.text(.name) ?? "a container") is given NVIDIA's GPUs", at: server.range)]
        )
      }
    }
  }

  // MARK: One card for two

  /// A server whose own host keeps the GPU for guests.
  private static func findTaken(from id: FactID, _ draft: inout Draft) {
    guard let server = draft.facts[id], ["native", "container"].contains(server.text(.topology)),
      server.text(.gpu) != "none", !server.has(.gpuIntended), server.flag(.example) != true
    else { return }
    let hosts = draft.together(with: id.document, .machine).filter {
      $0.text(.kind) == "host" && isSameHost($0.id.document.path, id.document.path)
    }
    let vendors = ["nvidia": "10de:", "amd": "1002:"]
    let wanted = server.text(.gpuVendor).flatMap { vendors[$0] == nil ? nil : [$0] } ?? ["amd", "nvidia"]
    let drivers = ["nvidia": ["nvidia"], "amd": ["amdgpu"]]
    let machine = draft.surroundings.machine(for: id.document.path)
    for host in hosts.sorted(by: { $0.id < $1.id }) where host.has(.vfioDevices) {
      for vendor in wanted {
        guard let prefix = vendors[vendor],
          let device = host.texts(.vfioDevices).first(where: { $0.hasPrefix(prefix) })
        else { continue }
        let blocking = hosts.first { !Set($0.texts(.driversBlocked)).isDisjoint(with: drivers[vendor] ?? []) }
        let cards = machine?.gpus.filter { $0.vendor?.rawValue == vendor }.count
        let at = host.attributes[.vfioDevices]?.range
        var reasons = [Reason("vfio-pci takes \(device) when the host starts", at: at)]
        if let blocking, let driver = drivers[vendor]?.first {
          reasons.append(
            Reason("\(driver) is kept from loading", at: blocking.attributes[.driversBlocked]?.range))
        }
        draft.facts[id]?.infer(.gpuTaken, .text(device), because: reasons)
        draft.facts[id]?.infer(.gpuTakenSurely, .flag(blocking != nil || cards == 1))
        return
      }
    }
  }

  /// Whether two files lie in mirrors of one file system, or in one script: `box/etc/modprobe.d/vfio.conf` and
  /// `box/etc/systemd/system/ollama.service`.
  private static func isSameHost(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    func root(_ path: String) -> ArraySlice<Substring>? {
      let parts = path.split(separator: "/")
      return parts.firstIndex(of: "etc").map { parts[..<$0] }
    }
    guard let first = root(a), let second = root(b) else { return false }
    return first == second
  }
}
