import Syntax
import Vocabulary

/// Fills in what a Compose file gives the container of a service.
struct ComposeContainer {
  let service: ComposeService
  let project: ComposeProject
  private let relations: ComposeRelations
  private let workspace: any Workspace
  private let image: ContainerSpec.Image
  private let id: FactID
  private let build: ComposeBuild?
  /// Whether an image of another name runs Ollama.
  private let isAnother: Bool

  init(_ service: ComposeService, among relations: ComposeRelations) {
    self.service = service
    self.relations = relations
    project = relations.project
    workspace = relations.workspace
    build = ComposeBuild(service, in: workspace)
    let server = ComposeServerImage(service, build)
    let found = service.value("image")
    let own = ImageName(found.map { $0.text ?? ImageName.withoutVariables($0.raw ?? "") } ?? "")
    let workspace = relations.workspace
    isAnother = server?.isAnother == true
    image =
      isAnother
      ? .another(own, at: found?.range ?? service.nameRange)
      : .init(
        name: server?.name ?? own, at: server?.range ?? found?.range ?? service.nameRange,
        hasUnknownTag: found.map(Self.hasUnknownTag) ?? false,
        isTagOverruled: found?.isSwitch == true,
        // Compose pulls what is called so before it builds (docker/compose `pkg/compose/pull.go`, mustPull).
        vendor: own.isOllama ? own.vendor.flatMap(ImageGPU.init(rawValue:)) : nil,
        build: build.map {
          .init(
            hasEntrypoint: $0.stages?.hasEntrypoint != false, startsAsBase: $0.stages?.startsAsBase == true,
            runsOllama: $0.runsOllama(in: workspace),
            mayHave: $0.mayHave)
        })
    id = FactID(server == nil ? .client : .server, project.file.id, ["services", service.name])
  }

  /// `image:${TAG:?}`: only a variable that no file here sets knows the tag, so that none is written is not known either.
  private static func hasUnknownTag(_ image: ComposeService.Found) -> Bool {
    guard image.text == nil, let raw = image.raw else { return false }
    let name = ImageName(ImageName.withoutVariables(raw))
    return name.tag == nil && !name.isPinnedByDigest && (raw.hasSuffix("}") || raw.split(separator: "/").last?.contains("$") == true)
  }

  /// Whether the service is an Ollama that serves.
  var serves: Bool { id.subject == .server && program(in: ContainerEnvironment()).serves }

  /// Whether the image can run the health check, so that others may wait for it.
  var checkCanPass: Bool {
    !spec().facts().contains {
      $0.subject == .server && ($0.has(.healthCheckTool) || $0.has(.healthProblem))
    }
  }

  /// What is wrong with a service that has nothing to do with models itself, in a project that has.
  var besideModels: [Fact] {
    let spec = spec()
    return [spec.toolNotInImage].compactMap { $0 } + spec.besideModels
  }

  /// - Parameter purpose: what the project says of GPUs that are left out.
  func facts(purpose: () -> ComposePurpose) -> [Fact] {
    var spec = spec()
    guard id.subject == .server else {
      waiting(&spec.fact)
      let isApart = relations.isApart(service)
      // Settings that are mounted into it have addresses, too.
      if isApart, !spec.mounts.isEmpty { spec.fact.infer(.isApart, true) }
      let facts = spec.facts()
      let endpoints = facts.filter { $0.subject == .endpoint }
      guard !endpoints.isEmpty else { return facts }
      let alternatives = ComposeAlternatives.of(project.file, in: workspace)
      let marked = relations.callableNames.marked(endpoints, of: service).map { endpoint in
        var endpoint = endpoint
        if isApart { endpoint.infer(.isApart, true) }
        if !alternatives.isEmpty { endpoint.infer(.alternatives, alternatives) }
        return endpoint
      }
      return facts.filter { $0.subject != .endpoint } + marked + ComposeProfiles(among: relations).ofOneProfile(endpoints, of: service)
    }
    guard spec.serves else { return spec.helperFacts + spec.missingScripts }
    // What is built is not pulled, nor is what it is built from.
    if service.value("build") == nil, let policy = service.value("pull_policy"), let text = policy.text,
      Self.updating.contains(text)
    {
      spec.fact.write(any: .autoUpdate, .text(text), at: policy.range)
    } else if let label = Self.watchtower(service) {
      spec.fact.write(.autoUpdate, .registry, at: label)
    }
    spec.isTemporary = relations.isWorker(service)
    if let variant = purpose().variant(of: service) {
      spec.fact.infer(.variant, variant.message, because: [variant])
    }
    if service.layers.contains(where: { ComposeSwarm.starts($0.node, in: $0.file) }) {
      spec.fact.infer(.isOfSwarm, true)
      // A stack has no other way to choose cards than by what the default runtime of the node reads.
      if spec.environment.last("NVIDIA_VISIBLE_DEVICES") != nil { spec.gpu.becomeUnknownIfAbsent() }
    }
    if spec.gpu.isAbsent {
      spec.gpu.omitted = purpose().reasonForNoGPU(service)
      if spec.gpu.omitted == nil { spec.gpu.expected = purpose().expectation() }
    }
    let isPlain = image.name.repository.hasSuffix("ollama/ollama") && service.value("build") == nil
    // Ollama's own image has no check; what another one has is not known here.
    if isPlain, !Self.checksHealth(service), service.value("extends") == nil,
      service.value("healthcheck").map({ $0.node.entries != nil }) ?? true,
      let condition = relations.waiter(for: service.name)?.value(at: [
        "depends_on", service.name, "condition",
      ])
    {
      spec.fact.write(.isWaitedForInVain, true, at: condition.range)
    }
    let document = Document(id: project.file.id, source: project.file.tree.source)
    let names = [service.name] + [service.value("container_name")?.text].compactMap { $0 }
    let route = (ProxyRoute(labels, in: workspace, besides: document) ?? ProxyFile(project, in: workspace).route(to: names))
      .map { $0.fact(of: id, name: service.name, format: "Compose") }
    return spec.facts() + [route].compactMap { $0 } + (isPlain ? StartScript(service: service, owner: id, workspace: workspace).facts : [])
  }

  /// The label by which Watchtower replaces a container whenever there is a newer image (containrrr/watchtower, Container
  /// selection).
  private static func watchtower(_ service: ComposeService) -> SourceRange? {
    let name = "com.centurylinklabs.watchtower.enable"
    return service.values("labels").lazy.compactMap { labels in
      labels.entries().first { $0.key.text == name && $0.value.flag == true }?.value.range
        ?? labels.items().first { $0.text == name + "=true" }?.range
    }.first
  }

  /// The labels of the container, and those of a service of a swarm.
  var labels: [ProxyRoute.Label] {
    (service.values("labels") + [service.value(at: ["deploy", "labels"])].compactMap { $0 }).flatMap { labels in
      labels.entries().compactMap { entry in
        entry.key.text.map { .init(name: $0, value: entry.value.text ?? entry.value.raw ?? "", at: entry.value.range) }
      }
        + labels.items().compactMap { item in
          (item.text ?? item.raw).map { text in
            let name = text.prefix { $0 != "=" }
            return .init(name: String(name), value: String(text.dropFirst(name.count + 1)), at: item.range)
          }
        }
    }
  }

  /// Words of `pull_policy` for which the image is fetched again and again.
  private static let updating: Set<String> = ["always", "daily", "weekly"]

  /// Where its program listens; `nil` where only the running container knows.
  var listens: Int? { spec().listens }

  func spec() -> ContainerSpec {
    let environment = relations.environment(of: service)
    var spec = program(
      in: ContainerEnvironment(
        variables: environment.variables, isComplete: !environment.isIncomplete,
        misread: environment.misread, inherited: build?.variables ?? []))
    spec.lent = lent
    spec.mounts = mounts
    spec.hasUnknownMounts =
      service.value("volumes_from") != nil || build?.holdsModels(in: workspace) == true || build?.hasUser == true
      || service.items("volumes").contains { ComposeForms.swallowed(by: $0.node, in: $0.layer.file.tree.source) != nil }
    spec.hasOtherFiles = ["configs", "secrets", "develop"].contains { service.value($0) != nil }
    spec.gpu = gpu
    if isAnother {
      spec.hasUnknownMounts = true
      spec.gpu.becomeUnknownIfAbsent()
    }
    spec.network = network
    // On Docker's own bridge containers do not know each other's names, and on no network there is nobody, as with
    // containers that are started one by one.
    if let mode = service.value("network_mode")?.text, ["bridge", "none"].contains(mode) {
      spec.engine = .docker
    }
    if FileName(path: project.file.id.path).lowercased.hasPrefix("podman-compose") { spec.engine = .podman }
    spec.restart =
      (service.value("restart") ?? service.value(at: ["deploy", "restart_policy", "condition"])).map(\.placed)
    // A swarm restarts whatever ends, unless configured otherwise (compose-spec, deploy.md: restart_policy).
    let isForSwarm = service.layers.contains { ComposeSwarm.isMentioned(by: $0.node, in: $0.file) }
    if spec.restart == nil, isForSwarm {
      spec.restart = Placed(nil, at: service.nameRange)
    }
    spec.user = service.value("user").map(\.placed)
    spec.groups = service.items("group_add").map { Placed($0.raw, at: $0.range) }
    spec.extraHosts = extraHosts
    if let privileged = service.value("privileged"), privileged.flag == true {
      spec.privileged = privileged.range
    }
    if let root = service.value("read_only"), root.flag == true {
      spec.readOnlyRoot = root.range
      spec.mounts += service.items("tmpfs").map {
        .init(target: $0.text.map { String($0.prefix { $0 != ":" }) }, at: $0.range, isTemporary: true)
      }
      if let one = service.value("tmpfs"), one.node.items == nil {
        spec.mounts.append(
          .init(target: one.text.map { String($0.prefix { $0 != ":" }) }, at: one.range, isTemporary: true))
      }
    }
    limits(&spec)
    spec.workingDirectory = service.value("working_dir").map { $0.text ?? "?" }
    if service.value("healthcheck") == nil {
      spec.imageCheck = .init(waiter: relations.waiter(for: service.name)?.name)
    }
    let isolated = service.value("ipc").map { ["private", "none", "shareable"].contains($0.raw) } ?? true
    let temporary = service.items("tmpfs").compactMap(\.raw)
    spec.hasSharedMemory =
      service.value("shm_size") != nil || !isolated || temporary.contains { $0.contains("/dev/shm") }
    spec.healthCheck = healthCheck
    leaveOpenWhatIsMisspelt(&spec)
    if service.isCutOff || service.isPattern { leaveOpen(&spec) }
    let script = StartScript(service: service, owner: id, workspace: workspace)
    let hasHook = service.value("post_start") != nil
    spec.mayInstall = { hasHook || script.mayInstall($0) }
    return spec
  }

  /// What a service that cannot be read may bring is not known, and so not missing.
  private func leaveOpen(_ spec: inout ContainerSpec) {
    spec.hasUnknownParts = true
    spec.hasUnknownMounts = true
    spec.environment.isComplete = false
    spec.gpu.becomeUnknownIfAbsent()
    if service.value("network_mode") == nil { spec.network.sharesLoopback = true }
    if spec.restart == nil { spec.restart = Placed(nil, at: service.nameRange) }
  }

  /// A setting under a misspelt key is not reported as missing.
  private func leaveOpenWhatIsMisspelt(_ spec: inout ContainerSpec) {
    for key in Set(service.layers.flatMap { $0.node.entries ?? [] }.compactMap(ComposeMistakes.meant)) {
      switch key {
      case "volumes": spec.hasUnknownMounts = true
      case "environment", "env_file": spec.environment.isComplete = false
      case "restart", "deploy.restart_policy": spec.restart = spec.restart ?? Placed(nil, at: service.nameRange)
      case "deploy", "deploy.resources", "deploy.resources.reservations", "devices", "gpus", "runtime":
        spec.gpu.becomeUnknownIfAbsent()
      default: continue
      }
    }
  }

  /// What is run and which ports it is called by: all that tells a server from a helper.
  private func program(in environment: ContainerEnvironment) -> ContainerSpec {
    var spec = ContainerSpec(fact, format: "Compose", image: image, environment: environment, in: workspace)
    spec.ports = ports
    describeCommand(&spec)
    return spec
  }

  private var fact: Fact {
    var fact = Fact(id, at: service.nameRange)
    fact.write(.name, service.name, at: service.nameRange)
    if let includer = project.includer { fact.infer(.includedBy, includer.path) }
    // Without one of its profiles the service is not started.
    let profiles = service.items("profiles").map { $0.text ?? $0.raw ?? "" }
    if !profiles.isEmpty, !project.isActive(service) { fact.infer(.profiles, profiles) }
    return fact
  }

  private func limits(_ spec: inout ContainerSpec) {
    let memory = service.value(at: ["deploy", "resources", "limits", "memory"]) ?? service.value("mem_limit")
    if let memory, memory.raw != "0" {
      spec.memoryLimit = Placed(memory.text.flatMap(MemorySize.bytes), at: memory.range)
    }
    let processors = service.value(at: ["deploy", "resources", "limits", "cpus"]) ?? service.value("cpus")
    if let processors, processors.raw != "0" {
      spec.cpuLimit = Placed(processors.text.flatMap(CPUSize.processors), at: processors.range)
    } else if let set = service.value("cpuset") {
      spec.cpuLimit = Placed(set.text.flatMap(CPUSize.count), at: set.range)
    }
  }

  // MARK: Health

  /// Whether the service has a health check of its own that is not switched off.
  static func checksHealth(_ service: ComposeService) -> Bool {
    guard let test = service.value(at: ["healthcheck", "test"]) else { return false }
    return (test.items().first?.raw ?? test.raw) != "NONE"
      && service.value(at: ["healthcheck", "disable"])?.flag != true
  }

  private var healthCheck: ContainerSpec.HealthCheck? {
    guard let test = service.value(at: ["healthcheck", "test"]) else { return nil }
    let words = test.node.items != nil ? test.items().compactMap(\.raw) : [test.raw ?? ""]
    return .init(
      text: words.joined(separator: " "), words: words, at: test.range,
      awaited: relations.waiter(for: service.name).map {
        Reason("\($0.name) waits for it to be healthy", at: $0.nameRange)
      })
  }

  /// A service that starts with the server's container rather than with the server.
  private func waiting(_ client: inout Fact) {
    let items = service.values("depends_on").flatMap { $0.node.items != nil ? $0.items() : [] }
    for item in items {
      guard let name = item.text, relations.isCheckedServer(name) else { continue }
      client.write(.startsBefore, name, at: item.range)
      if relations.isFailingServer(name) { client.infer(.startsBeforeFailing, true) }
    }
  }

  // MARK: GPUs

  private var gpu: GPURequest {
    let gpu = ComposeGPU(service)
    var request = gpu.request
    if let runtime = service.value("runtime"), runtime.raw == "" {
      request.omitted = Reason("its runtime is emptied", at: runtime.range)
    }
    if let runtime = gpu.runtimeName, runtime.name.hasPrefix("nvidia"),
      DockerDaemonFormat.lacks(runtime.name, in: workspace)
    {
      request.complain("names the runtime \(runtime.name), which daemon.json does not define", at: runtime.at)
    }
    return request
  }
}
