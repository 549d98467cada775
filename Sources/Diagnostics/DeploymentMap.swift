import Syntax

/// A deployment as a picture: clients, the models they use, the servers these run on, and the machines below.
///
/// Nodes are in reading order: each client with its uses after it, then each server with the models that it loads, then
/// machines. Everything is already in words; how it is drawn is up to `Reporting`.
public struct DeploymentMap: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// A program that talks to a model.
    case client
    /// A model that a client uses.
    case use
    /// A model that is built here and that nothing uses.
    case model
    case server
    /// A model as a server holds it in memory.
    case load
    case machine
  }

  /// Something known of a node, and why.
  public struct Detail: Sendable, Hashable {
    public let label: String
    public let text: String
    public let reasons: [Diagnostic.Note]

    public init(_ label: String, _ text: String, reasons: [Diagnostic.Note] = []) {
      self.label = label
      self.text = text
      self.reasons = reasons
    }
  }

  /// Memory in bytes; what is needed, part by part, and what there is.
  public struct Memory: Sendable, Hashable {
    /// Whose memory it is, as it is called.
    public enum Pool: String, Sendable { case vram = "VRAM", ram = "RAM" }

    public let pool: Pool
    public let weights: Int
    public let cache: Int
    public let buffers: Int
    /// What the GPU, or the machine, can hold; nil where it is not known.
    public let available: Int?
    /// Percent of the model that runs from system RAM.
    public let spilledPercent: Int
    /// Bytes of weights that are read from system RAM for every token.
    public let spilled: Int
    /// What to say instead of whether it fits.
    public let verdict: String?

    public init(
      weights: Int, cache: Int, buffers: Int, available: Int?, spilledPercent: Int, spilled: Int = 0,
      verdict: String? = nil, pool: Pool = .vram
    ) {
      self.pool = pool
      self.verdict = verdict
      self.weights = weights
      self.cache = cache
      self.buffers = buffers
      self.available = available
      self.spilledPercent = spilledPercent
      self.spilled = spilled
    }

    public var needed: Int { weights + cache + buffers }
  }

  public struct Node: Sendable, Hashable {
    /// Unique in the map, and the same in every run over the same files.
    public let id: String
    public let kind: Kind
    public let title: String
    public let location: Diagnostic.Location?
    public let excerpt: [ExcerptLine]
    public let details: [Detail]
    public let memory: Memory?
    /// Of a machine on whose CPU models run, in whole or in part: what they take of its RAM.
    public let ram: Memory?
    /// What is missing: why the node is tied to nothing.
    public let loose: String?
    public let findings: [Diagnostic]

    public init(
      id: String, kind: Kind, title: String, location: Diagnostic.Location?, excerpt: [ExcerptLine] = [],
      details: [Detail] = [], memory: Memory? = nil, ram: Memory? = nil, loose: String? = nil,
      findings: [Diagnostic] = []
    ) {
      self.ram = ram
      self.id = id
      self.kind = kind
      self.title = title
      self.location = location
      self.excerpt = excerpt
      self.details = details
      self.memory = memory
      self.loose = loose
      self.findings = findings
    }
  }

  /// A line between two nodes, by their identities.
  public struct Edge: Sendable, Hashable {
    public let from: String
    public let to: String
    /// What runs along it: an address, an API.
    public let label: String

    public init(from: String, to: String, label: String) {
      self.from = from
      self.to = to
      self.label = label
    }
  }

  public let nodes: [Node]
  public let edges: [Edge]
  /// Findings in files that no node stands for.
  public let otherFindings: [Diagnostic]

  public init(nodes: [Node], edges: [Edge], otherFindings: [Diagnostic]) {
    self.nodes = nodes
    self.edges = edges
    self.otherFindings = otherFindings
  }

  public func nodes(_ kind: Kind) -> [Node] { nodes.filter { $0.kind == kind } }
}

extension DeploymentMap {
  /// The same with dots for all but the first bytes of every credential, wherever a text has one.
  public func hiding(_ secrets: Secrets) -> DeploymentMap {
    DeploymentMap(
      nodes: nodes.map { $0.hiding(secrets) },
      edges: edges.map { edge in
        Edge(from: secrets.masked(edge.from), to: secrets.masked(edge.to), label: secrets.masked(edge.label))
      }, otherFindings: otherFindings)
  }
}

extension DeploymentMap.Node {
  fileprivate func hiding(_ secrets: Secrets) -> Self {
    Self(
      id: secrets.masked(id), kind: kind, title: secrets.masked(title), location: location, excerpt: excerpt,
      details: details.map { detail in
        DeploymentMap.Detail(
          secrets.masked(detail.label), secrets.masked(detail.text),
          reasons: detail.reasons.map {
            Diagnostic.Note(secrets.masked($0.message), location: $0.location, isReason: $0.isReason)
          })
      }, memory: memory, ram: ram, loose: loose.map(secrets.masked), findings: findings)
  }
}
