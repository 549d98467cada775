import Syntax
import Vocabulary

/// What the health check of a server needs and says.
extension ContainerSpec {
  /// A check that always passes needs no program, and is reported for that alone.
  func checkHealth(_ server: inout Fact) {
    guard let check = healthCheck else { return }
    server.write(.healthCheck, check.text, at: check.at)
    let isImages = image.build == nil && entrypoint == nil && network.namespace == .own && network.host == nil
    if let problem = HealthCheckTool.emptyPromise(in: check.words) {
      server.write(.healthProblem, problem, at: check.at)
    } else if isImages,
      let problem = HealthCheckTool.otherPort(
        in: check.words, than: server.integer(.port) ?? EndpointPorts.ollama)
    {
      server.write(.healthProblem, problem, at: check.at)
    } else if let tool = HealthCheckTool.missing(in: check.words), image.build?.mayHave(tool) != true,
      !image.mayBeAnother, !mayInstall(tool),
      !mounts.contains(where: { $0.target?.hasSuffix("/" + tool) ?? false })
    {
      server.write(.healthCheckTool, tool, at: check.at)
      // What it looks for in an answer is more than whether there is one.
      if ["grep", "jq", "\"name\""].contains(where: check.words.joined(separator: " ").contains) {
        server.infer(.healthLooksInside, true)
      }
    }
    server.infer(.healthAwaited, check.awaited != nil, because: check.awaited.map { [$0] } ?? [])
  }
}
