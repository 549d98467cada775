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
