import Syntax
import Vocabulary

/// One container of a controller, with what the chart gives it.
struct AppTemplateContainer: PodContainer {
  let values: AppTemplateValues
  let controller: (name: String, path: [PathStep])
  let name: String
  let path: [PathStep]
  let workload: String
  let nameRange: TextRange

  var document: Document { values.document }
  var tree: NodeDocument { values.tree }
  var address: [String] { [String(values.index)] + path.address }

  /// A field, or else the controller's default for it (`lib/container/_valuesToObject.tpl`).
  subscript(keys: PathStep...) -> Node? {
    if let own = tree.node(at: path + keys) { return own }
    guard let first = keys.first, tree.node(at: path + [first]) == nil else { return nil }
    return tree.node(at: controller.path + ["defaultContainerOptions"] + keys)
  }

  /// An option of the controller's pod, or of all pods (`lib/pod/_getOption.tpl`).
  func pod(_ keys: PathStep...) -> Node? {
    if let own = tree.node(at: controller.path + ["pod"] + keys) { return own }
    let isMerged = values["defaultPodOptionsStrategy"]?.text == "merge"
    guard let first = keys.first, isMerged || tree.node(at: controller.path + ["pod", first]) == nil else {
      return nil
    }
    return tree.node(at: values.root + ["defaultPodOptions"] + keys)
  }

  var mountsDevices: Bool {
    values.enabled(["persistence"]).contains {
      tree.node(at: $0.path + ["hostPath"])?.text?.hasPrefix("/dev/") == true
    }
  }

  var environment: AppTemplateEnvironment { AppTemplateEnvironment(self) }

  /// The image; `nil` where it is written in a form that the chart refuses.
  private var image: ContainerSpec.Image? {
    guard let repository = self["image", "repository"], let text = repository.text else { return nil }
    let tag = self["image", "tag"]
    let written = tag?.text.flatMap { $0.isEmpty || Self.isFilledIn($0) ? nil : $0 }
    let name = ImageName(ImageName.withoutVariables(text) + (written.map { ":" + $0 } ?? ""))
    return .init(name: name, at: at(tag ?? repository), hasUnknownTag: tag != nil && written == nil)
  }

  /// An image as one text, which the chart refuses (`lib/container/_validate.tpl`).
  var refusedImage: ImageName? { self["image"]?.text.map(ImageName.init) }

  /// Whether Flux or Helm fills in a text: `${TIMEZONE}`, `{{ .Release.Name }}`.
  static func isFilledIn(_ text: String) -> Bool { text.contains("${") || text.contains("{{") }

  func facts(beside others: [AppTemplateContainer], in workspace: any Workspace) -> [Fact] {
    guard let image else { return [] }
    guard image.name.isOllama, let server = spec(.server, image, in: workspace), server.serves else {
      return client(image, beside: others, in: workspace)
    }
    return server.facts() + routes(to: server, in: workspace)
      + commandModels(at: address + ["commands"], variables: environment.variables)
  }

  /// Ingresses that point to the server's port.
  private func routes(to server: ContainerSpec, in workspace: any Workspace) -> [Fact] {
    let own = services.filter { service in ports(of: service.path).contains { $0.target == EndpointPorts.ollama } }
    // An Ingress names a service by its key, or by the name that it has in the cluster.
    let names = Set(own.compactMap(\.name) + own.compactMap { $0.path.address.last })
    let all = tree.node(at: values.root + ["ingress"]).map(tree.entries) ?? []
    return all.compactMap { entry -> Fact? in
      let ingress = entry.value
      let paths = (tree.value(of: "hosts", in: ingress)?.items ?? []).flatMap { tree.value(of: "paths", in: $0)?.items ?? [] }
      let leads = paths.contains { path in
        let service = tree.value(of: "service", in: path)
        return (service.flatMap { tree.value(of: "identifier", in: $0) ?? tree.value(of: "name", in: $0) }?.text).map(names.contains)
          ?? false
      }
      guard leads, tree.value(of: "enabled", in: ingress)?.flag != false else { return nil }
      return ProxyRoute(values: ingress, of: tree, in: workspace, besides: document)?
        .fact(of: server.id, name: workload, format: "app-template")
    }
  }

  private func client(
    _ image: ContainerSpec.Image, beside others: [AppTemplateContainer], in workspace: any Workspace
  ) -> [Fact] {
    guard var spec = spec(.client, image, in: workspace) else { return [] }
    if others.count > 1 { spec.network.namespace = .shared(workload) }
    let server = others.first { other in
      guard let image = other.image, image.name.isOllama else { return false }
      return other.spec(.server, image, in: workspace)?.serves == true
    }
    return spec.facts().map { fact in
      guard let server, fact.subject == .endpoint else { return fact }
      var endpoint = fact
      // Containers of one pod share their loopback.
      endpoint.related[.owner] = FactID(.server, document.id, server.address)
      return endpoint
    }
  }

  private func spec(_ subject: Subject, _ image: ContainerSpec.Image, in workspace: any Workspace)
    -> ContainerSpec?
  {
    let shown = document.at(nameRange)
    var fact = Fact(FactID(subject, document.id, address), at: shown)
    if subject == .server { fact.write(.name, workload, at: shown) } else { fact.infer(.name, workload) }
    fact.infer(.topology, .pod)
    if subject == .server { describe(&fact) }
    var spec = ContainerSpec(
      fact, format: "app-template", image: image,
      environment: variables(in: workspace), in: workspace)
    spec.hasUnknownParts = !values.isComplete
    spec.mounts = mounts
    // What is meant for it is another finding.
    spec.hasUnknownMounts = !AppTemplateKeys(values).unmounted.isEmpty
    spec.gpu = KubernetesGPU(self).request
    if !values.isComplete { spec.gpu.becomeUnknownIfAbsent() }
    spec.network.knowsHost = true
    spec.network.aliases = services.compactMap(\.name).flatMap(aliases)
    if subject == .server { spec.ports = services.flatMap(published) }
    describeOperation(&spec)
    spec.healthCheck = probe?.check
    spec.askedPaths = askedPaths
    return spec
  }

  private func variables(in workspace: any Workspace) -> ContainerEnvironment {
    var environment = PodEnvironment(
      self, own: environment.variables, namespace: values.namespace, in: workspace
    ).environment
    if !values.isComplete { environment.isComplete = false }
    return environment
  }

  private func describe(_ server: inout Fact) {
    let kind = tree.node(at: controller.path + ["type"])?.text ?? "deployment"
    server.infer(.workload, "\(kind)/\(workload)")
    if let namespace = values.namespace { server.infer(.namespace, namespace) }
    let ports = services.flatMap { service in
      self.ports(of: service.path).filter { $0.target == EndpointPorts.ollama }.compactMap(\.port)
    }
    if !ports.isEmpty { server.infer(.servicePorts, ports.map(String.init)) }
    // The chart's own default is Recreate (`lib/deployment/_valuesToObject.tpl`).
    let strategy = tree.node(at: controller.path + ["strategy"])
    let surge = tree.node(at: controller.path + ["rollingUpdate", "surge"])?.text
    let holdsCard = KubernetesGPU.cards.contains { card in
      self["resources", "limits", .key(card.resource)].map { $0.text != "0" } ?? false
    }
    if kind == "deployment", let strategy, strategy.text == "RollingUpdate", holdsCard, surge != "0",
      surge != "0%", tree.node(at: controller.path + ["replicas"])?.text ?? "1" == "1"
    {
      server.write(.updateStrategy, "RollingUpdate", at: at(strategy))
    }
  }

  // MARK: Probes

  /// The paths that probes request, each once where one is an alias of another (`lib/container/fields/_probes.tpl`).
  private var askedPaths: [Placed<String>] {
    var known: Set<TextRange> = []
    return ["readiness", "startup", "liveness"].compactMap { name in
      let place: [PathStep] = path + ["probes", .key(name)]
      guard tree.node(at: place + ["enabled"])?.flag == true else { return nil }
      let isCustom = tree.node(at: place + ["custom"])?.flag == true
      let isHTTP = ["HTTP", "HTTPS"].contains(tree.node(at: place + ["type"])?.text)
      let asked = isCustom ? place + ["spec", "httpGet", "path"] : isHTTP ? place + ["path"] : nil
      guard let node = asked.flatMap(tree.node), known.insert(node.range).inserted else { return nil }
      return Placed(node.text, at: at(node))
    }
  }

  /// The first probe that runs a command; a probe is off unless it is enabled (`lib/container/fields/_probes.tpl`).
  var probe: (path: [PathStep], check: ContainerSpec.HealthCheck)? {
    for name in ["readiness", "startup", "liveness"] {
      let place: [PathStep] = path + ["probes", .key(name)]
      let command = place + ["spec", "exec", "command"]
      guard let node = tree.node(at: command), tree.node(at: place + ["enabled"])?.flag == true,
        tree.node(at: place + ["custom"])?.flag == true
      else { continue }
      return (command, healthCheck(node, of: name + "Probe"))
    }
    return nil
  }

  // MARK: Storage

  /// What `persistence` and the claims of a StatefulSet mount into this container (`lib/container/fields/_volumeMounts.tpl`).
  private var mounts: [ContainerSpec.Mount] {
    let claims = tree.node(at: controller.path + ["statefulset", "volumeClaimTemplates"])?.items ?? []
    let claimed = claims.indices.flatMap { index -> [ContainerSpec.Mount] in
      let place = controller.path + ["statefulset", "volumeClaimTemplates", .index(index)]
      guard let item = tree.node(at: place), let name = tree.node(at: place + ["name"])?.text else {
        return []
      }
      return mounts(of: place, named: name, advanced: [.key(self.name)], range: item.range)
    }
    return claimed
      + values.enabled(["persistence"]).flatMap { item in
        mounts(
          of: item.path, named: item.name, advanced: [.key(controller.name), .key(name)],
          range: tree.node(at: item.path)?.range ?? nameRange)
      }
  }

  private func mounts(
    of place: [PathStep], named name: String, advanced: [PathStep], range: TextRange
  ) -> [ContainerSpec.Mount] {
    let type = tree.node(at: place + ["type"])?.text
    let isTemporary = type == "emptyDir"
    let usual = type == "hostPath" ? tree.node(at: place + ["hostPath"])?.text : "/" + name
    let everywhere = tree.node(at: place + ["globalMounts"])?.items ?? []
    let here = tree.node(at: place + ["advancedMounts"] + advanced)?.items ?? []
    if tree.node(at: place + ["globalMounts"]) == nil, tree.node(at: place + ["advancedMounts"]) == nil {
      return [.init(target: usual, at: document.at(range), isTemporary: isTemporary)]
    }
    return (everywhere + here).map { mount in
      let path = tree.value(of: "path", in: mount)
      let target = path.map { node in
        tree.resolve(node).text.flatMap { Self.isFilledIn($0) ? nil : $0 }
      }
      return .init(
        target: target ?? usual, at: at(tree.resolve(mount)), isTemporary: isTemporary,
        isReadOnly: tree.value(of: "readOnly", in: mount)?.flag == true)
    }
  }

  // MARK: Services

  /// The services that point to the container's controller.
  private var services: [(name: String?, path: [PathStep])] {
    let all = values.enabled(["service"])
    return all.filter { service in
      let controller = tree.node(at: service.path + ["controller"])?.text
      return controller == nil || controller == self.controller.name
    }.map { (values.resourceName($0, of: all.count), $0.path) }
  }

  private func aliases(_ service: String) -> [String] {
    guard let namespace = values.namespace else { return [service] }
    return [
      service, "\(service).\(namespace)", "\(service).\(namespace).svc",
      "\(service).\(namespace).svc.cluster.local",
    ]
  }

  /// The ports of a service, and where in the container each points to.
  private func ports(of service: [PathStep]) -> [(path: [PathStep], port: Int?, target: Int?)] {
    guard let node = tree.node(at: service + ["ports"]) else { return [] }
    return tree.entries(of: node).prefix(SyntaxLimits.controllers).compactMap { entry in
      guard let name = entry.key.text else { return nil }
      let place = service + ["ports", .key(name)]
      let port = tree.node(at: place + ["port"])?.text.flatMap { Int($0) }
      let target = tree.node(at: place + ["targetPort"]).map { $0.text.flatMap { Int($0) } } ?? port
      return (place, port, target)
    }
  }

  /// The ports of a service that is open to more than the cluster.
  private func published(_ service: (name: String?, path: [PathStep])) -> [ContainerSpec.PublishedPort] {
    guard let type = tree.node(at: service.path + ["type"]),
      ["NodePort", "LoadBalancer"].contains(type.text ?? "")
    else { return [] }
    return ports(of: service.path).compactMap { port in
      guard port.target == EndpointPorts.ollama else { return nil }
      let node = tree.node(at: port.path + ["nodePort"])?.text.flatMap { Int($0) }
      return .init(
        id: FactID(.port, document.id, [String(values.index)] + port.path.address), at: at(type),
        address: Placed("0.0.0.0", at: at(type)),
        hostPort: Placed(type.text == "NodePort" ? node : port.port, at: at(type)),
        containerPort: Placed(EndpointPorts.ollama, at: at(type)))
    }
  }
}
