import Syntax

/// What a fact is about.
public enum Subject: String, Hashable, Sendable, CaseIterable {
  /// One Ollama server as deployed.
  case server
  /// Another program that serves models: a proxy in front of servers, or an engine of its own.
  case service
  /// A model that is defined here: a Modelfile.
  case model
  /// A model that a harness uses.
  case modelUse = "model-use"
  /// The harness, or another program that talks to a server.
  case client
  /// A model as a server holds it in memory, for one or more uses.
  case load
  /// What a server runs on: a computer, a virtual machine, or a container that is one in all but the kernel.
  case machine
  /// A device that a virtual machine is given.
  case device
  /// A key, parameter, variable or instruction as written.
  case key
  /// A port that a server or a chat UI publishes.
  case port
  /// A URL at which a client expects a server.
  case endpoint
  /// `ollama create` in a script: ties a name to a Modelfile.
  case creation
  /// A credential written into a file. Its value is never kept, only what may be shown of it.
  case secret
}

/// Identity of a fact: stable between two readings of the same file, so that a fix can be checked.
public struct FactID: Hashable, Sendable, Comparable {
  /// All references to one fact share one of these: it is looked up far more often than made.
  private final class Name: Sendable {
    let subject: Subject
    let document: DocumentID
    let address: [String]
    let hash: Int

    init(_ subject: Subject, _ document: DocumentID, _ address: [String]) {
      self.subject = subject
      self.document = document
      self.address = address
      var hasher = Hasher()
      hasher.combine(subject)
      hasher.combine(document)
      for part in address { hasher.combine(exactly: part) }
      hash = hasher.finalize()
    }
  }

  private let name: Name

  public var subject: Subject { name.subject }
  public var document: DocumentID { name.document }
  /// Where the format finds it again: keys from the root of the document, `["services", "ollama"]`.
  public var address: [String] { name.address }

  public init(_ subject: Subject, _ document: DocumentID, _ address: [String]) {
    name = Name(subject, document, address)
  }

  /// By their bytes: names that Unicode takes for the same are two.
  public static func == (a: FactID, b: FactID) -> Bool {
    if a.name === b.name { return true }
    return a.name.hash == b.name.hash && a.subject == b.subject && a.address.count == b.address.count
      && a.document == b.document && zip(a.address, b.address).allSatisfy { $0.isExactly($1) }
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(name.hash) }

  public static func < (a: FactID, b: FactID) -> Bool {
    if a.name === b.name { return false }
    if a.document != b.document { return a.document < b.document }
    for (a, b) in zip(a.address, b.address) where !a.isExactly(b) { return a.precedes(exactly: b) }
    if a.address.count != b.address.count { return a.address.count < b.address.count }
    return a.subject.rawValue < b.subject.rawValue
  }
}

/// One thing that a file says, or that follows from several: a subject with its attributes.
public struct Fact: Hashable, Sendable {
  public let id: FactID
  /// What to show when no attribute is more to the point: a service's name, a model's key.
  public let range: SourceRange
  public var attributes: [Attribute: Sourced]
  /// The facts it belongs with; readers set those of one file, ``Linker`` those across files.
  public var related: [Relation: FactID]

  public init(
    _ id: FactID, at range: SourceRange, attributes: [Attribute: Sourced] = [:],
    related: [Relation: FactID] = [:]
  ) {
    self.id = id
    self.range = range
    self.attributes = attributes
    self.related = related
  }

  public var subject: Subject { id.subject }

  /// The value of an attribute; `nil` where it is absent or cannot be known.
  public subscript<Content>(key: Key<Content>) -> Content? {
    attributes[key.attribute]?.value.flatMap(Content.init)
  }

  /// The value of an attribute that only data names.
  public func value(of attribute: Attribute) -> Value? { attributes[attribute]?.value }

  /// Whether the attribute is written or computed, be its value known or not.
  public func has(_ attribute: Attribute) -> Bool { attributes[attribute] != nil }

  public func text(_ key: Key<String>) -> String? { self[key] }
  public func integer(_ key: Key<Int>) -> Int? { self[key] }
  public func flag(_ key: Key<Bool>) -> Bool? { self[key] }
  public func texts(_ key: Key<[String]>) -> [String] { self[key] ?? [] }
  /// What the client uses the model for.
  public var roles: [Role] { self[.roles] ?? [] }

  /// Records something computed, with its reasons; `nil` for what cannot be known.
  public mutating func infer<Content>(
    _ key: Key<Content>, _ value: Content?, because reasons: [Reason] = []
  ) {
    attributes[key.attribute] = Sourced(value?.value, because: reasons)
  }

  /// Records something written at `range`; `nil` for what cannot be known.
  public mutating func write<Content>(_ key: Key<Content>, _ value: Content?, at range: SourceRange) {
    attributes[key.attribute] = Sourced(value?.value, at: range)
  }

  /// The same for an attribute that only data names: its value must be of the type that is declared.
  public mutating func infer(any attribute: Attribute, _ value: Value?, because reasons: [Reason] = []) {
    assert(
      value.map(attribute.declaration.type.allows) ?? true, "\(attribute.name) is never \(value as Any)")
    attributes[attribute] = Sourced(value, because: reasons)
  }

  public mutating func write(any attribute: Attribute, _ value: Value?, at range: SourceRange) {
    assert(
      value.map(attribute.declaration.type.allows) ?? true, "\(attribute.name) is never \(value as Any)")
    attributes[attribute] = Sourced(value, at: range)
  }

  @_disfavoredOverload
  public mutating func infer<Content: OpenContent>(
    _ key: Key<Content>, _ value: Value?, because reasons: [Reason] = []
  ) {
    infer(any: key.attribute, value, because: reasons)
  }

  @_disfavoredOverload
  public mutating func write<Content: OpenContent>(
    _ key: Key<Content>, _ value: Value?, at range: SourceRange
  ) {
    write(any: key.attribute, value, at: range)
  }
}

/// How one fact is tied to another; rule files use it as a prefix (`server.image` on a `model-use`).
public enum Relation: String, Hashable, Sendable, CaseIterable {
  case server, service, model, client, machine, endpoint
  /// The use that a proxy makes of what is asked of it.
  case route
  /// The first use of a model that is loaded.
  case use
  /// The Compose service, script line or provider entry whose key or port this is.
  case owner
  /// Of a service in a file that is merged over another: the service there, without what is merged.
  case base
}
