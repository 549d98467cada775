import Knowledge
import Memory
import Vocabulary

/// What follows for servers and clients from the machine they run on, and from their own version.
enum MachineLink {
  /// Deployments with something that only Linux has: a unit of systemd, or AMD's device files.
  private static func linuxScopes(_ draft: Draft) -> Set<String> {
    Set(
      draft.all(.server).filter { server in
        !server.id.document.isDocumentation && server.flag(.example) != true
          // A copy of the installer says nothing of who runs the containers.
          && !server.id.document.path.lowercased().contains("install")
          && (server.has(.unit) && server[.topology] == .native || [.amd, .dri].contains(server[.gpuVendor]))
      }.map { draft.scopes.scope(of: $0.id.document) })
  }

  static func place(_ draft: inout Draft) {
    draft.linux.formUnion(linuxScopes(draft))
    let linux = draft.linux
    for id in draft.ownIDs(.client) where linux.contains(draft.scopes.scope(of: id.document)) {
      draft[id].infer(.os, .linux)
    }
    for id in draft.ownIDs(.server) + draft.ownIDs(.client) {
      guard let machine = draft.surroundings.machine(for: id.document.path) else { continue }
      if let os = machine.operatingSystem {
        draft[id].infer(.os, OperatingSystem(rawValue: os.rawValue))
      }
      guard id.subject == .server else { continue }
      if machine.hasNoGPU {
        draft[id].infer(.vendor, .noGPU)
      } else if let vendor = machine.gpus.first?.vendor {
        let version = draft.facts[id]?.text(.version).flatMap { Version($0) }
        if version.map({ $0 >= .llamaServer }) ?? true, let card = integratedCard(of: machine) {
          draft[id].infer(.integratedCard, .text(card))
        }
        draft[id].infer(.vendor, MachineGPU(rawValue: vendor.rawValue))
      }
    }
    for id in draft.ownIDs(.server) {
      guard let fact = draft.facts[id], let version = fact.text(.version).flatMap({ Version($0) }) else {
        continue
      }
      // Before llama-server, flash attention was on by itself for some architectures only.
      let type = fact.text(.kvCacheType).flatMap { KVCacheType(rawValue: $0) }
      if version < .llamaServer, type?.isQuantized == true, !fact.has(.flashAttention) || fact.flag(.flashAttention) == false {
        draft[id].infer(.cacheTypeIgnored, .flag(true))
      }
      guard let advisory = Advisory.affecting(version) else { continue }
      let last = Advisory.lastFix.flatMap { advisory.fixedIn < $0 ? " (others only in \($0))" : nil } ?? ""
      draft[id].infer(
        .vulnerability,
        .text("\(advisory.id), fixed in \(advisory.fixedIn)\(last), lets \(advisory.consequence)"))
    }
  }

  /// The only card, where it is an integrated one that Ollama has not let in by itself since 0.30: any but Apple's, CUDA's
  /// and the gfx1151 (ollama/ollama `discover/runner.go`).
  private static func integratedCard(of machine: Machine) -> String? {
    guard let card = machine.gpus.first, machine.gpus.count == 1, card.isUnified,
      card.vendor == .amd || card.vendor == .intel, card.target != "gfx1151"
    else { return nil }
    return card.name
  }

  /// Targets that Ollama's ROCm build has code for (`docs/gpu.mdx`, `CMakePresets.json`).
  private static let rocmTargets: Set<String> = [
    "gfx908", "gfx90a", "gfx942", "gfx950", "gfx1030", "gfx1100", "gfx1101", "gfx1102", "gfx1150", "gfx1151",
    "gfx1200", "gfx1201",
  ]

  /// Cards that no release of ROCm 6 has code for, whatever they pass for: `8.0.3` is Polaris, the RX 460 to RX 590.
  private static func isTooOld(_ key: Fact) -> Bool {
    key.text(.name)?.hasPrefix("HSA_OVERRIDE_GFX_VERSION") == true
      && key.text(.value)?.hasPrefix("8.") == true
  }

  /// A card that the ROCm image has no code for, unless a variable makes it pass for another.
  static func checkCards(_ draft: inout Draft) {
    let outdated = Dictionary(
      draft.all(.key).filter(isTooOld).compactMap { key in key.related[.server].map { ($0, key) } }
    ) { first, _ in first }
    for id in draft.ownIDs(.server) {
      guard let key = outdated[id] else { continue }
      let text = "gfx" + (key.text(.value) ?? "").filter(\.isNumber)
      let reason = Reason("\(key.text(.name) ?? "") names that target", at: key.attributes[.value]?.range)
      draft[id].infer(.cardOutdated, .text(text), because: [reason])
    }
    let overridden = Set(
      draft.all(.key).filter { $0.text(.name)?.hasPrefix("HSA_OVERRIDE_GFX_VERSION") == true }
        .compactMap { $0.related[.server] })
    for id in draft.ownIDs(.server) where !overridden.contains(id) {
      guard let server = draft.facts[id], server[.imageVendor] == .amd,
        server.flag(.environmentUnknown) != true,
        let gpus = draft.surroundings.machine(for: id.document.path)?.gpus, !gpus.isEmpty,
        let card = gpus.first, card.vendor == .amd, let target = card.target,
        gpus.allSatisfy({ $0.vendor == .amd && $0.target.map { !rocmTargets.contains($0) } ?? false })
      else { continue }
      draft[id].infer(.cardProblem, .text("\(card.name) (\(target))"))
    }
  }

  /// Variables that name a GPU or a backend which their server does not have.
  static func checkVariables(_ draft: inout Draft) {
    for id in draft.ownIDs(.key) {
      guard let key = draft.facts[id], key.text(.kind) == "variable", !key.has(.problem),
        let server = draft.fact(.server, of: id), let value = key.text(.value)
      else { continue }
      let found: (problem: ValueFault, consequence: String, corrected: String?)?
      switch key.text(.name) {
      case "OLLAMA_LLM_LIBRARY": found = missingBackend(value, server)
      case "CUDA_VISIBLE_DEVICES": found = missingDevice(value, server, areNodes: false)
      case "HIP_VISIBLE_DEVICES", "ROCR_VISIBLE_DEVICES":
        found = missingDevice(value, server, areNodes: true)
      case "HSA_OVERRIDE_GFX_VERSION": found = foreignTarget(value, server, draft)
      default: found = nil
      }
      guard let found else { continue }
      draft[id].write(
        .problem, found.problem, at: key.attributes[.value]?.range ?? key.range)
      draft[id].infer(.consequence, .text(found.consequence))
      if let corrected = found.corrected { draft[id].infer(.corrected, .text(corrected)) }
    }
  }

  private typealias Finding = (problem: ValueFault, consequence: String, corrected: String?)

  /// The plain image has CUDA and Vulkan, the rocm image ROCm alone (ollama/ollama `Dockerfile`).
  private static func missingBackend(_ value: String, _ server: Fact) -> Finding? {
    guard let image = server.text(.image), image.hasSuffix("ollama/ollama"),
      server.attributes[.imageTag].map({ $0.value != nil }) ?? true
    else { return nil }
    let isROCm = value.hasPrefix("rocm")
    switch server[.imageVendor] {
    case .amd where value == "vulkan" || value.hasPrefix("cuda"):
      return (.disablesGpu, "the rocm image has ROCm only, not \(value)", nil)
    case nil where isROCm: return (.disablesGpu, "the plain image has no ROCm", nil)
    default: return nil
    }
  }

  private static func missingDevice(_ value: String, _ server: Fact, areNodes: Bool) -> Finding? {
    let devices = server.texts(.gpuDevices)
    guard devices.allSatisfy({ $0.hasPrefix("renderD") == areNodes }),
      let fault = VisibleDevices.fault(of: value, among: devices)
    else { return nil }
    return (fault.isOther ? .otherCard : .notPassed, fault.text, nil)
  }

  /// An override on a card that Ollama is built for, or one of another generation.
  private static func foreignTarget(_ value: String, _ server: Fact, _ draft: Draft) -> Finding? {
    guard let gpus = draft.surroundings.machine(for: server.id.document.path)?.gpus, gpus.count == 1,
      let card = gpus.first, card.vendor == .amd, let target = card.target, server.flag(.example) != true,
      server.attributes[.variant] == nil
    else { return nil }
    let parts = value.split(separator: ".").compactMap { Int($0) }
    guard parts.count == 3, parts.allSatisfy({ (0...15).contains($0) }) else { return nil }
    let named = "gfx\(parts[0])" + String(parts[1], radix: 16) + String(parts[2], radix: 16)
    guard named != target else { return nil }
    if rocmTargets.contains(target) {
      return (.foreignTarget, "\(card.name) is \(target), which Ollama supports as it is", nil)
    }
    guard named.dropLast(2) != target.dropLast(2) else { return nil }
    return (.foreignTarget, "\(card.name) is \(target), of another generation than \(named)", nil)
  }

  /// A server that binds every interface by itself publishes its port as surely as a container does.
  static func bindings(of servers: [Fact]) -> [Fact] {
    servers.compactMap { server in
      let isNative = server[.topology] == .native
      guard isNative || server.flag(.sharesHostNetwork) == true else { return nil }
      let bound = server.attributes[.hostAddress]
      // A value that is written and not known replaces the default of the image.
      let ofImage = isNative || bound != nil ? nil : "0.0.0.0"
      guard let address = bound?.value?.text ?? ofImage else { return nil }
      let at = bound?.range ?? server.attributes[.sharesHostNetwork]?.range ?? server.range
      var port = Fact(
        FactID(.port, server.id.document, server.id.address + ["binding"]), at: at,
        related: [.owner: server.id, .server: server.id])
      port.write(.address, .text(address), at: at)
      let number = server.integer(.port) ?? EndpointLink.defaultPort
      port.infer(.hostPort, .integer(number))
      port.infer(.port, .integer(number))
      port.attributes[.name] = server.attributes[.name]
      port.attributes[.reachedFrom] = server.attributes[.reachedFrom]
      return port
    }
  }

  /// Variables that a shell's profile exports for a server which systemd starts without any shell.
  static func findUnreached(_ draft: inout Draft) {
    let exported = draft.ownIDs(.key).filter { id in
      guard let key = draft.facts[id] else { return false }
      return ["shell profile", "/etc/environment"].contains(key.text(.format)) && key[.status] == .known
        && !key.has(.problem)
        && !id.document.isDocumentation
    }
    guard !exported.isEmpty else { return }
    // A server that somebody starts by hand reads them, and so may a container.
    let reading = Set(
      draft.all(.server).filter { !$0.has(.unit) || $0.flag(.environmentUnknown) == true }
        .map { draft.scopes.scope(of: $0.id.document) })
    var servers: ProximityIndex<Subject> = draft.proximityIndex()
    for id in draft.ids(.server) { servers.insert(id, under: .server) }
    var set: [String: [String: Fact]] = [:]
    for key in draft.all(.key) where key.related[.server] != nil {
      if let name = key.text(.name) { set[draft.scopes.scope(of: key.id.document), default: [:]][name] = key }
    }
    for id in exported {
      let scope = draft.scopes.scope(of: id.document)
      guard let key = draft.facts[id], !reading.contains(scope) else { continue }
      // Nothing here starts a server: the installer's service, or the app, may.
      if draft.ids(.server).isEmpty {
        // Other programs read these names too.
        guard key.text(.format) == "shell profile", let name = key.text(.name), name.hasPrefix("OLLAMA_"),
          name != "OLLAMA_HOST"
        else { continue }
        draft[id].attributes[.problem] = Sourced(
          .text("unreached"), at: key.attributes[.name]?.range ?? key.range)
        continue
      }
      guard let server = servers.nearest(.server, to: id.document).flatMap({ draft.facts[$0] }),
        let name = key.text(.name)
      else { continue }
      // For other programs the profile may be right.
      if OllamaVariable.named(name)?.grammar == .deviceList { continue }
      let own = set[scope]?[name]
      // The unit says the same, or what nobody can tell.
      if let own {
        guard let value = own.text(.value), let other = key.text(.value), value != other else { continue }
        draft[id].infer(.corrected, .text(value))
      }
      let unit = server.text(.unit) ?? "the service"
      draft[id].attributes[.problem] = Sourced(
        .text("unreached"), at: key.attributes[.name]?.range ?? key.range,
        because: [
          Reason(
            "systemd starts \(unit), and does not read \(key.text(.format) == "shell profile" ? "shell profiles" : "/etc/environment")",
            at: server.range)
        ])
      draft[id].related[.server] = server.id
    }
  }
}
