import Vocabulary

/// What files may use of a file to which no fact ties them: what they search for, count or skip.
///
/// While this is the same, a change of the file changes nothing in them. A step of the link that looks at facts of the whole
/// deployment may only go by what is here, and ``LinkedDeploymentTests`` holds the steps to it. What is read of a fact once
/// something is tied to it (the context of a server that a client was led to) need not be here.
struct ShownFacts: Equatable {
  private struct Shown: Equatable {
    let values: [Attribute: Value?]
    let related: [Relation: FactID]
  }

  private var facts: [FactID: Shown] = [:]

  /// What decides whether some facts are looked at.
  struct Viewers {
    /// Whether another file exports variables to whatever is started there.
    let exportVariables: Bool
    /// Whether there are machines and Docker daemons that servers are held against.
    let areMachines: Bool
  }

  init(_ facts: some Sequence<Fact>, to viewers: Viewers) {
    for fact in facts {
      guard let attributes = Self.attributes(of: fact, viewers) else { continue }
      let values = fact.attributes.filter { attributes?.contains($0.key) ?? true }.mapValues(\.value)
      self.facts[fact.id] = Shown(values: values, related: fact.related)
    }
  }

  private static let server: Set<Attribute> = [
    .name, .aliases, .topology, .port, .hostAddress, .sharesHostNetwork, .networkNamespace, .network,
    .sharedNetworks, .environmentUnknown, .engine, .example, .version, .unit, .os, .servicePorts, .namespace, .profiles,
    .includedBy,
  ]
  private static let gpu: Set<Attribute> = [.gpu, .gpuVendor, .imageVendor]
  private static let client: Set<Attribute> = [
    .name, .kind, .mounts, .writtenMounts, .installs, .sharesHostNetwork, .networkNamespace, .lacksHostGateway,
  ]
  private static let endpoint: Set<Attribute> = [.host, .port, .from, .wantedHost, .alternatives, .isBuiltIn, .sharedNetworks]
  private static let model: Set<Attribute> = [.name, .aliases, .kind, .origin]
  private static let use: Set<Attribute> = [.name, .servedAs, .roles]
  private static let key: Set<Attribute> = [.name, .format, .status, .problem]

  /// What is shown of a fact: all attributes for an inner `nil`, and nothing, not even that it is there, for an outer one.
  private static func attributes(of fact: Fact, _ viewers: Viewers) -> Set<Attribute>?? {
    switch fact.subject {
    case .server:
      // AMD's device files are only on Linux, so the clients around them are, too.
      if viewers.areMachines || [.amd, .dri].contains(fact[.gpuVendor]) {
        .some(server.union(gpu))
      } else {
        .some(server)
      }
    case .service, .machine, .device, .port, .creation: .some(nil)
    case .client: .some(client)
    case .endpoint: EndpointLink.mayComeFromOutside(fact) ? .some(endpoint) : nil
    // Another program's model may be looked for by whether it says a context.
    case .model: .some(fact.has(.kind) ? model.union([.context]) : model)
    // A name that is pulled is known to exist; a proxy's model is looked for by the name that it is offered under.
    case .modelUse: fact.has(.servedAs) || fact.roles.contains(.pull) || fact.roles.contains(.run) ? .some(use) : nil
    case .key:
      isExported(fact) || fact.text(.name) == "num_thread"
        || viewers.exportVariables && fact.related[.server] != nil
        ? .some(key) : nil
    case .load, .secret: nil
    }
  }

  /// Whether a key is a variable that a profile, or a script, sets for whatever is started from it.
  private static func isExported(_ key: Fact) -> Bool { isOfProfile(key) || key.text(.format) == "shell" }

  /// Whether it is one that a profile sets, which a server may or may not read.
  static func isOfProfile(_ key: Fact) -> Bool {
    ["shell profile", "/etc/environment"].contains(key.text(.format) ?? "")
  }
}

/// What of facts, once they are worked out, those of other files are held against: uses of models on servers that no file
/// describes, and what the nearest server makes of a model that nothing else ties to it.
struct SettledFacts: Equatable {
  private var values: [FactID: [Value?]] = [:]
  private var clients: [FactID: FactID] = [:]
  /// The servers that addresses mean.
  private var meant: [FactID: FactID] = [:]

  /// - Parameter isOnMachine: whether a file is about a machine that is known, so that what models take of it is computed.
  init(_ facts: [Fact], isOnMachine: (_ path: String) -> Bool) {
    let reached = Set(facts.lazy.filter { $0.subject == .endpoint && $0[.reach] == .here }.map(\.id))
    for fact in facts {
      switch fact.subject {
      case .modelUse:
        guard fact.related[.server] == nil, fact[.contextEffective] != nil,
          let endpoint = fact.related[.endpoint],
          reached.contains(endpoint)
        else { continue }
        values[fact.id] = [.name, .contextEffective, .contextDecidedBy, .contextTooSmall, .roles]
          .map { fact.value(of: $0) }
        clients[fact.id] = fact.related[.client]
      case .server where isOnMachine(fact.id.document.path):
        values[fact.id] = [.gpu, .gpuIntended, .kvCacheType, .flashAttention, .parallel, .version]
          .map { fact.value(of: $0) }
      // Where none is reached, a server elsewhere may be meant.
      case .endpoint:
        if EndpointLink.mayComeFromOutside(fact) {
          values[fact.id] = [
            .flag(fact.related[.server] == nil), fact.value(of: .reach), fact.value(of: .wantedHost),
          ]
          meant[fact.id] = fact.related[.server]
        } else if EndpointLink.comesFromOutside(fact) || EndpointLink.isUnanswered(fact) {
          values[fact.id] = [fact.value(of: .port)]
          meant[fact.id] = fact.related[.server]
        }
      default: continue
      }
    }
  }
}
