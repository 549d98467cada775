import Syntax
import Vocabulary

/// What only Kubernetes says of an Ollama server: its Services, and how its pods are replaced.
struct KubernetesServer {
  private let container: KubernetesContainer
  private let reader: KubernetesReader
  private let services: [(index: Int, tree: NodeDocument)]

  init(_ container: KubernetesContainer, in reader: KubernetesReader) {
    self.container = container
    self.reader = reader
    services = reader.services(of: container)
  }

  func facts(in workspace: any Workspace) -> [Fact] {
    guard var spec = container.spec(.server, in: workspace) else { return [] }
    if let kind = container.tree.node(at: ["kind"])?.text,
      container.tree.node(at: ["metadata", "name"]) != nil
    {
      spec.fact.infer(.workload, "\(kind.lowercased())/\(container.workload)")
    }
    if let namespace = container.tree.node(at: ["metadata", "namespace"])?.text {
      spec.fact.infer(.namespace, namespace)
    }
    spec.network.aliases = services.flatMap { aliases($0.tree) }
    let ports = services.flatMap { servicePorts($0.tree) }
    if !ports.isEmpty { spec.fact.infer(.servicePorts, ports) }
    if let text = container.tree.node(at: ["spec", "replicas"])?.text, let count = Int(text), count > 1 {
      spec.fact.infer(.replicas, count)
    }
    updates(&spec.fact)
    pulls(&spec)
    if let replicas = container.tree.node(at: ["spec", "replicas"]), replicas.text == "0" {
      spec.gpu.omitted = spec.gpu.omitted ?? Reason("it is scaled to 0", at: container.at(replicas))
      spec.cpuLimit = nil
    }
    if spec.gpu.isAbsent, spec.gpu.omitted == nil { spec.gpu.omitted = GPUVariant.of(container, in: workspace) }
    if let storage = reader.desktopStorage {
      spec.gpu.omitted =
        spec.gpu.omitted
        ?? HostHardware.reason("its storage class", HostHardware.desktopCluster, at: storage)
    }
    patched(&spec, WorkloadPatches.of(workspace))
    spec.ports = services.flatMap { Self.published($0, in: container.document, to: EndpointPorts.ollama) }
    return spec.facts() + services.flatMap { targets($0, of: spec) + nodePorts($0, of: spec) }
      + ingressRoutes(to: spec, in: workspace) + container.environment.notText(spec.id)
      + early(spec.id) + InitStore(container: container).facts(of: spec.id)
      + [withoutRuntime(spec, in: workspace), PolicyFaults(container: container, workspace: workspace).withoutRegistry].compactMap { $0 }
  }

  /// `nvidia.com/gpu` alone, which on k3s brings no driver.
  private func withoutRuntime(_ spec: ContainerSpec, in workspace: any Workspace) -> Fact? {
    guard container.pod("runtimeClassName") == nil, !WorkloadPatches.of(workspace).mention(["runtimeClassName"], for: container.workload),
      let limit = container["resources", "limits", "nvidia.com/gpu"], limit.text != "0"
    else { return nil }
    return K3sRuntime.fact(
      FactID(.key, container.document.id, container.address + ["runtime-class"]), name: container.workload,
      format: "Kubernetes", at: container.at(limit), of: spec.id, in: workspace)
  }

  /// Ingresses of the file that point to the server without authentication (Kubernetes documentation, Ingress).
  private func ingressRoutes(to spec: ContainerSpec, in workspace: any Workspace) -> [Fact] {
    let names = Set(services.compactMap { $0.tree.node(at: ["metadata", "name"])?.text })
    guard !names.isEmpty, !container.document.id.isDocumentation else { return [] }
    return reader.ingresses.compactMap { tree -> Fact? in
      guard let rules = tree.node(at: ["spec", "rules"])?.items,
        ProxyRoute.isOpen(
          tree.node(at: ["metadata", "annotations"]), tree.node(at: ["spec", "ingressClassName"]), in: tree)
      else { return nil }
      let leads = rules.indices.first { index in
        (tree.node(at: ["spec", "rules", .index(index), "http", "paths"])?.items ?? []).contains { path in
          tree.value(of: "backend", in: path).flatMap { tree.value(of: "service", in: $0) }
            .flatMap { tree.value(of: "name", in: $0)?.text }.map(names.contains) ?? false
        }
      }
      guard let index = leads, let host = tree.node(at: ["spec", "rules", .index(index), "host"]), let text = host.text,
        !ProxyRoute.isGuarded(besides: container.document, in: workspace)
      else { return nil }
      return ProxyRoute(through: "An Ingress", at: text, container.at(host)).fact(
        of: spec.id, name: container.workload, format: "Kubernetes")
    }
  }

  /// What an overlay adds is known only where it is built.
  private func patched(_ spec: inout ContainerSpec, _ patches: WorkloadPatches) {
    let cards = KubernetesGPU.cards.flatMap { card in
      [card.resource, card.resource.split(separator: "/").joined(separator: "~1")]
    }
    if patches.mention(cards + ["runtimeClassName", "resourceClaims"], for: container.workload) {
      spec.gpu.becomeUnknownIfAbsent()
    }
    if patches.mention(["volumeMounts"], for: container.workload) { spec.hasUnknownMounts = true }
    if patches.mention(["env:", "/env", "envFrom"], for: container.workload) {
      spec.environment.isComplete = false
    }
  }

  /// A command next to the server's start that does not wait for it (Kubernetes documentation, "Container Lifecycle Hooks").
  private func early(_ id: FactID) -> [Fact] {
    guard let command = container["lifecycle", "postStart", "exec", "command"],
      !container.document.id.isDocumentation
    else { return [] }
    let text = (command.items?.compactMap(\.text) ?? []).joined(separator: " ")
    let calls = ["pull", "run", "create", "cp"].compactMap { verb in
      text.firstRange(ofBytes: "ollama \(verb) ").map { (verb: verb, start: $0.lowerBound) }
    }
    guard let first = calls.min(by: { $0.start < $1.start }) else { return [] }
    // What comes after the first call does not help it; a loop over models waits for nothing.
    let waits = ["sleep", "until", "while", "curl", "wait", "retry", "seq ", "{1..", "ollama list"]
    guard !waits.contains(where: text[..<first.start].contains), !text.contains("||"), !text.contains("break") else { return [] }
    let verb = first.verb
    return [
      SettingFact.make(
        container.address + ["postStart"], name: "ollama \(verb)", kind: "command", format: "Kubernetes",
        problem: .tooEarly, at: container.at(command), owner: id)
    ]
  }

  /// The ports of a Service that point to the server's.
  private func servicePorts(_ service: NodeDocument) -> [String] {
    (service.node(at: ["spec", "ports"])?.items ?? []).compactMap { item in
      guard let port = service.value(of: "port", in: item)?.text else { return nil }
      let target = service.value(of: "targetPort", in: item)?.text ?? port
      return target == "11434" || ownPort(named: target) == EndpointPorts.ollama ? port : nil
    }
  }

  /// The number after a port's name in the container.
  private func ownPort(named name: String) -> Int? {
    (container["ports"]?.items ?? []).lazy.compactMap { item -> Int? in
      guard container.tree.value(of: "name", in: item)?.text == name else { return nil }
      return container.tree.value(of: "containerPort", in: item)?.text.flatMap { Int($0) }
    }.first
  }

  /// Ports of Services that point to one where the server does not listen.
  private func targets(_ service: (index: Int, tree: NodeDocument), of spec: ContainerSpec) -> [Fact] {
    guard spec.environment.last("OLLAMA_HOST") == nil, spec.environment.isComplete, listensAsUsual,
      (container.pod("containers")?.items?.count ?? 0) == 1
    else { return [] }
    return ports(service, "targetPort", .targetPort, of: spec) { text in
      if let number = Int(text) {
        return number == EndpointPorts.ollama ? nil : "\(container.workload) listens on 11434"
      }
      return ownPort(named: text) == nil ? "no port of the container is named \(text)" : nil
    }
  }

  /// Node ports outside of the range that a cluster hands out (`--service-node-port-range`, 30000-32767 unless it is set).
  private func nodePorts(_ service: (index: Int, tree: NodeDocument), of spec: ContainerSpec) -> [Fact] {
    ports(service, "nodePort", .range, of: spec) { text in
      guard let number = Int(text), number > 0, !(30000...32767).contains(number) else { return nil }
      return .some(nil)
    }
  }

  /// - Parameter consequence: what is wrong with a number or name, with or without more to say; `nil` where nothing is.
  private func ports(
    _ service: (index: Int, tree: NodeDocument), _ key: String, _ problem: ValueFault, of spec: ContainerSpec,
    _ consequence: (String) -> String??
  ) -> [Fact] {
    let tree = service.tree
    guard !container.document.id.isDocumentation else { return [] }
    return (tree.node(at: ["spec", "ports"])?.items ?? []).enumerated().compactMap { index, item in
      guard let node = tree.value(of: key, in: item), let text = node.text, let consequence = consequence(text) else {
        return nil
      }
      return SettingFact.make(
        [String(service.index), "spec", "ports", String(index), key],
        name: tree.node(at: ["metadata", "name"])?.text ?? "the Service", value: text, kind: "service",
        format: "Kubernetes", problem: problem, consequence: consequence, at: container.document.at(node.range),
        owner: spec.id)
    }
  }

  /// When a newer image is fetched: at every start, also where nothing says so and the tag is `latest` (Kubernetes documentation,
  /// Images, "Default image pull policy").
  private func pulls(_ spec: inout ContainerSpec) {
    guard let policy = container["imagePullPolicy"] else {
      if ["latest", nil].contains(spec.image.name.tag) { spec.fact.infer(.autoUpdate, .implied) }
      return
    }
    if policy.text == "Always" { spec.fact.write(.autoUpdate, .always, at: container.at(policy)) }
  }

  /// A Deployment that starts the new pod before it ends the old one, where the claim or the card is for one alone.
  private func updates(_ server: inout Fact) {
    guard container.surges else { return }
    let limit = KubernetesGPU.cards.lazy.compactMap { self.container["resources", "limits", .key($0.resource)] }
      .first { $0.text != "0" }
    // Without a card it is what a request for one would meet; what is written was chosen.
    let strategy = container.tree.node(at: ["spec", "strategy"])
    guard limit != nil || strategy == nil && KubernetesGPU(container).request.isAbsent else { return }
    let place = (limit == nil ? nil : strategy ?? limit).map(container.at)
    server.write(.updateStrategy, "RollingUpdate", at: place ?? container.document.at(container.nameRange))
  }

  /// Whether the image's own setting decides the port: somebody else's image may listen elsewhere, and says so in its ports.
  private var listensAsUsual: Bool {
    guard let image = container.image, !image.isOllamas else { return true }
    let ports = (container["ports"]?.items ?? []).map {
      container.tree.value(of: "containerPort", in: $0)?.text
    }
    return ports.isEmpty || ports.contains("11434")
  }

  private func aliases(_ service: NodeDocument) -> [String] {
    guard let name = service.node(at: ["metadata", "name"])?.text else { return [] }
    let namespace = service.node(at: ["metadata", "namespace"])?.text ?? "default"
    return [
      name, "\(name).\(namespace)", "\(name).\(namespace).svc", "\(name).\(namespace).svc.cluster.local",
    ]
  }

  /// The ports of a Service that is open to more than the cluster.
  static func published(
    _ service: (index: Int, tree: NodeDocument), in document: Document, to wanted: Int
  ) -> [ContainerSpec.PublishedPort] {
    let (index, tree) = service
    guard let type = tree.node(at: ["spec", "type"]),
      ["NodePort", "LoadBalancer"].contains(type.text ?? "")
    else { return [] }
    return (tree.node(at: ["spec", "ports"])?.items ?? []).indices.compactMap { item in
      let path: [PathStep] = ["spec", "ports", .index(item)]
      guard let port = tree.node(at: path + ["port"]) else { return nil }
      // The name of a port is not followed; of a Service's only one it is the server's.
      let target = (tree.node(at: path + ["targetPort"]) ?? port).text.flatMap { Int($0) }
      if target == nil, tree.node(at: ["spec", "ports"])?.items?.count != 1 { return nil }
      guard target == nil || target == wanted else { return nil }
      let at = document.at(type.range)
      let published = type.text == "NodePort" ? tree.node(at: path + ["nodePort"]) : port
      return .init(
        id: FactID(.port, document.id, [String(index)] + path.address), at: at,
        address: Placed("0.0.0.0", at: at), hostPort: Placed(published?.text.flatMap { Int($0) }, at: at),
        containerPort: Placed(wanted, at: at))
    }
  }
}
