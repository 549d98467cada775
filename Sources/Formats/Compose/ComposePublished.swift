import Syntax
import Vocabulary

/// What a service publishes, once for all files that say it.
///
/// Compose merges ports by address, published port, target and protocol: one that two files have alike is one (Docker
/// documentation, Merge Compose files, "Unique resources").
struct ComposePublished {
  let item: ComposeService.Found
  /// Its number in the service's own list of its file, or a text that is none where it is written for another service.
  let place: String

  static func all(of service: ComposeService) -> [ComposePublished] {
    var seen: Set<String> = []
    return service.values("ports").enumerated().flatMap { layer, ports -> [ComposePublished] in
      let items = ports.node.items != nil ? ports.items() : ports.node.scalar != nil ? [ports] : []
      let isOwn = ports.layer.file.service(service.name)?.range == ports.layer.node.range
      return items.enumerated().compactMap { index, item in
        guard item.node.entries != nil || item.raw != nil, seen.insert(key(of: item)).inserted else {
          return nil
        }
        return ComposePublished(item: item, place: isOwn ? String(index) : "\(layer).\(index)")
      }
    }
  }

  /// The port as a container publishes it.
  func port(_ id: FactID) -> ContainerSpec.PublishedPort { short(id) ?? long(id) }

  private func short(_ id: FactID) -> ContainerSpec.PublishedPort? {
    guard item.node.entries == nil, let raw = item.raw else { return nil }
    return .init(item.text, raw: raw, id, at: item.range) ?? .init(id: id, at: item.range, text: raw)
  }

  private func long(_ id: FactID) -> ContainerSpec.PublishedPort {
    func number(_ key: String) -> Placed<Int>? {
      item.value(key).map { Placed($0.text.flatMap { Int($0) }, at: $0.range) }
    }
    let hostPort = number("published")
    let address = item.value("host_ip").map(\.placed) ?? Placed("0.0.0.0", at: item.range)
    return .init(
      id: id, at: item.range, address: hostPort == nil ? nil : address, hostPort: hostPort,
      containerPort: number("target"), text: "ports")
  }

  /// Where in a file ports of a service are written that another place says as well, so that a change of one alone would
  /// publish the port twice.
  static func repeated(in file: ComposeFile, of service: ComposeService) -> [TextRange] {
    Dictionary(grouping: service.items("ports")) { key(of: $0) }.values.filter { $0.count > 1 }.joined()
      .filter { $0.layer.file.id == file.id }.map(\.node.range)
  }

  /// The same text for the same mapping.
  private static func key(of item: ComposeService.Found) -> String {
    guard item.node.entries != nil else { return item.text ?? item.raw ?? "" }
    func text(_ key: String) -> String { item.value(key).map { $0.text ?? $0.raw ?? "" } ?? "" }
    let address = text("host_ip")
    let mapping = [address, text("published"), text("target")].filter { !$0.isEmpty }.joined(separator: ":")
    let name = text("protocol")
    return name.isEmpty || name == "tcp" ? mapping : mapping + "/" + name
  }
}
