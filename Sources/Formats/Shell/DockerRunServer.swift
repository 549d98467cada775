import Knowledge
import Syntax
import Vocabulary

/// An Ollama server as a `docker run` line starts it.
struct DockerRunServer {
  private let container: DockerRunContainer
  private var run: DockerRun { container.run }

  init(_ container: DockerRunContainer) { self.container = container }

  private func at(_ range: TextRange) -> SourceRange { container.at(range) }

  /// - Parameter purpose: a sign elsewhere in the script or its host that a GPU is left out on purpose.
  func facts(image: ImageName, purpose: Reason?) -> [Fact] {
    var server = Fact(container.id, at: at(run.range))
    server.attributes[.name] = container.name("the container")
    server.infer(.topology, .container)
    run.namespace.describe(&server)
    server.infer(any: .engine, .text(run.engine.rawValue))
    if container.document.id.isDocumentation { server.infer(.example, .flag(true)) }
    describe(image, &server)
    if let host = run.last("--hostname")?.value { server.infer(.aliases, .texts([host])) }
    if let network = container.network { server.infer(.network, .text(network)) }
    if run.sharesHostNetwork { server.infer(.sharesHostNetwork, .flag(true)) }
    gpu(&server, purpose)
    let environment = container.environment()
    ServerVariables.apply(environment.variables, to: &server)
    if !environment.isComplete { server.infer(.environmentUnknown, .flag(true)) }
    storage(environment.variables, &server)
    operation(&server)
    healthCheck(&server)
    let ports: Set<Int> = image.isBundledWebUI ? [11434] : [server.integer(.port) ?? 11434, 11434]
    let strays = strayMounts(environment.variables, environment.isComplete, image)
    return [server] + strays + container.ports(to: ports, named: server.attributes[.name])
      + ServerVariables.facts(
        environment.variables, of: container.id, version: image.version, format: "docker run")
      + environment.misread.compactMap { $0.fact(of: container.id) }
  }

  private func describe(_ image: ImageName, _ server: inout Fact) {
    let range = at(run.image.range)
    server.write(.image, .text(image.repository), at: range)
    // A variable may bring the tag.
    if let tag = image.tag {
      server.write(.imageTag, .text(tag), at: range)
    } else if image.isLocal || run.image.text == nil && run.imageText.contains("/") {
      server.write(.imageTag, nil, at: range)
    }
    if image.isPinnedByDigest { server.infer(.imageTag, .text("pinned by digest")) }
    if let version = image.version { server.infer(.version, .text(version.description)) }
    if let vendor = image.vendor { server.write(any: .imageVendor, .text(vendor), at: range) }
  }

  private func gpu(_ server: inout Fact, _ purpose: Reason?) {
    let gpu = DockerRunGPU(run)
    server.attributes[.gpu] = Sourced(gpu.access.map(Value.text), at: at(gpu.range))
    if let vendor = gpu.vendor { server.write(any: .gpuVendor, .text(vendor), at: at(gpu.range)) }
    if let devices = gpu.devices { server.infer(.gpuDevices, .texts(devices)) }
    if let problem = gpu.problem { server.write(.gpuProblem, .text(problem), at: at(gpu.range)) }
    if let corrected = gpu.corrected { server.infer(.gpuFix, .text(corrected)) }
    if gpu.access == "none", let purpose {
      server.infer(.gpuIntended, .text(purpose.message), because: [purpose])
    }
  }

  private func storage(_ variables: [Variable], _ server: inout Fact) {
    let moved = variables.last { $0.name == "OLLAMA_MODELS" }
    let directory = moved.map { $0.value.map(OllamaVariable.trimmed) } ?? ComposeServer.modelsDirectory
    guard let directory else { return server.infer(.modelVolume, nil) }
    if !server.has(.modelsDirectory) { server.infer(.modelsDirectory, .text(directory)) }
    container.storage(directory, of: &server)
    if run.options.contains(where: { $0.name == "--rm" }) { server.infer(.temporary, .flag(true)) }
  }

  private func strayMounts(_ variables: [Variable], _ isComplete: Bool, _ image: ImageName) -> [Fact] {
    let moved = variables.last { $0.name == "OLLAMA_MODELS" }
    guard isComplete, image.repository.hasSuffix("ollama/ollama"), run.last("--user") == nil,
      run.last("--entrypoint") == nil, !variables.contains(where: { $0.name == "HOME" }),
      let directory = moved == nil ? ComposeServer.modelsDirectory : moved?.value.map(OllamaVariable.trimmed)
    else { return [] }
    return container.mounts().enumerated().compactMap { index, mount in
      guard let target = mount.target, StrayMount.isStray(target, besides: directory) else { return nil }
      return StrayMount.fact(
        target, directory,
        FactID(.key, container.document.id, container.id.address + ["mount", String(index)]),
        format: "docker run", at: at(mount.range), of: container.id)
    }
  }

  private func operation(_ server: inout Fact) {
    if let restart = run.last("--restart") {
      server.write(.restart, restart.value.map(Value.text), at: at(restart.valueRange))
    } else if run.hasUnknownOptions {
      server.infer(.restart, nil)
    }
    if let limit = run.last("--memory"), limit.value != "0" {
      let bytes = limit.value.flatMap(MemorySize.bytes)
      server.write(.memoryLimit, bytes.map(Value.integer), at: at(limit.valueRange))
    }
    if let limit = run.last("--cpus") {
      server.write(
        .cpuLimit, limit.value.flatMap(CPUSize.processors).map(Value.number), at: at(limit.valueRange))
    } else if let set = run.last("--cpuset-cpus") {
      server.write(.cpuLimit, set.value.flatMap(CPUSize.count).map(Value.number), at: at(set.valueRange))
    }
    if let privileged = run.options.last(where: { $0.name == "--privileged" }), privileged.value != "false" {
      server.write(.privileged, .flag(true), at: at(privileged.valueRange))
    }
    if run.engine == .docker, let group = run.all("--group-add").first(where: { $0.value == "render" }) {
      server.write(.groupMissing, .text("render"), at: at(group.valueRange))
    }
    if run.verb.text == "run", run.options.contains(where: { $0.name == "--interactive" }) {
      // A container that lives as long as somebody watches it is not to be restarted.
      server.infer(.temporary, .flag(true))
    }
    let words = run.arguments.compactMap(\.text)
    guard let first = run.arguments.first, let last = run.arguments.last, run.last("--entrypoint") == nil
    else { return }
    let range = at(first.range.union(last.range))
    server.write(.command, .text(words.joined(separator: " ")), at: range)
    if let problem = ServerCommand.problem(with: words) {
      server.write(.commandProblem, .text(problem), at: range)
    }
  }

  private func healthCheck(_ server: inout Fact) {
    guard let check = run.last("--health-cmd") else { return }
    server.write(.healthCheck, check.value.map(Value.text), at: at(check.valueRange))
    if let problem = HealthCheckTool.emptyPromise(in: [check.raw]) {
      return server.write(.healthProblem, .text(problem), at: at(check.valueRange))
    }
    guard let tool = HealthCheckTool.missing(in: [check.raw]) else { return }
    server.write(.healthCheckTool, .text(tool), at: at(check.valueRange))
    server.infer(.healthAwaited, .flag(false))
  }
}
