import Knowledge
import Syntax
import Vocabulary

/// A service that talks to an Ollama server: a chat UI, a proxy, an application.
enum ComposeClient {
  /// Facts about the service, or none if nothing in it has to do with a local model.
  static func facts(
    _ service: ComposeService, project: ComposeProject, in workspace: any Workspace
  ) -> [Fact] {
    let environment = ComposeEnvironment(service, in: workspace)
    let image = service.value("image").map { ImageName($0.text ?? ImageName.withoutVariables($0.raw ?? "")) }
    let id = FactID(.client, project.file.id, ["services", service.name])
    let sharesHostNetwork = service.value("network_mode")?.text == "host"
    let program = DescribedContainer(image: image)
    let described =
      program?.facts(
        environment.variables, of: id, sharesHostNetwork: sharesHostNetwork, isComplete: !environment.isIncomplete,
        in: workspace) ?? []
    let known = Set(described.map(\.id))
    let others = environment.variables.flatMap {
      ClientVariables.endpoints($0, of: id, sharesHostNetwork: sharesHostNetwork)
    }.filter { !known.contains($0.id) }
    let endpoints = described.filter { $0.subject == .endpoint } + others
    let mounts = program == nil ? [] : mounts(of: service)
    let isWebUI = image?.isOpenWebUI == true
    let variables = program?.foreign(environment.variables, of: id, format: "Compose") ?? []
    guard !endpoints.isEmpty || isWebUI || !variables.isEmpty || !described.isEmpty || !mounts.isEmpty else {
      return []
    }
    var client = Fact(id, at: service.nameRange)
    client.write(.name, .text(service.name), at: service.nameRange)
    client.infer(.kind, .text(isWebUI ? OpenWebUI.kind : program?.name ?? image?.repository ?? "a container"))
    client.infer(.topology, .container)
    if !mounts.isEmpty { client.infer(.mounts, mounts) }
    if project.file.id.isDocumentation { client.infer(.example, .flag(true)) }
    if let image, let range = service.value("image")?.range {
      client.write(.image, .text(image.repository), at: range)
    }
    var facts = described + others + (environment.isIncomplete ? [] : variables)
    if isWebUI, !environment.isIncomplete, image?.isBundledWebUI == false,
      let at = service.value("image")?.range,
      let endpoint = OpenWebUIDefault.endpoint(
        environment.variables, ["services", service.name, "environment"], of: id, at: at,
        sharesHostNetwork: sharesHostNetwork)
    {
      facts.append(endpoint)
    }
    if isWebUI {
      facts += webUI(service, environment, &client)
      facts += OpenWebUIVariables(environment.variables, of: id, format: "Compose").facts(
        isBundled: image?.isBundledWebUI == true)
    }
    ComposeServer.profiles(service, project, &client)
    hostGateway(service, endpoints, &client)
    waiting(service, project, &client, in: workspace)
    facts += gatewayOnLoopback(service, id)
    if sharesHostNetwork, let item = service.items("ports").first, item.layer.file.id == id.document {
      facts.append(
        SettingFact.make(
          FactID(.key, id.document, ["services", service.name, "discarded"]), name: item.raw ?? "ports",
          value: nil,
          kind: "publish", format: "Compose", problem: "discarded",
          consequence: isWebUI ? "the page is on port \(OpenWebUI.port)" : nil, at: item.range, owner: id))
    }
    return [client] + facts + environment.variables.compactMap { ClientVariables.quotedURL($0, of: id) }
  }

  /// Files and folders of the repository that the container sees.
  private static func mounts(of service: ComposeService) -> [String] {
    service.items("volumes").compactMap { item in
      let source =
        item.node.entries != nil
        ? item.value("source")?.text : item.text.flatMap { $0.split(separator: ":").first.map(String.init) }
      guard let source, source.hasPrefix(".") else { return nil }
      return Path.join(item.layer.file.directory, source)
    }
  }

  private static func webUI(
    _ service: ComposeService, _ environment: ComposeEnvironment, _ client: inout Fact
  ) -> [Fact] {
    client.infer(.modelsDirectory, .text(OpenWebUI.dataDirectory))
    for item in service.items("volumes") {
      let target = item.node.entries != nil ? item.value("target")?.text : item.raw.flatMap(VolumeSpec.target)
      guard let target else {
        client.write(.modelVolume, nil, at: item.range)
        continue
      }
      if VolumeSpec.holds(target, OpenWebUI.dataDirectory) {
        client.write(.modelVolume, .text(target), at: item.range)
      }
      if target.hasSuffix("docker.sock") { client.write(.dockerSocket, .flag(true), at: item.range) }
    }
    OpenWebUI.apply(environment.variables, to: &client)
    let isUncertain =
      environment.isIncomplete || service.value("command") != nil || service.value("entrypoint") != nil
      || service.value("image").flatMap(\.text).map { ImageName($0).isBundledWebUI } ?? true
    return OpenWebUIPorts(variables: environment.variables, isUncertain: isUncertain).facts {
      ComposePorts.facts(service, owner: client.id, wanted: $0)
    }
  }

  /// `host.docker.internal` needs an entry in `extra_hosts` on Linux; Docker Desktop brings it along.
  private static func hostGateway(_ service: ComposeService, _ endpoints: [Fact], _ client: inout Fact) {
    guard let endpoint = endpoints.first(where: { $0.text(.host) == "host.docker.internal" }) else { return }
    let hasEntry = service.values("extra_hosts").contains { hosts in
      hosts.items().contains { $0.raw?.hasPrefix("host.docker.internal") == true }
        || hosts.entries().contains { $0.key.text == "host.docker.internal" }
    }
    if service.value("network_mode")?.text == "host" { return }
    // A file for another system, as its name says.
    let words = FileName(path: client.id.document.path).lowercased.split { !$0.isLetter }
    if words.contains(where: { ["mac", "macos", "darwin", "win", "windows", "osx"].contains($0) }) { return }
    client.attributes[.needsHostGateway] = Sourced(.flag(!hasEntry), at: endpoint.range)
  }

  /// `host.docker.internal:127.0.0.1` makes the host's name one of the container itself.
  private static func gatewayOnLoopback(_ service: ComposeService, _ id: FactID) -> [Fact] {
    guard service.value("network_mode")?.text != "host" else { return [] }
    return service.values("extra_hosts").flatMap { hosts -> [Fact] in
      let found =
        hosts.items().compactMap { item in item.text.map { (item, $0) } }
        + hosts.entries().compactMap { entry in
          entry.key.text.flatMap { key in entry.value.text.map { (entry.value, "\(key):\($0)") } }
        }
      return found.compactMap { item, text in
        let name = "host.docker.internal"
        guard text.hasPrefix(name),
          ["127.0.0.1", "::1", "[::1]", "localhost", "0.0.0.0"].contains(
            String(text.dropFirst(name.count + 1))),
          item.layer.file.id == id.document
        else { return nil }
        return SettingFact.make(
          FactID(.key, id.document, ["services", service.name, "extra_hosts", name]), name: name,
          value: String(text.dropFirst(name.count + 1)), kind: "host-entry", format: "Compose",
          problem: "loopback",
          corrected: "host-gateway", at: item.range, owner: id)
      }
    }
  }

  /// A service that starts with the server's container rather than with the server.
  private static func waiting(
    _ service: ComposeService, _ project: ComposeProject, _ client: inout Fact, in workspace: any Workspace
  ) {
    let items = service.values("depends_on").flatMap { $0.node.items != nil ? $0.items() : [] }
    guard !items.isEmpty else { return }
    let servers = project.allServices().filter {
      ComposeServer.isServer($0, in: workspace) && ComposeServer.checksHealth($0)
    }
    for item in items {
      guard let name = item.text, servers.contains(where: { $0.name == name }) else { continue }
      client.write(.startsBefore, .text(name), at: item.range)
    }
  }
}
