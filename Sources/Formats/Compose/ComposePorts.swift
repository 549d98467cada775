import Syntax
import Vocabulary

/// Services that publish the same host port and may run at the same time. At least one concerns models.
///
/// The engine binds a port once: "Bind for 0.0.0.0:11434 failed: port is already allocated" (moby, `libnetwork/portallocator`).
/// Services of different profiles take turns (compose-spec 15-profiles.md).
struct ComposePorts {
  private let relations: ComposeRelations
  private var mistakes: ComposeMistakes { ComposeMistakes(among: relations) }

  init(among relations: ComposeRelations) { self.relations = relations }

  private struct Published {
    let service: ComposeService
    let spec: PortSpec
    let port: Int
    let at: SourceRange
    let profiles: Set<String>
  }

  var facts: [Fact] {
    let project = relations.project
    guard project.includer == nil, !project.isMergedElsewhere else { return [] }
    let all = project.services.prefix(256).flatMap(published)
    var byPort: [Int: [Published]] = [:]
    for one in all { byPort[one.port, default: []].append(one) }
    return (byPort.values.filter { (2...16).contains($0.count) }.flatMap(clashes) + impossible)
      .sorted { $0.range.range.start < $1.range.range.start }
  }

  /// Numbers that no port has, for which Compose refuses the file (docker/go-connections, nat: "invalid hostPort").
  private var impossible: [Fact] {
    let services = relations.project.services.prefix(256)
    return services.flatMap { service in
      service.items("ports").compactMap { item -> Fact? in
        guard item.node.entries == nil, let spec = item.text.flatMap({ PortSpec($0) }), item.range.document == mistakes.file.id,
          let port = [spec.hostPort, spec.containerPort].compactMap({ $0 }).first(where: { $0 > 65535 }),
          services.contains(where: isAboutModels)
        else { return nil }
        return SettingFact.make(
          ["services", service.name, "port", String(port)], name: String(port), kind: "compose-port",
          format: "Compose", problem: .range, at: item.range)
      }
    }
  }

  private func published(_ service: ComposeService) -> [Published] {
    guard service.value("network_mode") == nil, let profiles = ComposeProfiles.profiles(of: service),
      profiles.isEmpty || !profiles.isSubset(of: Self.off)
    else { return [] }
    return service.items("ports").compactMap { item in
      guard item.node.entries == nil, let text = item.text, !text.hasSuffix("/udp"),
        let spec = PortSpec(text),
        let port = spec.hostPort
      else { return nil }
      return Published(service: service, spec: spec, port: port, at: item.range, profiles: profiles)
    }
  }

  /// The second of two that cannot run together.
  private func clashes(_ published: [Published]) -> [Fact] {
    published.indices.dropFirst().compactMap { index -> Fact? in
      let second = published[index]
      guard second.at.document == mistakes.file.id,
        let first = published[..<index].first(where: { clash($0, second) }),
        isAboutModels(first.service) || isAboutModels(second.service)
      else { return nil }
      let names = [first, second].map { $0.service.value("container_name")?.text }
      let some = second.profiles.isEmpty ? first.profiles : second.profiles
      return SettingFact.make(
        ["services", second.service.name, "port", String(second.port)], name: String(second.port),
        kind: "compose-port", format: "Compose", problem: .conflict,
        consequence: some.isEmpty ? nil : "profile \(some.sorted().joined(separator: ", "))",
        counterpart: first.service.name, replacement: second.service.name,
        expected: names[0] == names[1] ? names[0] : nil, at: second.at)
    }
  }

  private func clash(_ a: Published, _ b: Published) -> Bool {
    guard !a.service.name.isExactly(b.service.name) else { return false }
    let everywhere = ["0.0.0.0", "::"]
    let meet =
      a.spec.address == b.spec.address || everywhere.contains(a.spec.address)
      || everywhere.contains(b.spec.address)
    guard meet else { return false }
    return a.profiles.isEmpty || b.profiles.isEmpty || !a.profiles.isDisjoint(with: b.profiles)
  }

  private func isAboutModels(_ service: ComposeService) -> Bool {
    if ComposeServerImage.isServer(service, in: relations.workspace) { return true }
    let image = service.value("image").map { ImageName($0.text ?? ImageName.withoutVariables($0.raw ?? "")) }
    return image.map { $0.isOpenWebUI || EngineImage.program(in: $0) != nil } ?? false
  }
}
