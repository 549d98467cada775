import Syntax
import Vocabulary

/// A container that talks to an Ollama server: Open WebUI, an application.
struct QuadletClient {
  private let container: QuadletContainer

  init(_ container: QuadletContainer) { self.container = container }

  /// No facts if nothing in the file has to do with a local model.
  func facts() -> [Fact] {
    let image = container.image
    let environment = container.environment()
    let program = DescribedContainer(image: image)
    let described =
      program?.facts(
        environment.variables, of: container.id, sharesHostNetwork: container.hostNetwork != nil,
        isComplete: environment.isComplete, in: container.workspace) ?? []
    let known = Set(described.map(\.id))
    let endpoints =
      described.filter { $0.subject == .endpoint }
      + environment.variables.flatMap {
        ClientVariables.endpoints($0, of: container.id, sharesHostNetwork: container.hostNetwork != nil)
      }.filter { !known.contains($0.id) }
    let foreign =
      environment.isComplete
      ? program?.foreign(environment.variables, of: container.id, format: "Quadlet") ?? [] : []
    let others = described.filter { $0.subject != .endpoint } + foreign
    guard !endpoints.isEmpty || image.isOpenWebUI || !others.isEmpty else { return [] }
    var client = Fact(container.id, at: container.imageAt)
    client.attributes[.name] = container.name
    client.infer(.kind, .text(image.isOpenWebUI ? OpenWebUI.kind : program?.name ?? image.repository))
    client.infer(.topology, .container)
    client.write(.image, .text(image.repository), at: container.imageAt)
    if container.id.document.isDocumentation { client.infer(.example, .flag(true)) }
    var more = others
    if image.isOpenWebUI {
      client.infer(.modelsDirectory, .text(OpenWebUI.dataDirectory))
      container.storage(OpenWebUI.dataDirectory, of: &client)
      OpenWebUI.apply(environment.variables, to: &client)
      more += OpenWebUIVariables(environment.variables, of: container.id, format: "Quadlet").facts(
        isBundled: image.isBundledWebUI)
      let isUncertain =
        !environment.isComplete || image.isBundledWebUI
        || ["Exec", "Entrypoint", "PodmanArgs"].contains { container.value($0) != nil }
      more += OpenWebUIPorts(variables: environment.variables, isUncertain: isUncertain).facts(
        container.ports)
    }
    for mount in container.mounts()
    where mount.target?.hasSuffix("docker.sock") == true || mount.target?.hasSuffix("podman.sock") == true {
      client.write(.dockerSocket, .flag(true), at: mount.at)
    }
    var addresses = endpoints
    if image.isOpenWebUI, environment.isComplete, !image.isBundledWebUI, !container.sharesLoopback,
      container.hostNetwork != nil,
      let endpoint = OpenWebUIDefault.endpoint(
        environment.variables, [QuadletContainer.section, "Environment"], of: container.id,
        at: container.imageAt,
        sharesHostNetwork: true)
    {
      addresses.append(endpoint)
    }
    return [client] + more + addresses.compactMap(placed)
  }

  /// The endpoint as seen from the container's network; none for a `localhost` that may be somebody else's.
  private func placed(_ endpoint: Fact) -> Fact? {
    let isLocal = ["localhost", "127.0.0.1", "::1"].contains(endpoint.text(.host) ?? "")
    guard !container.sharesLoopback || !isLocal else { return nil }
    var endpoint = endpoint
    endpoint.infer(.engine, .podman)
    if let network = container.network { endpoint.infer(.network, .text(network)) }
    return endpoint
  }
}
