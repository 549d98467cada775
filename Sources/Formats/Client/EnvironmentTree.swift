import Knowledge
import Syntax
import Vocabulary

/// Variables as a tree of settings, and the way back from it to where they are written.
struct EnvironmentTree {
  let tree: SettingsTree
  private let variables: [String: Variable]
  /// The variable of each line of the text that the tree is about, and where its value begins.
  private var lines: [(variable: Variable, range: TextRange, value: Int)] = []

  /// Variables that stand in a list of assignments, and the key of the list.
  private let listed: (key: String, variables: [Variable])

  /// Whether a name is a path of keys: `model_providers.box.base_url`.
  private let isNested: Bool

  /// - Parameters:
  ///   - listed: variables that are assignments in a list of the settings: `set-env: [ NAME=value ]`.
  ///   - isNested: whether a name is a path of keys.
  init(
    _ variables: [Variable], listed: (key: String, variables: [Variable]) = ("", []), isNested: Bool = false,
    in document: DocumentID
  ) {
    self.isNested = isNested
    let variables = isNested ? variables.sorted { $0.name < $1.name } : variables
    var text: [UInt8] = []
    var entries: [Node.Entry] = []
    var lines: [(Variable, TextRange, Int)] = []
    self.listed = listed
    var items: [Node] = []
    for variable in listed.variables {
      let start = text.count
      text += Array("\(variable.name)=".utf8)
      let first = text.count
      text += Array((variable.value ?? "").utf8)
      let range = TextRange(start, text.count)
      text.append(0x0A)
      lines.append((variable, range, first))
      let content: Node.Content =
        variable.value.map { .scalar(Scalar(line: "\(variable.name)=\($0)", style: .plain)) } ?? .computed([])
      items.append(Node(content, range: range))
    }
    if !items.isEmpty {
      let key = Node(.scalar(Scalar(listed.key, style: .plain, type: .string)), range: TextRange(at: 0))
      entries.append(Node.Entry(key: key, value: Node(.sequence(items), range: TextRange(0, text.count))))
    }
    for variable in variables {
      let start = text.count
      text += Array(variable.name.utf8)
      let name = TextRange(start, text.count)
      text.append(0x3D)
      let value = variable.value.map { OllamaVariable.insideQuotes($0) ?? $0 }
      let first = text.count
      text += Array((value ?? "").utf8)
      let range = TextRange(first, text.count)
      text.append(0x0A)
      lines.append((variable, TextRange(start, text.count), first))
      let content: Node.Content = value.map { .scalar(Scalar(line: $0, style: .plain)) } ?? .computed([])
      entries.append(
        Node.Entry(
          key: Node(.scalar(Scalar(variable.name, style: .plain, type: .string)), range: name),
          value: Node(content, range: range)))
    }
    let source = SourceText(text)
    let members = isNested ? Self.nested(entries.map { ($0.key.text ?? "", $0) }) : entries
    let root = Node(.mapping(members), range: source.range)
    tree = SettingsTree(
      Document(id: document, source: source),
      NodeDocument(source: source, root: root, comments: []), root, NoEditor())
    self.variables = Dictionary(variables.map { ($0.name, $0) }) { _, last in last }
    self.lines = lines
  }

  /// Entries by the paths that their keys are, each mapping where its first and last entry are.
  private static func nested(_ items: [(path: String, entry: Node.Entry)]) -> [Node.Entry] {
    var names: [String] = []
    var groups: [String: [(path: String, entry: Node.Entry)]] = [:]
    for item in items {
      let name = String(item.path.prefix { $0 != "." })
      if groups[name] == nil { names.append(name) }
      groups[name, default: []].append((String(item.path.dropFirst(name.count + 1)), item.entry))
    }
    return names.compactMap { name in
      guard let group = groups[name], let first = group.first else { return nil }
      let key = Node(.scalar(Scalar(name, style: .plain, type: .string)), range: first.entry.key.range)
      if let own = group.last(where: { $0.path.isEmpty }) {
        return Node.Entry(key: key, value: own.entry.value)
      }
      let range = group.reduce(first.entry.value.range) { $0.union($1.entry.value.range) }
      return Node.Entry(key: key, value: Node(.mapping(nested(group)), range: range))
    }
  }

  /// A fact of the tree as one of the files that the variables are written in.
  func placed(_ fact: Fact, owner: FactID) -> Fact {
    // Its name is where the variable is set, and its value may be elsewhere.
    let isOfName = fact.subject == .key && fact[.status] != nil && fact[.status] != .known
    func at(_ range: SourceRange) -> SourceRange { self.at(range, isOfName: isOfName) }
    let id =
      address(fact.id.address, isOfName: isOfName).map { FactID(fact.subject, $0.document, $0.path) }
      ?? FactID(fact.subject, owner.document, owner.address + ["environment"] + fact.id.address)
    var placed = Fact(id, at: at(fact.range))
    placed.attributes = fact.attributes.mapValues { sourced in
      Sourced(
        sourced.value, at: sourced.range.map { at($0) },
        because: sourced.reasons.map { Reason($0.message, at: $0.at.map { at($0) }) })
    }
    for (relation, other) in fact.related {
      if other.subject == .client {
        placed.related[relation] = owner
      } else if let address = address(other.address) {
        placed.related[relation] = FactID(other.subject, address.document, address.path)
      }
    }
    // The choice is the variable's value; its name is the program's.
    if fact.text(.kind) == "client-choice", let meant = fact.text(.replacement), !fact.has(.corrected) {
      placed.infer(.corrected, .text(meant))
    }
    return placed
  }

  /// The place of a setting in the file that its variable is written in.
  private func address(_ address: [String], isOfName: Bool = false) -> (document: DocumentID, path: [String])? {
    guard let name = address.first else { return nil }
    if isOfName, let variable = variables[name]?.whereNamed { return (variable.document, variable.address + address.dropFirst()) }
    if isNested {
      for count in stride(from: address.count, through: 1, by: -1) {
        if let variable = variables[address.prefix(count).joined(separator: ".")] {
          return (variable.document, variable.address + address.dropFirst(count))
        }
      }
      return nil
    }
    if let variable = variables[name] { return (variable.document, variable.address + address.dropFirst()) }
    guard name == listed.key, address.count > 1, let index = Int(address[1]),
      listed.variables.indices.contains(index)
    else { return nil }
    return (listed.variables[index].document, listed.variables[index].address + address.dropFirst(2))
  }

  func at(_ range: SourceRange, isOfName: Bool = false) -> SourceRange {
    let index = lines.index(behind: { $0.range.end <= range.range.start })
    guard index < lines.count else { return range }
    var line = lines[index]
    if isOfName { line.variable = line.variable.whereNamed }
    if range.range.start >= line.value { return line.variable.valueAt }
    return range.range.end > line.value ? line.variable.at : line.variable.nameAt
  }
}
