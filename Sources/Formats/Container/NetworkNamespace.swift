import Vocabulary

/// Whose network interfaces a container has, its loopback included.
///
/// Sources: Docker documentation, `docker run --network container:NAME`; compose-spec, 05-services.md (network_mode).
enum NetworkNamespace: Equatable {
  case own
  case host
  /// That of another container, or its own that others join; `nil` where only a variable knows whose.
  case shared(String?)

  /// What `host`, `container:NAME` and `service:NAME` say.
  init(mode: String?) {
    guard let mode else {
      self = .shared(nil)
      return
    }
    let parts = mode.split(separator: ":", maxSplits: 1).map(String.init)
    switch parts.first {
    case "host" where parts.count == 1: self = .host
    // Options may forward a port of the container's loopback to the host (passt(1), `-T`; Podman documentation, --network).
    case "pasta" where parts.count == 2, "slirp4netns" where parts.count == 2: self = .shared(nil)
    case "container", "service", "ns": self = .shared(parts.count == 2 ? parts[1] : nil)
    default: self = .own
    }
  }

  /// Whether a container with this network has a file of names that entries may be added to.
  static func hasOwnNames(mode: String?) -> Bool {
    guard let mode, mode != "none" else { return mode == nil }
    if case .shared = Self(mode: mode) { return false }
    return true
  }

  func describe(_ fact: inout Fact) {
    guard case .shared(let name) = self else { return }
    fact.infer(.networkNamespace, name.map(Value.text))
  }
}
