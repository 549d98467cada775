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
  private var readers: [DocumentID: VariableReaders] = [:]
  /// For each rule, what its fixes may change.
  private var laws: [String: SharingLaw] = [:]
  /// What users see and may be fixed: a text that several facts share may be changed if all of these are theirs.
  private let violations: [Violation]
  /// Why fixes were withheld, though their formats could write them.
  private(set) var withheld: [(violation: Violation, reason: String)] = []

  init(_ analysis: Analysis, violations: [Violation], mayMove: Bool = true) {
    self.analysis = analysis
    view = ReadingWorkspace(analysis.workspace, of: violations.first?.at.document.path ?? "")
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

  /// What the plans made so far rest on, besides the documents themselves.
  var dependencies: Dependencies { view.dependencies }

  /// The first alternative that its format can write; `nil` if none can.
  mutating func plan(_ violation: Violation, _ budget: inout FixBudget) -> FixPlan? {
    for change in violation.changes where !budget.isSpent {
      let document = change.fact.document
      guard let read = analysis.documents[document] else { continue }
      // A guide says what its readers may do; it is not the place where a setting of these files is missing.
      if document.isDocumentation, !violation.fact.document.isDocumentation { continue }
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
      if let reason = readers(of: read).objection(to: inner) {
        withheld.append((violation, reason))
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

  /// What a change of settings would overwrite without announcing it. Each fix is asked alone: among others, what one of
  /// them announces would count for all.
  private mutating func overwriting(
    _ edits: [Edit], _ violation: Violation, _ read: ReadDocument, _ budget: inout FixBudget
  ) -> String? {
    let document = read.document
    guard !SharingLaw.mayShare(document.id), edits.contains(where: { !isWithinValue($0, violation, document) })
    else { return nil }
    budget.spendPlan(in: read, isFirst: true)
    guard let before = meanings(of: document), let text = EditList(edits)?.applied(to: document.source.bytes)
    else { return nil }
    let changed = Document(id: document.id, source: SourceText(text), holes: document.holes)
    guard let after = SharingLaw.meanings(changed) else { return "the file would no longer parse" }
    return SharingLaw([violation], among: violations, in: analysis)
      .objection(in: document.id, from: before, to: after)
  }

  /// Whether an edit adds something, or replaces no more than a value that a change of the violation sets.
  private func isWithinValue(_ edit: Edit, _ violation: Violation, _ document: Document) -> Bool {
    if edit.range.isEmpty { return true }
    return violation.changes.contains { change in
      guard case .set(let attribute, _) = change.action,
        let value = analysis.graph[change.fact]?.attributes[attribute]?.range, value.document == document.id,
        let first = document.source.byte(at: value.range.start), first != 0x7B, first != 0x5B
      else { return false }
      // The quotes are not part of the value.
      return value.range.start <= edit.range.start + 1 && edit.range.end <= value.range.end + 1
    }
  }

  private mutating func meanings(of document: Document) -> [NodeDocument]? {
    if let known = settings[document.id] { return known }
    let meanings = SharingLaw.meanings(document)
    settings[document.id] = .some(meanings)
    return meanings
  }

  private mutating func readers(of read: ReadDocument) -> VariableReaders {
    if let known = readers[read.document.id] { return known }
    let made = VariableReaders(read, in: view)
    readers[read.document.id] = made
    return made
  }

  private mutating func writer(of read: ReadDocument) -> (any ChangeWriter)? {
    if let known = writers[read.document.id] { return known }
    let kept: (any ChangeWriter)? = read.reading.writer
    let writer = kept ?? read.format.writer(of: read.document, in: view)
    writers[read.document.id] = .some(writer)
    return writer
  }
}
