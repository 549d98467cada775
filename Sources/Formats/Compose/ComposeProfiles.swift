import Syntax
import Vocabulary

/// Services that depend on one that is not started with them: its profiles are not theirs.
///
/// Compose starts only services of active profiles, and rejects a project in which a started service depends on one that is
/// not started (compose-spec 15-profiles.md; compose-go `graph/services.go`: "is required by ... but is disabled. Can be
/// enabled by profiles").
struct ComposeProfiles {
  private let relations: ComposeRelations
  private var mistakes: ComposeMistakes { ComposeMistakes(among: relations) }

  init(among relations: ComposeRelations) { self.relations = relations }

  var facts: [Fact] {
    let project = relations.project
    guard project.includer == nil, !project.isMergedElsewhere,
      project.services.contains(where: { !$0.items("profiles").isEmpty })
    else { return [] }
    return project.services.flatMap { service -> [Fact] in
      dependencies(of: service).compactMap { name, range in fact(service, on: name, at: range) }
    }
  }

  private func dependencies(of service: ComposeService) -> [(name: String, range: SourceRange)] {
    service.values("depends_on").filter { $0.layer.file.id == mistakes.file.id }.flatMap { found in
      found.node.items != nil
        ? found.items().compactMap { item in item.text.map { ($0, item.range) } }
        : found.entries().filter { $0.value.value("required")?.text != "false" }.compactMap { entry in
          entry.key.text.map { ($0, mistakes.file.at(entry.key.range)) }
        }
    }
  }

  private func fact(_ service: ComposeService, on name: String, at range: SourceRange) -> Fact? {
    guard range.document == mistakes.file.id,
      let other = relations.project.services.first(where: { $0.name.isExactly(name) }),
      let needed = Self.profiles(of: other), !needed.isEmpty, let own = Self.profiles(of: service),
      own.isDisjoint(with: needed), !relations.project.isActive(other)
    else { return nil }
    // Whoever always names the profile has it right, and a script may name several.
    // Where a service is always started, Compose refuses the whole project.
    let concerned = own.isEmpty ? relations.project.services : [service, other]
    guard !isAskedFor(byScripts: !own.isEmpty), concerned.contains(where: isAboutModels) else { return nil }
    let words = needed.sorted().joined(separator: ", ")
    return mistakes.fact(
      ["services", service.name, "inactive", name], name, .inactive,
      own.isEmpty ? nil : "profile \(own.sorted().joined(separator: ", "))", counterpart: service.name,
      replacement: words, at: range.range)
  }

  /// Addresses that name a server of one profile, where with another profile a second one takes its place under another name.
  func ofOneProfile(_ endpoints: [Fact], of service: ComposeService) -> [Fact] {
    let project = relations.project
    guard project.includer == nil, !project.isMergedElsewhere, let own = Self.profiles(of: service), service.value("network_mode") == nil
    else { return [] }
    return endpoints.compactMap { endpoint in
      guard endpoint.id.document == mistakes.file.id, let host = endpoint.text(.host),
        let target = project.services.first(where: { $0.name.isExactly(host) }),
        ComposeServerImage.isServer(target, in: relations.workspace),
        let needed = Self.profiles(of: target), !needed.isEmpty, own.isDisjoint(with: needed) || own.count > 1,
        !project.isActive(target),
        let other = project.services.first(where: { other in
          guard other.name != target.name, ComposeServerImage.isServer(other, in: relations.workspace),
            let theirs = Self.profiles(of: other)
          else { return false }
          return !theirs.isEmpty && theirs.isDisjoint(with: needed) && (own.isEmpty || !own.isDisjoint(with: theirs))
            && !Self.isCalled(other, host)
        }),
        let theirs = Self.profiles(of: other)
      else { return nil }
      let at = endpoint.range.range
      guard !mistakes.file.tree.source.slice(at).contains(0x24) else { return nil }
      return mistakes.fact(
        ["services", service.name, "of-profile", host], host, .nameless, other.name, counterpart: needed.sorted().joined(separator: ", "),
        replacement: theirs.sorted().joined(separator: ", "), at: at)
    }
  }

  /// Whether a service answers to a name besides its own.
  private static func isCalled(_ service: ComposeService, _ name: String) -> Bool {
    ["container_name", "hostname"].contains { service.value($0).map { $0.text == nil || $0.text == name } ?? false }
      || service.values("networks").flatMap { $0.entries() }.contains { network in
        network.value.value("aliases")?.items().contains { $0.text == nil || $0.text == name } ?? false
      }
  }

  /// `nil` where a variable names one.
  static func profiles(of service: ComposeService) -> Set<String>? {
    let items = service.items("profiles").map(\.text)
    let known = items.compactMap { $0 }
    return known.count == items.count ? Set(known) : nil
  }

  /// Whether a service serves models, or is a known client of such a server.
  private func isAboutModels(_ service: ComposeService) -> Bool {
    if ComposeServerImage.isServer(service, in: relations.workspace) { return true }
    let image = service.value("image").map { ImageName($0.text ?? ImageName.withoutVariables($0.raw ?? "")) }
    return image.map { $0.isOpenWebUI || relations.workspace.own.entry(ofImage: $0.repository) != nil } ?? false
  }

  /// Whether another file of the repository starts the project with profiles; a guide names them one by one.
  private func isAskedFor(byScripts: Bool) -> Bool {
    WorkspaceWalk.has(
      "which \(byScripts ? "scripts" : "files") name profiles", in: relations.workspace,
      among: { !ComposeFormat.isComposeName($0.lowercased) && !(byScripts && $0.hasSuffix(".md", ".txt", ".yml", ".yaml")) }
    ) { _, source in
      source.bytes[...].contains(bytesOf: "--profile") || source.bytes[...].contains(bytesOf: "COMPOSE_PROFILES")
    }
  }
}
