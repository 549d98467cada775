import Vocabulary

/// The GPU of an Ollama server in a container, and why it has none.
extension ContainerSpec {
  func describeGPU(_ server: inout Fact) {
    server.write(.gpu, gpu.access, at: gpu.at)
    if let vendor = gpu.vendor { server.write(.gpuVendor, vendor, at: gpu.at) }
    if let devices = cards { server.infer(.gpuDevices, devices) }
    if let problem = gpu.problem { server.write(.gpuProblem, problem.value, at: problem.at) }
    guard gpu.isAbsent else { return }
    if let reason = gpu.omitted ?? macMount ?? hiddenGPUs ?? remotes ?? errand ?? byDefault {
      server.infer(.gpuIntended, reason.message, because: [reason])
    } else if let (vendor, reason) = byVariable ?? gpu.expected {
      server.infer(.gpuExpected, vendor.rawValue, because: [reason])
    }
  }

  /// `HSA_OVERRIDE_GFX_VERSION=${HSA_OVERRIDE_GFX_VERSION:-}`: ROCm only asks whether the variable is there, and reads no version in
  /// nothing (ROCm/ROCR-Runtime, `libhsakmt/src/topology.c`).
  var emptyOverride: Fact? {
    let tag = image.name.tag ?? ""
    guard gpu.vendor == .amd || tag.contains("rocm") || tag.contains("amd"), environment.isComplete,
      let variable = environment.variables.last(where: { $0.name.hasPrefix("HSA_OVERRIDE_GFX_VERSION") }), variable.value == ""
    else { return nil }
    return engineFact("empty-override", .empty, name: variable.name, at: variable.at)
  }

  /// The cards that the container has, where it is known which.
  var cards: [String]? {
    guard gpu.devices == nil, gpu.isByRuntime,
      let visible = environment.last("NVIDIA_VISIBLE_DEVICES")?.value, !visible.isEmpty
    else { return gpu.devices }
    let named = visible.split(separator: ",").map(String.init)
    return named.allSatisfy { Int($0) != nil || $0.hasPrefix("GPU-") } ? named : nil
  }

  /// A host that gives the GPUs to every container.
  private var byDefault: Reason? {
    guard engine != .podman, fact[.topology] != .pod, image.name.vendor != "amd", !id.document.isDocumentation else { return nil }
    return DefaultRuntime.reason(for: id.document.path, in: workspace)
  }

  /// A variable that hides every GPU from a container that is given none: it says that this is meant.
  private var hiddenGPUs: Reason? {
    return Self.deviceVariables.compactMap(environment.last).first { ["", "-1", "none", "void"].contains($0.value) }.map {
      Reason("\($0.name) hides every GPU", at: $0.at)
    }
  }

  /// Other servers that it hands requests on to, so that it computes nothing itself (Ollama, `envconfig/config.go`, OLLAMA_REMOTES;
  /// `server/routes.go`, RemoteHost).
  private var remotes: Reason? {
    guard let remotes = environment.last("OLLAMA_REMOTES"),
      remotes.value.map({ !["", "ollama.com"].contains($0) }) ?? true
    else { return nil }
    return Reason("OLLAMA_REMOTES makes it forward requests to another server", at: remotes.at)
  }

  /// A container that is removed when it ends and that nothing else reaches: it downloads models, which takes no GPU.
  private var errand: Reason? {
    guard isTemporary, ports.isEmpty, network.host == nil, network.name == nil, network.namespace == .own,
      !id.document.isDocumentation
    else { return nil }
    return Reason("it is removed when it exits, and publishes no port", at: fact.range)
  }

  /// Whose GPU the host has, where a variable is set that only such a card has a use for.
  private var byVariable: (vendor: PassedGPU, reason: Reason)? {
    // On a node where NVIDIA's is the default runtime, a pod has the card by the variable alone.
    if fact[.topology] == .pod { return nil }
    func first(_ names: [String], but off: [String]) -> Variable? {
      environment.variables.first { names.contains($0.name) && !off.contains($0.value ?? "") }
    }
    if let variable = first(["NVIDIA_VISIBLE_DEVICES", "NVIDIA_DRIVER_CAPABILITIES"], but: ["none", "void", ""]) {
      return (.nvidia, Reason("\(variable.name) is set", at: variable.at))
    }
    // What ROCm alone reads (ROCm documentation, Environment variables).
    return first(["HSA_OVERRIDE_GFX_VERSION", "ROCR_VISIBLE_DEVICES", "HIP_VISIBLE_DEVICES"], but: ["-1", ""]).map {
      (.amd, Reason("\($0.name) is set", at: $0.at))
    }
  }

  /// A folder of macOS, where no container has a GPU.
  private var macMount: Reason? {
    mounts.first {
      HostHardware.isOfMac($0.hostPath ?? $0.written ?? "") || HostHardware.isOfMac($0.source ?? "")
    }.map {
      Reason("a macOS folder is mounted, where no container has a GPU", at: $0.at)
    }
  }
}
