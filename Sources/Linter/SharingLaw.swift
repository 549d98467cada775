import Formats
import RuleEngine
import Syntax
import Vocabulary

/// The law that a fix changes nothing except its targets, with aliases and merge keys expanded.
///
/// A place is a target if it is below the address of a fact that the fix is about, or of another fact that breaks the same
/// rule and is fixed with it. Keys that begin with `x-` have no meaning of their own.
struct SharingLaw {
  /// The facts that the fix targets.
  private let announced: Set<FactID>
  /// Those of each document: a law is asked about every document of a file.
  private let byDocument: [DocumentID: [FactID]]
  /// The depth of the innermost document that the fix targets, by file.
  private let depths: [String: Int]
  /// What they are renamed to.
  private let names: Set<String>
  /// Where the values are written that are to be changed, which may be in another place than the fact they belong to.
  private let written: [SourceRange]

  var count: Int { announced.count }

  /// What else the edits of a document would change; `nil` if nothing.
  func objection(in id: DocumentID, from before: [NodeDocument], to after: [NodeDocument]) -> String? {
    guard before.count == after.count else { return "it would change the number of documents in the file" }
    let isHost = depths[id.path, default: 0] > id.embedding.count
    let facts = byDocument[id] ?? []
    // Addresses in a stream of several documents begin with the document's number.
    let byNumber =
      before.count > 1 ? Dictionary(grouping: facts) { $0.address.first.flatMap { Int($0) } } : [:]
    for (index, pair) in zip(before, after).enumerated() {
      let known = Set(pair.0.duplicateKeys.map(\.name))
      if let twice = pair.1.duplicateKeys.first(where: { !known.contains($0.name) }) {
        return "it would write \(twice.name) twice"
      }
      let changes = MeaningChanges(from: pair.0, to: pair.1)
      if changes.breaksMerge { return "it would leave a merge key without a mapping" }
      if changes.leavesNull { return "it would leave a key without its list" }
      if changes.isCutOff, pair.0.hasAliases { return "the file has too many aliases to compare" }
      guard !changes.places.isEmpty else { continue }
      let own = before.count > 1 ? (byNumber[index] ?? []) + (byNumber[nil] ?? []) : facts
      let isSettings = !Self.mayShare(id)
      // A list of models and the choice among them stand apart: what is wrong with the chosen one is written in the list.
      let values = isSettings ? written.filter { $0.document == id }.map { pair.0.path(to: $0.range) } : []
      let units = Units(
        own.map { Self.path(of: $0, in: pair.0, index) } + values.filter { !$0.isEmpty },
        isSettings: isSettings)
      // What an embedded document says is one value of its host; the document itself is compared as well.
      if let place = changes.places.first(where: { isHost ? $0.isShared : !units.cover($0) }) {
        return "it would also change \(Self.text(place.path))"
      }
    }
    return nil
  }

  /// The paths of all targets in a document.
  private struct Units {
    private let paths: Set<ArraySlice<PathStep>>
    /// Those, and the ways to what holds them.
    private var holders: Set<ArraySlice<PathStep>> = []
    private let tops: Set<PathStep>
    /// The sections of settings with a target: a provider, an agent, a profile.
    private let sections: Set<ArraySlice<PathStep>>
    private let isSettings: Bool

    /// - Parameter isSettings: whether what one value says may be written at several keys of its section, and at the top.
    init(_ units: [[PathStep]], isSettings: Bool) {
      paths = Set(units.map { $0[...] })
      tops = Set(units.compactMap(\.first))
      sections = Set(units.map { $0.prefix(2) })
      self.isSettings = isSettings
      for unit in paths { for count in 0...unit.count { holders.insert(unit.prefix(count)) } }
    }

    func cover(_ place: MeaningChanges.Place) -> Bool {
      // A fact of the document as a whole does not cover everything that shares a text in it.
      for count in (place.isShared ? 1 : 0)...max(place.path.count, 1)
      where paths.contains(place.path.prefix(count)) {
        return true
      }
      if case .key(let top)? = place.path.first, top.hasPrefix("x-") { return true }
      if isSettings, place.isNew || sections.contains(place.path.prefix(2)) { return true }
      if isSettings, place.path.count <= 2, place.path.first.map({ !tops.contains($0) }) ?? true {
        return true
      }
      guard place.isNew, !place.isShared else { return false }
      // A renamed key is next to the old one. What a change needs besides, such as the declaration of a volume, is at another
      // top-level key.
      return holders.contains(place.path.dropLast()) || place.path.first.map { !tops.contains($0) } ?? false
    }
  }

  private static func path(of fact: FactID, in document: NodeDocument, _ index: Int) -> [PathStep] {
    let whole = document.path(along: fact.address)
    guard whole.isEmpty, let first = fact.address.first, Int(first) == index else { return whole }
    return document.path(along: fact.address.dropFirst())
  }

  private static func text(_ path: [PathStep]) -> String {
    path.map {
      switch $0 {
      case .key(let key): key
      case .index(let index): String(index)
      }
    }.joined(separator: ".")
  }

  /// The documents of a text, if it is YAML: no other syntax writes a value once for several places.
  static func trees(_ document: Document) -> [NodeDocument]? {
    guard FileName(path: document.id.path).hasSuffix(".yaml", ".yml") || !document.id.embedding.isEmpty
    else { return nil }
    return try? YAMLParser.parse(document.source)
  }

  /// Whether a document is in a syntax that writes a value once for several places.
  static func mayShare(_ id: DocumentID) -> Bool {
    !id.embedding.isEmpty || !FileName(path: id.path).hasSuffix(".json", ".jsonc", ".toml")
  }

  /// The documents of a text whose meaning is compared value by value: settings share nothing there by the syntax, but an
  /// edit may still reach a value that it does not announce.
  static func meanings(_ document: Document) -> [NodeDocument]? {
    guard !mayShare(document.id) else { return trees(document) }
    let syntax: NodeSyntax = FileName(path: document.id.path).hasSuffix(".toml") ? .toml : .json
    return (try? syntax.parse(document.source)).flatMap { $0.map { [$0.nodes] } }
  }
}

extension SharingLaw {
  /// One fact alone.
  init(of fact: FactID) { self.init([fact], names: [], written: []) }

  private init(_ announced: Set<FactID>, names: Set<String>, written: [SourceRange]) {
    self.announced = announced
    self.names = names
    self.written = written
    byDocument = Dictionary(grouping: announced, by: \.document)
    depths = byDocument.keys.reduce(into: [:]) { depths, id in
      depths[id.path] = max(depths[id.path] ?? 0, id.embedding.count)
    }
  }

  /// All facts that the fixes of some violations are about, and those of the same rule that they fix as well.
  ///
  /// - Parameter analysis: what the files say before, by which a change is traced to the value that it is about.
  init(_ violations: [Violation], among all: [Violation], in analysis: Analysis) {
    let rules = Set(violations.map(\.rule))
    var announced: Set<FactID> = []
    for violation in violations + all.filter({ rules.contains($0.rule) }) {
      announced.insert(violation.fact)
      announced.formUnion(violation.changes.map(\.fact))
    }
    let written = violations.flatMap(\.changes).compactMap { change -> SourceRange? in
      guard case .set(let attribute, _) = change.action else { return nil }
      return analysis.graph[change.fact]?.attributes[attribute]?.range
    }
    let names = violations.flatMap(\.changes).compactMap { change -> String? in
      if case .set(.name, .text(let name)) = change.action { name } else { nil }
    }
    self.init(announced, names: Set(names), written: written)
  }

  /// Whether values that several programs share are unchanged for the programs that the fix does not target.
  func objection(before: Analysis, after: Analysis) -> String? {
    // A variable, an address or a port targets that part of its program, everything else the program as a whole.
    let parts = announced.filter { [.key, .endpoint, .port].contains($0.subject) }
    let whole = announced.subtracting(parts)
    var words: [FactID: Set<String>] = [:]
    for (part, owner) in before.owners(of: parts) + parts.map({ ($0, $0) }) {
      words[owner, default: names].formUnion(part.address)
      // A variable of another name may bring the value: `${MODEL_SERVER}`.
      if let name = before.graph[part]?.text(.name) { words[owner, default: names].insert(name) }
      // Single words of a command are a part of it.
      if part.address.contains("words") { words[owner, default: names].formUnion(["command", "args"]) }
    }
    for (path, reading) in before.readings.sorted(by: { $0.key < $1.key }) where !reading.documents.isEmpty {
      guard let old = before.shares(of: path), let now = after.shares(of: path), old !== now else { continue }
      let ids = after.readings[path]?.documents.map(\.document.id) ?? []
      let new = Dictionary(zip(ids, now.all)) { $1 }
      for (read, shares) in zip(reading.documents, old.all) {
        guard let current = new[read.document.id] else { continue }
        if let objection = objection(from: shares, to: current, whole, words) { return objection }
      }
    }
    return nil
  }

  private func objection(
    from was: [Share], to now: [Share], _ whole: Set<FactID>, _ words: [FactID: Set<String>]
  ) -> String? {
    let new = Dictionary(now.map { ($0.address, $0.values) }) { $1 }
    for share in was where new[share.address] != share.values {
      func speaks(_ fact: FactID) -> Bool {
        fact.document == share.document && !fact.address.isEmpty && fact.address.starts(with: share.address)
      }
      if whole.contains(where: speaks) { continue }
      let spoken = words.filter { speaks($0.key) }.reduce(into: Set<String>()) { $0.formUnion($1.value) }
      let changed = Set(new[share.address] ?? []).symmetricDifference(share.values)
      if !changed.allSatisfy({ spoken.contains(Self.word($0)) }) {
        let isElsewhere = !words.keys.contains { $0.document == share.document }
        return "it would also change \(share.name ?? share.address.joined(separator: "."))"
          + (isElsewhere ? " in \(share.document.path)" : "")
      }
    }
    return nil
  }

  /// The variable or the key that a value of a share is about.
  private static func word(_ value: String) -> String {
    let text = value.hasPrefix(Share.variable) ? value.dropFirst(Share.variable.count) : value[...]
    return String(text.prefix { $0 != "=" && (value.hasPrefix(Share.variable) || $0 != ".") })
  }

  /// A Modelfile that several models are made from is not changed for the sake of one of them.
  func objection(_ plan: FixPlan, in analysis: Analysis, among all: [Violation]) -> String? {
    let model = plan.change.fact
    guard model.subject == .model, [.modelUse, .load].contains(plan.violation.fact.subject) else {
      return nil
    }
    func name(_ text: String) -> String { text.hasSuffix(":latest") ? String(text.dropLast(7)) : text }
    let file = model.document.embedding.isEmpty ? model.document.path : nil
    let made = analysis.graph.facts.filter {
      $0.subject == .creation && ($0.related[.model] == model || file != nil && $0.text(.modelfile) == file)
    }.compactMap { $0.text(.name).map(name) }
    guard Set(made).count > 1 else { return nil }
    let meant = all.filter { $0.rule == plan.violation.rule && $0.changes.contains { $0.fact == model } }
      .compactMap { analysis.graph[$0.fact]?.text(.name).map(name) }
    return Set(made).subtracting(meant).min().map { "the Modelfile is also used for \($0)" }
  }
}
