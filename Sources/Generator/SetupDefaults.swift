import Knowledge

/// What is proposed where nobody has said anything, from what is found on the computer.
public struct SetupDefaults: Sendable {
  /// Programs on the PATH.
  public var programs: Set<String>
  /// Whether the computer is a Proxmox host.
  public var isProxmox: Bool
  /// Clients whose settings are there.
  public var clients: Set<SetupRequest.Harness>

  public init(
    programs: Set<String> = [], isProxmox: Bool = false, clients: Set<SetupRequest.Harness> = []
  ) {
    self.programs = programs
    self.isProxmox = isProxmox
    self.clients = clients
  }

  /// Programs whose presence decides something.
  public static let knownPrograms = ["docker", "podman", "incus", "virsh"]

  /// The places that a server on the machine can run in, the simplest first.
  ///
  /// On a Mac no container and no virtual machine has the GPU.
  public func topologies(on machine: Machine) -> [SetupRequest.Topology] {
    machine.gpus.contains { $0.vendor == .apple } ? [.native] : SetupRequest.Topology.allCases
  }

  public func topology(on machine: Machine) -> SetupRequest.Topology {
    guard topologies(on: machine).contains(.docker) else { return .native }
    if isProxmox { return .lxcProxmox }
    if programs.contains("docker") { return .docker }
    if programs.contains("podman") { return .podman }
    return .native
  }

  /// Those that are there; OpenCode where none is.
  public var harnesses: [SetupRequest.Harness] {
    let found = SetupRequest.Harness.allCases.filter(clients.contains)
    return found.isEmpty ? [.opencode] : found
  }
}
