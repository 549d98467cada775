import Knowledge
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
    let id = FactID(.server, values.document.id, values.base.address)
    let place = values.tree.entries(
      of: values.tree.node(at: values.base) ?? Node(.mapping([]), range: TextRange(at: 0))
    )
    .first { $0.key.text == "ollama" }?.key
    guard let place else { return [] }
    var server = Fact(id, at: values.at(place))
    let name = values["fullnameOverride"].flatMap { $0.text == "" ? nil : $0.text } ?? "ollama"
    server.write(.name, .text(name), at: values.at(place))
    server.infer(.topology, .pod)
    server.infer(.aliases, .texts([name]))
    if values.document.id.isDocumentation { server.infer(.example, .flag(true)) }
    image(&server)
    gpu(&server, place)
    ServerVariables.apply(values.environment.variables, to: &server)
    if values["extraEnvFrom"]?.items?.isEmpty == false { server.infer(.environmentUnknown, .flag(true)) }
    storage(&server)
    if let limit = values["resources", "limits", "memory"] {
      server.write(
        .memoryLimit, limit.text.flatMap(KubernetesServer.bytes).map(Value.integer), at: values.at(limit))
    }
    if let limit = values["resources", "limits", "cpu"] {
      server.write(.cpuLimit, limit.text.flatMap(CPUSize.processors).map(Value.number), at: values.at(limit))
    }
    if values["hostNetwork"]?.text == "true" { server.infer(.sharesHostNetwork, .flag(true)) }
    return [server] + [port(of: id, name)].compactMap { $0 }
      + ServerVariables.facts(
        values.environment.variables, of: id, version: server.text(.version).flatMap(Version.init),
        format: "Helm")
      + values.environment.notText(id)
  }

  /// `image.repository` and `image.tag`; the chart's own version is used where no tag is written.
  private func image(_ server: inout Fact) {
    let repository = values["image", "repository"]
    let tag = values["image", "tag"].flatMap { $0.text?.isEmpty == false ? $0 : nil }
    let name = ImageName((repository?.text ?? "ollama/ollama") + (tag?.text.map { ":" + $0 } ?? ""))
    if let shown = tag ?? repository {
      server.write(.image, .text(name.repository), at: values.at(shown))
    } else {
      server.infer(.image, .text(name.repository))
    }
    if let tag {
      server.write(.imageTag, tag.text.map(Value.text), at: values.at(tag))
      if let version = name.version { server.infer(.version, .text(version.description)) }
    } else {
      server.infer(.imageTag, .text("the chart's"))
    }
    let isAMDs =
      values["ollama", "gpu", "type"]?.text == "amd" && values["ollama", "gpu", "enabled"]?.text == "true"
    if let vendor = name.vendor ?? (tag == nil && isAMDs ? "amd" : nil) {
      server.infer(any: .imageVendor, .text(vendor))
    }
  }

  private func gpu(_ server: inout Fact, _ place: Node) {
    for card in KubernetesServer.cards {
      if let limit = values["resources", "limits", .key(card.resource)], limit.text != "0" {
        server.write(.gpu, .someGPUs, at: values.at(limit))
        return server.write(any: .gpuVendor, .text(card.vendor), at: values.at(limit))
      }
    }
    if let runtime = values["runtimeClassName"], runtime.text?.contains("nvidia") == true {
      return server.write(.gpu, .all, at: values.at(runtime))
    }
    guard let enabled = values["ollama", "gpu", "enabled"] else {
      // The chart asks for none unless it is told to.
      if !isTheChart || mayBeSetElsewhere("gpu.enabled") { return server.infer(.gpu, nil) }
      server.write(.gpu, .noGPU, at: values.at(place))
      if let reason = reasonForNoGPU { server.infer(.gpuIntended, .text(reason.message), because: [reason]) }
      return
    }
    guard enabled.text == "true" else {
      server.write(.gpu, enabled.text == "false" ? .noGPU : nil, at: values.at(enabled))
      let reason = Reason("these values disable it", at: values.at(enabled))
      return server.infer(.gpuIntended, .text(reason.message), because: [reason])
    }
    server.write(.gpu, .someGPUs, at: values.at(enabled))
    let type = values["ollama", "gpu", "type"]
    switch type?.text ?? "" {
    case "", "nvidia": server.infer(.gpuVendor, .nvidia)
    case "amd": server.infer(.gpuVendor, .amd)
    case let other where values["ollama", "gpu", "draEnabled"]?.text != "true":
      guard let type else { return }
      server.write(.gpu, .noGPU, at: values.at(type))
      server.write(
        .gpuProblem, .text("names the type \(other); the chart only supports nvidia and amd"),
        at: values.at(type))
    default: break
    }
  }

  private var reasonForNoGPU: Reason? {
    let comment = values.tree.comments.first {
      ModelPurpose.words(of: values.document.source.string($0)).contains("cpu")
    }
    return comment.map { Reason("a comment mentions it", at: values.document.at($0)) }
  }

  private func storage(_ server: inout Fact) {
    let directory =
      values["ollama", "mountPath"]?.text.flatMap { $0.isEmpty ? nil : $0 } ?? ComposeServer.modelsDirectory
    if !server.has(.modelsDirectory) { server.infer(.modelsDirectory, .text(directory)) }
    let enabled = values["persistentVolume", "enabled"]
    if enabled?.text == "true", let enabled {
      return server.write(.modelVolume, .text(directory), at: values.at(enabled))
    }
    let mounts = values["volumeMounts"]?.items ?? []
    if !isTheChart || !mounts.isEmpty || mayBeSetElsewhere("persistentVolume") {
      server.infer(.modelVolume, nil)
    }
  }

  /// The service, where it is open to more than the cluster.
  private func port(of server: FactID, _ name: String) -> Fact? {
    guard let type = values["service", "type"], ["NodePort", "LoadBalancer"].contains(type.text ?? "") else {
      return nil
    }
    let at = values.at(type)
    var fact = Fact(
      FactID(.port, values.document.id, (values.base + ["service", "type"]).address), at: at,
      related: [.owner: server])
    fact.infer(.name, .text(name))
    fact.write(.address, .text("0.0.0.0"), at: at)
    let isNode = type.text == "NodePort"
    let number =
      values["service", isNode ? "nodePort" : "port"]?.text.flatMap { Int($0) } ?? (isNode ? 31434 : 11434)
    fact.write(.hostPort, .integer(number), at: at)
    fact.write(.port, .integer(11434), at: at)
    return fact
  }

  /// Other files of values beside this one are laid over it, and so is what a command sets.
  private func mayBeSetElsewhere(_ key: String) -> Bool {
    if values.isPartOfRelease { return values.tree.node(at: ["spec", "valuesFrom"]) != nil }
    let own = FileName(path: values.document.id.path)
    let isLayered = workspace.names(in: values.document.directory).contains { other in
      let lower = other.lowercased()
      return lower != own.lowercased && lower.contains("values")
        && (lower.hasSuffix(".yaml") || lower.hasSuffix(".yml"))
    }
    return isLayered
      || workspace.remembered("which files set \(key)") {
        var paths: [String] = []
        // Two are enough: only one of them can be the file that asks.
        _ = WorkspaceWalk.first(in: workspace) { path -> Bool? in
          guard
            FileName(path: path).hasSuffix(
              ".sh", ".yml", ".yaml", ".md", ".tf", ".gotmpl", "makefile", "justfile"),
            let source = workspace.source(at: path), source.bytes.count < 1 << 18, source.mentionsOllama,
            source.string(source.range).contains(key)
          else { return nil }
          paths.append(path)
          return paths.count == 2 ? true : nil
        }
        return paths
      }.contains { $0 != values.document.id.path }
  }
}
