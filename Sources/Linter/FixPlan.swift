import Diagnostics
import Formats
import RuleEngine
import Syntax
import Vocabulary

/// The edits that one violation's fix comes down to, in bytes of the files.
struct FixPlan: Sendable {
  let violation: Violation
  let change: Change
  /// Of the change's own file.
  let edits: EditList
  /// What takes the place of the change's own file; there are no edits then.
  let successor: Successor?

  /// The file that the change is about.
  var path: String { change.fact.document.path }

  /// The files that it needs for itself.
  var moved: [String] { successor.map { [path, $0.path] } ?? [] }
}

/// Plans the fixes of one analysis; each document is read once for all that is written into it.
struct FixPlanner {
  private let analysis: Analysis
  /// As the plans see it: what they rest on is noted.
  private let view: ReadingWorkspace
  /// Whether files may get other names.
  private let mayMove: Bool
  private var writers: [DocumentID: (any ChangeWriter)?] = [:]
  private var trees: [DocumentID: Shared?] = [:]
  private var settings: [DocumentID: [NodeDocument]?] = [:]
  /// What is spoken of where a rule's findings are fixed.
  private var laws: [String: SharingLaw] = [:]
  /// What users see and may be fixed: a text that several facts share may be changed if all of these are theirs.
  private let violations: [Violation]
  /// Why fixes were withheld, though their formats could write them.
  private(set) var withheld: [(violation: Violation, reason: String)] = []

  init(_ analysis: Analysis, violations: [Violation], mayMove: Bool = true) {
    self.analysis = analysis
    view = ReadingWorkspace(analysis.workspace)
    self.violations = violations
    self.mayMove = mayMove
  }

  /// A document of nodes in which some are used at several places.
  private struct Shared {
    let trees: [NodeDocument]
    let ranges: [TextRange]
    /// Nodes to compare, counting what aliases repeat.
    let size: Int
  }

  /// What the plans made so far rest on, beside the documents themselves.
  var dependencies: Dependencies { view.dependencies }

  /// The first alternative that its format can write; `nil` if none can.
  mutating func plan(_ violation: Violation, _ budget: inout FixBudget) -> FixPlan? {
    for change in violation.changes where !budget.isSpent {
      let document = change.fact.document
      guard let read = analysis.documents[document] else { continue }
      budget.spendPlan(in: read, isFirst: writers[document] == nil)
      if document.embedding.isEmpty,
        let successor = read.format.successor(
          for: change, of: read.document, workspace: view),
        ([successor.path] + [successor.keptAs].compactMap { $0 }).allSatisfy({
          view.kind(at: $0) == .missing
        })
      {
        guard mayMove else { return nil }
        return FixPlan(violation: violation, change: change, edits: EditList(), successor: successor)
      }
      guard let writer = writer(of: read), var inner = writer.edits(for: change), !inner.isEmpty else {
        continue
      }
      if let reason = objection(inner, violation, read, &budget)
        ?? overwriting(inner, violation, read, &budget)
      {
        guard let own = writer.ownEdits(for: change), !own.isEmpty,
          objection(own, violation, read, &budget) == nil
        else {
          withheld.append((violation, reason))
          continue
        }
        inner = own
      }
      budget.spend(inner.reduce(0) { $0 + $1.text.utf8.count })
      let outer = inner.compactMap(read.fileEdit)
      guard outer.count == inner.count, let list = EditList(outer) else { continue }
      return FixPlan(violation: violation, change: change, edits: list, successor: nil)
    }
    return nil
  }

  /// What the edits would change besides, where they touch a text that is shared.
  private mutating func objection(
    _ edits: [Edit], _ violation: Violation, _ read: ReadDocument, _ budget: inout FixBudget
  ) -> String? {
    let id = read.document.id
    let known: Shared?
    if let found = trees[id] {
      known = found
    } else {
      let parsed = SharingLaw.trees(read.document)
      let ranges = parsed?.flatMap(\.sharedRanges) ?? []
      known =
        ranges.isEmpty
        ? nil
        : parsed.map { Shared(trees: $0, ranges: ranges, size: $0.reduce(0) { $0 + $1.expandedSize }) }
      trees[id] = .some(known)
    }
    guard let known else { return nil }
    let isApart = edits.allSatisfy { edit in
      !known.ranges.contains { $0.start <= edit.range.end && edit.range.start <= $0.end }
        && !edit.text.utf8.contains(UInt8(ascii: "*"))
    }
    if isApart { return nil }
    budget.spendPlan(in: read, isFirst: true)
    guard let text = EditList(edits)?.applied(to: read.document.source.bytes),
      let after = SharingLaw.trees(
        Document(id: id, source: SourceText(text), holes: read.document.holes))
    else { return "the file would no longer parse" }
    let law: SharingLaw
    if let found = laws[violation.rule] {
      law = found
    } else {
      law = SharingLaw([violation], among: violations, in: analysis)
      laws[violation.rule] = law
    }
    budget.spend(256 * law.count + 128 * known.size)
    return law.objection(in: id, from: known.trees, to: after)
  }

  /// What a change of settings would write over that it does not speak of. Each fix is asked alone: among others, what one of
  /// them speaks of would count for all.
  private mutating func overwriting(
    _ edits: [Edit], _ violation: Violation, _ read: ReadDocument, _ budget: inout FixBudget
  ) -> String? {
    let document = read.document
    guard !SharingLaw.mayShare(document.id), edits.contains(where: { !$0.range.isEmpty }) else { return nil }
    budget.spendPlan(in: read, isFirst: true)
    guard let before = meanings(of: document), let text = EditList(edits)?.applied(to: document.source.bytes)
    else { return nil }
    let changed = Document(id: document.id, source: SourceText(text), holes: document.holes)
    guard let after = SharingLaw.meanings(changed) else { return "the file would no longer parse" }
    return SharingLaw([violation], among: violations, in: analysis)
      .objection(in: document.id, from: before, to: after)
  }

  private mutating func meanings(of document: Document) -> [NodeDocument]? {
    if let known = settings[document.id] { return known }
    let meanings = SharingLaw.meanings(document)
    settings[document.id] = .some(meanings)
    return meanings
  }

  private mutating func writer(of read: ReadDocument) -> (any ChangeWriter)? {
    if let known = writers[read.document.id] { return known }
    let writer = read.format.writer(of: read.document, in: view)
    writers[read.document.id] = .some(writer)
    return writer
  }
}

/// Texts after some edits, and whether what they promise holds.
struct FixTrial {
  /// New bytes by path; `nil` for a file that is gone.
  let texts: [String: [UInt8]?]

  /// `nil` if two plans touch the same bytes.
  init?(_ plans: [FixPlan], over analysis: Analysis) {
    var edits: [String: [Edit]] = [:]
    for plan in plans where plan.successor == nil { edits[plan.path, default: []] += plan.edits.edits }
    var texts: [String: [UInt8]?] = [:]
    for plan in plans {
      guard let successor = plan.successor else { continue }
      texts[plan.path] = .some(nil)
      texts[successor.path] = successor.bytes
    }
    for (path, list) in edits {
      guard let bytes = analysis.workspace.bytes(at: path), let all = EditList(list),
        let text = all.applied(to: bytes)
      else { return nil }
      texts[path] = text
    }
    self.texts = texts
  }

  /// Why the result cannot be taken; `nil` if every finding is gone, nothing new appeared, and nothing else
  /// that was written means anything else now.
  /// - Parameter violations: those that may be fixed in this run.
  func objection(
    to plans: [FixPlan], before: Analysis, after: Analysis, among violations: [Violation]
  ) -> String? {
    if let name = setTwice(plans, in: before) { return "it would set \(name) twice" }
    let problemsBefore = Set(before.problems.map(\.rule))
    if after.problems.count > before.problems.count
      || after.problems.contains(where: { !problemsBefore.contains($0.rule) })
    {
      return "the file would no longer parse"
    }
    struct Key: Hashable {
      let rule: String
      let fact: FactID
    }
    let known = before.violations.reduce(into: [Key: Severity]()) { known, violation in
      let key = Key(rule: violation.rule, fact: violation.fact)
      known[key] = max(known[key] ?? .info, violation.severity)
    }
    let isUnsafe = plans.allSatisfy { $0.violation.safety == .unsafe }
    // In a file of another name, findings are known by what they say.
    let successors = Set(plans.compactMap(\.successor?.path))
    let said = Set(before.violations.map { $0.rule + $0.message })
    // What was in a file that no program reads was not looked at; under its new name it is.
    let nowRead = Set(
      plans.filter { before.graph[$0.violation.fact]?[.status] == .ignored }.compactMap(\.successor?.path))
    func isKnown(_ violation: Violation) -> Bool {
      nowRead.contains(violation.fact.document.path)
        // A warning that becomes an error is a new one.
        || known[Key(rule: violation.rule, fact: violation.fact)].map { $0 >= violation.severity || isUnsafe }
          ?? false
        || successors.contains(violation.fact.document.path)
          && said.contains(violation.rule + violation.message)
    }
    let left = Set(after.violations.map { Key(rule: $0.rule, fact: $0.fact) })
    for plan in plans where left.contains(Key(rule: plan.violation.rule, fact: plan.violation.fact)) {
      return "the finding would remain"
    }
    // Of a model that no server has, nothing else can be known.
    let named = Set(
      plans.map(\.change).filter {
        if case .set(.name, _) = $0.action { $0.fact.subject == .modelUse } else { false }
      }.map(\.fact))
    // What a finding hid, being the worse, comes to light when that is fixed.
    var fixed: [FactID: Severity] = [:]
    var repaired: [FactID: Severity] = [:]
    for violation in before.violations where !left.contains(Key(rule: violation.rule, fact: violation.fact)) {
      // An unreadable key masks findings on its owner.
      let owner = before.graph[violation.fact]?.related[.owner].map { [$0] } ?? []
      for fact in [violation.fact] + violation.others + owner {
        fixed[fact] = max(fixed[fact] ?? .info, violation.severity)
        if [.key, .endpoint].contains(violation.fact.subject) {
          repaired[fact] = max(repaired[fact] ?? .info, violation.severity)
        }
      }
    }
    // Without a GPU nothing is said of what fits it; with one it is, and is no worse than before.
    let newGPUs = Set(
      plans.map(\.change).filter { if case .set(.gpu, _) = $0.action { true } else { false } }.map(\.fact))
    func hidden(_ fact: FactID) -> Severity {
      // Under its new name, a model that a client lists is another fact.
      if before.graph[fact] == nil || named.contains(fact), fact.subject == .modelUse,
        named.contains(where: { $0.document == fact.document })
      {
        return .error
      }
      let related = after.graph[fact]?.related ?? [:]
      var near = [fact] + (related[.use].map { [$0] } ?? [])
      // A setting that now takes effect shows what it does, as in the port of a server that listens to others.
      if isUnsafe, let owner = related[.owner] { near.append(owner) }
      if fact.subject == .load, let server = related[.server], newGPUs.contains(server) {
        near.append(server)
      }
      // What nobody read, now that it is read, may be at odds with all that it is about.
      let about = related.values.compactMap { repaired[$0] }
      return (near.compactMap { fixed[$0] } + about).max() ?? .info
    }
    let revealed = RevealedFindings(plans, before: before, after: after)
    if let new = after.violations.first(where: {
      $0.severity >= .warning && !isKnown($0)
        && (revealed.sendsAwayAnew($0) || $0.severity > hidden($0.fact) && !revealed.contains($0))
    }) {
      return "it would cause \(new.rule)"
    }
    for plan in plans {
      if let loss = SuccessionCheck(before: before, after: after).loss(in: plan) { return loss }
    }
    return harm(in: plans, before, after) ?? changedElsewhere(plans, before, after, violations)
      ?? changedByTheWay(plans, before, after, violations)
  }

  /// A setting that would stand beside one of the same name: two that were misspelt are renamed to it, or it is there already.
  private func setTwice(_ plans: [FixPlan], in before: Analysis) -> String? {
    struct Place: Hashable {
      let document: DocumentID
      let owner: FactID?
      let kind: String?
      let name: String
    }
    func place(of fact: Fact, named name: String) -> Place {
      Place(
        document: fact.id.document, owner: fact.related[.owner], kind: fact.text(.kind), name: name)
    }
    var renamed: [Place: FactID] = [:]
    for plan in plans {
      guard case .set(.name, .text(let name)) = plan.change.action, plan.change.fact.subject == .key,
        let fact = before.graph[plan.change.fact], ["variable", "client-setting"].contains(fact.text(.kind))
      else { continue }
      if let other = renamed.updateValue(fact.id, forKey: place(of: fact, named: name)), other != fact.id {
        return name
      }
    }
    guard !renamed.isEmpty else { return nil }
    for fact in before.graph.facts where fact.id.subject == .key {
      guard let name = fact.text(.name), let new = renamed[place(of: fact, named: name)], new != fact.id
      else {
        continue
      }
      return name
    }
    return nil
  }

  /// Compares what the documents mean, and what programs make of shared texts, with what the plans speak of.
  private func changedByTheWay(
    _ plans: [FixPlan], _ before: Analysis, _ after: Analysis, _ violations: [Violation]
  ) -> String? {
    let law = SharingLaw(plans.map(\.violation), among: violations, in: before)
    var planned: Set<FixKey> = []
    for plan in plans
    where plan.change.fact.subject == .model && planned.insert(FixKey(plan.violation)).inserted {
      if let objection = law.objection(plan, in: before, among: violations) { return objection }
    }
    let edited = Set(plans.filter { $0.successor == nil }.map(\.path))
    for id in before.documents.keys.filter({ edited.contains($0.path) }).sorted() {
      guard let was = before.documents[id], let now = after.documents[id],
        was.document.source.bytes != now.document.source.bytes,
        let old = SharingLaw.meanings(was.document)
      else { continue }
      guard let new = SharingLaw.meanings(now.document) else { return "the file would no longer parse" }
      if let objection = law.objection(in: id, from: old, to: new) { return objection }
    }
    return law.objection(before: before, after: after)
  }

  /// What safe fixes take away without evidence. Unsafe ones are what their user asked for.
  private func harm(in plans: [FixPlan], _ before: Analysis, _ after: Analysis) -> String? {
    guard plans.allSatisfy({ $0.violation.safety == .safe }) else { return nil }
    let evidence = plans.reduce(into: Set<Hazard>()) { $0.formUnion($1.violation.evidence) }
    let found = ObservedHazards.between(before.graph, after.graph, changes: plans.map(\.change))
    let harm = Hazard.allCases.first { found.contains($0) && !evidence.contains($0) }
    return harm.map { "it would \($0.phrase)" }
  }

  /// Compares what is written, value by value, for every fact that the changes are not about.
  private func changedElsewhere(
    _ plans: [FixPlan], _ before: Analysis, _ after: Analysis, _ violations: [Violation]
  ) -> String? {
    struct Place: Hashable {
      let rule: String
      let at: SourceRange
    }
    let places = Set(plans.map { Place(rule: $0.violation.rule, at: $0.violation.at) })
    // Services that take a value from one place break a rule there together, and are fixed together.
    var touched = Set(
      violations.lazy.filter { places.contains(Place(rule: $0.rule, at: $0.at)) }.map(\.fact))
    for plan in plans {
      touched.insert(plan.change.fact)
      if let fact = before.graph[plan.change.fact] { touched.formUnion(fact.related.values) }
    }
    let edited = Set(plans.map(\.path))
    let left = Set(plans.filter { $0.successor != nil }.map(\.path))
    for fact in before.graph.facts where !touched.contains(fact.id) && !left.contains(fact.id.document.path) {
      if fact.related.values.contains(where: touched.contains) { continue }
      guard let now = after.graph[fact.id] else {
        // What another file says is still there; the format only makes less of it now.
        if !edited.contains(fact.id.document.path) { continue }
        return "\(fact.text(.name) ?? "something else") would be lost"
      }
      for (attribute, value) in fact.attributes where value.range != nil {
        if now.attributes[attribute]?.value != value.value {
          return "\(fact.text(.name) ?? "something else") would get a different \(attribute.rawValue)"
        }
      }
    }
    return nil
  }
}
