import Vocabulary

/// What a service requests in GPUs, over all the ways Compose knows (compose-spec deploy.md, 05-services.md).
struct ComposeGPU {
  private(set) var request: GPURequest
  /// The runtime that the service names, and where.
  private(set) var runtimeName: (name: String, at: SourceRange)?

  init(_ service: ComposeService) {
    request = GPURequest(at: service.nameRange)
    reservation(service)
    shorthand(service)
    runtime(service)
    devices(service)
    misplaced(service)
  }

  private mutating func grant(_ access: GPUAccess?, _ vendor: PassedGPU?, at range: SourceRange) {
    request.grant(access, vendor, at: range)
  }

  private mutating func complain(_ text: String, at range: SourceRange) { request.complain(text, at: range) }

  /// `deploy.resources.reservations.devices`.
  private mutating func reservation(_ service: ComposeService) {
    for resources in service.values("deploy").compactMap({ $0.value("resources") }) {
      generic(resources)
      guard let devices = resources.value("reservations")?.value("devices") else { continue }
      if devices.node.entries != nil {
        complain("is a mapping; Compose requires a list of devices", at: devices.range)
      }
      for device in devices.node.entries != nil ? [devices] : devices.items() {
        guard device.node.entries != nil else { continue }
        reserve(device)
      }
    }
  }

  /// What a Swarm's nodes offer by a name of their own: `generic_resources` (`docker node update --generic-resource-add`,
  /// dockerd's `node-generic-resources`).
  private mutating func generic(_ resources: ComposeService.Found) {
    for item in resources.value("reservations")?.value("generic_resources")?.items() ?? [] {
      guard let spec = item.value("discrete_resource_spec"), let kind = spec.value("kind") else { continue }
      guard let name = kind.text?.lowercased() else { return grant(nil, nil, at: item.range) }
      let vendor = [PassedGPU.nvidia, .amd, .intel].first { name.contains($0.rawValue) }
      if vendor != nil || name.contains("gpu") || name.contains("cuda") {
        grant(.someGPUs, vendor, at: item.range)
      }
    }
  }

  private mutating func reserve(_ device: ComposeService.Found) {
    // What follows a device that is refused is refused with it, and may be a part of it.
    guard request.problem == nil else { return }
    let driver = device.value("driver")
    if let driver, driver.raw != nil, driver.text == nil { return grant(nil, nil, at: device.range) }
    let name = driver?.text?.lowercased()
    let vendor = name.map(PassedGPU.init(rawValue:)) ?? .nvidia
    guard let capabilities = device.value("capabilities") else {
      if name == "nvidia" || device.value("count") != nil || device.value("device_ids") != nil {
        complain("has no capabilities, which Compose requires", at: device.range)
      }
      return
    }
    if capabilities.node.items == nil {
      complain("has capabilities that are not a list, so Compose rejects it", at: capabilities.range)
      return
    }
    let words = Set(capabilities.items().map { $0.text ?? "gpu" })
    let isComputing = vendor == .nvidia && words.contains("compute") && words.isSubset(of: Self.capabilities)
    guard isComputing || !words.isDisjoint(with: ["gpu", "nvidia"]) else { return }
    if let count = device.value("count"), device.value("device_ids") != nil {
      complain("has both count and device_ids; Compose accepts only one of them", at: count.range)
      return
    }
    if let count = device.value("count") {
      guard let text = count.text else {
        return grant(nil, name.flatMap(PassedGPU.init(rawValue:)), at: device.range)
      }
      // None at all since Docker says `void` here; before that the image's own NVIDIA_VISIBLE_DEVICES=all counted
      // (moby, daemon/devices_nvidia_linux.go, setNvidiaGPUs). It was chosen either way.
      if text == "0" { return grant(nil, vendor, at: device.range) }
      if request.access == .noGPU, let count = Int(text), (1...16).contains(count) {
        request.devices = (0..<count).map(String.init)
      }
      grant(text == "all" || text == "-1" ? .all : .someGPUs, vendor, at: device.range)
    } else {
      if request.access == .noGPU, let ids = device.value("device_ids")?.items(), !ids.isEmpty {
        let known = ids.compactMap(\.text)
        request.devices = known.count == ids.count ? known : nil
      }
      grant(device.value("device_ids") == nil ? .all : .someGPUs, vendor, at: device.range)
    }
  }

  /// `gpus: all`, or a list of devices.
  private mutating func shorthand(_ service: ComposeService) {
    guard let gpus = service.value("gpus") else { return }
    if gpus.node.items != nil {
      guard let first = gpus.items().first else { return }
      let driver = first.value("driver")?.text
      return grant(.someGPUs, driver.map(PassedGPU.init(rawValue:)) ?? .nvidia, at: gpus.range)
    }
    guard let raw = gpus.raw else { return }
    guard let text = gpus.text else { return grant(nil, nil, at: gpus.range) }
    if text == "all" { return grant(.all, .nvidia, at: gpus.range) }
    complain("is \(raw); Compose accepts only all or a list of devices", at: gpus.range)
  }

  private mutating func runtime(_ service: ComposeService) {
    guard let runtime = service.value("runtime") else { return }
    guard let name = runtime.text else { return grant(nil, nil, at: runtime.range) }
    runtimeName = (name, runtime.range)
    if name.lowercased().hasPrefix("nvidia") { request.grantByRuntime(at: runtime.range) }
  }

  /// `/dev/kfd`, `/dev/dri`, `/dev/nvidia0`, or a CDI name.
  private mutating func devices(_ service: ComposeService) {
    for item in service.items("devices") {
      let named = item.node.entries != nil ? item.value("source") : item
      guard let written = named?.text ?? named?.raw else { continue }
      // A variable may stand for a part of the path.
      let text = written.contains("$") ? Self.cards.first(where: written.contains) ?? written : written
      request.pass(text, at: item.range)
      if let card = Self.lacksSlash(text) {
        complain("passes \(text), which is not a path; write \(card)", at: item.range)
      }
    }
    if service.value("privileged")?.flag == true { grant(nil, nil, at: service.nameRange) }
  }

  /// The device that a text means which is its path but for the first slash.
  static func lacksSlash(_ text: String) -> String? {
    cards.first { text == $0.dropFirst() || text.hasPrefix($0.dropFirst() + ":") }
  }

  private static let cards = ["/dev/nvidia", "/dev/kfd", "/dev/dri", "/dev/dxg"]

  /// Requests in places where Compose does not look.
  private mutating func misplaced(_ service: ComposeService) {
    // Compose rejects the key, whatever is requested elsewhere.
    if let gpus = service.value(at: ["deploy", "gpus"]) ?? service.value(at: ["deploy", "resources", "gpus"]) {
      complain("is under deploy, which has no key gpus; write gpus: all next to deploy", at: gpus.range)
    }
    guard request.access == .noGPU else { return }
    if let limits = service.value(at: ["deploy", "resources", "limits", "devices"]) {
      complain("is under limits, where it has no effect; Compose reads reservations", at: limits.range)
    }
    if let gpu = service.value("gpu") {
      complain("uses the unknown key gpu", at: gpu.range)
    }
    for layer in service.layers {
      if let device = layer.value("device"), device.items != nil {
        complain("uses the unknown key device", at: layer.file.at(device.range))
      }
    }
    if service.items("command").contains(where: { $0.raw?.contains("--gpus") == true }),
      let command = service.value("command")
    {
      complain("is in command, so it is passed to Ollama instead of Docker", at: command.range)
    }
  }
}
