import Syntax
import Vocabulary

/// Paths by which Ollama is asked for its health and does not answer with 200 (`Catalogue/pods.yaml`).
enum ServerPath {}

/// What the health check of a server needs and says.
extension ContainerSpec {
  var wrongPaths: [Fact] {
    guard image.name.isOllamas, image.build == nil, entrypoint == nil, !id.document.isDocumentation else { return [] }
    let text = healthCheck?.words.joined(separator: " ") ?? ""
    let port = ":\(EndpointPorts.ollama)"
    let own = text.firstRange(ofBytes: port).map { found in
      String(text[found.upperBound...].prefix { !" \"'|;&)?".contains($0) })
    }
    let checked = healthCheck.flatMap { check in own.map { Placed($0, at: check.at) } }
    return (askedPaths + [checked].compactMap { $0 }).enumerated().compactMap { index, asked in
      guard let path = asked.value, isOwn(asked.at) else { return nil }
      let plain = path.hasSuffix("/") ? String(path.dropLast()) : path
      // A check of one's own may send a POST.
      let isPosted = index < askedPaths.count && ServerPath.posted.contains(plain)
      guard isPosted || ServerPath.missing.contains(plain) else { return nil }
      return setting(
        ["health-path", String(index)], name: path, value: path, kind: "health-path",
        problem: isPosted ? .notAllowed : .pathMissing, at: asked.at)
    }
  }

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
      !image.mayBeAnother, !mayInstall(tool), !mayBeMounted(tool, for: check.words)
    {
      server.write(.healthCheckTool, tool, at: check.at)
      // What it looks for in an answer is more than whether there is one.
      if ["grep", "jq", "\"name\""].contains(where: check.words.joined(separator: " ").contains) {
        server.infer(.healthLooksInside, true)
      }
    }
    server.infer(.healthAwaited, check.awaited != nil, because: check.awaited.map { [$0] } ?? [])
  }

  /// Whether a mount may bring a program, itself or in a folder; or the check installs it first.
  private func mayBeMounted(_ tool: String, for words: [String]) -> Bool {
    let text = words.joined(separator: " ")
    return ["apt-get install", "apt install", "apk add"].contains(where: text.contains)
      || mounts.contains { mount in
        guard let target = mount.target else { return true }
        let folder = target.hasSuffix("/") ? String(target.dropLast()) : target
        return folder.hasSuffix("/" + tool) || Self.foldersOfPrograms.contains(folder) || text.contains(folder + "/")
      }
  }
}
