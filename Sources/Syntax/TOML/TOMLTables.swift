/// The tables of a TOML text while it is read: headers may add to them in any order.
struct TOMLTables {
  /// What an entry of a table points to.
  enum Item {
    case value(Node)
    case table(Int)
    /// `[[name]]`: one table for each time the header stands.
    case tables([Int])
  }

  /// How a table came to be, which decides what may still add to it.
  enum Origin { case header, implicit, dotted }

  struct Entry {
    let key: Node
    var item: Item
  }

  struct Table {
    var origin: Origin
    private(set) var entries: [Entry] = []
    /// Where each name stands among the entries.
    private(set) var index: [String: Int] = [:]
    /// Where its header and its own lines stand; dotted and implicit tables have those of their keys.
    var range: TextRange

    mutating func add(_ name: String, _ key: Node, _ item: Item) {
      index[name] = entries.count
      entries.append(Entry(key: key, item: item))
    }

    mutating func replace(at index: Int, with item: Item) {
      if entries.indices.contains(index) { entries[index].item = item }
    }
  }

  static let root = 0
  private(set) var tables: [Table]

  init(at start: Int) {
    tables = [Table(origin: .header, range: TextRange(at: start))]
  }

  /// Opens the table of `[a.b]`, or a new one of `[[a.b]]`.
  mutating func open(_ keys: [Node], isArray: Bool, at range: TextRange) throws(SyntaxError) -> Int {
    guard let last = keys.last else { return Self.root }
    var current = Self.root
    for key in keys.dropLast() { current = try step(into: key, of: current, .implicit) }
    let name = key(last)
    guard let index = tables[current].index[name] else {
      let new = add(.header, at: range)
      tables[current].add(name, last, isArray ? .tables([new]) : .table(new))
      return new
    }
    switch (tables[current].entries[index].item, isArray) {
    case (.tables(let all), true):
      let new = add(.header, at: range)
      tables[current].replace(at: index, with: .tables(all + [new]))
      return new
    case (.table(let table), false) where tables[table].origin == .implicit:
      tables[table].origin = .header
      tables[table].range = range
      return table
    case (.table, false):
      throw SyntaxError(last.range, "table \(name) is defined twice")
    default:
      throw SyntaxError(last.range, "\(name) is already defined as something else")
    }
  }

  /// Adds `a.b = value` to a table.
  mutating func set(_ keys: [Node], to value: Node, in table: Int) throws(SyntaxError) {
    guard let last = keys.last else { return }
    var current = table
    for key in keys.dropLast() { current = try step(into: key, of: current, .dotted) }
    let name = key(last)
    guard tables[current].index[name] == nil else {
      throw SyntaxError(last.range, "duplicate key \(name)")
    }
    tables[current].add(name, last, .value(value))
    tables[table].range = tables[table].range.union(TextRange(keys[0].range.start, value.range.end))
    if current != table { tables[current].range = tables[current].range.union(value.range) }
  }

  private func key(_ node: Node) -> String { node.scalar?.text ?? "" }

  private mutating func add(_ origin: Origin, at range: TextRange) -> Int {
    tables.append(Table(origin: origin, range: range))
    return tables.count - 1
  }

  private mutating func step(into key: Node, of table: Int, _ origin: Origin) throws(SyntaxError) -> Int {
    let name = self.key(key)
    guard let index = tables[table].index[name] else {
      let new = add(origin, at: key.range)
      tables[table].add(name, key, .table(new))
      return new
    }
    switch tables[table].entries[index].item {
    case .table(let next):
      // Dotted keys do not reach into what a header opened, nor the other way round.
      if origin == .dotted, tables[next].origin != .dotted {
        throw SyntaxError(key.range, "table \(name) already has a header")
      }
      return next
    case .tables(let all):
      guard origin == .implicit, let next = all.last else {
        throw SyntaxError(key.range, "\(name) is a list of tables")
      }
      return next
    case .value: throw SyntaxError(key.range, "\(name) is a value, not a table")
    }
  }

  /// The whole as nodes.
  func node(_ table: Int = Self.root, depth: Int = 0) -> Node {
    guard depth < SyntaxLimits.depth else { return Node(.mapping([]), range: tables[table].range) }
    let entries = tables[table].entries.map { entry -> Node.Entry in
      switch entry.item {
      case .value(let node): Node.Entry(key: entry.key, value: node)
      case .table(let next): Node.Entry(key: entry.key, value: node(next, depth: depth + 1))
      case .tables(let all):
        Node.Entry(
          key: entry.key,
          value: Node(
            .sequence(all.map { node($0, depth: depth + 1) }),
            range: all.map { tables[$0].range }.reduce(entry.key.range) { $0.union($1) }))
      }
    }
    return Node(.mapping(entries), range: tables[table].range)
  }
}
