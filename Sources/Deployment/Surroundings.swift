import Knowledge
import Memory
import Vocabulary

/// What the files themselves do not say about where they are.
public struct Surroundings: Sendable {
  /// Directories that are deployments of their own, relative to the root; the root is the empty string.
  ///
  /// A file belongs to the longest one that holds it, and is only ever tied to files of the same.
  public let scopes: [String]
  private let folders: DeploymentFolders
  /// What the catalogue says of the names that were met so far.
  let names: KnownNames
  private let machineAt: @Sendable (String) -> Machine?
  private let weightsOf: @Sendable (Weights) -> ModelFile?
  /// Deployments that files next to those looked at show to be on Linux.
  public var linux: Set<String> = []

  /// What a model's weights are looked up by.
  public enum Weights: Sendable, Hashable {
    case name(ModelName)
    /// A file, from the root.
    case file(String)
  }

  public init(
    scopes: [String] = [""], models: ModelCatalogue = .standard,
    weights: @escaping @Sendable (Weights) -> ModelFile? = Self.fromCatalogue,
    machine: @escaping @Sendable (_ path: String) -> Machine?
  ) {
    self.scopes = scopes.sorted { $0.utf8.count > $1.utf8.count }
    names = KnownNames(in: models)
    folders = DeploymentFolders(scopes)
    self.weightsOf = weights
    self.machineAt = machine
  }

  /// What the catalogue alone knows.
  public static let fromCatalogue: @Sendable (Weights) -> ModelFile? = { weights in
    guard case .name(let name) = weights else { return nil }
    return ModelCatalogue.standard.file(named: name)
  }

  func weights(of name: ModelName) -> ModelFile? { weightsOf(.name(name)) }
  func weights(at path: String) -> ModelFile? { weightsOf(.file(path)) }

  public init(machine: Machine?) { self.init { _ in machine } }

  /// The machine that the file at `path` is about; `nil` if nobody said.
  public func machine(for path: String) -> Machine? { machineAt(path) }

  public func scope(of path: String) -> String { folders.folder(of: path) }
}

/// Directories that are deployments of their own, relative to the root.
public struct DeploymentFolders: Sendable {
  private let inner: Set<Substring>

  public init(_ folders: [String]) { inner = Set(folders.lazy.filter { !$0.isEmpty }.map { $0[...] }) }

  public func contains(_ folder: String) -> Bool { inner.contains(folder[...]) }

  /// The longest one that holds a file; the root if there is no other.
  public func folder(of path: String) -> String {
    // From the file outwards: there may be as many deployments as folders.
    var place = path[...]
    while let slash = place.utf8.lastIndex(of: UInt8(ascii: "/")) {
      place = place[..<slash]
      if inner.contains(place) { return String(place) }
    }
    return ""
  }
}

/// The deployment that each file belongs to, looked up once.
struct Scopes {
  private let known: [String: String]
  private let surroundings: Surroundings

  init(of paths: some Sequence<String>, _ surroundings: Surroundings) {
    var known: [String: String] = [:]
    for path in paths where known[path] == nil { known[path] = surroundings.scope(of: path) }
    self.known = known
    self.surroundings = surroundings
  }

  func scope(of path: String) -> String { known[path] ?? surroundings.scope(of: path) }

  func scope(of document: DocumentID) -> String { scope(of: document.path) }

  func areSame(_ a: DocumentID, _ b: DocumentID) -> Bool { scope(of: a.path) == scope(of: b.path) }
}
