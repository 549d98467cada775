import Deployment
import Diagnostics
import Knowledge
import Memory
import RuleEngine
import Syntax
import Vocabulary
import Wording

/// Draws one analysed root: facts become nodes, relations edges, and findings go to the node that they are about.
struct MapBuilder {
  private let analysis: Analysis
  private let contains: (String) -> Bool
  private let machine: (String) -> Machine?
  private var builder: DiagnosticBuilder
  /// Findings by the fact that they are about, and those that no node takes.
  private var findings: [FactID: [Diagnostic]] = [:]
  private var otherFindings: [Diagnostic] = []
  /// The first use of each model that is defined here.
  private let uses: [FactID: FactID]
  /// The ports of each server.
  private let ports: [FactID: [Fact]]

  private var nodes: [DeploymentMap.Node] = []
  private var edges: [DeploymentMap.Edge] = []
  private var drawn: Set<DeploymentMap.Edge> = []
  /// What the models on each machine take of its GPUs.
  private var taken: [String: [DeploymentMap.Memory]] = [:]

  /// - Parameters:
  ///   - contains: whether a path of the root was asked for.
  ///   - machine: the hardware that a file is about.
  ///   - diagnostics: what the run reports for the root.
  init(
    _ analysis: Analysis, diagnostics: [Diagnostic], shownPath: @escaping (String) -> String,
    contains: @escaping (String) -> Bool, machine: @escaping (String) -> Machine?
  ) {
    self.analysis = analysis
    self.contains = contains
    self.machine = machine
    builder = DiagnosticBuilder(analysis, shownPath: shownPath)
    let used = analysis.graph.facts.filter { $0.subject == .modelUse }.compactMap { use in
      use.related[.model].map { ($0, use.id) }
    }
    uses = Dictionary(used) { first, _ in first }
    var ports: [FactID: [Fact]] = [:]
    for port in analysis.graph.facts where port.subject == .port {
      if let server = port.related[.server] { ports[server, default: []].append(port) }
    }
    self.ports = ports
    assign(diagnostics)
  }

  /// A line that is there already says nothing new: two variables with one address.
  private mutating func connect(_ from: String, _ to: String, _ label: String = "") {
    let edge = DeploymentMap.Edge(from: from, to: to, label: Credentials.masked(label))
    if drawn.insert(edge).inserted { edges.append(edge) }
  }

  mutating func build() -> DeploymentMap {
    let facts = analysis.graph.facts.filter { contains($0.id.document.path) && $0.flag(.example) != true }
    let uses = Dictionary(grouping: facts.filter { $0.subject == .modelUse }) { $0.related[.client] }
    let endpointsOf = Dictionary(grouping: facts.filter { $0.subject == .endpoint }) { $0.related[.client] }
    for client in facts where client.subject == .client {
      let own = uses[client.id] ?? []
      let endpoints = endpointsOf[client.id] ?? []
      // A program that names neither a model nor a server has nothing to be drawn.
      guard !own.isEmpty || !endpoints.isEmpty || findings[client.id] != nil else { continue }
      addClient(client, own, endpoints)
    }
    for use in uses[nil] ?? [] { addUse(use, of: nil) }
    for server in facts where server.subject == .server { addServer(server) }
    let asked = Set(facts.compactMap { $0.related[.service] })
    for service in facts where service.subject == .service && asked.contains(service.id) { addService(service) }
    addLoads()
    for machine in facts where machine.subject == .machine { addMachine(machine) }
    addHardware()
    let used = Set(facts.compactMap { $0.related[.model] })
    for model in facts where model.subject == .model && !used.contains(model.id) { addModel(model) }
    let left = findings.filter { fact, _ in contains(fact.document.path) }.sorted { $0.key < $1.key }
    return DeploymentMap(
      nodes: nodes, edges: edges, otherFindings: otherFindings + left.flatMap(\.value)
    ).hiding(analysis.secrets(in: Set(analysis.documents.keys.map(\.path))))
  }

  // MARK: Findings

  private mutating func assign(_ diagnostics: [Diagnostic]) {
    struct Place: Hashable {
      let rule: String
      let location: Diagnostic.Location
    }
    // Services that share a line by an anchor are told apart by what is said of them.
    var facts: [Place: [(message: String, fact: FactID)]] = [:]
    for violation in analysis.violations {
      facts[Place(rule: violation.rule, location: builder.location(violation.at)), default: []].append(
        (violation.message, violation.fact))
    }
    for diagnostic in diagnostics {
      let place = Place(rule: diagnostic.rule, location: diagnostic.location)
      let candidates = facts[place] ?? []
      if let index = candidates.firstIndex(where: { $0.message == diagnostic.message })
        ?? candidates.indices.first
      {
        let fact = candidates[index].fact
        if candidates.count > 1 { facts[place]?.remove(at: index) }
        findings[node(of: fact), default: []].append(diagnostic)
      } else {
        otherFindings.append(diagnostic)
      }
    }
  }

  /// The fact whose node speaks for another: a key for its server, an endpoint for its client.
  private func node(of id: FactID) -> FactID {
    guard let fact = analysis.graph[id] else { return id }
    switch fact.subject {
    case .modelUse, .client, .server, .service, .machine: return id
    // A model that something uses is drawn there.
    case .model: return uses[id] ?? id
    case .load: return fact.related[.use] ?? fact.related[.server] ?? fact.related[.model] ?? id
    case .key, .port, .endpoint, .creation, .secret, .device:
      let owners: [Relation] = [.owner, .client, .server, .model, .machine]
      guard let owner = owners.lazy.compactMap({ fact.related[$0] }).first else { return id }
      return uses[owner] ?? owner
    }
  }

  // MARK: Nodes

  private static func identity(_ id: FactID) -> String {
    ([id.subject.rawValue, id.document.path] + id.document.embedding.map { "\($0)" } + id.address).joined(
      separator: ":")
  }

  private mutating func add(
    _ fact: Fact, _ kind: DeploymentMap.Kind, title: String, details: [DeploymentMap.Detail],
    memory: DeploymentMap.Memory? = nil, loose: String? = nil
  ) {
    nodes.append(
      .init(
        id: Self.identity(fact.id), kind: kind, title: title,
        location: builder.location(fact.range), excerpt: builder.excerpt(fact.range), details: details,
        memory: memory, loose: loose, findings: findings.removeValue(forKey: fact.id) ?? []))
  }

  private mutating func addClient(_ client: Fact, _ uses: [Fact], _ endpoints: [Fact]) {
    var details: [DeploymentMap.Detail] = []
    if let version = client.text(.version) { details.append(.init("version", version)) }
    for endpoint in endpoints {
      if let url = endpoint.text(.url) {
        let address = detail("address", url, endpoint.attributes[.reach])
        if !details.contains(address) { details.append(address) }
      }
    }
    let reaches = endpoints.compactMap { $0.related[.server] }
    let loose = uses.isEmpty && reaches.isEmpty ? endpoints.compactMap(Self.unreached).first : nil
    add(
      client, .client, title: client.text(.name) ?? client.text(.kind) ?? "client", details: details,
      loose: loose)
    if uses.isEmpty {
      for endpoint in endpoints {
        guard let server = endpoint.related[.server] else { continue }
        connect(Self.identity(client.id), Self.identity(server), endpoint.text(.url) ?? "")
      }
    }
    for use in uses { addUse(use, of: client) }
  }

  private mutating func addUse(_ use: Fact, of client: Fact?) {
    var details: [DeploymentMap.Detail] = []
    let roles = use.roles
    if !roles.isEmpty { details.append(.init("used for", roles.map(\.rawValue).joined(separator: ", "))) }
    if let tokens = use.integer(.contextEffective) {
      details.append(detail("context", Wording.tokens(tokens), use.attributes[.contextEffective]))
    } else if use.has(.contextEffective) {
      details.append(detail("context", "not known from the files", use.attributes[.contextEffective]))
    }
    if let wanted = use.integer(.contextWanted), use.flag(.contextTooSmall) == true {
      details.append(detail("needed", Wording.tokens(wanted), use.attributes[.contextWanted]))
    }
    if let api = use[.api] { details.append(.init("API", Self.apis[api] ?? api.rawValue)) }
    let server = use.related[.server]
    let endpoint = analysis.graph.fact(.endpoint, of: use)
    var loose: String?
    if use.flag(.isCloud) == true {
      details.append(.init("runs", "in the cloud"))
    } else if server == nil, use.flag(.isOllama) == true {
      loose = endpoint.flatMap(Self.unreached) ?? "no server in these files"
    }
    add(use, .use, title: use.text(.name) ?? "model not known from the files", details: details, loose: loose)
    if let client {
      connect(Self.identity(client.id), Self.identity(use.id))
    }
    // A proxy stands between the client and the server.
    if let service = use.related[.service] {
      connect(Self.identity(use.id), Self.identity(service), endpoint?.text(.url) ?? "")
      if let route = use.related[.route] { connect(Self.identity(service), Self.identity(route)) }
    } else if let server {
      connect(Self.identity(use.id), Self.identity(server), endpoint?.text(.url) ?? "")
    }
  }

  private static let apis: [ServerAPI: String] = [
    .native: "Ollama", .openai: "OpenAI-compatible", .anthropic: "Anthropic-compatible",
  ]

  private static func unreached(_ endpoint: Fact) -> String? {
    let url = endpoint.text(.url) ?? "the address"
    switch endpoint[.reach] {
    case .unserved: return "nothing in these files answers at \(url)"
    case .closed: return "the server at \(url) only listens on its loopback interface"
    case .itself: return "\(url) is the client's own container"
    case .elsewhere: return "\(url) is on another machine"
    default: return endpoint.has(.url) ? "no server in these files answers at \(url)" : nil
    }
  }

  private mutating func addService(_ service: Fact) {
    var details: [DeploymentMap.Detail] = []
    if let kind = service.text(.kind) { details.append(.init("program", kind)) }
    for port in service.texts(.hostPorts) { details.append(.init("port", port)) }
    add(service, .server, title: service.text(.name) ?? service.text(.kind) ?? "server", details: details)
  }

  private mutating func addServer(_ server: Fact) {
    var details: [DeploymentMap.Detail] = []
    if let topology = server[.topology] {
      details.append(.init("runs in", Self.topologies[topology.rawValue] ?? topology.rawValue))
    }
    if let image = server.text(.image) {
      details.append(.init("image", image + (server.text(.imageTag).map { ":" + $0 } ?? "")))
    }
    switch server[.gpu] {
    case .noGPU: details.append(detail("GPU", "none", server.attributes[.gpu]))
    case .all: details.append(.init("GPU", "all"))
    case .someGPUs: details.append(.init("GPU", "some"))
    default: break
    }
    if let address = server.text(.hostAddress) { details.append(.init("listens on", address)) }
    for port in ports[server.id] ?? [] where !port.id.address.contains("binding") {
      guard let number = port.integer(.hostPort) else { continue }
      let address = port.text(.address).map { $0 + ":" } ?? ""
      details.append(.init("port", "\(address)\(number)"))
    }
    for (attribute, label) in Self.settings {
      guard let value = server.value(of: attribute).flatMap(Self.words) else { continue }
      details.append(.init(label, value))
    }
    add(server, .server, title: server.text(.name) ?? "Ollama", details: details)
    let path = server.id.document.path
    if let host = server.related[.machine] {
      connect(Self.identity(server.id), Self.identity(host))
    } else if let hardware = machine(path) {
      connect(Self.identity(server.id), Self.identity(hardware))
    }
  }

  private static let topologies = [
    "native": "the host itself", "container": "a container", "vm": "a virtual machine",
    "lxc": "an LXC container",
    "pod": "a Kubernetes pod", "image": "an image",
  ]

  private static let settings: [(Attribute, String)] = [
    (.context, "OLLAMA_CONTEXT_LENGTH"), (.parallel, "OLLAMA_NUM_PARALLEL"),
    (.kvCacheType, "OLLAMA_KV_CACHE_TYPE"),
    (.flashAttention, "OLLAMA_FLASH_ATTENTION"), (.keepAlive, "OLLAMA_KEEP_ALIVE"),
    (.maxLoaded, "OLLAMA_MAX_LOADED_MODELS"), (.modelsDirectory, "models in"),
  ]

  private mutating func addLoads() {
    for (number, load) in analysis.loads().enumerated() where contains(load.path) {
      let estimate = MemoryEstimator(load.file, on: load.machine).estimate(load.settings)
      let server = load.server.flatMap { analysis.graph[$0] }
      // The machine has a GPU, and the server is not given it.
      let isShutOut = server?[.gpu] == .noGPU && !load.machine.hasNoGPU && !load.machine.gpus.isEmpty
      let memory = DeploymentMap.Memory(
        weights: estimate.offloadableWeights, cache: estimate.kvCache,
        buffers: estimate.compute + estimate.overhead,
        available: estimate.placement.map(\.capacity).flatMap { $0 > 0 ? $0 : nil },
        spilledPercent: estimate.placement.map { $0.fit == .entirely ? 0 : $0.spilledPercent } ?? 0,
        verdict: isShutOut ? "if it had the GPU" : nil)
      if !isShutOut { taken[Self.identity(load.machine), default: []].append(memory) }
      let id = "load:\(number):\(load.path):\(load.name)"
      var details = [DeploymentMap.Detail("context", Wording.tokens(load.settings.context))]
      if isShutOut {
        details.append(
          .init("runs on", "the CPU: \(Credentials.masked(server?.text(.name) ?? "the server")) has no GPU"))
      }
      nodes.append(
        .init(
          id: id, kind: .load, title: load.name, location: nil, details: details,
          memory: memory))
      let on = load.server.map(Self.identity)
      connect(on ?? load.uses.first.map(Self.identity) ?? id, id)
      connect(id, Self.identity(load.machine))
    }
  }

  private mutating func addMachine(_ machine: Fact) {
    var details: [DeploymentMap.Detail] = []
    if let kind = machine.text(.kind) { details.append(.init("kind", kind)) }
    if let bytes = machine.integer(.ram) { details.append(.init("RAM", Wording.size(bytes))) }
    if let cpu = machine.text(.cpu) { details.append(.init("CPU", cpu)) }
    if machine.flag(.passesDevices) == true { details.append(.init("GPU", "passed through")) }
    add(machine, .machine, title: machine.text(.name) ?? "machine", details: details)
  }

  private static func identity(_ machine: Machine) -> String {
    let gpus = machine.gpus.map { "\($0.name)/\($0.vramBytes ?? 0)" }.joined(separator: "+")
    return "hardware:\(gpus):\(machine.ramBytes ?? 0)"
  }

  /// The computers that servers and models were tied to, each once.
  private mutating func addHardware() {
    var seen: Set<String> = []
    let ties = Set(edges.map(\.to))
    let paths = analysis.documents.keys.map(\.path).filter(contains).sorted()
    for path in paths {
      guard let machine = machine(path) else { continue }
      let id = Self.identity(machine)
      guard ties.contains(id), seen.insert(id).inserted else { continue }
      var details: [DeploymentMap.Detail] = []
      if let vram = machine.vramBytes, !machine.hasNoGPU {
        details.append(.init("VRAM", Wording.size(vram)))
      }
      if let ram = machine.ramBytes { details.append(.init("RAM", Wording.size(ram))) }
      let names = machine.gpus.map(\.name)
      let title = machine.hasNoGPU || names.isEmpty ? "no GPU" : names.joined(separator: " + ")
      nodes.append(
        .init(id: id, kind: .machine, title: title, location: nil, details: details, memory: sum(on: id)))
    }
  }

  /// All models of a machine at once; of one alone its own node tells.
  private func sum(on machine: String) -> DeploymentMap.Memory? {
    guard let all = taken[machine], all.count > 1, let available = all.compactMap(\.available).max() else {
      return nil
    }
    let needed = all.reduce(0) { $0 + $1.needed }
    return DeploymentMap.Memory(
      weights: all.reduce(0) { $0 + $1.weights }, cache: all.reduce(0) { $0 + $1.cache },
      buffers: all.reduce(0) { $0 + $1.buffers }, available: available, spilledPercent: 0,
      verdict: needed <= available
        ? "all \(all.count) models at once" : "for all \(all.count) models: not at the same time")
  }

  private mutating func addModel(_ model: Fact) {
    var details: [DeploymentMap.Detail] = []
    if let base = model.text(.base) { details.append(.init("from", Credentials.masked(base))) }
    if let tokens = model.integer(.context) { details.append(.init("num_ctx", String(tokens))) }
    add(
      model, .model, title: model.text(.name) ?? model.id.document.path, details: details,
      loose: "no client in these files uses it")
  }

  // MARK: Words

  private static func words(_ value: Value) -> String? {
    value.text ?? value.integer.map(String.init) ?? value.flag.map { $0 ? "on" : "off" }
  }

  private mutating func detail(_ label: String, _ text: String, _ source: Sourced?) -> DeploymentMap.Detail {
    let reasons = (source?.reasons ?? []).map { reason in
      Diagnostic.Note(reason.message, location: reason.at.map { builder.location($0) })
    }
    return .init(label, text, reasons: reasons)
  }
}

extension RootSession {
  /// The root as a picture, with the findings of this run.
  func map() -> DeploymentMap {
    let analysis = analyse()
    var builder = MapBuilder(
      analysis, diagnostics: diagnostics(analysis), shownPath: shown, contains: root.contains,
      machine: machine(for:))
    return builder.build()
  }
}

extension LintRun {
  /// Each root that was asked for as a picture.
  public func maps() throws(Failure) -> [DeploymentMap] {
    try roots().map { root in
      RootSession(root, options: options, policy: policy, rules: rules, workingDirectory: workingDirectory)
        .map()
    }
  }
}
