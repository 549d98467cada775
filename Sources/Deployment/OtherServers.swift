import Vocabulary

/// Which addresses are those of programs other than Ollama: what they serve is not a Modelfile's model, whatever it is called.
struct OtherServers {
  /// Ports on which Ollama, or a proxy before it, may answer.
  private var ports: Set<Int> = [EndpointLink.defaultPort, 80, 443]
  /// Whether one of them is only known when it runs.
  private var isOpen = false

  init(_ draft: Draft) {
    for id in draft.ids(.server) { note(draft.facts[id]?.attributes[.port]) }
    for id in draft.ids(.port) { note(draft.facts[id]?.attributes[.hostPort]) }
    // A proxy may hand requests on to Ollama.
    for service in draft.all(.service) where service.text(.kind) == "LiteLLM" {
      note(service.attributes[.port])
      ports.formUnion(service.texts(.hostPorts).compactMap { Int($0) })
    }
  }

  private mutating func note(_ port: Sourced?) {
    guard let port else { return }
    if let number = port.value?.integer { ports.insert(number) } else { isOpen = true }
  }

  /// Whether a model is asked for at such an address.
  func serve(_ use: Fact, _ draft: Draft) -> Bool {
    guard !isOpen, use.flag(.isOllama) != true, let endpoint = draft.fact(.endpoint, of: use.id),
      let port = endpoint.integer(.port)
    else { return false }
    return !ports.contains(port)
  }
}
