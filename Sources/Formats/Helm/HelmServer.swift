import Syntax
import Vocabulary

/// The server that a release of the chart runs.
struct HelmServer {
  private let values: HelmValues
  private let workspace: any Workspace
  private let isTheChart: Bool

  init(_ values: HelmValues, in workspace: any Workspace) {
    self.values = values
    isTheChart = values.isSurelyTheChart(in: workspace)
    self.workspace = workspace
  }

  func facts() -> [Fact] {
    guard let spec = spec() else { return [] }
    return spec.facts() + values.environment.notText(spec.id) + [route(to: spec), withoutRuntime(spec)].compactMap { $0 }
  }

  /// NVIDIA's GPU without a runtime class, which on k3s brings no driver.
  private func withoutRuntime(_ spec: ContainerSpec) -> Fact? {
    guard let enabled = values["ollama", "gpu", "enabled"], enabled.flag == true, values["runtimeClassName"] == nil,
      ["nvidia", "", nil].contains(values["ollama", "gpu", "type"]?.text), !mayBeSetElsewhere("runtimeClassName")
    else { return nil }
    return K3sRuntime.fact(
      FactID(.key, values.document.id, values.base.address + ["runtime-class"]), name: spec.fact.text(.name) ?? "ollama",
      format: "Helm", at: values.at(enabled), of: spec.id, in: workspace)
  }

  private func route(to spec: ContainerSpec) -> Fact? {
    guard let ingress = values["ingress"], values["ingress", "enabled"]?.flag == true else { return nil }
    return ProxyRoute(values: ingress, of: values.tree, in: workspace, besides: values.document)?
      .fact(of: spec.id, name: spec.fact.text(.name) ?? "ollama", format: "Helm")
  }

  private func spec() -> ContainerSpec? {
    let entries = values.tree.node(at: values.base).map(values.tree.entries) ?? []
    guard let place = entries.first(where: { $0.key.text == "ollama" })?.key else { return nil }
    let at = values.at(place)
    var fact = Fact(FactID(.server, values.document.id, values.base.address), at: at)
    let name = values["fullnameOverride"].flatMap { $0.text == "" ? nil : $0.text } ?? "ollama"
    fact.write(.name, name, at: at)
    fact.infer(.topology, .pod)
    let hasOthers = values["extraEnvFrom"]?.items?.isEmpty == false
    var spec = ContainerSpec(
      fact, format: "Helm", image: image(at),
      environment: ContainerEnvironment(
        variables: values.environment.variables, isComplete: !hasOthers), in: workspace)
    spec.network.aliases = [name]
    if let host = values["hostNetwork"], host.flag == true { spec.network.host = values.at(host) }
    spec.gpu = gpu(place)
    keepModels(&spec, at)
    if let limit = values["resources", "limits", "memory"] {
      spec.memoryLimit = Placed(limit.text.flatMap(KubernetesSize.bytes), at: values.at(limit))
    }
    if let limit = values["resources", "limits", "cpu"] {
      spec.cpuLimit = Placed(limit.text.flatMap(CPUSize.processors), at: values.at(limit))
    }
    // The chart's claim is ReadWriteOnce unless it says otherwise (otwld/ollama-helm, values.yaml).
    let modes = values["persistentVolume", "accessModes"]?.items?.compactMap(\.text) ?? ["ReadWriteOnce"]
    if let strategy = values["updateStrategy", "type"], strategy.text == "RollingUpdate", modes == ["ReadWriteOnce"],
      values["persistentVolume", "enabled"]?.flag == true
    {
      spec.fact.write(.updateStrategy, "RollingUpdate", at: values.at(strategy))
      spec.fact.infer(.volumeOfOneNode, true)
    }
    spec.ports = [port(of: spec.id)].compactMap { $0 }
    let isScaled = values["autoscaling", "enabled"]?.flag == true
    let replicas = values[isScaled ? "autoscaling" : "replicaCount"]
    // The chart scales up to 100 (otwld/ollama-helm, values.yaml).
    let most = isScaled ? values["autoscaling", "maxReplicas"]?.text ?? "100" : replicas?.text
    if let most = most.flatMap({ Int($0) }), most > 1 { spec.fact.infer(.replicas, most) }
    return spec
  }

  /// `image.repository` and `image.tag`; the chart's own version is used where no tag is written.
  private func image(_ place: SourceRange) -> ContainerSpec.Image {
    let repository = values["image", "repository"]
    let tag = values["image", "tag"].flatMap { $0.text?.isEmpty == false ? $0 : nil }
    let name = ImageName((repository?.text ?? "ollama/ollama") + (tag?.text.map { ":" + $0 } ?? ""))
    let isAMDs =
      values["ollama", "gpu", "type"]?.text == "amd" && values["ollama", "gpu", "enabled"]?.flag == true
    return .init(
      name: name, at: (tag ?? repository).map(values.at) ?? place,
      isTagOverruled: tag != nil && mayBeSetElsewhere("image.tag"),
      tagElsewhere: tag == nil ? "the chart's" : nil, vendor: tag == nil && isAMDs ? .amd : nil)
  }

  private func gpu(_ place: Node) -> GPURequest {
    var gpu = GPURequest(at: values.at(place))
    for card in KubernetesGPU.cards {
      if let limit = values["resources", "limits", .key(card.resource)], limit.text != "0" {
        gpu.grant(.someGPUs, card.vendor, at: values.at(limit))
        return gpu
      }
    }
    if let runtime = values["runtimeClassName"], runtime.text?.contains("nvidia") == true {
      gpu.grant(.all, nil, at: values.at(runtime))
      return gpu
    }
    guard let enabled = values["ollama", "gpu", "enabled"] else {
      // The chart requests none by default.
      if !isTheChart || mayBeSetElsewhere("gpu.enabled") { gpu.becomeUnknownIfAbsent() }
      gpu.omitted = reasonForNoGPU
      return gpu
    }
    switch enabled.flag {
    case true?: request(at: values.at(enabled), &gpu)
    case false?:
      gpu.place(at: values.at(enabled))
      gpu.omitted = Reason("these values disable it", at: values.at(enabled))
    default: gpu.grant(nil, nil, at: values.at(enabled))
    }
    return gpu
  }

  private func request(at place: SourceRange, _ gpu: inout GPURequest) {
    let type = values["ollama", "gpu", "type"]
    switch type?.text ?? "" {
    case "", "nvidia": gpu.grant(.someGPUs, .nvidia, at: place)
    case "amd": gpu.grant(.someGPUs, .amd, at: place)
    case let other where values["ollama", "gpu", "draEnabled"]?.flag != true:
      guard let type else { return }
      gpu.complain("names the type \(other); the chart only supports nvidia and amd", at: values.at(type))
    default: gpu.grant(.someGPUs, nil, at: place)
    }
  }

  private var reasonForNoGPU: Reason? {
    if ModelPurpose.namesCPU(inPath: values.document.id.path) { return Reason("its path says CPU") }
    let comment = values.tree.comments.first { ModelPurpose.namesCPU(values.document.source.string($0)) }
    return comment.map { Reason("a comment mentions it", at: values.document.at($0)) }
  }

  /// The chart sets OLLAMA_MODELS to `mountPath`, and mounts the claim there.
  private func keepModels(_ spec: inout ContainerSpec, _ place: SourceRange) {
    let directory =
      values["ollama", "mountPath"]?.text.flatMap { $0.isEmpty ? nil : $0 } ?? ContainerSpec.modelsDirectory
    spec.modelsDirectory = directory
    let enabled = values["persistentVolume", "enabled"]
    if enabled?.flag == true, let enabled {
      spec.mounts = [.init(target: directory, at: values.at(enabled))]
    } else if !isTheChart || values["volumeMounts"]?.items?.isEmpty == false
      || mayBeSetElsewhere("persistentVolume")
    {
      spec.mounts = [.init(target: nil, at: place)]
    }
  }

  /// The service, where it is open to more than the cluster.
  private func port(of server: FactID) -> ContainerSpec.PublishedPort? {
    guard let type = values["service", "type"], ["NodePort", "LoadBalancer"].contains(type.text ?? "") else {
      return nil
    }
    let at = values.at(type)
    let isNode = type.text == "NodePort"
    let number =
      values["service", isNode ? "nodePort" : "port"]?.text.flatMap { Int($0) }
      ?? (isNode ? 31434 : EndpointPorts.ollama)
    return .init(
      id: FactID(.port, values.document.id, (values.base + ["service", "type"]).address), at: at,
      address: Placed("0.0.0.0", at: at), hostPort: Placed(number, at: at),
      containerPort: Placed(EndpointPorts.ollama, at: at))
  }

  /// Other files of values next to this one are laid over it, and so is what a command sets.
  private func mayBeSetElsewhere(_ key: String) -> Bool {
    if values.isPartOfRelease { return values.tree.node(at: ["spec", "valuesFrom"]) != nil }
    let own = FileName(path: values.document.id.path)
    let isLayered = workspace.names(in: values.document.directory).contains { other in
      let lower = other.lowercased()
      return lower != own.lowercased && lower.contains("values")
        && (lower.hasSuffix(".yaml") || lower.hasSuffix(".yml"))
    }
    return isLayered
      || WorkspaceWalk.gathered(
        "which files set \(key)", in: workspace,
        among: { $0.hasSuffix(".sh", ".yml", ".yaml", ".md", ".tf", ".gotmpl", "makefile", "justfile") }
      ) { path, source in
        source.mentionsOllama && source.bytes[...].contains(bytesOf: key) ? [path] : []
      }.contains { $0 != values.document.id.path }
  }
}
