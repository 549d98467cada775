import Knowledge
import Syntax
import Vocabulary

/// An Ollama server as a `docker run` line starts it.
struct DockerRunServer {
  private let run: DockerRun
  private let document: Document
  private let script: ShellScript
  private let id: FactID
  private let workspace: any Workspace

  init(_ run: DockerRun, index: Int, script: ShellScript, document: Document, in workspace: any Workspace) {
    self.run = run
    self.script = script
    self.document = document
    self.workspace = workspace
    id = FactID(.server, document.id, ["run", String(index)])
  }

  private func at(_ range: TextRange) -> SourceRange { document.at(range) }

  /// - Parameter purpose: a sign elsewhere in the script or its host that a GPU is left out on purpose.
  func facts(image: ImageName, purpose: Reason?) -> [Fact] {
    var server = Fact(id, at: at(run.range))
    let name = run.last("--name")
    server.attributes[.name] = Sourced(
      .text(name?.value ?? "the container"), at: name.map { at($0.valueRange) })
    server.infer(.topology, .text("container"))
    server.infer(.engine, .text(run.engine.rawValue))
    server.write(.image, .text(image.repository), at: at(run.image.range))
    if let tag = image.tag { server.write(.imageTag, .text(tag), at: at(run.image.range)) }
    if image.isPinnedByDigest { server.infer(.imageTag, .text("pinned by digest")) }
    if let version = image.version { server.infer(.version, .text(version.description)) }
    if let vendor = image.vendor { server.write(.imageVendor, .text(vendor), at: at(run.image.range)) }
    if let host = run.last("--hostname")?.value { server.infer(.aliases, .texts([host])) }
    if run.all("--network", "--net").contains(where: { $0.value == "host" }) {
      server.infer(.sharesHostNetwork, .flag(true))
    }
    if document.id.isDocumentation { server.infer(.example, .flag(true)) }
    gpu(&server, purpose)
    let environment = variables()
    ServerVariables.apply(environment.variables, to: &server)
    if !environment.isComplete || run.hasUnknownOptions { server.infer(.environmentUnknown, .flag(true)) }
    storage(environment.variables, &server)
    operation(&server)
    return [server] + ports(&server)
      + ServerVariables.facts(environment.variables, of: id, version: image.version, format: "docker run")
  }

  private func gpu(_ server: inout Fact, _ purpose: Reason?) {
    var access: String? = "none"
    var vendor: String?
    var range = run.range
    func grant(_ word: String?, _ whose: String?, _ option: DockerRun.Option) {
      guard access == "none" else { return }
      access = word
      vendor = whose
      range = option.valueRange
    }
    for option in run.options {
      switch option.name {
      case "--gpus":
        guard let value = option.value else {
          grant(nil, nil, option)
          continue
        }
        grant(value == "all" ? "all" : "some", "nvidia", option)
        if value.contains(","), !value.contains("\"") {
          server.write(
            .gpuProblem,
            .text(
              "has a comma that Docker takes for the end of the value; it needs quotes inside the quotes"),
            at: at(option.valueRange))
          server.infer(.gpuFix, .text("'\"\(value)\"'"))
        }
      case "--runtime" where option.value == "nvidia": grant("all", "nvidia", option)
      case "--device":
        guard let value = option.value else {
          grant(nil, nil, option)
          continue
        }
        if value.contains("/gpu=") {
          grant(value.hasSuffix("=all") ? "all" : "some", value.hasPrefix("amd") ? "amd" : "nvidia", option)
        }
        if value.hasPrefix("/dev/nvidia") { grant("some", "nvidia", option) }
        if value.hasPrefix("/dev/kfd") { grant("all", "amd", option) }
        if value.hasPrefix("/dev/dri") { grant("all", "dri", option) }
        if value.hasPrefix("/dev/dxg") { grant("all", nil, option) }
      case "--privileged": grant(nil, nil, option)
      default: break
      }
    }
    if access == "none", let stray = run.arguments.first(where: { $0.text?.hasPrefix("--gpus") == true }) {
      server.write(
        .gpuProblem, .text("stands behind the image, where it goes to Ollama and not to the engine"),
        at: at(stray.range))
      range = stray.range
    }
    if access == "none", run.hasUnknownOptions { access = nil }
    server.attributes[.gpu] = Sourced(access.map(Value.text), at: at(range))
    if let vendor { server.write(.gpuVendor, .text(vendor), at: at(range)) }
    if access == "none", let purpose {
      server.infer(.gpuIntended, .text(purpose.message), because: [purpose])
    }
  }

  private func variables() -> (variables: [Variable], isComplete: Bool) {
    var variables: [Variable] = []
    var isComplete = true
    // What -e says wins over every file, wherever it stands.
    for option in run.all("--env-file") {
      guard let file = option.value, let path = Path.join(document.directory, file),
        let source = workspace.source(at: path)
      else {
        isComplete = false
        continue
      }
      for entry in DotenvParser.parse(source).entries {
        variables.append(
          Variable(
            name: entry.key, value: entry.value, address: [entry.key], document: DocumentID(path),
            nameRange: entry.keyRange, valueRange: entry.valueRange, range: entry.range))
      }
    }
    for option in run.options {
      guard option.name == "--env", !option.raw.isEmpty else { continue }
      let name = String(option.raw.prefix { $0 != "=" })
      let hasValue = name.count < option.raw.count
      let value = hasValue ? option.value.map { String($0.dropFirst(name.count + 1)) } : nil
      let start =
        option.valueRange.start
        + (document.source.byte(at: option.valueRange.start) == 0x22
          || document.source.byte(at: option.valueRange.start) == 0x27 ? 1 : 0)
      let nameRange = TextRange(start, min(start + name.utf8.count, option.valueRange.end))
      variables.append(
        Variable(
          name: name, value: value, address: id.address + ["env", name], document: document.id,
          nameRange: nameRange,
          valueRange: TextRange(min(nameRange.end + 1, option.valueRange.end), option.valueRange.end),
          range: option.valueRange))
    }
    return (variables, isComplete)
  }

  private func storage(_ variables: [Variable], _ server: inout Fact) {
    let moved = variables.last { $0.name == "OLLAMA_MODELS" }
    let directory = moved.map { $0.value.map(OllamaVariable.trimmed) } ?? ComposeServer.modelsDirectory
    guard let directory else { return }
    if !server.has(.modelsDirectory) { server.infer(.modelsDirectory, .text(directory)) }
    for option in run.all("--volume", "--mount", "--volumes-from", "--tmpfs") {
      if option.name == "--volumes-from" || option.raw.isEmpty {
        server.write(.modelVolume, nil, at: at(option.valueRange))
        continue
      }
      let target: String?
      if option.name == "--mount" {
        let parts = (option.value ?? option.raw).split(separator: ",")
        target =
          parts.lazy.compactMap { part in
            ["target=", "dst=", "destination="].first { part.hasPrefix($0) }.map {
              String(part.dropFirst($0.count))
            }
          }.first
      } else {
        target = VolumeSpec.target(option.value ?? option.raw)
      }
      guard let target else {
        server.write(.modelVolume, nil, at: at(option.valueRange))
        continue
      }
      if VolumeSpec.holds(target, directory) {
        server.write(.modelVolume, .text(target), at: at(option.valueRange))
      }
    }
    if run.options.contains(where: { $0.name == "--rm" }) { server.infer(.temporary, .flag(true)) }
    if run.hasUnknownOptions, !server.has(.modelVolume) { server.infer(.modelVolume, nil) }
  }

  private func operation(_ server: inout Fact) {
    if let restart = run.last("--restart") {
      server.write(.restart, restart.value.map(Value.text), at: at(restart.valueRange))
    }
    if run.verb.text == "run",
      run.options.contains(where: { $0.name == "--rm" || $0.name == "--interactive" })
    {
      // A container that lives as long as somebody watches it is not to be restarted.
      server.infer(.restart, .text("on purpose none"))
    }
    let words = run.arguments.compactMap(\.text)
    if let first = run.arguments.first, let last = run.arguments.last, run.last("--entrypoint") == nil {
      let range = at(first.range.union(last.range))
      server.write(.command, .text(words.joined(separator: " ")), at: range)
      if let problem = ServerCommand.problem(with: words) {
        server.write(.commandProblem, .text(problem), at: range)
      }
    }
    if let check = run.last("--health-cmd") {
      server.write(.healthCheck, check.value.map(Value.text), at: at(check.valueRange))
      if let tool = HealthCheckTool.missing(in: [check.raw]) {
        server.write(.healthCheckTool, .text(tool), at: at(check.valueRange))
        server.infer(.healthAwaited, .flag(false))
      }
    }
  }

  private func ports(_ server: inout Fact) -> [Fact] {
    let wanted = server.integer(.port) ?? 11434
    let options = run.all("--publish")
    return options.enumerated().compactMap { index, option in
      guard let spec = PortSpec(option.value ?? PortSpec.withoutVariables(option.raw)) else { return nil }
      if let port = spec.containerPort {
        guard port == wanted || port == 11434 else { return nil }
      } else if options.count > 1 {
        return nil
      }
      var fact = Fact(
        FactID(.port, document.id, id.address + ["ports", String(index)]), at: at(option.valueRange),
        related: [.owner: id])
      fact.write(.address, .text(spec.address), at: at(option.valueRange))
      fact.write(.hostPort, spec.hostPort.map(Value.integer), at: at(option.valueRange))
      fact.write(.port, spec.containerPort.map(Value.integer), at: at(option.valueRange))
      fact.attributes[.name] = server.attributes[.name]
      return fact
    }
  }
}
