/// A way in which a change can take something away from a deployment that works today.
///
/// A safe fix may do any of these only with evidence. ``Change/hazards`` says which of them a change can do, by the attribute
/// it touches, so no rule has to be known by name.
public enum Hazard: String, Hashable, Sendable, CaseIterable {
  /// Requests a device. A container does not start, and a pod stays pending, where the host does not have it.
  case hardware
  /// Changes who can reach a server.
  case reach
  /// Adds or moves a mount, so that data seems to be gone.
  case storage
  /// Changes when a program is started, stopped or started again.
  case restart
  /// Changes how much memory models take, or how much text, and how many requests, they have room for.
  case memory
  /// Removes something that a person wrote.
  case removal

  /// What the change does, as in "it would ...".
  public var phrase: String {
    switch self {
    case .hardware: "request hardware that this host may not have"
    case .reach: "change who can reach a server"
    case .storage: "add or move a mount"
    case .restart: "change when a program is started"
    case .memory: "change how much memory models take"
    case .removal: "remove a setting"
    }
  }
}

extension Attribute {
  /// What a change of this attribute can take away; `nil` for one that only says what a file already means.
  public var hazard: Hazard? {
    switch self {
    case .gpu, .integratedGPU, .nvidiaMissing, .nvidiaRuntime, .managed: .hardware
    case .address, .hostAddress, .hostPort, .isPublic, .origins, .auth, .sharesHostNetwork: .reach
    case .modelVolume, .volumeElsewhere, .modelsDirectory: .storage
    case .restart, .startsBefore, .autoUpdate: .restart
    case .context, .contextSent, .parallel, .keepAlive, .maxLoaded, .kvCacheType, .memoryLimit, .cpuLimit,
      .threads, .ram, .ramLeast, .balloon, .gpuLayers:
      .memory
    default: nil
    }
  }
}
