import Deployment
import Diagnostics
import Knowledge
import RuleEngine
import Syntax
import Vocabulary

/// Draws one analysed root: facts become nodes, relations edges, and findings go to the node that they are about.
struct MapBuilder {
  let analysis: Analysis
  let contains: (String) -> Bool
  let machine: (String) -> Machine?
  private var builder: DiagnosticBuilder
  /// Findings by the fact that they are about, and those that no node takes.
  private var findings: [FactID: [Diagnostic]] = [:]
  private var otherFindings: [Diagnostic] = []
  /// The first use of each model that is defined here.
  private let uses: [FactID: FactID]
  /// The ports of each server.
  let ports: [FactID: [Fact]]

  var nodes: [DeploymentMap.Node] = []
  var edges: [DeploymentMap.Edge] = []
  private var drawn: Set<DeploymentMap.Edge> = []
  /// What the models on each machine take of its GPUs.
  var taken: [String: [DeploymentMap.Memory]] = [:]
  /// The same of RAM, where the CPU computes.
  var takenOfRAM: [String: [DeploymentMap.Memory]] = [:]

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

  /// A line that is there already says nothing new: two variables with one address. Nothing leads to itself.
  mutating func connect(_ from: String, _ to: String, _ label: String = "") {
    guard from != to else { return }
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
    for service in facts where service.subject == .service && asked.contains(service.id) {
      addService(service)
    }
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
    case .load: return fact.related[.use] ?? fact.related[.model] ?? fact.related[.server] ?? id
    case .key, .port, .endpoint, .creation, .secret, .device:
      let owners: [Relation] = [.owner, .client, .server, .model, .machine]
      guard let owner = owners.lazy.compactMap({ fact.related[$0] }).first else { return id }
      return uses[owner] ?? owner
    }
  }

  // MARK: Nodes

  static func identity(_ id: FactID) -> String {
    ([id.subject.rawValue, id.document.path] + id.document.embedding.map { "\($0)" } + id.address).joined(
      separator: ":")
  }

  mutating func add(
    _ fact: Fact, _ kind: DeploymentMap.Kind, title: String, details: [DeploymentMap.Detail],
    memory: DeploymentMap.Memory? = nil, loose: String? = nil
  ) {
    nodes.append(
      .init(
        id: Self.identity(fact.id), kind: kind, title: title,
        location: builder.location(fact.range), excerpt: builder.excerpt(fact.range), details: details,
        memory: memory, loose: loose, findings: findings.removeValue(forKey: fact.id) ?? []))
  }

  /// What is found of a Modelfile that nothing uses, which is drawn as the model that it makes.
  mutating func takeFindings(of load: MemoryLoad) -> [Diagnostic] {
    load.uses.isEmpty ? findings.removeValue(forKey: load.place) ?? [] : []
  }

  mutating func addModel(_ model: Fact) {
    var details: [DeploymentMap.Detail] = []
    if let base = model.text(.base) { details.append(.init("from", Credentials.masked(base))) }
    if let tokens = model.integer(.context) { details.append(.init("num_ctx", String(tokens))) }
    add(
      model, .model, title: model.text(.name) ?? model.id.document.path, details: details,
      loose: "no client in these files uses it")
  }

  // MARK: Words

  static func words(_ value: Value) -> String? {
    value.text ?? value.integer.map(String.init) ?? value.flag.map { $0 ? "on" : "off" }
  }

  mutating func detail(_ label: String, _ text: String, _ source: Sourced?) -> DeploymentMap.Detail {
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
