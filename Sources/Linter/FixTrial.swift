import Diagnostics
import RuleEngine
import Syntax
import Vocabulary

/// Texts after some edits, and whether what they promise holds.
struct FixTrial {
  /// New bytes by path; `nil` for a file that is gone.
  let texts: [String: [UInt8]?]

  /// `nil` if two plans touch the same bytes.
  init?(_ plans: [FixPlan], over analysis: Analysis) {
    var edits: [String: EditList] = [:]
    for plan in plans where plan.successor == nil {
      guard edits[plan.path, default: EditList()].merge(plan.edits) else { return nil }
    }
    var texts: [String: [UInt8]?] = [:]
    for plan in plans {
      guard let successor = plan.successor else { continue }
      texts[plan.path] = .some(nil)
      texts[successor.path] = successor.bytes
    }
    for (path, list) in edits {
      guard let bytes = analysis.workspace.bytes(at: path), let text = list.applied(to: bytes) else { return nil }
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
    if let objection = plans.lazy.compactMap({ TemplateBlocks.objection(to: $0, in: before) }).first { return objection }
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
    // What a fix adds to may be found again at another number.
    struct Said: Hashable {
      let rule: String
      let document: DocumentID
      let message: String
      init(_ violation: Violation) { (rule, document, message) = (violation.rule, violation.fact.document, violation.message) }
    }
    let fixing = Set(plans.map { Said($0.violation) })
    func count(_ violations: [Violation], _ said: Said) -> Int {
      violations.reduce(0) { $0 + (Said($1) == said ? 1 + $1.others.count : 0) }
    }
    for said in fixing where count(after.violations, said) >= count(before.violations, said) {
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

  /// A setting that would then exist twice: two misspelt names are renamed to it, or it is there already.
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

  /// Compares what the documents mean, and what programs make of shared texts, with what the plans announce.
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

  /// The facts that each plan is about, with what these are tied to.
  private func spokenOf(
    _ plans: [FixPlan], _ before: Analysis, _ violations: [Violation]
  ) -> [Set<FactID>] {
    struct Place: Hashable {
      let rule: String
      let at: SourceRange

      init(_ violation: Violation) { (rule, at) = (violation.rule, violation.at) }
    }
    // Services that take a value from one place break a rule there together, and are fixed together.
    let together = Dictionary(grouping: violations, by: Place.init)
    // `Environment=NAME=value` is also a variable named Environment.
    func isRepair(_ plan: FixPlan) -> Bool {
      if case .set(.status, _) = plan.change.action { plan.change.fact.subject == .key } else { false }
    }
    let repairs = plans.contains(where: isRepair)
    let written = repairs ? before.graph.facts.filter { [.key, .endpoint].contains($0.id.subject) } : []
    let readings = Dictionary(grouping: written, by: \.range.document).mapValues { facts in
      facts.sorted { $0.range.range.start < $1.range.range.start }
    }
    return plans.map { plan in
      var facts = Set((together[Place(plan.violation)] ?? []).map(\.fact))
      facts.insert(plan.change.fact)
      if isRepair(plan), let range = before.graph[plan.change.fact]?.range {
        let others = readings[range.document] ?? []
        let first = others.index(behind: { $0.range.range.start < range.range.start })
        let within = others[first...].prefix { $0.range.range.start < range.range.end }
        facts.formUnion(within.lazy.filter { range.range.contains($0.range.range) }.map(\.id))
      }
      if let fact = before.graph[plan.change.fact] { facts.formUnion(fact.related.values) }
      // A container that serves models is a service as well, under the same address.
      for fact in facts where fact.subject == .client { facts.insert(FactID(.service, fact.document, fact.address)) }
      return facts
    }
  }

  /// Where several plans are tried together, what one of them is about may still not be changed by the edits of another: a
  /// server that is to restart keeps the address that it takes from a client's file.
  private func changedByAnother(
    _ plans: [FixPlan], _ about: [Set<FactID>], _ before: Analysis, _ after: Analysis
  ) -> String? {
    guard plans.count > 1 else { return nil }
    for fact in Set(about.joined()).compactMap({ before.graph[$0] }) {
      guard let now = after.graph[fact.id] else { continue }
      for (attribute, value) in fact.attributes where now.attributes[attribute]?.value != value.value {
        guard let range = value.range, range.document.path != fact.id.document.path,
          let place = before.documents[range.document]?.fileRange(range.range)
        else { continue }
        let editing = plans.indices.filter { index in
          plans[index].path == range.document.path
            && plans[index].edits.edits.contains { $0.range.overlaps(place) }
        }
        let isSpokenOf = editing.contains { index in
          about[index].contains(fact.id) || fact.related.values.contains(where: about[index].contains)
        }
        if !editing.isEmpty, !isSpokenOf {
          return "\(fact.text(.name) ?? "something else") would get a different \(attribute.rawValue)"
        }
      }
    }
    return nil
  }

  /// Compares what is written, value by value, for every fact that the changes are not about.
  private func changedElsewhere(
    _ plans: [FixPlan], _ before: Analysis, _ after: Analysis, _ violations: [Violation]
  ) -> String? {
    let about = spokenOf(plans, before, violations)
    let touched = about.reduce(into: Set<FactID>()) { $0.formUnion($1) }
    if let change = changedByAnother(plans, about, before, after) { return change }
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
          return "\(fact.text(.name) ?? "something else") would get a different \(attribute.name)"
        }
      }
    }
    return nil
  }
}
