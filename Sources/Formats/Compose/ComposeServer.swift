import Knowledge
import Syntax
import Vocabulary

/// An Ollama server as a Compose service describes it.
enum ComposeServer {
  /// Where Ollama keeps models in its image.
  static let modelsDirectory = "/root/.ollama"

  /// The image of the service, or of what its Dockerfile starts from; `nil` if it is no Ollama.
  static func image(of service: ComposeService, in workspace: any Workspace) -> (
    name: ImageName, range: SourceRange
  )? {
    if let image = service.value("image"), let raw = image.raw {
      let name = ImageName(image.text ?? ImageName.withoutVariables(raw))
      if name.isOllama { return (name, image.range) }
    }
    guard let build = ComposeBuild(service, in: workspace), let base = build.stages?.base else { return nil }
    let name = ImageName(base)
    return name.isOllama ? (name, build.range) : nil
  }

  /// Whether the service is an Ollama that serves; a helper that pulls models with the same image does not.
  static func isServer(_ service: ComposeService, in workspace: any Workspace) -> Bool {
    image(of: service, in: workspace) != nil
      && (ServerCommand.isServer(
        entrypoint: service.items("entrypoint").compactMap(\.raw),
        command: service.items("command").compactMap(\.raw)) || isClientInPlaceOfServer(service))
  }

  /// A container that publishes the server's port, and whose command is a client's.
  private static func isClientInPlaceOfServer(_ service: ComposeService) -> Bool {
    service.value("entrypoint") == nil && ServerCommand.isClient(service.items("command").compactMap(\.raw))
      && service.items("ports").contains { item in
        (item.value("target")?.raw ?? item.raw)?.split(separator: ":").last.map { $0.hasPrefix("11434") }
          ?? false
      }
  }

  static func facts(
    _ service: ComposeService, image: (name: ImageName, range: SourceRange), project: ComposeProject,
    purpose: () -> ComposePurpose, in workspace: any Workspace
  ) -> [Fact] {
    let id = FactID(.server, project.file.id, ["services", service.name])
    let environment = ComposeEnvironment(service, in: workspace)
    let build = ComposeBuild(service, in: workspace)
    var server = Fact(id, at: service.nameRange)
    server.write(.name, .text(service.name), at: service.nameRange)
    server.infer(.topology, .container)
    if let includer = project.includer { server.infer(.includedBy, .text(includer.path)) }
    if project.file.id.isDocumentation { server.infer(.example, .flag(true)) }
    describe(image, &server)
    var aliases: [String] = []
    for key in ["container_name", "hostname"] {
      if let text = service.value(key)?.text { aliases.append(text) }
    }
    for network in service.values("networks") where network.node.entries != nil {
      for entry in network.entries() {
        aliases += (entry.value.value("aliases")?.items() ?? []).compactMap(\.text)
      }
    }
    server.infer(.aliases, .texts(aliases))
    gpu(service, purpose, &server)
    if let runtime = ComposeGPU(service).runtimeName, !server.has(.gpuProblem),
      runtime.name.hasPrefix("nvidia"),
      DockerDaemonFormat.lacks(runtime.name, in: workspace)
    {
      server.write(
        .gpuProblem, .text("names the runtime \(runtime.name), which daemon.json does not define"),
        at: runtime.at)
    }
    // What the Dockerfile sets, the service can change.
    ServerVariables.apply((build?.variables ?? []) + environment.variables, to: &server)
    if environment.isIncomplete { server.infer(.environmentUnknown, .flag(true)) }
    storage(service, environment, &server)
    let strays = strayMounts(service, environment, id, image.name)
    operation(service, project, build, &server, in: workspace)
    profiles(service, project, &server)
    let port = server.integer(.port) ?? 11434
    let wanted: Set<Int> = image.name.isBundledWebUI ? [11434] : [port, 11434]
    let format = "Compose"
    let script = image.name.repository.hasSuffix("ollama/ollama") && service.value("build") == nil
    let tools = script ? StartScript(service, of: id, in: workspace).facts : []
    let homeless = userWithoutHome(service, environment, id, image.name)
    return [server] + tools + homeless + strays + ComposePorts.facts(service, owner: id, wanted: wanted)
      + ServerVariables.facts(environment.variables, of: id, version: image.name.version, format: format)
      + environment.misread.compactMap { $0.fact(of: id) }
  }

  private static func describe(_ image: (name: ImageName, range: SourceRange), _ server: inout Fact) {
    server.write(.image, .text(image.name.repository), at: image.range)
    if image.name.tag != nil || image.name.isLocal {
      server.write(.imageTag, image.name.tag.map(Value.text), at: image.range)
    }
    if image.name.isPinnedByDigest { server.infer(.imageTag, .text("pinned by digest")) }
    if let version = image.name.version { server.infer(.version, .text(version.description)) }
    if let vendor = image.name.vendor { server.write(any: .imageVendor, .text(vendor), at: image.range) }
  }

  private static func gpu(
    _ service: ComposeService, _ purpose: () -> ComposePurpose, _ server: inout Fact
  ) {
    let gpu = ComposeGPU(service)
    server.attributes[.gpu] = Sourced(gpu.access.map(Value.text), at: gpu.range ?? service.nameRange)
    if let vendor = gpu.vendor {
      server.write(any: .gpuVendor, .text(vendor), at: gpu.range ?? service.nameRange)
    }
    if let devices = gpu.devices { server.infer(.gpuDevices, .texts(devices)) }
    if let problem = gpu.problem {
      server.write(.gpuProblem, .text(problem), at: gpu.range ?? service.nameRange)
    }
    if let variant = purpose().variant(of: service) {
      server.infer(.variant, .text(variant.message), because: [variant])
    }
    guard gpu.access == "none", gpu.problem == nil else { return }
    if let purpose = purpose().reasonForNoGPU(service) {
      server.infer(.gpuIntended, .text(purpose.message), because: [purpose])
    } else if let (vendor, reason) = purpose().expectation(service) {
      server.infer(.gpuExpected, .text(vendor), because: [reason])
    }
  }

  private static func storage(
    _ service: ComposeService, _ environment: ComposeEnvironment, _ server: inout Fact
  ) {
    let directory = environment.value(of: "OLLAMA_MODELS").map(OllamaVariable.trimmed) ?? modelsDirectory
    if !server.has(.modelsDirectory), !environment.isIncomplete {
      server.infer(.modelsDirectory, .text(directory))
    }
    // Under another user, and in an image made from Ollama's, the home directory may be another.
    let image = service.value("image").flatMap(\.text).map { ImageName($0).repository } ?? ""
    let hasOwnHome = service.value("user") != nil || !image.hasSuffix("ollama/ollama")
    for item in service.items("volumes") {
      let target = item.node.entries != nil ? item.value("target")?.text : item.raw.flatMap(VolumeSpec.target)
      guard let target else {
        server.write(.modelVolume, nil, at: item.range)
        continue
      }
      if VolumeSpec.holds(target, directory) || hasOwnHome && target.hasSuffix("/.ollama") {
        server.write(.modelVolume, .text(target), at: item.range)
      } else if VolumeSpec.holds(target, modelsDirectory) {
        server.write(.volumeElsewhere, .text(target), at: item.range)
      }
    }
    if service.value("volumes_from") != nil { server.infer(.modelVolume, nil) }
  }

  private static func userWithoutHome(
    _ service: ComposeService, _ environment: ComposeEnvironment, _ id: FactID, _ image: ImageName
  ) -> [Fact] {
    guard let user = service.value("user"), let text = user.text, !environment.isIncomplete,
      image.repository.hasSuffix("ollama/ollama"), environment.value(of: "HOME") == nil,
      service.value("entrypoint") == nil, user.layer.file.id == id.document,
      let uid = Int(text.prefix { $0 != ":" }), uid != 0, uid != 1000
    else { return [] }
    let targets = service.items("volumes").compactMap { item in
      item.node.entries != nil ? item.value("target")?.text : item.raw.flatMap(VolumeSpec.target)
    }
    guard !targets.contains(where: { VolumeSpec.holds($0, "/.ollama") }) else { return [] }
    return [
      SettingFact.make(
        FactID(.key, id.document, ["services", service.name, "home"]), name: "user", value: text,
        kind: "user",
        format: "Compose", problem: "no-home", consequence: targets.first ?? "/models", at: user.range,
        owner: id)
    ]
  }

  private static func strayMounts(
    _ service: ComposeService, _ environment: ComposeEnvironment, _ id: FactID, _ image: ImageName
  ) -> [Fact] {
    guard !environment.isIncomplete, environment.value(of: "HOME") == nil, service.value("user") == nil,
      service.value("entrypoint") == nil, image.repository.hasSuffix("ollama/ollama")
    else { return [] }
    let directory = environment.value(of: "OLLAMA_MODELS").map(OllamaVariable.trimmed) ?? modelsDirectory
    return service.items("volumes").enumerated().compactMap { index, item in
      let target = item.node.entries != nil ? item.value("target")?.text : item.raw.flatMap(VolumeSpec.target)
      guard let target, StrayMount.isStray(target, besides: directory), item.layer.file.id == id.document
      else {
        return nil
      }
      return StrayMount.fact(
        target, directory, FactID(.key, id.document, ["services", service.name, "mount", String(index)]),
        format: "Compose", at: item.range, of: id)
    }
  }

  /// Whether the service has a health check of its own that is not switched off.
  static func checksHealth(_ service: ComposeService) -> Bool {
    guard let test = service.value(at: ["healthcheck", "test"]) else { return false }
    return (test.items().first?.raw ?? test.raw) != "NONE"
      && service.value(at: ["healthcheck", "disable"])?.text != "true"
  }

  /// What the container may use of its host, and be there.
  private static func access(_ service: ComposeService, _ server: inout Fact) {
    if let set = service.value("cpuset") {
      server.write(.cpuLimit, set.text.flatMap(CPUSize.count).map(Value.number), at: set.range)
    }
    if let limit = service.value(at: ["deploy", "resources", "limits", "cpus"]) ?? service.value("cpus"),
      limit.raw != "0"
    {
      server.write(.cpuLimit, limit.text.flatMap(CPUSize.processors).map(Value.number), at: limit.range)
    }
    if let privileged = service.value("privileged"), privileged.text == "true" {
      server.write(.privileged, .flag(true), at: privileged.range)
    }
    if let group = service.items("group_add").first(where: { $0.raw == "render" }) {
      server.write(.groupMissing, .text("render"), at: group.range)
    }
  }

  /// Without one of its profiles the service is not started.
  static func profiles(_ service: ComposeService, _ project: ComposeProject, _ fact: inout Fact) {
    let names = service.items("profiles").map { $0.text ?? $0.raw ?? "" }
    guard !names.isEmpty, !project.isActive(service) else { return }
    fact.infer(.profiles, .texts(names))
  }

  private static func operation(
    _ service: ComposeService, _ project: ComposeProject, _ build: ComposeBuild?, _ server: inout Fact,
    in workspace: any Workspace
  ) {
    if let restart = service.value("restart") ?? service.value(at: ["deploy", "restart_policy", "condition"])
    {
      server.write(.restart, restart.text.map(Value.text), at: restart.range)
    }
    let limit = service.value(at: ["deploy", "resources", "limits", "memory"]) ?? service.value("mem_limit")
    if let limit, limit.raw != "0" {
      let bytes = limit.text.flatMap(MemorySize.bytes)
      server.write(.memoryLimit, bytes.map(Value.integer), at: limit.range)
    }
    access(service, &server)
    if let command = service.value("command"), service.value("entrypoint") == nil {
      let words =
        command.node.items != nil
        ? command.items().compactMap(\.raw) : (command.raw ?? "").split(separator: " ").map(String.init)
      server.write(.command, .text(words.joined(separator: " ")), at: command.range)
      // Another entry point is handed other words.
      let isOwnEntrypoint = build == nil || build?.stages?.hasEntrypoint == false
      let problem =
        isOwnEntrypoint
        ? ServerCommand.problem(with: words)
          ?? (isClientInPlaceOfServer(service) ? ServerCommand.clientInPlaceOfServer : nil) : nil
      if let problem { server.write(.commandProblem, .text(problem), at: command.range) }
    }
    if let mode = service.value("network_mode"), mode.text == "host" {
      server.write(.sharesHostNetwork, .flag(true), at: mode.range)
    }
    project.networks.namespace(of: service).describe(&server)
    guard let test = service.value(at: ["healthcheck", "test"]) else { return }
    let words = test.node.items != nil ? test.items().compactMap(\.raw) : [test.raw ?? ""]
    server.write(.healthCheck, .text(words.joined(separator: " ")), at: test.range)
    if let problem = HealthCheckTool.emptyPromise(in: words) {
      server.write(.healthProblem, .text(problem), at: test.range)
    } else if let tool = HealthCheckTool.missing(in: words), build?.mayHave(tool) != true,
      !StartScript(service, of: server.id, in: workspace).mayInstall(tool)
    {
      server.write(.healthCheckTool, .text(tool), at: test.range)
    }
    let waiting = project.allServices().first { other in
      other.value(at: ["depends_on", service.name, "condition"])?.text == "service_healthy"
    }
    server.infer(
      .healthAwaited, .flag(waiting != nil),
      because: waiting.map { [Reason("\($0.name) waits for it to be healthy", at: $0.nameRange)] } ?? [])
  }
}
