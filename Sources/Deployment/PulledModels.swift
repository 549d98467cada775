import Knowledge
import Vocabulary

/// Models that a client asks a server for, where the files of the two pull the same model with another tag: to Ollama they are two
/// models (Ollama, `types/model/name.go`; "model not found, try pulling it first").
enum PulledModels {
  static func tie(_ draft: inout Draft) {
    var pulled: [DocumentID: [(name: ModelName, use: Fact)]] = [:]
    for id in draft.ids(.modelUse) {
      guard let use = draft.facts[id], use.roles == [.pull], !id.document.isDocumentation,
        let name = use.text(.name).flatMap({ ModelName($0) })
      else { continue }
      pulled[id.document, default: []].append((name, use))
    }
    guard !pulled.isEmpty else { return }
    let servers = Dictionary(grouping: draft.ids(.server), by: \.document)
    for id in draft.ownIDs(.modelUse) {
      guard let use = draft.facts[id], let client = use.related[.client] ?? use.related[.owner], client.subject == .client,
        use.related[.model] == nil, use.related[.service] == nil, !id.document.isDocumentation, use[.known] != .defined,
        use.flag(.isCloud) != true, let server = use.related[.server] ?? only(servers[client.document]),
        draft.facts[server]?.flag(.example) != true, let name = use.text(.name).flatMap({ ModelName($0) })
      else { continue }
      let all = Set([id.document, server.document, client.document]).flatMap { pulled[$0] ?? [] }
        .filter { $0.name.model == name.model && $0.name.namespace == name.namespace }
      let tags = Set(all.map { $0.name.tag ?? "latest" })
      guard tags.count == 1, let other = all.first, !tags.contains(name.tag ?? "latest"), let text = other.use.text(.name) else { continue }
      draft[id].infer(.notServed, true)
      draft[id].infer(.notServedNearest, .text(text), because: [Reason("\(text) is pulled here", at: other.use.range)])
    }
  }

  private static func only(_ servers: [FactID]?) -> FactID? { servers?.count == 1 ? servers?.first : nil }
}
