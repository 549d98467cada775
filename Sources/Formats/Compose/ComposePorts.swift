import Syntax
import Vocabulary

/// The published ports of a service as facts.
enum ComposePorts {
  /// One fact for each published port; those that lead to other container ports than `wanted`, if any are, are left out.
  static func facts(_ service: ComposeService, owner: FactID, wanted: Set<Int>?) -> [Fact] {
    var facts: [Fact] = []
    for (index, item) in service.items("ports").enumerated() {
      let id = FactID(.port, item.layer.file.id, ["services", service.name, "ports", String(index)])
      var fact = Fact(id, at: item.range, related: [.owner: owner])
      if item.node.entries != nil {
        long(item, &fact)
      } else if let raw = item.raw {
        short(item.text, raw: raw, item, &fact)
      } else {
        continue
      }
      if let port = fact.integer(.port), let wanted, !wanted.contains(port) { continue }
      // A port that only a variable knows is taken for the wanted one if it stands alone.
      if fact[.port] == nil, service.items("ports").count > 1 { continue }
      fact.infer(.name, .text(service.name))
      facts.append(fact)
    }
    return facts
  }

  private static func short(_ text: String?, raw: String, _ item: ComposeService.Found, _ fact: inout Fact) {
    guard let spec = PortSpec(text ?? PortSpec.withoutVariables(raw)) else { return }
    fact.write(.address, .text(spec.address), at: item.range)
    fact.write(.hostPort, spec.hostPort.map(Value.integer), at: item.range)
    fact.write(.port, spec.containerPort.map(Value.integer), at: item.range)
  }

  private static func long(_ item: ComposeService.Found, _ fact: inout Fact) {
    if let target = item.value("target") {
      fact.write(.port, target.text.flatMap { Int($0) }.map(Value.integer), at: target.range)
    }
    guard let published = item.value("published") else { return }
    fact.write(.hostPort, published.text.flatMap { Int($0) }.map(Value.integer), at: published.range)
    if let host = item.value("host_ip") {
      fact.write(.address, host.text.map(Value.text), at: host.range)
    } else {
      fact.write(.address, .text("0.0.0.0"), at: item.range)
    }
  }
}
