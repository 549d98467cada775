import Syntax
import Vocabulary

/// A container that talks to an Ollama server, as a `docker run` line starts it: a chat UI, an application.
struct DockerRunClient {
  private let container: DockerRunContainer
  private var run: DockerRun { container.run }

  init(_ container: DockerRunContainer) { self.container = container }

  /// No facts if nothing in the line has to do with a local model.
  func facts(image: ImageName) -> [Fact] {
    let environment = container.environment()
    let program = DescribedContainer(image: image)
    let described =
      program?.facts(
        environment.variables, of: container.id, sharesHostNetwork: run.sharesHostNetwork,
        isComplete: environment.isComplete, in: container.workspace) ?? []
    let known = Set(described.map(\.id))
    let endpoints =
      described.filter { $0.subject == .endpoint }
      + environment.variables.flatMap {
        ClientVariables.endpoints($0, of: container.id, sharesHostNetwork: run.sharesHostNetwork)
      }.filter { !known.contains($0.id) }
    let foreign =
      environment.isComplete
      ? program?.foreign(environment.variables, of: container.id, format: "docker run") ?? [] : []
    let variables = described.filter { $0.subject != .endpoint } + foreign
    guard !endpoints.isEmpty || image.isOpenWebUI || !variables.isEmpty else { return [] }
    var client = Fact(container.id, at: container.at(run.range))
    client.attributes[.name] = container.name(image.isOpenWebUI ? "Open WebUI" : "the container")
    client.infer(.kind, .text(image.isOpenWebUI ? OpenWebUI.kind : program?.name ?? image.repository))
    client.infer(.topology, .container)
    client.write(.image, .text(image.repository), at: container.at(run.image.range))
    if container.document.id.isDocumentation { client.infer(.example, .flag(true)) }
    var more: [Fact] = variables
    if image.isOpenWebUI {
      client.infer(.modelsDirectory, .text(OpenWebUI.dataDirectory))
      container.storage(OpenWebUI.dataDirectory, of: &client)
      // What ends with the terminal is a trial, and its data with it.
      if run.options.contains(where: { $0.name == "--rm" }) { client.infer(.modelVolume, nil) }
      OpenWebUI.apply(environment.variables, to: &client)
      more += OpenWebUIVariables(environment.variables, of: container.id, format: "docker run").facts(
        isBundled: image.isBundledWebUI)
      let isUncertain =
        !environment.isComplete || !run.arguments.isEmpty || !run.all("--entrypoint").isEmpty
        || image.isBundledWebUI
      let name = client.attributes[.name]
      more += OpenWebUIPorts(variables: environment.variables, isUncertain: isUncertain).facts {
        container.ports(to: $0, named: name)
      }
    }
    for mount in container.mounts() where mount.target?.hasSuffix("docker.sock") == true {
      client.write(.dockerSocket, .flag(true), at: container.at(mount.range))
    }
    hostGateway(endpoints, &client)
    if run.sharesHostNetwork, let option = run.all("--publish").first {
      more.append(
        SettingFact.make(
          FactID(.key, container.document.id, container.id.address + ["discarded"]), name: option.raw,
          value: nil,
          kind: "publish", format: "docker run", problem: "discarded",
          consequence: image.isOpenWebUI ? "the page is on port \(OpenWebUI.port)" : nil,
          at: container.at(option.valueRange), owner: container.id))
    }
    let network = container.network
    var addresses = endpoints
    if image.isOpenWebUI, environment.isComplete, !image.isBundledWebUI,
      let endpoint = OpenWebUIDefault.endpoint(
        environment.variables, container.id.address + ["env"], of: container.id,
        at: container.at(run.image.range), sharesHostNetwork: run.sharesHostNetwork)
    {
      addresses.append(endpoint)
    }
    return [client] + more + environment.misread.compactMap { $0.fact(of: container.id) }
      + addresses.map { endpoint in
        var endpoint = endpoint
        endpoint.infer(any: .engine, .text(run.engine.rawValue))
        if let network { endpoint.infer(.network, .text(network)) }
        return endpoint
      }
  }

  /// Podman brings the name along, as Docker Desktop does.
  private func hostGateway(_ endpoints: [Fact], _ client: inout Fact) {
    guard run.engine == .docker, !run.sharesHostNetwork, !run.hasUnknownOptions,
      let endpoint = endpoints.first(where: { $0.text(.host) == "host.docker.internal" })
    else { return }
    let hasEntry = run.all("--add-host").contains { $0.raw.hasPrefix("host.docker.internal") }
    client.attributes[.needsHostGateway] = Sourced(.flag(!hasEntry), at: endpoint.range)
  }
}
