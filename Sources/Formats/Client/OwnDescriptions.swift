/// What a project describes itself.
public struct OwnDescriptions: Sendable {
  /// Programs, which are asked before those that the tool knows.
  public var clients: [ClientEntry]
  /// The files that hold descriptions and rules, from the root. What they name is not a sign of anything.
  public var files: Set<String>

  public init(clients: [ClientEntry] = [], files: Set<String> = []) {
    self.clients = clients
    self.files = files
  }

  /// All programs that are known.
  var entries: [ClientEntry] { clients.isEmpty ? BuiltInClients.entries : clients + BuiltInClients.entries }

  /// The program that an image holds; `nil` where no description names it.
  ///
  /// - Parameter repository: the image's name without its tag.
  func entry(ofImage repository: String) -> ClientEntry? {
    if let own = clients.first(where: { $0.isImage(repository.lowercased()) }) { return own }
    return BuiltInClients.entry(ofImage: repository)
  }
}
