import Knowledge
import Syntax
import Vocabulary

/// What a `docker run` line gives its container, be it a server or a client: variables, mounts and ports.
struct DockerRunContainer {
  let run: DockerRun
  let document: Document
  let id: FactID
  let workspace: any Workspace

  /// - Parameter index: the command's place in its script, by which a fix finds it again.
  init(_ run: DockerRun, _ subject: Subject, index: Int, in document: Document, workspace: any Workspace) {
    self.run = run
    self.document = document
    self.workspace = workspace
    id = FactID(subject, document.id, ["run", String(index)])
  }

  func at(_ range: TextRange) -> SourceRange { document.at(range) }

  /// The container's name, or words that stand for it.
  func name(_ otherwise: String) -> Sourced {
    let option = run.last("--name")
    return Sourced(.text(option?.value ?? otherwise), at: option.map { at($0.valueRange) })
  }

  /// The network of its own that it joins; on Docker's default one containers do not know each other's names.
  var network: String? {
    run.all("--network", "--net").last?.value.flatMap {
      ["host", "bridge", "default", "none", "slirp4netns", "pasta"].contains($0) || $0.contains(":")
        ? nil : $0
    }
  }

  /// The variables from `-e` and `--env-file`, and whether these are all.
  func environment() -> (variables: [Variable], isComplete: Bool, misread: [MisreadLine]) {
    var variables: [Variable] = []
    var misread: [MisreadLine] = []
    var isComplete = !run.hasUnknownOptions
    // What -e says wins over every file, wherever it stands.
    for option in run.all("--env-file") {
      guard let file = option.value, let path = Path.join(document.directory, file),
        let source = workspace.source(at: path)
      else {
        isComplete = false
        continue
      }
      let lines = VariableFile(at: path, source, by: run.engine == .podman ? .podman : .docker)
      variables += lines.variables
      misread += lines.misread
    }
    variables += run.all("--env").filter { !$0.raw.isEmpty }.map(variable)
    return (variables, isComplete, misread)
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

  /// A directory of the container that outlives it; `nil` where only the running shell knows which.
  struct Mount {
    let target: String?
    let range: TextRange
  }

  func mounts() -> [Mount] {
    run.all("--volume", "--mount", "--volumes-from").map { option in
      let text = option.value ?? option.raw
      switch option.name {
      case "--volume": return Mount(target: VolumeSpec.target(text), range: option.valueRange)
      case "--mount": return Mount(target: VolumeSpec.mountTarget(of: text), range: option.valueRange)
      default: return Mount(target: nil, range: option.valueRange)
      }
    }
  }

  /// Notes on `fact` what `directory` is mounted from.
  func storage(_ directory: String, of fact: inout Fact) {
    for mount in mounts() {
      guard let target = mount.target else {
        if fact[.modelVolume] == nil { fact.write(.modelVolume, nil, at: at(mount.range)) }
        continue
      }
      if VolumeSpec.holds(target, directory) {
        fact.write(.modelVolume, .text(target), at: at(mount.range))
      } else if fact.subject == .server, VolumeSpec.holds(target, ComposeServer.modelsDirectory) {
        fact.write(.volumeElsewhere, .text(target), at: at(mount.range))
      }
    }
    if run.hasUnknownOptions, !fact.has(.modelVolume) { fact.infer(.modelVolume, nil) }
  }

  /// One fact for each published port that leads to one of `wanted`.
  func ports(to wanted: Set<Int>?, named name: Sourced?) -> [Fact] {
    // On the host's network the engine drops published ports with a warning.
    guard !run.sharesHostNetwork else { return [] }
    let options = run.all("--publish")
    return options.enumerated().compactMap { index, option in
      guard let spec = PortSpec(option.value ?? PortSpec.withoutVariables(option.raw)) else { return nil }
      if let port = spec.containerPort {
        guard wanted?.contains(port) ?? true else { return nil }
      } else if options.count > 1 {
        return nil
      }
      let range = at(option.valueRange)
      var fact = Fact(
        FactID(.port, document.id, id.address + ["ports", String(index)]), at: range, related: [.owner: id])
      fact.write(.address, .text(spec.address), at: range)
      fact.write(.hostPort, spec.hostPort.map(Value.integer), at: range)
      fact.write(.port, spec.containerPort.map(Value.integer), at: range)
      fact.attributes[.name] = name
      return fact
    }
  }
}
