import Knowledge
import Syntax
import Vocabulary

/// An Ollama server as a `.container` file describes it.
struct QuadletServer {
  private let container: QuadletContainer
  private let workspace: any Workspace

  init(_ container: QuadletContainer, in workspace: any Workspace) {
    self.container = container
    self.workspace = workspace
  }

  /// No facts for a helper that pulls models with the same image and ends.
  func facts() -> [Fact] {
    let entrypoint = container.values("Entrypoint").map(\.entry.value)
    let command = container.values("Exec").suffix(1).map(\.entry.value)
    guard ServerCommand.isServer(entrypoint: entrypoint, command: command) else { return [] }
    var server = Fact(container.id, at: container.imageAt)
    server.attributes[.name] = container.name
    server.infer(.topology, .container)
    server.infer(.engine, .podman)
    server.infer(.unit, .text(container.serviceName))
    server.infer(.aliases, .texts(container.aliases))
    if container.id.document.isDocumentation { server.infer(.example, .flag(true)) }
    if let network = container.network { server.infer(.network, .text(network)) }
    if let host = container.hostNetwork { server.write(.sharesHostNetwork, .flag(true), at: host.at) }
    describe(&server)
    gpu(&server)
    let environment = container.environment()
    ServerVariables.apply(environment.variables, to: &server)
    let isComplete =
      environment.isComplete && !container.hasArgument("-e", "--env", "--env-file", "--env-host")
    if !isComplete { server.infer(.environmentUnknown, .flag(true)) }
    storage(environment, &server)
    operation(&server)
    healthCheck(&server)
    let image = container.image
    let directory = server.text(.modelsDirectory) ?? ComposeServer.modelsDirectory
    let strays = container.mounts().enumerated().compactMap { index, mount -> Fact? in
      guard isComplete, !container.runsAsAnotherUser, container.value("Entrypoint") == nil,
        image.repository.hasSuffix("ollama/ollama"), let target = mount.target,
        StrayMount.isStray(target, besides: directory)
      else { return nil }
      return StrayMount.fact(
        target, directory, FactID(.key, mount.at.document, ["mount", String(index)]), format: "Quadlet",
        at: mount.at, of: container.id)
    }
    let wanted: Set<Int> = image.isBundledWebUI ? [11434] : [server.integer(.port) ?? 11434, 11434]
    return [server] + strays + unlabelled(environment, of: container.id) + container.ports(to: wanted)
      + ServerVariables.facts(
        environment.variables, of: container.id, version: image.version, format: "Quadlet")
      + environment.misread.compactMap { $0.fact(of: container.id) }
  }

  private func describe(_ server: inout Fact) {
    let (image, range) = (container.image, container.imageAt)
    server.write(.image, .text(image.repository), at: range)
    if container.hasUnknownTag {
      server.write(.imageTag, nil, at: range)
    } else if let tag = image.tag {
      server.write(.imageTag, .text(tag), at: range)
    }
    if image.isPinnedByDigest { server.infer(.imageTag, .text("pinned by digest")) }
    if let version = image.version { server.infer(.version, .text(version.description)) }
    if let vendor = image.vendor { server.write(any: .imageVendor, .text(vendor), at: range) }
    if let update = container.value("AutoUpdate") {
      server.write(any: .autoUpdate, update.text.map(Value.text), at: update.at)
    }
  }

  private func gpu(_ server: inout Fact) {
    let gpu = QuadletGPU(container)
    server.write(any: .gpu, gpu.access.map(Value.text), at: gpu.range)
    if let vendor = gpu.vendor { server.write(any: .gpuVendor, .text(vendor), at: gpu.range) }
    guard gpu.access == "none" else { return }
    if let purpose = UnitPurpose.reason(for: container.unit) ?? siblingWithGPU() {
      server.infer(.gpuIntended, .text(purpose.message), because: [purpose])
    }
  }

  /// Another Quadlet of the directory that is the same with a GPU.
  private func siblingWithGPU() -> Reason? {
    let own = container.id.document
    guard own.embedding.isEmpty else { return nil }
    let directory = Path.directory(of: own.path)
    for name in workspace.names(in: directory).filter({ $0.hasSuffix(".container") }).prefix(32) {
      guard let path = Path.join(directory, name), path != own.path, let source = workspace.source(at: path)
      else { continue }
      let layer = Unit.Layer(id: DocumentID(path), file: INIParser.parse(source), holes: [])
      let unit = Unit(name: name, layers: [layer], isWhole: true)
      guard let other = QuadletContainer(unit, in: workspace), other.image.isOllama,
        QuadletGPU(other).access != "none"
      else { continue }
      return Reason("\(name) is the same with a GPU", at: other.imageAt)
    }
    return nil
  }

  /// Folders of the host that are mounted without a label.
  private func unlabelled(_ environment: UnitEnvironment, of id: FactID) -> [Fact] {
    let unit = container.unit
    let isUnconfined =
      ["SecurityLabelDisable", "SecurityLabelType"].contains { unit.value($0, in: "Container") != nil }
      || unit.values("PodmanArgs", in: "Container").contains {
        $0.entry.value.contains("label") || $0.entry.value.contains("--privileged")
      }
    let moved = environment.variables.last { $0.name == "OLLAMA_MODELS" }
    guard !isUnconfined, !id.document.isDocumentation,
      let directory = moved.map({ $0.value.map(OllamaVariable.trimmed) }) ?? ComposeServer.modelsDirectory
    else { return [] }
    return unit.values("Volume", in: "Container").compactMap { found in
      let text = found.entry.value
      guard UnlabelledMount.isOne(text, holding: directory) else { return nil }
      return UnlabelledMount.fact(
        text, FactID(.key, found.layer.id, ["Container", "label", text]), format: "Quadlet", at: found.at,
        of: id)
    }
  }

  private func storage(_ environment: UnitEnvironment, _ server: inout Fact) {
    let moved = environment.variables.last { $0.name == "OLLAMA_MODELS" }
    let directory = moved.map { $0.value.map(OllamaVariable.trimmed) } ?? ComposeServer.modelsDirectory
    guard let directory else { return server.infer(.modelVolume, nil) }
    if !server.has(.modelsDirectory), environment.isComplete {
      server.infer(.modelsDirectory, .text(directory))
    }
    container.storage(directory, of: &server)
    // Another user than root has another home, and models are kept there.
    if moved == nil, container.runsAsAnotherUser, !server.has(.modelVolume) {
      server.infer(.modelVolume, nil)
    }
  }

  private func operation(_ server: inout Fact) {
    if let restart = container.unit.value("Restart", in: "Service") {
      server.write(.restart, restart.text.map(Value.text), at: restart.at)
    }
    if let limit = container.unit.value("MemoryMax", in: "Service") ?? container.value("Memory") {
      let bytes = limit.text.flatMap { UnitSize.bytes($0.uppercased()) }
      if bytes != nil || limit.text == nil {
        server.write(.memoryLimit, bytes.map(Value.integer), at: limit.at)
      }
    }
    guard let exec = container.value("Exec"), container.value("Entrypoint") == nil else { return }
    let words = exec.layer.file.words(of: exec.entry).map(\.raw)
    server.write(.command, .text(words.joined(separator: " ")), at: exec.at)
    if let problem = ServerCommand.problem(with: words) {
      server.write(.commandProblem, .text(problem), at: exec.at)
    }
  }

  private func healthCheck(_ server: inout Fact) {
    guard let check = container.value("HealthCmd"), check.entry.value != "none" else { return }
    server.write(.healthCheck, check.text.map(Value.text), at: check.at)
    if let problem = HealthCheckTool.emptyPromise(in: [check.entry.value]) {
      server.write(.healthProblem, .text(problem), at: check.at)
    }
    guard let tool = HealthCheckTool.missing(in: [check.entry.value]) else { return }
    server.write(.healthCheckTool, .text(tool), at: check.at)
    // With Notify=healthy the service counts as started only once the check has passed.
    let waits = container.value("Notify").flatMap { $0.text == "healthy" ? $0 : nil }
    server.infer(
      .healthAwaited, .flag(waits != nil),
      because: waits.map { [Reason("Notify=healthy waits for it", at: $0.at)] } ?? [])
  }
}
