/// Who answers at the URL of a client.
public enum Reach: String, Word {
  /// A server of these files answers there.
  case served
  /// A server of these files has that address, but listens for its own computer alone.
  case closed
  /// The port or the name exists nowhere here, though these files describe a server.
  case unserved
  /// On this machine, but not described by these files.
  case here
  /// Another machine.
  case elsewhere
  /// `localhost` inside a container means the container itself.
  case itself
  case unknown
}

/// Where a client runs.
public enum ClientPlace: String, Word {
  case host, container, vm
}
