import Vocabulary

/// Open WebUI in the image that brings an Ollama along: two programs, with data in two places.
extension ContainerSpec {
  /// Accounts and chats that are in no volume (open-webui, Dockerfile: `DATA_DIR=/app/backend/data`).
  var lostWebUI: Fact? {
    guard image.name.isBundledWebUI, image.build == nil, environment.isComplete, !hasUnknownMounts,
      !hasUnknownParts, !isTemporary, !id.document.isDocumentation,
      environment.last("DATA_DIR") == nil, environment.last("DATABASE_URL") == nil,
      !mounts.contains(where: { mount in
        mount.target.map { VolumeSpec.holds($0, OpenWebUI.dataDirectory) } ?? true
      })
    else { return nil }
    return engineFact(
      "webui-data", .misplaced, name: fact.text(.name) ?? OpenWebUI.kind, counterpart: mounts.first?.target,
      expected: OpenWebUI.dataDirectory, at: image.at)
  }

  /// Open WebUI itself, where it asks for no password and its port is published.
  var openWebUI: [Fact] {
    guard image.name.isBundledWebUI, image.build == nil, environment.isComplete, !hasUnknownParts else {
      return []
    }
    var client = Fact(FactID(.client, id.document, id.address + ["webui"]), at: fact.range)
    client.infer(.name, fact.text(.name))
    client.infer(.topology, .container)
    OpenWebUI.apply(environment.variables, to: &client)
    guard client.has(.auth) || client.has(.weakSecret) else { return [] }
    let published = ports.filter { $0.containerPort?.value == OpenWebUI.port }.map { port in
      var fact = Fact(port.id, at: port.at, related: [.owner: client.id])
      if let address = port.address { fact.write(.address, address.value, at: address.at) }
      if let number = port.hostPort { fact.write(.hostPort, number.value, at: number.at) }
      fact.write(.port, OpenWebUI.port, at: port.at)
      return fact
    }
    return published.isEmpty || network.host != nil ? [] : [client] + published
  }
}
