import Vocabulary
import Wording

/// What follows from the settings of a host: which of its devices go to guests, and what Docker does on it.
enum HostLink {
  static func resolve(_ draft: inout Draft) {
    var neighbourhoods: [String: Neighbourhood] = [:]
    for id in draft.ids(.machine) {
      guard let host = draft.facts[id] else { continue }
      switch host.text(.kind) {
      case "host":
        let scope = draft.scopes.scope(of: id.document)
        let around = neighbourhoods[scope] ?? Neighbourhood(of: id.document, draft)
        neighbourhoods[scope] = around
        checkIOMMU(of: host, around, &draft)
      case "Docker": tieDocker(host, &draft)
      default: continue
      }
    }
    let hosts = Dictionary(grouping: draft.all(.machine).filter { $0.text(.kind) == "host" }) {
      Place(of: $0.id.document, draft)
    }
    for id in draft.ownIDs(.server) {
      if let near = hosts[Place(of: id.document, draft)] { findTaken(from: id, near, &draft) }
    }
    for id in draft.ownIDs(.machine) where draft.facts[id]?[.topology] == .lxc && draft.facts[id]?.has(.gpuVendor) == true {
      if let near = hosts[Place(of: id.document, draft)] { findTaken(from: id, near, &draft) }
    }
  }

  // MARK: The IOMMU

  /// What the deployment around a host says of it.
  private struct Neighbourhood {
    /// Why a device of the host is taken from it.
    let passes: Reason?
    let cpuVendors: Set<CPUVendor>
    let hasProxmox: Bool
    /// A host for other guests is not ours to check.
    let isAboutModels: Bool

    init(of document: DocumentID, _ draft: Draft) {
      let machines = draft.together(with: document, .machine)
      passes = machines.lazy.compactMap(HostLink.passes).first
      cpuVendors = Set(machines.filter { $0.text(.kind) == "host" }.compactMap { $0[.cpuVendor] })
      hasProxmox = machines.contains { $0.text(.kind) == "Proxmox" }
      isAboutModels =
        machines.contains { $0.has(.purpose) }
        || [Subject.server, .model, .modelUse].contains { !draft.ids(together: document, $0).isEmpty }
    }
  }

  private static func checkIOMMU(of host: Fact, _ around: Neighbourhood, _ draft: inout Draft) {
    guard host.has(.iommu), around.isAboutModels else { return }
    if let reason = around.passes {
      draft[host.id].infer(.vfioUsed, .flag(true), because: [reason])
    }
    if host[.cpuVendor] == nil, around.cpuVendors.count == 1, let vendor = around.cpuVendors.first {
      draft[host.id].infer(.cpuVendor, vendor)
    }
    // Proxmox's own kernels have it on by default.
    if around.hasProxmox, host[.iommu] == .unset { draft[host.id].infer(.iommu, nil) }
  }

  private static func passes(_ machine: Fact) -> Reason? {
    if let devices = machine.attributes[.vfioDevices] {
      return Reason(
        "vfio-pci claims \(Wording.list(machine.texts(.vfioDevices))) on the host",
        at: devices.range)
    }
    guard machine.flag(.passesDevices) == true, machine[.topology] == .vm else { return nil }
    return Reason("\(machine.text(.name) ?? "a machine") has a host device", at: machine.range)
  }

  // MARK: Docker

  private static func tieDocker(_ daemon: Fact, _ draft: inout Draft) {
    let isRuntime = daemon.flag(.nvidiaRuntime) == true
    let servers = draft.together(with: daemon.id.document, .server).filter {
      $0[.topology] == .container && $0[.engine] != .podman && $0.flag(.example) != true
    }
    if isRuntime {
      for server in servers where server[.gpu] == .noGPU && server[.imageVendor] != .amd {
        let reason = Reason(
          "Docker uses the NVIDIA runtime for every container", at: daemon.attributes[.nvidiaRuntime]?.range)
        draft[server.id].infer(.gpuIntended, .text(reason.message), because: [reason])
      }
    }
    guard draft.facts[daemon.id]?.has(.gpuContainer) == false else { return }
    let candidates = servers.filter {
      isRuntime || [.nvidia, .any].contains($0[.gpuVendor]) && $0[.gpu] != .noGPU
    }
    guard let server = draft.nearest(daemon.id.document, among: candidates) else { return }
    draft[daemon.id].infer(
      .gpuContainer, server[.name],
      because: [Reason("\(server.text(.name) ?? "a container") has NVIDIA GPUs", at: server.range)])
  }

  // MARK: One card for two

  /// A server, or a system container with a card's device files, whose own host keeps the GPU for guests.
  private static func findTaken(from id: FactID, _ hosts: [Fact], _ draft: inout Draft) {
    guard let server = draft.facts[id], [.native, .container, .lxc].contains(server[.topology]),
      server[.gpu] != .noGPU, !server.has(.gpuIntended), server.flag(.example) != true
    else { return }
    let vendors: [PassedGPU: String] = [.nvidia: "10de:", .amd: "1002:"]
    let wanted = server[.gpuVendor].flatMap { vendors[$0] == nil ? nil : [$0] } ?? [.amd, .nvidia]
    let drivers: [PassedGPU: [String]] = [.nvidia: ["nvidia"], .amd: ["amdgpu"]]
    let machine = draft.surroundings.machine(for: id.document.path)
    for host in hosts where host.has(.vfioDevices) {
      for vendor in wanted {
        guard let prefix = vendors[vendor],
          let device = host.texts(.vfioDevices).first(where: { $0.hasPrefix(prefix) })
        else { continue }
        let blocking = hosts.first { !Set($0.texts(.driversBlocked)).isDisjoint(with: drivers[vendor] ?? []) }
        let cards = machine?.gpus.filter { $0.vendor?.rawValue == vendor.rawValue }.count
        let at = host.attributes[.vfioDevices]?.range
        var reasons = [Reason("vfio-pci claims \(device) when the host starts", at: at)]
        if let blocking, let driver = drivers[vendor]?.first {
          reasons.append(
            Reason("\(driver) is blocked from loading", at: blocking.attributes[.driversBlocked]?.range))
        }
        draft[id].infer(.gpuTaken, .text(device), because: reasons)
        draft[id].infer(.gpuTakenSurely, .flag(blocking != nil || cards == 1))
        return
      }
    }
  }

  /// The host that a file is of: files in mirrors of one file system, or in one script, are of the same, as
  /// `box/etc/modprobe.d/vfio.conf` and `box/etc/systemd/system/ollama.service`.
  private struct Place: Hashable {
    let scope: String
    let root: Substring

    init(of document: DocumentID, _ draft: Draft) {
      let path = document.path
      scope = draft.scopes.scope(of: document)
      let folder = path.split(separator: "/").first { $0 == "etc" }
      root = folder.map { path[..<$0.endIndex] } ?? path[...]
    }
  }
}
