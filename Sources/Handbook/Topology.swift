/// A place to run a server in, with what it costs.
///
/// Costs are measurements that others published, named in `sources`; `nil` as a figure where nobody measured it.
public struct Topology: Sendable {
  public let name: String
  public let aliases: [String]
  /// As people write it: `KVM with libvirt`.
  public let title: String
  /// For a menu: what it is and costs, in at most 60 columns.
  public let line: String
  public let summary: String
  public let cost: String
  public let isolation: String
  public let complexity: String
  public let gpu: String
  /// What must be set, each with the text to type or write.
  public let needs: [String]
  public let suits: String
  /// Rules that watch it.
  public let rules: [String]
  public let sources: [String]
  /// Its name in `init --topology`; `nil` if `init` writes no files for it.
  public var generated: String?

  /// By its name, or a word for it.
  public static func named(_ word: String) -> Topology? {
    all.first { $0.name == word } ?? all.first { $0.aliases.contains(word) }
  }

  /// The one that `init --topology` calls so.
  public static func generated(_ name: String) -> Topology? { all.first { $0.generated == name } }
}
