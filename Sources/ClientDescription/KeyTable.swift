/// The keys that a program reads, as a tree.
public struct KeyTable: Sendable, Hashable {
  public var type: ValueType
  /// Keys of a mapping, in the order of the description; `nil` where any may stand.
  public var keys: [String: KeyTable]?
  /// The keys allowed below each name that the user chooses.
  public var each: Boxed?
  public var items: Boxed?
  /// Whether keys that are not listed may be meant for something else.
  public var isOpen: Bool

  /// An indirection, for a tree that holds itself.
  public final class Boxed: Sendable, Hashable {
    public let table: KeyTable
    public init(_ table: KeyTable) { self.table = table }
    public static func == (a: Boxed, b: Boxed) -> Bool { a.table == b.table }
    public func hash(into hasher: inout Hasher) { hasher.combine(table.type) }
  }

  public init(
    type: ValueType = .any, keys: [String: KeyTable]? = nil, each: KeyTable? = nil, items: KeyTable? = nil,
    isOpen: Bool = false
  ) {
    self.type = type
    self.keys = keys
    self.each = each.map(Boxed.init)
    self.items = items.map(Boxed.init)
    self.isOpen = isOpen
  }

  /// The table with what another one adds to it.
  public func merging(_ other: KeyTable) -> KeyTable {
    var merged = self
    if type == .map || type == .any, other.type != .map { merged.type = type == .any ? .any : other.type }
    if let more = other.keys { merged.keys = (keys ?? [:]).merging(more) { $0.merging($1) } }
    merged.each = Self.merged(each, other.each)
    merged.items = Self.merged(items, other.items)
    merged.isOpen = isOpen || other.isOpen
    return merged
  }

  private static func merged(_ a: Boxed?, _ b: Boxed?) -> Boxed? {
    guard let a, let b else { return a ?? b }
    return Boxed(a.table.merging(b.table))
  }

  /// The table below a path; `nil` where the table says nothing of it.
  public func table(at path: SettingPath) -> KeyTable? {
    var table = self
    for step in path.steps {
      let next: KeyTable? =
        switch step {
        case .key(let key): table.keys?[key] ?? table.each?.table
        case .eachKey: table.each?.table
        case .eachItem, .index, .item, .assignment: table.items?.table
        case .eachMapping: nil
        }
      guard let next else { return nil }
      table = next
    }
    return table
  }
}
