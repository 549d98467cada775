import Vocabulary

/// Programs other than Ollama that serve models, by what a client's URL says of them.
struct ServiceLookup {
  private enum Key: Hashable {
    case name(String)
    case port(Int)
  }

  /// Where Docker Model Runner answers (docker/docs `content/manuals/ai/model-runner/api-reference.md`).
  private static let modelRunner = (host: "model-runner.docker.internal", port: 12434)

  private var index: ProximityIndex<Key>

  init(_ draft: Draft) {
    index = draft.proximityIndex()
    for id in draft.ids(.service) {
      guard let service = draft.facts[id], service.flag(.example) != true else { continue }
      let names = [service.text(.name)].compactMap { $0 } + service.texts(.aliases)
      // Settings are not a host: only containers have a name on a network.
      if service[.topology] == .container {
        for name in Set(names.map { $0.lowercased() }) { index.insert(id, under: .name(name)) }
      }
      var ports = Set(service.texts(.hostPorts).compactMap { Int($0) })
      if service[.topology] != .container || service.flag(.sharesHostNetwork) == true,
        let port = service.integer(.port)
      {
        ports.insert(port)
      }
      for port in ports { index.insert(id, under: .port(port)) }
    }
  }

  func service(named name: String, near document: DocumentID) -> FactID? {
    index.nearest(.name(name), to: document)
  }

  func service(onPort port: Int, near document: DocumentID) -> FactID? {
    index.nearest(.port(port), to: document)
  }

  /// Whether an address is Docker Model Runner's, which runs outside of all containers.
  static func isModelRunner(_ host: String, _ port: Int?) -> Bool {
    host == modelRunner.host || port == modelRunner.port
  }
}
