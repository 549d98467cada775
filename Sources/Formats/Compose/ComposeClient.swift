import Knowledge
import Syntax
import Vocabulary

/// A service that talks to an Ollama server: a chat UI, a proxy, an application.
enum ComposeClient {
  /// Facts about the service, or none if nothing in it has to do with a local model.
  static func facts(
    _ service: ComposeService, project: ComposeProject, serverNames: Set<String>, in workspace: any Workspace
  ) -> [Fact] {
    let environment = ComposeEnvironment(service, in: workspace)
    let image = service.value("image").map { ImageName($0.text ?? ImageName.withoutVariables($0.raw ?? "")) }
    let id = FactID(.client, project.file.id, ["services", service.name])
    let endpoints = environment.variables.flatMap {
      Self.endpoints($0, of: id, service: service, serverNames: serverNames)
    }
    let isWebUI = image?.isOpenWebUI == true
    guard !endpoints.isEmpty || isWebUI else { return [] }
    var client = Fact(id, at: service.nameRange)
    client.write(.name, .text(service.name), at: service.nameRange)
    client.infer(.kind, .text(isWebUI ? "Open WebUI" : image?.repository ?? "a container"))
    client.infer(.topology, .text("container"))
    if let image, let range = service.value("image")?.range {
      client.write(.image, .text(image.repository), at: range)
    }
    var facts = endpoints
    if isWebUI { facts += webUI(service, environment, &client) }
    hostGateway(service, endpoints, &client)
    waiting(service, project, serverNames, &client)
    return [client] + facts
  }

  /// Variables whose value is a URL of an Ollama server, by what is known of the name or seen in the value.
  private static func endpoints(
    _ variable: Variable, of client: FactID, service: ComposeService, serverNames: Set<String>
  ) -> [Fact] {
    let known = [
      "OLLAMA_BASE_URL", "OLLAMA_BASE_URLS", "OLLAMA_API_BASE_URL", "OLLAMA_API_BASE", "OLLAMA_HOST",
      "OLLAMA_URL",
    ]
    guard let value = variable.value, !value.isEmpty else { return [] }
    let texts = variable.name.hasSuffix("URLS") ? value.split(separator: ";").map(String.init) : [value]
    return texts.enumerated().compactMap { index, text in
      let url = URLParts(text)
      let isOllamas = known.contains(variable.name) || url.port == 11434
      guard isOllamas, !url.host.isEmpty, !text.contains(","), !text.contains(" ") else { return nil }
      guard !url.scheme.isEmpty || known.contains(variable.name) else { return nil }
      // What a bundled server is told about itself is no endpoint.
      if variable.name == "OLLAMA_HOST", url.host == "0.0.0.0" { return nil }
      var address = variable.address
      if texts.count > 1 { address.append(String(index)) }
      let isOpenAI = variable.name.hasPrefix("OPENAI_")
      let wanted: String? =
        isOpenAI
        ? "/v1"
        : ["OLLAMA_BASE_URL", "OLLAMA_BASE_URLS", "OLLAMA_API_BASE"].contains(variable.name) ? "" : nil
      var fact = EndpointFact.make(
        FactID(.endpoint, variable.document, address), url: text, at: variable.valueAt, from: "container",
        api: isOpenAI || url.path.hasPrefix("/v1") ? "openai" : "native", wantedPath: wanted)
      fact.write(.name, .text(variable.name), at: variable.nameAt)
      fact.related = [.owner: client, .client: client]
      if service.value("network_mode")?.text == "host" { fact.infer(.sharesHostNetwork, .flag(true)) }
      return fact
    }
  }

  /// Where Open WebUI keeps its accounts and chats.
  static let webUIData = "/app/backend/data"

  private static func webUI(
    _ service: ComposeService, _ environment: ComposeEnvironment, _ client: inout Fact
  ) -> [Fact] {
    client.infer(.modelsDirectory, .text(webUIData))
    for item in service.items("volumes") {
      let target = item.node.entries != nil ? item.value("target")?.text : item.raw.flatMap(VolumeSpec.target)
      guard let target else {
        client.write(.modelVolume, nil, at: item.range)
        continue
      }
      if VolumeSpec.holds(target, webUIData) { client.write(.modelVolume, .text(target), at: item.range) }
      if target.hasSuffix("docker.sock") { client.write(.dockerSocket, .flag(true), at: item.range) }
    }
    for variable in environment.variables {
      if variable.name == "WEBUI_AUTH" {
        client.write(.auth, variable.value.map { .flag($0.lowercased() != "false") }, at: variable.valueAt)
      }
      if variable.name == "WEBUI_SECRET_KEY" {
        // The key that the image falls back to, and the examples' own.
        let isWeak = variable.value.map {
          ["", "t0p-s3cr3t", "your-secret-key", "changeme", "secret"].contains($0)
        }
        client.write(.weakSecret, isWeak.map(Value.flag), at: variable.valueAt)
      }
    }
    return ComposePorts.facts(service, owner: client.id, wanted: [8080])
  }

  /// `host.docker.internal` needs an entry in `extra_hosts` on Linux; Docker Desktop brings it along.
  private static func hostGateway(_ service: ComposeService, _ endpoints: [Fact], _ client: inout Fact) {
    guard let endpoint = endpoints.first(where: { $0.text(.host) == "host.docker.internal" }) else { return }
    let hasEntry = service.values("extra_hosts").contains { hosts in
      hosts.items().contains { $0.raw?.hasPrefix("host.docker.internal") == true }
        || hosts.entries().contains { $0.key.text == "host.docker.internal" }
    }
    if service.value("network_mode")?.text == "host" { return }
    client.attributes[.needsHostGateway] = Sourced(.flag(!hasEntry), at: endpoint.range)
  }

  /// A service that starts with the server's container rather than with the server.
  private static func waiting(
    _ service: ComposeService, _ project: ComposeProject, _ serverNames: Set<String>, _ client: inout Fact
  ) {
    for depends in service.values("depends_on") {
      let names =
        depends.node.items != nil
        ? depends.items().compactMap { item in item.text.map { ($0, item.range) } } : []
      for (name, range) in names where serverNames.contains(name) {
        guard let server = project.services.first(where: { $0.name == name }),
          server.value(at: ["healthcheck", "test"]) != nil
        else { continue }
        client.write(.startsBefore, .text(name), at: range)
      }
    }
  }
}
