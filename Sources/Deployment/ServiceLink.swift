import Syntax
import Vocabulary

/// What a proxy or another engine makes of the models that clients ask it for.
///
/// A client names a model as the program offers it. A proxy has settings that pass the name on to a server, so the
/// proxy's own use is the client's `route`; an engine has settings that load a model, so that is the client's `model`.
enum ServiceLink {
  static func tie(_ draft: inout Draft) {
    guard !draft.ids(.service).isEmpty else { return }
    let offers = Offers(draft)
    for id in draft.ownIDs(.modelUse) {
      guard let use = draft.facts[id], let endpoint = draft.fact(.endpoint, of: id),
        let service = draft.fact(.service, of: endpoint.id),
        // A proxy's own settings say where it passes requests on to, which is not itself.
        use.text(.servedAs) == nil || service.id.document != id.document
      else { continue }
      draft[id].related[.service] = service.id
      draft[id].infer(.isOllama, .flag(false))
      // What Ollama's library knows of the name says nothing of another program's model.
      for attribute in Self.ofLibrary { draft[id].attributes[attribute] = nil }
      draft[id].related[.model] = nil
      guard let name = use.text(.name) else { continue }
      switch offers.offer(name, by: service, draft) {
      case .one(let offer) where offer.subject == .modelUse: pass(id, on: offer, &draft)
      case .one(let offer):
        draft[id].related[.model] = offer
        draft[id].infer(.known, .defined)
      case .none(let names):
        draft[id].infer(.notServed, .flag(true))
        if let near = Nearest.match(name, among: names.sorted()) {
          draft[id].infer(.notServedNearest, .text(near))
        }
      case .unknown: break
      }
    }
  }

  private static let ofLibrary: [Attribute] = [
    .known, .capabilities, .contextTrained, .layers, .tag, .successor, .suggestion, .resembles, .isCloud,
  ]

  /// What is known of the proxy's model holds for what is asked of the proxy.
  private static func pass(_ id: FactID, on route: FactID, _ draft: inout Draft) {
    guard let proxied = draft.facts[route], route != id else { return }
    draft[id].related[.route] = route
    for relation in [Relation.model, .server] {
      if let other = proxied.related[relation] { draft[id].related[relation] = other }
    }
    for attribute in [Attribute.capabilities, .contextTrained, .layers, .isCloud] {
      if let value = proxied.attributes[attribute] { draft[id].attributes[attribute] = value }
    }
    draft[id].infer(.known, .defined)
  }

  /// The models that programs offer, by the program that does.
  private struct Offers {
    /// Settings of a program, by the container that reads them; its own where no container does.
    private var settings: [FactID: [FactID]] = [:]
    private var offered: [FactID: [(name: String, id: FactID)]] = [:]

    enum Answer {
      case one(FactID)
      /// None of these.
      case none([String])
      case unknown
    }

    init(_ draft: Draft) {
      for id in draft.ids(.modelUse) + draft.ids(.model) {
        guard let fact = draft.facts[id],
          let owner = fact.related[id.subject == .modelUse ? .owner : .service]
        else { continue }
        let names =
          id.subject == .modelUse
          ? [fact.text(.servedAs)].compactMap { $0 }
          : [fact.text(.name)].compactMap { $0 } + fact.texts(.aliases)
        for name in names { offered[owner, default: []].append((name, id)) }
      }
      for id in draft.ids(.service) { settings[id] = Self.settings(of: id, draft) }
    }

    /// What a container is set up by: what is mounted into it, or the only settings of its program around it.
    private static func settings(of id: FactID, _ draft: Draft) -> [FactID] {
      guard let service = draft.facts[id], !id.address.isEmpty, let kind = service.text(.kind) else {
        return [id]
      }
      let files = draft.ids(together: id.document, .service).filter {
        $0.address.isEmpty && draft.facts[$0]?.text(.kind) == kind
      }
      let mounts = draft.facts[FactID(.client, id.document, id.address)]?.texts(.mounts) ?? []
      let mounted = files.filter { file in
        mounts.contains { file.document.path == $0 || file.document.path.hasPrefix($0 + "/") }
      }
      return [id] + (mounted.isEmpty && files.count == 1 ? files : mounted)
    }

    func offer(_ name: String, by service: Fact, _ draft: Draft) -> Answer {
      let owners = settings[service.id] ?? []
      let all = owners.flatMap { offered[$0] ?? [] }
      if owners.contains(where: { draft.facts[$0]?.flag(.answersToAnyName) == true }) {
        let models = Set(all.map(\.id))
        return models.count == 1 ? models.first.map(Answer.one) ?? .unknown : .unknown
      }
      if let exact = all.first(where: { $0.name.isExactly(name) }) { return .one(exact.id) }
      // Some clients put the provider before the name, and it is not known which.
      if let slash = name.firstIndex(of: "/") {
        let rest = String(name[name.index(after: slash)...])
        if let exact = all.first(where: { $0.name.isExactly(rest) }) { return .one(exact.id) }
      }
      guard let known = owners.lazy.compactMap({ draft.facts[$0]?[.models] }).first, !known.contains(name)
      else {
        return .unknown
      }
      // Of several that may be started on one port, another one may have it.
      let others = draft.together(with: service.id.document, .service).filter {
        // Containers that run together have ports of their own.
        $0.id != service.id && $0.integer(.port) != nil && $0.integer(.port) == service.integer(.port)
          && ($0[.topology] != .container || service[.topology] != .container || $0.id.document != service.id.document)
      }
      return others.contains { $0[.models].map { $0.contains(name) } ?? true } ? .unknown : .none(known)
    }
  }
}
