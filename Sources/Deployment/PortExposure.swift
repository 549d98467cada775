import Knowledge
import Vocabulary

extension EndpointLink {
  /// Who can reach each published port.
  static func checkPorts(_ draft: inout Draft) {
    let callers = PortCallers(draft)
    for id in draft.ownIDs(.port) {
      // Where nothing listens, nobody gets in.
      guard let port = draft.facts[id], let address = port.attributes[.address],
        !(port[.problem] == .unread && port.related[.server] != nil)
      else { continue }
      guard let host = address.value?.text?.lowercased() else { continue }
      let exposed: Exposure =
        isLoopback(host) && host != "0.0.0.0" || isPrivateNetwork(host) || isBridge(host)
        ? .no : isPublic(host) ? .public : HostNames.mayBeBound(host) ? .lan : .unknown
      draft[id].infer(.exposed, exposed)
      let other = callers.caller(of: port, draft).flatMap { isGuess($0, of: id.document, draft) ? nil : $0 }
        .flatMap { draft.facts[$0] }
      if let said = port.attributes[.reachedFrom], other == nil {
        let isMeant = said.value != nil && said.reasons.allSatisfy { callers.means(port, $0.at?.document ?? id.document) }
        draft[id].infer(.otherHosts, isMeant ? true : nil, because: isMeant ? said.reasons : [])
      } else if let other, other[.from] == .container || isThroughHost(other) || isBridge(other.text(.host) ?? "") {
        // A container of the same host: nothing else has to reach the port.
        draft[id].infer(.otherHosts, .flag(false))
        let verb = other[.reach] == .itself ? "connects to" : "reaches it through"
        draft[id].infer(
          .isReachedThroughHost, .flag(true),
          because: [Reason("a container \(verb) the host here", at: other.range)])
        if other[.problem] == .detour, other.related[.server] == port.related[.owner] {
          draft[id].infer(.insteadOfHost, other.text(.corrected))
        } else if let server = port.related[.owner].flatMap({ draft.facts[$0] }),
          let address = ServicePort.byName(server, for: other, of: draft.fact(.owner, of: other.id))
        {
          draft[id].infer(.insteadOfHost, address)
        }
      } else if let other {
        draft[id].infer(
          .otherHosts, .flag(true),
          because: [Reason("it is reached from another machine here", at: other.range)])
      } else if let said = port.attributes[.isReachedThroughHost] {
        let isMeant = said.reasons.allSatisfy { callers.means(port, $0.at?.document ?? id.document) }
        draft[id].infer(.isReachedThroughHost, isMeant ? true : nil, because: isMeant ? said.reasons : [])
        draft[id].infer(.otherHosts, .flag(false))
      } else {
        draft[id].infer(.otherHosts, callers.mayNeed(port) ? nil : false)
      }
      if let owner = port.related[.owner], let client = draft.facts[owner], client.subject == .client {
        draft[owner].infer(
          .exposed, worse(client[.exposed], exposed),
          because: [Reason("its port is published here", at: port.range)])
      }
      if let owner = port.related[.owner], let server = draft.facts[owner], server.subject == .server {
        draft[id].related[.server] = owner
        draft[owner].infer(.exposed, worse(server[.exposed], exposed))
      }
    }
  }

  /// Whether a client is only assumed to call a port: its address is a default that is written nowhere, and either its own
  /// file has a server for it, or the port's file has a client of the same name, so this one is a variant.
  private static func isGuess(_ endpoint: FactID, of port: DocumentID, _ draft: Draft) -> Bool {
    guard endpoint.document != port else { return false }
    // Settings that are mounted into a container of the port's own file are that container's.
    if let owner = draft.fact(.owner, of: endpoint), owner.id.document != port, let name = owner.text(.name),
      draft.ids(together: port, .client).contains(where: {
        $0.document == port && draft.facts[$0]?.text(.name) == name
      })
    {
      return true
    }
    guard draft.facts[endpoint]?.flag(.isBuiltIn) == true else { return false }
    return [Subject.server, .service].contains { subject in
      draft.ids(together: endpoint.document, subject).contains { $0.document == endpoint.document }
    }
  }

  /// The more open of two.
  private static func worse(_ a: Exposure?, _ b: Exposure) -> Exposure {
    a == .public || b == .public ? .public : a == .lan || b == .lan ? .lan : .no
  }
}
