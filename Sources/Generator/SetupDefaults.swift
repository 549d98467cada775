import Knowledge

/// What is proposed where nobody has said anything, from what is found on the computer.
public struct SetupDefaults: Sendable {
  /// Programs on the PATH.
  public var programs: Set<String>
  /// Whether the computer is a Proxmox host.
  public var isProxmox: Bool
  /// The ids of clients whose settings are there.
  public var clients: Set<String>

  public init(
    programs: Set<String> = [], isProxmox: Bool = false, clients: Set<String> = []
  ) {
    self.programs = programs
    self.isProxmox = isProxmox
    self.clients = clients
  }

  /// Programs whose presence decides something.
  public static let knownPrograms = ["docker", "podman", "incus", "virsh"]

  /// The places that a server on the machine can run in, the simplest first.
  ///
  /// On a Mac no container and no virtual machine has the GPU. Virtual machines are set up to pass one through.
  public func topologies(on machine: Machine) -> [SetupRequest.Topology] {
    if machine.gpus.contains(where: { $0.vendor == .apple }) { return [.native] }
    return SetupRequest.Topology.allCases.filter { machine.hasGPU || ![.kvmLibvirt, .kvmProxmox].contains($0) }
  }

  public func topology(on machine: Machine) -> SetupRequest.Topology {
    guard topologies(on: machine).contains(.docker) else { return .native }
    if isProxmox { return .lxcProxmox }
    if programs.contains("docker") { return .docker }
    if programs.contains("podman") { return .podman }
    return .native
  }

  /// Of all that can be set up, those that are there; OpenCode where none is.
  public func harnesses(of all: [Harness]) -> [Harness] {
    let found = all.filter { clients.contains($0.id) }
    return found.isEmpty ? all.filter { $0.id == "opencode" } : found
  }
}

extension Machine {
  /// Whether models can run on a GPU of it.
  public var hasGPU: Bool { !hasNoGPU && !gpus.isEmpty }
}
