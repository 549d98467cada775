import Knowledge

/// The deployment that the user asks for.
public struct SetupRequest: Sendable {
  /// Where the server runs.
  public enum Topology: String, Sendable, CaseIterable {
    case native, docker, podman, kubernetes
    case lxcProxmox = "lxc-proxmox"
    case lxcIncus = "lxc-incus"
    case kvmLibvirt = "kvm-libvirt"
    case kvmProxmox = "kvm-proxmox"

    /// Also by the short names of its kind.
    public init?(named name: String) {
      switch name {
      case "lxc": self = .lxcProxmox
      case "kvm": self = .kvmLibvirt
      default: self.init(rawValue: name)
      }
    }
  }

  public enum Preference: String, Sendable, CaseIterable { case quality, speed }

  public var machine: Machine
  public var topology: Topology
  public var harnesses: [Harness]
  public var preference: Preference
  /// Tokens; `nil` leaves it to the generator.
  public var context: Int?
  /// The agent's model as the library names it; `nil` leaves it to the generator.
  public var model: String?
  public var needsVision: Bool
  /// Whether nothing may be asked of models elsewhere, by anybody.
  public var isOffline: Bool
  /// Whether what does not fit here may be given a model elsewhere.
  public var allowsRemote: Bool

  public init(
    machine: Machine, topology: Topology, harnesses: [Harness], preference: Preference = .speed,
    context: Int? = nil, model: String? = nil, needsVision: Bool = false, isOffline: Bool = false,
    allowsRemote: Bool = true
  ) {
    self.machine = machine
    self.topology = topology
    self.harnesses = harnesses
    self.preference = preference
    self.context = context
    self.model = model
    self.needsVision = needsVision
    self.isOffline = isOffline
    self.allowsRemote = allowsRemote
  }

  var runsOnCPU: Bool { !machine.hasGPU }
}

/// Why a request cannot be met.
public struct GeneratorError: Error, Sendable {
  public let message: String
}
