import Knowledge
import Vocabulary

/// The server as its topology has it, the guest it runs in, and a chat UI next to it.
struct ServerFiles {
  let request: SetupRequest
  let choice: ModelChoice

  /// The release that the files are made for.
  static let version = "0.32.15"
  private static let webUIVersion = "v0.11.0"

  private var gpus: [Machine.GPU] { request.machine.gpus }
  private var isAMD: Bool { gpus.contains { $0.vendor == .amd } }
  private var isIntel: Bool { gpus.contains { $0.vendor == .intel } }
  private var isMac: Bool { gpus.contains { $0.vendor == .apple } }
  private var hasGPU: Bool { !request.runsOnCPU }
  private var hasWebUI: Bool { request.harnesses.contains(where: \.isBesideServer) }

  func all() -> [Wanted] {
    switch request.topology {
    case .native: [isMac ? server("environment.sh", "docker-run", "native") : unit]
    case .docker: [server("compose.yaml", "compose", "container")]
    case .podman: [server("ollama.container", "quadlet", "container")]
    case .kubernetes: [server("ollama.yaml", "kubernetes", "pod")]
    case .lxcProxmox: [guest("lxc/105.conf", "proxmox", "lxc"), unit]
    // Without a card a profile would have nothing to say that the launch does not.
    case .lxcIncus: (hasGPU ? [guest("incus-ollama.yaml", "incus", "lxc")] : []) + [unit]
    case .kvmLibvirt: [guest("ollama-vm.xml", "libvirt", "vm"), unit]
    case .kvmProxmox: [guest("qemu-server/105.conf", "proxmox", "vm"), unit]
    }
  }

  // MARK: Server

  private var unit: Wanted { server("ollama.service.d/override.conf", "systemd", "native") }

  private func server(_ path: String, _ format: String, _ topology: String) -> Wanted {
    let context = Value.integer(choice.agent.settings.context)
    var settings: [(attribute: Attribute, value: Value)] = [(.context, context)]
    var attributes: [Attribute: Value] = [.context: context, .parallel: .integer(1)]
    if choice.cacheType != .f16 {
      settings += [(.flashAttention, .flag(true)), (.kvCacheType, .text(choice.cacheType.rawValue))]
    }
    if request.isOffline { settings.append((.noCloud, .flag(true))) }
    for (attribute, value) in settings { attributes[attribute] = value }
    if topology != "native" {
      attributes[.image] = .text("docker.io/ollama/ollama")
      attributes[.imageTag] = .text(Self.version + (hasGPU && isAMD ? "-rocm" : ""))
      describeGPU(&attributes)
      // AMD's cards take another image as well, and Intel's are devices.
      if hasGPU, !isAMD, !isIntel { settings.append((.gpu, .text("all"))) }
      if hasWebUI { attributes[.aliases] = .texts(["ollama"]) }
    }
    return Wanted(.server, "ollama", in: path, as: format, attributes, settings: settings) { fact, _ in
      fact[.topology]?.rawValue == topology
    }
  }

  private func describeGPU(_ attributes: inout [Attribute: Value]) {
    attributes[.gpu] = .text(hasGPU ? "all" : "none")
    guard hasGPU else {
      attributes[.gpuIntended] = .text(CPUNote.text)
      return
    }
    attributes[.gpuVendor] = .text(isAMD ? "amd" : isIntel ? "intel" : "nvidia")
    attributes[.count] = .integer(gpus.count)
  }

  // MARK: Guest

  private func guest(_ path: String, _ format: String, _ topology: String) -> Wanted {
    var attributes: [Attribute: Value] = [.topology: .text(topology), .ram: .integer(guestMemory)]
    describeGPU(&attributes)
    return Wanted(.machine, "ollama", in: path, as: format, attributes) { fact, _ in
      fact[.topology]?.rawValue == topology
    }
  }

  /// RAM for the guest, in bytes: three quarters of the host's, in whole GiB.
  private var guestMemory: Int { max(4, ((request.machine.ramBytes ?? 16 << 30) / 4 * 3) >> 30) << 30 }

  // MARK: Open WebUI

  /// - Parameter present: a server that is there already.
  func webUI(beside present: Fact?, below folder: String) -> [Wanted] {
    guard hasWebUI else { return [] }
    var place: (path: String, format: String, url: String)
    switch request.topology {
    case .docker: place = ("compose.yaml", "compose", "http://ollama:11434")
    case .podman: place = ("open-webui.container", "quadlet", "http://ollama:11434")
    case .kubernetes: place = ("ollama.yaml", "kubernetes", "http://ollama:11434")
    default: place = ("open-webui.sh", "docker-run", ServerAddress.standard)
    }
    var attributes: [Attribute: Value] = [
      .kind: .text("Open WebUI"), .image: .text("ghcr.io/open-webui/open-webui"),
      .imageTag: .text(Self.webUIVersion), .defaultModel: .text(choice.agent.name),
    ]
    if let present, present.id.address.first == "services" {
      // Services call each other by name in one project alone.
      place.path = String(present.id.document.path.dropFirst(folder.count))
      place.format = "compose"
      place.url = ServerAddress.inProject(present)
      // What no check tells of is never healthy.
      if !present.has(.healthCheck) { attributes[.startsBefore] = .text(present.text(.name) ?? "ollama") }
    }
    attributes[.url] = .text(place.url)
    return [
      Wanted(.client, "open-webui", in: place.path, as: place.format, attributes) { fact, _ in
        fact.text(.kind) == "Open WebUI"
      }
    ]
  }
}
