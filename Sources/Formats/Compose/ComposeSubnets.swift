import Vocabulary

/// The address ranges that a Compose file gives its own networks: what is in them is on this host, be it a private range
/// or not (compose-spec, 06-networks.md, `ipam`).
struct ComposeSubnets: Sendable {
  private struct Range: Sendable {
    let network: UInt32
    let length: Int
  }

  private let ranges: [Range]

  init(_ project: ComposeProject) {
    let files = [project.file] + project.overrides + project.bases
    ranges = files.flatMap { file -> [Range] in
      let networks = file.tree.root.flatMap { file.tree.value(of: "networks", in: $0) }
      return (networks.map(file.tree.entries) ?? []).prefix(64).flatMap { entry -> [Range] in
        let network = file.tree.resolve(entry.value)
        let ipam = file.tree.value(of: "ipam", in: network).map(file.tree.resolve)
        let items = ipam.flatMap { file.tree.value(of: "config", in: $0) }.map(file.tree.resolve)?.items ?? []
        return items.prefix(16).compactMap { item in
          file.tree.value(of: "subnet", in: file.tree.resolve(item))?.text
            .flatMap(file.interpolation.resolve).flatMap(Self.range)
        }
      }
    }
  }

  /// The endpoint as one inside where its address is.
  func placed(_ fact: Fact) -> Fact {
    guard !ranges.isEmpty, fact.subject == .endpoint, let address = Self.address(fact.text(.host) ?? ""),
      ranges.contains(where: { Self.isSame(address, $0.network, $0.length) })
    else { return fact }
    var fact = fact
    fact.infer(.isPublic, false)
    return fact
  }

  private static func range(_ text: String) -> Range? {
    let parts = text.split(separator: "/")
    guard parts.count == 2, let network = address(String(parts[0])), let length = Int(parts[1]),
      (1...32).contains(length)
    else { return nil }
    return Range(network: network, length: length)
  }

  private static func isSame(_ a: UInt32, _ b: UInt32, _ length: Int) -> Bool {
    let shift = UInt32(32 - length)
    return a >> shift == b >> shift
  }

  /// An IPv4 address as a number.
  private static func address(_ text: String) -> UInt32? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    guard parts.count == 4 else { return nil }
    return parts.reduce(UInt32?.some(0)) { sum, part in
      sum.flatMap { sum in part.map { sum << 8 | UInt32($0) } }
    }
  }
}
