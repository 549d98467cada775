import Syntax
import Vocabulary

/// Fills in what a `docker run` line gives its container.
struct DockerRunContainer {
  private let run: DockerRun
  private let document: Document
  private let id: FactID
  private let origin: BuiltImages.Origin
  private let joined: Set<String>
  private let workspace: any Workspace

  /// - Parameters:
  ///   - index: the command's place in its script, by which a fix finds it again.
  ///   - origin: whether the image is made here, whatever it is called.
  ///   - joined: the containers whose network others of the script join.
  init(
    _ run: DockerRun, index: Int, origin: BuiltImages.Origin = .registry, joined: Set<String> = [],
    in document: Document, workspace: any Workspace
  ) {
    self.joined = joined
    self.run = run
    self.document = document
    self.workspace = workspace
    self.origin = origin
    let isServer = origin == .registry ? ImageName(run.imageText).isOllama : origin == .ollamaWithMore
    let subject: Subject = isServer ? .server : .client
    id = FactID(subject, document.id, ["run", String(index)])
  }

  /// - Parameter purpose: a sign elsewhere in the script or its host that a GPU is left out on purpose.
  func spec(purpose: () -> Reason?) -> ContainerSpec {
    let name = ImageName(run.imageText)
    var fact = Fact(id, at: at(run.range))
    let named = run.last("--name")
    let otherwise = name.isOpenWebUI && id.subject == .client ? "Open WebUI" : "the container"
    fact.attributes[.name] = Sourced(.text(named?.value ?? otherwise), at: named.map { at($0.valueRange) })
    // A variable may bring the tag.
    let hasUnknownTag = name.tag == nil && run.image.text == nil && run.imageText.contains("/")
    var spec = ContainerSpec(
      fact, format: "docker run",
      image: .init(
        name: name, at: at(run.image.range), hasUnknownTag: hasUnknownTag, mayBeAnother: origin != .registry),
      environment: environment, in: workspace)
    spec.engine = run.engine == .podman ? .podman : .docker
    spec.mounts = mounts
    spec.isUnconfined = run.all("--security-opt").contains { $0.raw.contains("label") }
    spec.ports = ports
    spec.gpu = gpu
    if spec.gpu.isAbsent { spec.gpu.omitted = purpose() }
    spec.network = network
    operation(&spec)
    return spec
  }

  private func at(_ range: TextRange) -> SourceRange { document.at(range) }

  /// The last value of an option, with its place.
  private func last(_ names: String...) -> Placed<String>? {
    run.options.last { names.contains($0.name) }.map { Placed($0.value, at: at($0.valueRange)) }
  }

  private func operation(_ spec: inout ContainerSpec) {
    spec.hasUnknownParts = run.hasUnknownOptions
    spec.restart = last("--restart")
    spec.user = last("--user")
    spec.groups = run.all("--group-add").map { Placed($0.value, at: at($0.valueRange)) }
    spec.isRootless = run.last("--userns")?.value?.hasPrefix("keep-id") == true
    spec.extraHosts = run.all("--add-host").map { Placed($0.value ?? $0.raw, at: at($0.valueRange)) }
    spec.entrypoint = run.last("--entrypoint").map { [$0.raw] }
    if let limit = last("--memory"), limit.value != "0" {
      spec.memoryLimit = Placed(limit.value.flatMap(MemorySize.bytes), at: limit.at)
    }
    if let limit = last("--cpus") {
      spec.cpuLimit = Placed(limit.value.flatMap(CPUSize.processors), at: limit.at)
    } else if let set = last("--cpuset-cpus") {
      spec.cpuLimit = Placed(set.value.flatMap(CPUSize.count), at: set.at)
    }
    if let privileged = last("--privileged"), privileged.value != "false" { spec.privileged = privileged.at }
    if let root = last("--read-only"), root.value != "false" {
      spec.readOnlyRoot = root.at
      if run.last("--tmpfs") != nil { spec.hasUnknownMounts = true }
    }
    // A container that lives as long as somebody watches it is not to be restarted.
    let isWatched = run.verb.text == "run" && run.last("--interactive") != nil && id.subject == .server
    spec.isTemporary = isWatched || run.last("--rm") != nil
    if let first = run.arguments.first, let last = run.arguments.last {
      // A word that follows an unknown word may be its value.
      let known = run.arguments.map(\.text).prefix { $0 != nil }
      spec.command = Placed(known.compactMap { $0 }, at: at(first.range.union(last.range)))
    }
    spec.workingDirectory = run.last("--workdir").map { $0.value ?? "?" }
    // Podman keeps no health check of an image in the OCI's form.
    if run.engine == .docker, run.last("--health-cmd") == nil, run.last("--no-healthcheck") == nil {
      spec.imageCheck = .init(waiter: nil)
    }
    spec.hasSharedMemory =
      run.last("--shm-size") != nil
      || run.last("--ipc").map { !["private", "none", "shareable"].contains($0.raw) } ?? false
      || !run.all("--pod", "--pod-id-file").isEmpty
      || run.all("--tmpfs").contains { $0.raw.contains("/dev/shm") }
    spec.arguments = run.words.map { argument in
      let word = argument.word
      let isQuoted = document.source.slice(word.range).contains { $0 == 0x22 || $0 == 0x27 }
      return CommandWord(
        text: argument.text, raw: document.source.string(word.range), at: at(word.range),
        isFixed: isQuoted)
    }
    spec.healthCheck = run.last("--health-cmd").map {
      .init(text: $0.value, words: [$0.raw], at: at($0.valueRange))
    }
  }

  private var network: ContainerSpec.Network {
    var network = ContainerSpec.Network()
    let options = run.all("--network", "--net")
    // On Docker's default network containers do not know each other's names.
    network.name = options.last?.value.flatMap {
      ["host", "bridge", "default", "none", "slirp4netns", "pasta"].contains($0) || $0.contains(":")
        ? nil : $0
    }
    network.host = options.first { $0.value == "host" }.map { at($0.valueRange) }
    network.namespace = run.namespace
    if let name = run.last("--name")?.value, joined.contains(name), network.namespace == .own {
      network.namespace = .shared(name)
    }
    // Containers of one pod have one loopback.
    network.sharesLoopback = !run.all("--pod", "--pod-id-file").isEmpty
    network.knowsHost = run.engine == .podman
    network.aliases = [run.last("--hostname")?.value].compactMap { $0 }
    return network
  }

  // MARK: Environment

  /// The variables from `-e` and `--env-file`.
  private var environment: ContainerEnvironment {
    var environment = ContainerEnvironment(isComplete: !run.hasUnknownOptions)
    // What -e says wins over every file, wherever it stands.
    for option in run.all("--env-file") {
      guard let file = option.value, let path = Path.join(document.directory, file),
        let source = workspace.source(at: path)
      else {
        environment.isComplete = false
        continue
      }
      let lines = VariableFile(at: path, source, by: run.engine == .podman ? .podman : .docker)
      environment.variables += lines.variables
      environment.misread += lines.misread
    }
    environment.variables += run.all("--env").filter { !$0.raw.isEmpty }.map(variable)
    return environment
  }

  private func variable(_ option: DockerRun.Option) -> Variable {
    let name = String(option.raw.prefix { $0 != "=" })
    let hasValue = name.count < option.raw.count
    let value = hasValue ? option.value.map { String($0.dropFirst(name.count + 1)) } : nil
    let range = option.valueRange
    let isQuoted = [0x22, 0x27].contains(document.source.byte(at: range.start))
    let start = range.start + (isQuoted ? 1 : 0)
    let nameRange = TextRange(start, min(start + name.utf8.count, range.end))
    return Variable(
      name: name, value: value, address: id.address + ["env", name], document: document.id,
      nameRange: nameRange, valueRange: TextRange(min(nameRange.end + 1, range.end), range.end), range: range)
  }

  // MARK: Mounts, ports, GPUs

  private var mounts: [ContainerSpec.Mount] {
    run.all("--volume", "--mount", "--volumes-from").map { option in
      let text = option.value ?? option.raw
      let target =
        switch option.name {
        case "--volume": VolumeSpec.target(text)
        case "--mount": VolumeSpec.mountTarget(of: text)
        default: String?.none
        }
      let isShort = option.name == "--volume"
      return .init(
        target: target, at: at(option.valueRange), source: source(of: option), hasQuotedTilde: hasQuotedTilde(option),
        written: isShort ? option.raw : nil,
        isReadOnly: isShort ? VolumeSpec.isReadOnly(text) : VolumeSpec.isReadOnlyMount(text))
    }
  }

  /// What is mounted from the repository: `./config.yaml`, `$(pwd)/config.yaml`, from where the script stands or from the top.
  private func source(of option: DockerRun.Option) -> String? {
    guard option.isWritten, !document.id.isDocumentation, !document.id.path.hasSuffix(".service") else { return nil }
    let written = document.source.string(option.valueRange).filter { $0 != "\"" && $0 != "'" }
    let text: Substring
    switch option.name {
    case "--volume": text = written[...]
    case "--mount":
      guard let part = written.split(separator: ",").first(where: { $0.hasPrefix("source=") || $0.hasPrefix("src=") }) else { return nil }
      text = part.drop { $0 != "=" }.dropFirst()
    default: return nil
    }
    let folders = ["$(pwd)/", "${PWD}/", "$PWD/", "`pwd`/", "./"]
    guard let folder = folders.first(where: text.hasPrefix) ?? (text.hasPrefix("../") ? "" : nil) else { return nil }
    let path = String(text.dropFirst(folder.count).prefix { $0 != ":" })
    guard !path.isEmpty, !path.contains("$") else { return nil }
    return [Path.directory(of: document.id.path), ""].lazy.compactMap { Path.join($0, path) }.first {
      workspace.kind(at: $0).map { $0 == .file || $0 == .directory } ?? false
    }
  }

  /// A shell expands `~` only at the beginning of a word and outside quotes (POSIX shell, 2.6.1); of `--volume=~/x` and
  /// `--mount source=~/x` it is not the beginning.
  private func hasQuotedTilde(_ option: DockerRun.Option) -> Bool {
    guard option.isWritten else { return false }
    if option.name == "--mount" {
      return option.raw.split(separator: ",").contains { $0.hasPrefix("source=~/") || $0.hasPrefix("src=~/") }
    }
    guard option.name == "--volume", option.raw.hasPrefix("~/") else { return false }
    return option.words.count == 1 || option.words.last?.quote != 0
  }

  private var ports: [ContainerSpec.PublishedPort] {
    run.all("--publish").enumerated().compactMap { index, option in
      .init(
        option.value, raw: option.raw, FactID(.port, document.id, id.address + ["ports", String(index)]),
        at: at(option.valueRange))
    }
  }

  private var gpu: GPURequest {
    var gpu = GPURequest(at: at(run.range))
    for option in run.options {
      let place = at(option.valueRange)
      switch option.name {
      case "--gpus": gpus(option, place, &gpu)
      case "--runtime" where option.value?.hasPrefix("nvidia") == true: gpu.grantByRuntime(at: place)
      case "--device": gpu.pass(option.value, at: place)
      default: break
      }
    }
    // Which of the host's devices there are is not known.
    if let option = run.last("--privileged") { gpu.grant(nil, nil, at: at(option.valueRange)) }
    if gpu.access == .noGPU, let stray = run.arguments.first(where: { $0.text?.hasPrefix("--gpus") == true }) {
      gpu.complain(
        "comes after the image, so it is passed to Ollama instead of the container engine",
        at: at(stray.range))
    }
    if run.hasUnknownOptions { gpu.becomeUnknownIfAbsent() }
    return gpu
  }

  private func gpus(_ option: DockerRun.Option, _ at: SourceRange, _ gpu: inout GPURequest) {
    guard let value = option.value else { return gpu.grant(nil, nil, at: at) }
    if value == "0" { return }
    if value.hasPrefix("-") {
      let place = option.words.first.map { self.at($0.range) } ?? at
      return gpu.complain("has no value, so Docker uses \(value) as its value; write --gpus all", at: place)
    }
    if gpu.access == .noGPU { gpu.devices = Self.devices(value) }
    gpu.grant(value == "all" ? .all : .someGPUs, .nvidia, at: at)
    guard value.contains(","), !value.contains("\""), Self.hasListValue(value) else { return }
    gpu.complain(
      "has a comma that Docker reads as the end of the value; it needs quotes inside the quotes", at: at)
  }

  /// `"device=0,2"`, `device=1`, `2`.
  private static func devices(_ value: String) -> [String]? {
    let plain = value.filter { $0 != "\"" && $0 != "'" }
    if let count = Int(plain) { return (1...16).contains(count) ? (0..<count).map(String.init) : nil }
    guard plain.hasPrefix("device=") else { return nil }
    let ids = plain.dropFirst(7).split(separator: ",").map(String.init)
    return ids.isEmpty || ids.contains { $0.contains("=") } ? nil : ids
  }

  /// `device=0,1` holds a list; in `all,capabilities=utility` the comma separates fields, as Docker takes it.
  private static func hasListValue(_ value: String) -> Bool {
    value.split(separator: ",").dropFirst().contains { !$0.contains("=") }
  }
}
