import Vocabulary

/// Checks that ask a port of the container on which nothing listens.
extension ContainerSpec {
  /// - Parameter port: where its only program listens.
  func wrongPorts(besides port: Int) -> [Fact] {
    guard network.host == nil, network.namespace == .own, !network.sharesLoopback, image.build == nil, entrypoint == nil,
      environment.isComplete, !hasUnknownParts, !id.document.isDocumentation
    else { return [] }
    let probes = askedPorts.compactMap { asked in
      asked.value.flatMap { $0 == port ? nil : Placed("connects to port \($0), but the container listens on \(port)", at: asked.at) }
    }
    let check = healthCheck.flatMap { check in
      id.subject == .server ? nil : HealthCheckTool.otherPort(in: check.words, than: port).map { Placed($0, at: check.at) }
    }
    return (probes + [check].compactMap { $0 }).enumerated().compactMap { index, wrong in
      guard isOwn(wrong.at) else { return nil }
      return setting(
        ["asked-port", String(index)], name: fact.text(.name) ?? "the container", kind: "asked-port",
        problem: .stalePort, consequence: wrong.value, at: wrong.at)
    }
  }
}
