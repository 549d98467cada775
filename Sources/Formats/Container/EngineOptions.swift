import Syntax
import Vocabulary

/// Options of `docker run` and `podman run` that a host hands on as they are: `extraOptions` of NixOS, `PodmanArgs=` of a Quadlet,
/// `ExtraParams` of Unraid, `cmd_args` of Ansible's module.
struct EngineOptions {
  struct Option {
    /// With its dashes, short forms spelt out.
    let name: String
    /// `nil` for a switch, and where it cannot be known.
    let value: String?
    let at: SourceRange
  }

  struct Word {
    /// `nil` where a part of it cannot be known.
    let text: String?
    let raw: String
    let at: SourceRange
  }

  private(set) var options: [Option] = []
  /// Whether a word is only known when the container is started, and may be any option.
  private(set) var hasUnknown = false

  init(_ words: [Word]) {
    var rest = words[...]
    while let word = rest.popFirst() {
      let text = word.raw
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      // `--gpus all` as one word is not an option of the engine; of `--device=${card}` the name is known.
      guard parts[0].hasPrefix("-"), parts[0].count > 1, !parts[0].contains(where: { " ${%".contains($0) }),
        word.text != nil || text.hasPrefix("--") && parts.count > 1
      else {
        hasUnknown = true
        continue
      }
      if text.hasPrefix("--") {
        let name = parts[0] == "--net" ? "--network" : parts[0]
        if parts.count > 1 {
          options.append(Option(name: name, value: word.text == nil ? nil : parts[1], at: word.at))
        } else if DockerRunReader.switches.contains(name) {
          options.append(Option(name: name, value: nil, at: word.at))
        } else {
          let value = rest.popFirst()
          options.append(Option(name: name, value: value?.text, at: value?.at ?? word.at))
        }
      } else if let letter = text.dropFirst().first, let name = DockerRunReader.short[letter], !DockerRunReader.switches.contains(name) {
        let inline = String(text.dropFirst(2).drop { $0 == "=" })
        let value = inline.isEmpty ? rest.popFirst() : nil
        options.append(Option(name: name, value: inline.isEmpty ? value?.text : inline, at: value?.at ?? word.at))
      }
    }
  }
}

extension ContainerSpec {
  /// What options besides the host's own words give the container. The facts of what they set have no place that a fix is
  /// written to.
  mutating func apply(_ extra: EngineOptions) {
    for (index, option) in extra.options.enumerated() { apply(option, index) }
    guard extra.hasUnknown else { return }
    hasUnknownParts = true
    hasUnknownMounts = true
    environment.isComplete = false
    gpu.becomeUnknownIfAbsent()
  }

  private mutating func apply(_ option: EngineOptions.Option, _ index: Int) {
    let placed = Placed(option.value, at: option.at)
    switch option.name {
    case "--device": gpu.pass(option.value, at: option.at)
    case "--gpus":
      if option.value != "0" {
        gpu.grant(option.value.map { $0 == "all" ? .all : .someGPUs }, option.value.map { _ in .nvidia }, at: option.at)
      }
    case "--runtime": if option.value?.hasPrefix("nvidia") == true { gpu.grantByRuntime(at: option.at) }
    case "--privileged":
      // Which of the host's devices there are is not known.
      gpu.grant(nil, nil, at: option.at)
      if option.value != "false" {
        privileged = option.at
        isUnconfined = true
      }
    case "--memory": if option.value != "0" { memoryLimit = Placed(option.value.flatMap(MemorySize.bytes), at: option.at) }
    case "--cpus": cpuLimit = Placed(option.value.flatMap(CPUSize.processors), at: option.at)
    case "--cpuset-cpus": if cpuLimit == nil { cpuLimit = Placed(option.value.flatMap(CPUSize.count), at: option.at) }
    case "--user": user = placed
    case "--userns":
      if user == nil { user = Placed(nil, at: option.at) }
      if option.value?.hasPrefix("keep-id") == true { isRootless = true }
    case "--group-add": groups.append(placed)
    case "--add-host": extraHosts.append(placed)
    case "--restart": restart = placed
    case "--entrypoint": entrypoint = [option.value ?? "?"]
    case "--workdir": workingDirectory = option.value ?? "?"
    case "--health-cmd":
      if option.value != "none" { healthCheck = option.value.map { .init(text: $0, words: [$0], at: option.at) } }
    case "--read-only": if option.value != "false" { readOnlyRoot = option.at }
    case "--security-opt": if option.value?.contains("label") != false { isUnconfined = true }
    default:
      attach(option, index)
      connect(option, index)
    }
  }

  /// Variables, mounts and shared memory.
  private mutating func attach(_ option: EngineOptions.Option, _ index: Int) {
    switch option.name {
    case "--shm-size", "--pod", "--pod-id-file": hasSharedMemory = true
    case "--ipc": hasSharedMemory = hasSharedMemory || !["private", "none", "shareable"].contains(option.value)
    case "--env":
      guard let text = option.value, let equals = text.firstIndex(of: "=") else {
        environment.isComplete = false
        return
      }
      let name = String(text[..<equals])
      environment.variables.append(
        Variable(
          name: name, value: String(text[text.index(after: equals)...]), address: id.address + ["option", "option-\(index)", name],
          document: option.at.document, nameRange: option.at.range, valueRange: option.at.range, range: option.at.range))
    case "--env-file", "--env-host", "--env-merge": environment.isComplete = false
    case "--volume", "--mount":
      let isShort = option.name == "--volume"
      let text = option.value ?? ""
      mounts.append(
        Mount(
          target: isShort ? VolumeSpec.target(text) : VolumeSpec.mountTarget(of: text), at: option.at,
          written: isShort ? option.value : nil,
          isReadOnly: isShort ? VolumeSpec.isReadOnly(text) : VolumeSpec.isReadOnlyMount(text)))
    case "--volumes-from": hasUnknownMounts = true
    case "--tmpfs": if option.value?.contains("/dev/shm") != false { hasSharedMemory = true } else { hasUnknownMounts = true }
    default: break
    }
  }

  /// Networks and ports.
  private mutating func connect(_ option: EngineOptions.Option, _ index: Int) {
    switch option.name {
    case "--network":
      let mode = option.value ?? ":"
      if mode == "host" {
        network.host = option.at
      } else if mode.contains(":") {
        network.sharesLoopback = true
      } else if !["bridge", "default", "none", "slirp4netns", "pasta"].contains(mode) {
        network.name = mode
        network.isDefault = false
      }
    case "--network-alias", "--hostname": network.aliases += [option.value].compactMap { $0 }
    case "--publish":
      let port = option.value.flatMap {
        PublishedPort($0, raw: $0, FactID(.port, id.document, id.address + ["option", "option-\(index)"]), at: option.at)
      }
      if let port { ports.append(port) }
    default: break
    }
  }
}
