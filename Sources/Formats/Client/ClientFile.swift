import ClientDescription
import Syntax
import Vocabulary

/// What a client's settings say, each with the place that a change of it is written to.
///
/// A format of a client only reads: it adds what it finds through the methods here, and changes then
/// find their way back by themselves.
struct ClientFile: ChangeWriter {
  let tree: SettingsTree
  /// As messages call the program: `Zed`.
  let program: String
  let client: FactID
  private(set) var hook: (any ClientHook)?
  /// What is pointed at where the file as a whole is meant.
  private let place: SourceRange
  var facts: [Fact] = []
  /// Whether it states more than is looked at.
  var isFull: Bool { facts.count > SyntaxLimits.facts }
  private(set) var slots: [FactID: [Attribute: Slot]] = [:]
  /// What is taken out, or put in its place, when a fact is to go.
  var removals: [FactID: (path: [PathStep], replacement: NewValue?)] = [:]
  private(set) var renames: [FactID: [PathStep]] = [:]
  private(set) var addresses: [FactID: URLParts] = [:]

  init(_ tree: SettingsTree, program: String, isOllama: Bool, hook: (any ClientHook)? = nil) {
    self.tree = tree
    self.hook = hook
    self.program = program
    client = FactID(.client, tree.document.id, [])
    let first = tree.root.entries?.first?.key.range ?? tree.root.items?.first?.range ?? tree.root.range
    place = tree.document.at(first)
    var fact = Fact(client, at: place)
    fact.infer(.name, .text(program))
    fact.infer(.kind, .text(program))
    if isOllama { fact.infer(.isOllama, .flag(true)) }
    facts.append(fact)
  }

  func at(_ node: Node) -> SourceRange { tree.document.at(node.range) }

  /// Something that holds of the program as a whole.
  mutating func describe(_ attribute: Attribute, _ value: Value) { facts[0].infer(any: attribute, value) }

  /// Data that it sends to its makers.
  mutating func addTelemetry(_ says: String, at path: [PathStep], instead: String?) {
    guard let entry = tree.entry(path) else { return }
    facts[0].write(.telemetry, .text(says), at: tree.document.at(entry.range))
    slots[client, default: [:]][.telemetry] = Slot(path: path, form: instead.map(Form.instead) ?? .plain)
  }

  /// Whether its container lacks the name of its host; a word among the arguments of the engine gives it.
  mutating func needsHostGateway(_ needed: Bool, at path: [PathStep], arguments: [PathStep]) {
    guard let node = tree[path] else { return }
    facts[0].write(.needsHostGateway, .flag(needed), at: at(node))
    slots[client] = [
      .needsHostGateway: Slot(path: arguments, form: .item("--add-host=host.docker.internal:host-gateway"))
    ]
  }

  /// Adds what was read elsewhere, with the place that one of its attributes is written to.
  mutating func append(_ fact: Fact, _ attribute: Attribute? = nil, _ slot: Slot? = nil) {
    facts.append(fact)
    if let attribute, let slot { slots[fact.id] = [attribute: slot] }
  }

  /// What matters to clients of the program, where it has nothing to do with Ollama itself.
  var onlyServed: ClientFile? {
    var file = self
    file.facts = facts.filter { $0.subject == .service || $0.subject == .model }
    return file.facts.isEmpty ? nil : file
  }

  // MARK: Endpoints

  /// Adds a URL, written or built in; `nil` where neither is known.
  ///
  /// - Parameters:
  ///   - written: where the URL is or would be added.
  ///   - prefix: the text before the URL in the same value, which is kept.
  ///   - elsewhere: what another file of the client's says, and is checked for there.
  ///   - fallback: what the client takes where none is written.
  ///   - range: what to point at where none is written.
  ///   - shape: what of a URL the client needs.
  ///   - needsScheme: whether a URL without a scheme fails.
  @discardableResult
  mutating func addEndpoint(
    _ written: [PathStep], prefix: String = "", elsewhere: String? = nil, fallback: String? = nil,
    at range: TextRange? = nil, api: ServerAPI?, shape: AddressShape, needsScheme: Bool = false,
    isOllama: Bool = false,
    from: String = "host",
    name: String? = nil
  ) -> FactID? {
    let node = tree[written]
    let given = elsewhere ?? fallback
    guard let place = node?.range ?? (given == nil ? nil : range ?? tree.root.range) else { return nil }
    let text =
      node == nil
      ? given
      : node?.text.flatMap { $0.contains("$") || $0.contains("{") ? nil : String($0.dropFirst(prefix.count)) }
    let url = text.map(URLParts.init)
    let wanted = url.flatMap { shape.wantedPath(for: $0, isOllama: isOllama) }
    let id = FactID(.endpoint, tree.document.id, written.address)
    var fact = EndpointFact.make(
      id, url: text, at: tree.document.at(place), from: from, api: api?.rawValue, wantedPath: wanted)
    if !fact.has(.problem), node != nil,
      let mistake = url.flatMap({ shape.mistake(in: $0, isOllama: isOllama, needsScheme: needsScheme) })
    {
      fact.write(.problem, mistake.problem, at: tree.document.at(place))
      fact.infer(.corrected, .text(mistake.corrected))
    }
    // A bare host gets the server's own port from a client that adds the scheme.
    if isOllama, !needsScheme, let url, url.scheme.isEmpty, url.port == nil, !url.host.isEmpty {
      fact.infer(.port, .integer(EndpointPorts.ollama))
    }
    fact.infer(.name, .text(name ?? program))
    if node == nil, elsewhere == nil { fact.infer(.isBuiltIn, .flag(true)) }
    fact.related = [.client: client, .owner: client]
    facts.append(fact)
    addresses[id] = url
    slots[id] = [.url: Slot(path: written, form: .prefixed(prefix))]
    return id
  }

  // MARK: Models

  /// Adds the use of a model.
  ///
  /// - Parameters:
  ///   - address: where the use stands; the name itself where nothing else does.
  ///   - name: where the name stands.
  ///   - prefix: what the program puts before the name, and is not part of it.
  ///   - isChosen: whether the settings name it as the one to use.
  mutating func addUse(
    _ address: [PathStep], name: [PathStep], prefix: String = "", api: ServerAPI?, isOllama: Bool = true,
    roles: [Role], endpoint: FactID?, isKey: Bool = false, isChosen: Bool = false,
    _ more: (inout Use) -> Void = { _ in }
  ) {
    guard let node = isKey ? tree.entry(name)?.key : tree[name], let written = node.text,
      written.hasPrefix(prefix)
    else { return }
    var id = FactID(.modelUse, tree.document.id, address.address)
    // A second model of the same mapping is told apart by where it is named.
    if let other = slots[id]?[.name], other.path != name { id = FactID(.modelUse, tree.document.id, name.address) }
    var fact = Fact(id, at: at(node))
    let text = written.contains("$") || written.contains("{") ? nil : String(written.dropFirst(prefix.count))
    guard text != "" else { return }
    fact.write(.name, text.map(Value.text), at: at(node))
    fact.infer(.provider, .text(program))
    if let api { fact.infer(.api, api) }
    fact.infer(any: .roles, .texts(Set(roles.map(\.rawValue)).sorted()))
    if isOllama { fact.infer(.isOllama, .flag(true)) }
    if isChosen { fact.infer(.isChosen, .flag(true)) }
    fact.related = [.client: client]
    if let endpoint { fact.related[.endpoint] = endpoint }
    var use = Use(tree: tree, fact: fact, slots: [.name: Slot(path: name, form: .prefixed(prefix))])
    more(&use)
    if isKey {
      // Another name would leave the choice behind.
      use.slots[.name] = nil
      if !isChosen { renames[id] = name }
    }
    facts.append(use.fact)
    slots[id] = use.slots
  }

  /// Completes the uses that were added, and drops those for which `complete` returns false.
  mutating func completeUses(_ complete: (inout Use) -> Bool) {
    var dropped: Set<FactID> = []
    for index in facts.indices where facts[index].subject == .modelUse {
      var use = Use(tree: tree, fact: facts[index], slots: slots[facts[index].id] ?? [:])
      if !complete(&use) { dropped.insert(use.fact.id) }
      facts[index] = use.fact
      slots[use.fact.id] = use.slots
    }
    facts.removeAll { dropped.contains($0.id) }
  }

  /// Adds a model that the program loads.
  ///
  /// - Parameters:
  ///   - context: where its context is written or would be.
  ///   - form: how it would be.
  mutating func addModel(_ name: String, at node: Node, context: [PathStep], form: Form = .plain) {
    let id = FactID(.model, tree.document.id, ["load"])
    var fact = Fact(id, at: at(node), related: [.client: client])
    fact.write(.name, .text(name), at: at(node))
    fact.infer(.kind, .text(program), because: [Reason("it is configured here", at: at(node))])
    if case .field = form {
      // Not there yet.
    } else if let value = tree[context] {
      fact.write(.context, value.wholeNumber.map(Value.integer), at: at(value))
    }
    facts.append(fact)
    slots[id] = [.context: Slot(path: context, form: form)]
  }

  // MARK: Keys

  private func key(_ path: [PathStep], _ kind: String, at range: SourceRange) -> Fact {
    var fact = Fact(FactID(.key, tree.document.id, path.address), at: range, related: [.owner: client, .client: client])
    fact.infer(.kind, .text(kind))
    fact.infer(.format, .text(program))
    return fact
  }

  /// Adds a key that has something wrong.
  ///
  /// - Parameter entry: where it stands, if the path does not lead there.
  mutating func addKey(
    _ path: [PathStep], at entry: Node.Entry? = nil, name: String? = nil, kind: String = "setting",
    status: KeyStatus? = nil, problem: ValueFault? = nil, replacement: String? = nil,
    corrected: String? = nil,
    expected: String? = nil,
    consequence: String? = nil, effect: KeyEffect? = nil, counterpart: String? = nil, keyIsValue: Bool = false, form: Form = .plain,
    alike: String? = nil, value: String? = nil
  ) {
    guard
      let place = (entry ?? tree.entry(path)).map({ ($0.key, $0.value) }) ?? tree[path].map({ ($0, $0) })
    else { return }
    var fact = key(path, kind, at: tree.document.at(place.0.range.union(place.1.range)))
    fact.write(.name, .text(name ?? path.address.last ?? ""), at: at(place.0))
    if let scalar = place.1.scalar {
      // Where quotes are what is wrong with it, they are shown.
      let isQuoted = scalar.style == .doubleQuoted || scalar.style == .singleQuoted
      let shown = (problem == .type || problem == .notAnInteger) && isQuoted ? tree.document.source.string(place.1.range) : place.1.text
      fact.write(.value, shown.map(Value.text), at: at(place.1))
    }
    if let value { fact.infer(.value, .text(value)) }
    if let status { fact.write(.status, status, at: at(keyIsValue ? place.1 : place.0)) }
    if let alike {
      fact.infer(.alike, .text("\(tree.document.id.path) \(tree.document.id.embedding)#\(alike)"))
    }
    if let problem {
      if status == nil { fact.infer(.status, .known) }
      fact.write(.problem, problem, at: at(place.1))
    }
    if let effect { fact.infer(.keyEffect, effect) }
    fact.say(
      consequence: consequence, counterpart: counterpart, replacement: replacement, corrected: corrected, expected: expected)
    facts.append(fact)
    slots[fact.id] = [.value: Slot(path: path, form: form)]
    removals[fact.id] = (path, nil)
    if tree.entry(path) != nil, !keyIsValue {
      renames[fact.id] = path
    } else {
      slots[fact.id]?[.name] = Slot(path: path, form: form)
    }
  }

  /// Adds the file itself, as it has the wrong name.
  mutating func addDocument(status: KeyStatus, replacement: String? = nil, name shown: String? = nil) {
    let name = shown ?? FileName(path: tree.document.id.path).lowercased
    var fact = key([], "file", at: place)
    fact.write(.name, .text(name), at: place)
    fact.write(.status, status, at: place)
    if let replacement { fact.infer(.replacement, .text(replacement)) }
    facts.append(fact)
  }

  /// Adds a key that is missing: `value: set` writes it.
  mutating func addMissing(
    _ path: [PathStep], at node: Node, name: String? = nil, kind: String = "setting",
    corrected: String? = nil, expected: String? = nil,
    consequence: String? = nil, counterpart: String? = nil, form: Form = .plain
  ) {
    var fact = key(path, kind, at: at(node))
    fact.infer(.name, .text(name ?? path.address.last ?? ""))
    fact.infer(.status, .known)
    fact.write(.problem, .incomplete, at: at(node))
    fact.say(consequence: consequence, counterpart: counterpart, replacement: nil, corrected: corrected, expected: expected)
    facts.append(fact)
    slots[fact.id] = [.value: Slot(path: path, form: form)]
  }

  /// Adds the keys of a mapping that are near misses of known ones, or other programs' words for them.
  ///
  /// Keys that are near nothing may be newer than the list.
  mutating func addMisspelt(
    in path: [PathStep], known: Set<String>, meant: [String: String] = [:], kind: String = "setting",
    consequence: (_ meant: String) -> String
  ) {
    let entries = tree.entries(path)
    let present = Set(entries.compactMap(\.key.text))
    for entry in entries {
      guard let name = entry.key.text, !known.contains(name) else { continue }
      let near = meant[name] ?? Nearest.match(name, among: known.sorted())
      guard let near, !present.contains(near) else { continue }
      addKey(
        path + [.key(name)], kind: kind, status: .misspelt, replacement: near, consequence: consequence(near)
      )
    }
  }

  /// Says of each key whose it is, where parts of the file are programs of their own.
  mutating func nameKeys(by programs: [String: String]) {
    guard !programs.isEmpty else { return }
    for index in facts.indices where facts[index].subject == .key {
      guard let name = facts[index].id.address.first.flatMap({ programs[$0] }) else { continue }
      facts[index].infer(.format, .text(name))
    }
  }

  /// Takes back that a key is missing.
  mutating func withdrawMissing(_ path: [PathStep]) {
    let id = FactID(.key, tree.document.id, path.address)
    facts.removeAll { $0.id == id && $0[.problem] == .incomplete }
  }
}
