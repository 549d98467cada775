import Vocabulary

/// A fact that a deployment is wanted to have, and where it goes if it is not there.
struct Wanted {
  /// From the folder that is written to.
  let path: String
  /// The format of that file, as the registry calls it.
  let format: String
  let subject: Subject
  let name: String
  /// All that is to be said of it where it is new.
  let attributes: [Attribute: Value]
  /// The file that takes it where the first is taken by another choice.
  let elsewhere: String?
  /// What of it is brought up to date where the fact is there already, with the attribute that its format reads.
  let settings: [(attribute: Attribute, value: Value)]
  /// Whether a fact in another file, or under another name, does in its place.
  let isSame: (Fact, DeploymentGraph) -> Bool

  init(
    _ subject: Subject, _ name: String, in path: String, or elsewhere: String? = nil, as format: String,
    _ attributes: [Attribute: Value],
    settings: [(attribute: Attribute, value: Value)] = [],
    isSame: @escaping (Fact, DeploymentGraph) -> Bool = { _, _ in false }
  ) {
    self.subject = subject
    self.name = name
    self.path = path
    self.elsewhere = elsewhere
    self.format = format
    self.attributes = attributes.merging([.name: .text(name)]) { old, _ in old }
    self.settings = settings
    self.isSame = isSame
  }

  /// What stands for it in what is there: the fact itself first.
  func found(in graph: DeploymentGraph, below folder: String) -> (fact: Fact, isOwn: Bool)? {
    let candidates = graph.facts.filter { fact in
      fact.subject == subject && fact.id.document.path.hasPrefix(folder) && fact.flag(.example) != true
        && !fact.id.document.isDocumentation
    }
    let own = candidates.first { fact in
      (fact.id.document.path == folder + path
        || elsewhere.map { fact.id.document.path == folder + $0 } ?? false)
        && fact.text(.name) == name && fact.id.document.embedding.isEmpty
    }
    if let own { return (own, true) }
    return candidates.first { isSame($0, graph) }.map { ($0, false) }
  }

  /// The changes that bring it about.
  ///
  /// - Parameter isOurs: whether what has the name of ours was made here before.
  func changes(from graph: DeploymentGraph, below folder: String, isOurs: Bool) -> [PlannedChange] {
    guard let (fact, isOwn) = found(in: graph, below: folder) else {
      let change = Change(FactID(subject, DocumentID(folder + path), []), .add(attributes))
      return [PlannedChange(format, change, elsewhere: elsewhere.map { DocumentID(folder + $0) })]
    }
    // A client keeps the model that it has, with what it requests it.
    guard isOwn || subject == .server else { return [] }
    return settings.compactMap { attribute, value in
      guard Self.differs(fact, attribute, value, isOwn: isOwn && isOurs) else { return nil }
      return PlannedChange(format, Change(fact.id, .set(attribute, value)))
    }
  }

  /// What somebody else wrote is only raised, or given where nothing is said; what depends on something unseen is
  /// left alone.
  private static func differs(_ fact: Fact, _ attribute: Attribute, _ value: Value, isOwn: Bool) -> Bool {
    guard fact.has(attribute) else { return true }
    guard let there = fact.value(of: attribute) else { return false }
    if !isOwn, let old = there.integer, let new = value.integer { return old < new }
    // Some of the cards may be all that the platform has to give, and what says that none is meant is taken back only if it was
    // written here before.
    if attribute == .gpu {
      return there == .text("none") && (!fact.has(.gpuIntended) || isOwn && fact.text(.gpuIntended) == CPUNote.reason)
    }
    return there != value
  }
}
