import Knowledge
import Syntax
import Vocabulary

/// An Ollama server as a container of a pod.
struct KubernetesServer {
  private let container: KubernetesContainer
  private let reader: KubernetesReader
  private let variables: [Variable]

  init(_ container: KubernetesContainer, in reader: KubernetesReader) {
    self.container = container
    self.reader = reader
    variables = container.variables
  }

  /// What device plugins call the cards, and whose they are.
  static let cards: [(resource: String, vendor: String)] = [
    ("nvidia.com/gpu", "nvidia"), ("amd.com/gpu", "amd"), ("gpu.intel.com/i915", "intel"),
    ("gpu.intel.com/xe", "intel"),
  ]

  func facts() -> [Fact] {
    guard let image = container.image, let node = container["image"] else { return [] }
    let id = FactID(.server, container.document.id, container.address)
    var server = Fact(id, at: container.document.at(container.nameRange))
    server.write(.name, .text(container.workload), at: container.document.at(container.nameRange))
    server.infer(.topology, .pod)
    if let kind = container.tree.node(at: ["kind"])?.text,
      container.tree.node(at: ["metadata", "name"]) != nil
    {
      server.infer(.workload, .text("\(kind.lowercased())/\(container.workload)"))
    }
    if let namespace = container.tree.node(at: ["metadata", "namespace"])?.text {
      server.infer(.namespace, .text(namespace))
    }
    if container.document.id.isDocumentation { server.infer(.example, .flag(true)) }
    server.write(.image, .text(image.repository), at: container.at(node))
    if let tag = image.tag { server.write(.imageTag, .text(tag), at: container.at(node)) }
    if image.isPinnedByDigest { server.infer(.imageTag, .text("pinned by digest")) }
    if let version = image.version { server.infer(.version, .text(version.description)) }
    if let vendor = image.vendor { server.write(any: .imageVendor, .text(vendor), at: container.at(node)) }
    let services = reader.services(of: container)
    server.infer(.aliases, .texts(services.flatMap { aliases($0.tree) }))
    let ports = services.flatMap { servicePorts($0.tree, server) }
    if !ports.isEmpty { server.infer(.servicePorts, .texts(ports)) }
    updates(&server)
    gpu(&server)
    ServerVariables.apply(variables, to: &server)
    if container["envFrom"] != nil { server.infer(.environmentUnknown, .flag(true)) }
    storage(&server)
    operation(&server)
    return [server] + self.ports(services, of: id) + home(id) + services.flatMap { targets($0, of: id) }
      + ServerVariables.facts(variables, of: id, version: image.version, format: "Kubernetes")
      + container.environment.notText(id)
  }

  /// The ports of a Service that lead to the server's.
  private func servicePorts(_ service: NodeDocument, _ server: Fact) -> [String] {
    (service.node(at: ["spec", "ports"])?.items ?? []).compactMap { item in
      guard let port = service.value(of: "port", in: item)?.text else { return nil }
      let target = service.value(of: "targetPort", in: item)?.text ?? port
      return target == "11434" || ownPort(named: target) == 11434 ? port : nil
    }
  }

  /// The number behind a port's name in the container.
  private func ownPort(named name: String) -> Int? {
    (container["ports"]?.items ?? []).lazy.compactMap { item -> Int? in
      guard container.tree.value(of: "name", in: item)?.text == name else { return nil }
      return container.tree.value(of: "containerPort", in: item)?.text.flatMap { Int($0) }
    }.first
  }

  /// Ports of Services that lead to one where the server does not listen.
  private func targets(_ service: (index: Int, tree: NodeDocument), of server: FactID) -> [Fact] {
    let tree = service.tree
    guard !variables.contains(where: { $0.name == "OLLAMA_HOST" }), container["envFrom"] == nil,
      (container.pod("containers")?.items?.count ?? 0) == 1, !container.document.id.isDocumentation
    else { return [] }
    return (tree.node(at: ["spec", "ports"])?.items ?? []).enumerated().compactMap { index, item in
      guard let node = tree.value(of: "targetPort", in: item), let text = node.text else { return nil }
      let consequence: String
      if let number = Int(text) {
        guard number != EndpointPorts.ollama else { return nil }
        consequence = "\(container.workload) listens on 11434"
      } else {
        guard ownPort(named: text) == nil else { return nil }
        consequence = "no port of the container is named \(text)"
      }
      let name = tree.node(at: ["metadata", "name"])?.text ?? "the Service"
      return SettingFact.make(
        FactID(
          .key, container.document.id, [String(service.index), "spec", "ports", String(index), "targetPort"]),
        name: name, value: text, kind: "service", format: "Kubernetes", problem: "target-port",
        consequence: consequence, at: container.document.at(node.range), owner: server)
    }
  }

  /// A user without an entry in the image has `/` as home, where it may not write; Ollama keeps its key there.
  private func home(_ server: FactID) -> [Fact] {
    let user = container["securityContext", "runAsUser"] ?? container.pod("securityContext", "runAsUser")
    guard let user, let uid = user.text.flatMap({ Int($0) }), uid != 0, uid != 1000,
      !variables.contains(where: { $0.name == "HOME" }), container["envFrom"] == nil,
      container.image?.repository.hasSuffix("ollama/ollama") == true, container["command"] == nil
    else { return [] }
    let mounts = (container["volumeMounts"]?.items ?? []).compactMap {
      container.tree.value(of: "mountPath", in: $0)?.text
    }
    guard !mounts.contains(where: { VolumeSpec.holds($0, "/.ollama") }) else { return [] }
    return [
      SettingFact.make(
        FactID(.key, container.document.id, container.address + ["home"]), name: "runAsUser",
        value: user.text,
        kind: "user", format: "Kubernetes", problem: "no-home", consequence: mounts.first ?? "/models",
        at: container.at(user), owner: server)
    ]
  }

  /// A Deployment that starts the new pod before it ends the old one, where the claim or the card is for one alone.
  private func updates(_ server: inout Fact) {
    guard container.tree.node(at: ["kind"])?.text == "Deployment",
      container.tree.node(at: ["spec", "strategy", "type"])?.text ?? "RollingUpdate" == "RollingUpdate",
      container.tree.node(at: ["spec", "strategy", "rollingUpdate", "maxSurge"])?.text.map({
        $0 == "0" || $0 == "0%"
      }) != true,
      container.tree.node(at: ["spec", "replicas"])?.text ?? "1" == "1",
      let limit = Self.cards.lazy.compactMap({ self.container["resources", "limits", .key($0.resource)] })
        .first,
      limit.text != "0"
    else { return }
    let place = container.tree.node(at: ["spec", "strategy"]) ?? limit
    server.write(.updateStrategy, .text("RollingUpdate"), at: container.at(place))
  }

  private func aliases(_ service: NodeDocument) -> [String] {
    guard let name = service.node(at: ["metadata", "name"])?.text else { return [] }
    let namespace = service.node(at: ["metadata", "namespace"])?.text ?? "default"
    return [
      name, "\(name).\(namespace)", "\(name).\(namespace).svc", "\(name).\(namespace).svc.cluster.local",
    ]
  }

  // MARK: GPU

  private func gpu(_ server: inout Fact) {
    let at = container.document.at(container.nameRange)
    let resources = container["resources"]
    for card in Self.cards {
      let limit = container["resources", "limits", .key(card.resource)]
      let request = container["resources", "requests", .key(card.resource)]
      guard let shown = limit ?? request else { continue }
      server.write(.gpu, limit == nil || limit?.text == "0" ? .noGPU : .someGPUs, at: container.at(shown))
      server.write(any: .gpuVendor, .text(card.vendor), at: container.at(shown))
      if let request, limit?.text != request.text {
        let problem =
          limit.map {
            "asks for \(request.text ?? "?") of \(card.resource) and is limited to \($0.text ?? "?")"
          }
          ?? "requests \(card.resource) without a limit; Kubernetes requires it under limits"
        server.write(.gpuProblem, .text(problem), at: container.at(request))
      }
      return
    }
    // The runtime hands out all cards to the image, which asks for them by itself.
    if let runtime = container.pod("runtimeClassName"), runtime.text?.contains("nvidia") == true {
      return server.write(.gpu, .all, at: container.at(runtime))
    }
    let devices = (container.pod("volumes")?.items ?? []).contains { volume in
      container.tree.value(of: "hostPath", in: volume).flatMap {
        container.tree.value(of: "path", in: $0)?.text
      }
      .map { $0.hasPrefix("/dev/") } ?? false
    }
    if devices || resources.map({ container.tree.value(of: "claims", in: $0) != nil }) ?? false
      || container["securityContext", "privileged"]?.text == "true"
    {
      return server.write(.gpu, .someGPUs, at: at)
    }
    server.write(.gpu, .noGPU, at: at)
    if let reason = onPurpose { server.infer(.gpuIntended, .text(reason.message), because: [reason]) }
  }

  /// A name or a comment that speaks of the processor.
  private var onPurpose: Reason? {
    func speaks(_ text: String) -> Bool {
      text.lowercased().split { !$0.isLetter && !$0.isNumber }.contains("cpu")
    }
    if speaks(container.workload) { return Reason("its name says CPU") }
    let comment = container.tree.comments.first { speaks(container.document.source.string($0)) }
    return comment.map { Reason("a comment speaks of it", at: container.document.at($0)) }
  }

  // MARK: Storage and operation

  private func storage(_ server: inout Fact) {
    let moved = variables.last { $0.name == "OLLAMA_MODELS" }
    let directory = moved.map { $0.value.map(OllamaVariable.trimmed) } ?? ComposeServer.modelsDirectory
    guard let directory else { return server.infer(.modelVolume, nil) }
    if !server.has(.modelsDirectory) { server.infer(.modelsDirectory, .text(directory)) }
    for mount in container["volumeMounts"]?.items ?? [] {
      guard let target = container.tree.value(of: "mountPath", in: mount)?.text else { continue }
      if VolumeSpec.holds(target, directory) {
        let name = container.tree.value(of: "name", in: mount)?.text
        // What lives as long as the pod keeps nothing.
        if !isTemporary(name) { server.write(.modelVolume, .text(target), at: container.at(mount)) }
      } else if VolumeSpec.holds(target, ComposeServer.modelsDirectory) {
        server.write(.volumeElsewhere, .text(target), at: container.at(mount))
      }
    }
    // Models may be part of an image of one's own.
    if server.text(.image).map({ $0.split(separator: "/").count > 2 }) == true, !server.has(.modelVolume) {
      server.infer(.modelVolume, nil)
    }
  }

  private func isTemporary(_ volume: String?) -> Bool {
    (container.pod("volumes")?.items ?? []).contains { item in
      container.tree.value(of: "name", in: item)?.text == volume
        && container.tree.value(of: "emptyDir", in: item) != nil
    }
  }

  private func operation(_ server: inout Fact) {
    if let limit = container["resources", "limits", "memory"] {
      server.write(.memoryLimit, limit.text.flatMap(Self.bytes).map(Value.integer), at: container.at(limit))
    }
    if let limit = container["resources", "limits", "cpu"] {
      server.write(
        .cpuLimit, limit.text.flatMap(CPUSize.processors).map(Value.number), at: container.at(limit))
    }
    if let privileged = container["securityContext", "privileged"], privileged.text == "true" {
      server.write(.privileged, .flag(true), at: container.at(privileged))
    }
    if let arguments = container["args"], container["command"] == nil {
      let words = container.words("args")
      server.write(.command, .text(words.joined(separator: " ")), at: container.at(arguments))
      if let problem = ServerCommand.problem(with: words) {
        server.write(.commandProblem, .text(problem), at: container.at(arguments))
      }
    }
    if container.pod("hostNetwork")?.text == "true" { server.infer(.sharesHostNetwork, .flag(true)) }
    for (key, isAwaited) in [("readinessProbe", true), ("startupProbe", true), ("livenessProbe", false)] {
      guard let command = container[.key(key), "exec", "command"] else { continue }
      let words = command.items?.compactMap(\.text) ?? []
      server.write(.healthCheck, .text(words.joined(separator: " ")), at: container.at(command))
      if let problem = HealthCheckTool.emptyPromise(in: words) {
        server.write(.healthProblem, .text(problem), at: container.at(command))
      }
      guard let tool = HealthCheckTool.missing(in: words) else { continue }
      server.write(.healthCheckTool, .text(tool), at: container.at(command))
      server.infer(
        .healthAwaited, .flag(isAwaited),
        because: isAwaited ? [Reason("the pod receives no requests before its \(key) succeeds")] : [])
      return
    }
  }

  /// `8Gi`, `8G`, `8192Mi`.
  static func bytes(_ text: String) -> Int? {
    let units: [(String, Double)] = [
      ("Ki", 1024), ("Mi", 1_048_576), ("Gi", 1_073_741_824), ("Ti", 1_099_511_627_776), ("k", 1e3),
      ("M", 1e6),
      ("G", 1e9), ("T", 1e12), ("", 1),
    ]
    guard let unit = units.first(where: { text.hasSuffix($0.0) }),
      let number = Double(text.dropLast(unit.0.count)), number > 0, number * unit.1 < 1e16
    else { return nil }
    return Int(number * unit.1)
  }

  // MARK: Ports

  /// Services that open a port to more than the cluster.
  private func ports(_ services: [(index: Int, tree: NodeDocument)], of server: FactID) -> [Fact] {
    services.flatMap { index, tree -> [Fact] in
      guard let type = tree.node(at: ["spec", "type"]),
        ["NodePort", "LoadBalancer"].contains(type.text ?? "")
      else {
        return []
      }
      return (tree.node(at: ["spec", "ports"])?.items ?? []).indices.compactMap { item in
        let path: [PathStep] = ["spec", "ports", .index(item)]
        guard let port = tree.node(at: path + ["port"]) else { return nil }
        let target =
          tree.node(at: path + ["targetPort"])?.text.flatMap { Int($0) } ?? port.text.flatMap { Int($0) }
        guard target == nil || target == 11434 else { return nil }
        let at = container.document.at(type.range)
        var fact = Fact(
          FactID(.port, container.document.id, [String(index)] + path.address), at: at,
          related: [.owner: server])
        fact.infer(.name, .text(container.workload))
        fact.write(.address, .text("0.0.0.0"), at: at)
        let published = type.text == "NodePort" ? tree.node(at: path + ["nodePort"]) : port
        fact.write(.hostPort, published?.text.flatMap { Int($0) }.map(Value.integer), at: at)
        fact.write(.port, .integer(11434), at: at)
        return fact
      }
    }
  }
}
