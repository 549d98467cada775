import Knowledge
import Vocabulary

/// What follows for servers and clients from the machine they run on, and from their own version.
enum MachineLink {
  static func place(_ draft: inout Draft) {
    for id in draft.ids(.server) + draft.ids(.client) {
      guard let machine = draft.surroundings.machine(for: id.document.path) else { continue }
      if let os = machine.operatingSystem { draft.facts[id]?.infer(.os, .text(os.rawValue)) }
      guard id.subject == .server else { continue }
      if machine.hasNoGPU {
        draft.facts[id]?.infer(.vendor, .text("none"))
      } else if let vendor = machine.gpus.first?.vendor {
        draft.facts[id]?.infer(.vendor, .text(vendor.rawValue))
      }
    }
    for id in draft.ids(.server) {
      guard let fact = draft.facts[id], let version = fact.text(.version).flatMap({ Version($0) }),
        let advisory = Advisory.affecting(version)
      else { continue }
      draft.facts[id]?.infer(
        .vulnerability, .text("\(advisory.id), mended in \(advisory.fixedIn), lets \(advisory.consequence)"))
    }
  }

  /// A server that binds every interface by itself publishes its port as surely as a container does.
  static func bindings(_ draft: Draft) -> [Fact] {
    draft.all(.server).compactMap { server in
      let isNative = server.text(.topology) == "native"
      guard isNative || server.flag(.sharesHostNetwork) == true else { return nil }
      let bound = server.attributes[.hostAddress]
      guard let address = bound?.value?.text ?? (isNative ? nil : "0.0.0.0") else { return nil }
      let at = bound?.range ?? server.attributes[.sharesHostNetwork]?.range ?? server.range
      var port = Fact(
        FactID(.port, server.id.document, server.id.address + ["binding"]), at: at,
        related: [.owner: server.id, .server: server.id])
      port.write(.address, .text(address), at: at)
      let number = server.integer(.port) ?? EndpointLink.defaultPort
      port.infer(.hostPort, .integer(number))
      port.infer(.port, .integer(number))
      port.attributes[.name] = server.attributes[.name]
      return port
    }
  }
}
