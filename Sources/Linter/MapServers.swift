import Diagnostics
import Vocabulary

/// Servers of Ollama, and other services.
extension MapBuilder {
  mutating func addService(_ service: Fact) {
    var details: [DeploymentMap.Detail] = []
    if let kind = service.text(.kind) { details.append(.init("program", kind)) }
    for port in service.texts(.hostPorts) { details.append(.init("port", port)) }
    add(service, .server, title: service.text(.name) ?? service.text(.kind) ?? "server", details: details)
  }

  mutating func addServer(_ server: Fact) {
    var details: [DeploymentMap.Detail] = []
    if let topology = server[.topology] {
      details.append(.init("runs in", Self.topologies[topology.rawValue] ?? topology.rawValue))
    }
    if let image = server.text(.image) {
      details.append(.init("image", image + (server.text(.imageTag).map { ":" + $0 } ?? "")))
    }
    switch server[.gpu] {
    case .noGPU: details.append(detail("GPU", "none", server.attributes[.gpu]))
    case .all: details.append(.init("GPU", "all"))
    case .someGPUs: details.append(.init("GPU", "some"))
    default: break
    }
    if let address = server.text(.hostAddress) { details.append(.init("listens on", address)) }
    for port in ports[server.id] ?? [] where !port.id.address.contains("binding") {
      guard let number = port.integer(.hostPort) else { continue }
      let address = port.text(.address).map { $0 + ":" } ?? ""
      details.append(.init("port", "\(address)\(number)"))
    }
    for (attribute, label) in Self.settings {
      guard let value = server.value(of: attribute).flatMap(Self.words) else { continue }
      details.append(.init(label, value))
    }
    add(server, .server, title: server.text(.name) ?? "Ollama", details: details)
    let path = server.id.document.path
    if let host = server.related[.machine] {
      connect(Self.identity(server.id), Self.identity(host))
    } else if let hardware = machine(path) {
      connect(Self.identity(server.id), Self.identity(hardware))
    }
  }

  private static let topologies = [
    "native": "the host itself", "container": "a container", "vm": "a virtual machine",
    "lxc": "an LXC container",
    "pod": "a Kubernetes pod", "image": "an image",
  ]

  private static let settings: [(Attribute, String)] = [
    (.context, "OLLAMA_CONTEXT_LENGTH"), (.parallel, "OLLAMA_NUM_PARALLEL"),
    (.kvCacheType, "OLLAMA_KV_CACHE_TYPE"),
    (.flashAttention, "OLLAMA_FLASH_ATTENTION"), (.keepAlive, "OLLAMA_KEEP_ALIVE"),
    (.maxLoaded, "OLLAMA_MAX_LOADED_MODELS"), (.modelsDirectory, "models in"),
  ]
}
