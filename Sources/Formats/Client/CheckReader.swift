import ClientDescription
import Syntax
import Vocabulary

/// Finds what a description says may be wrong.
struct CheckReader {
  private let view: SettingsView
  /// Of so many entries each is told of by itself; of more, the same mistake is said once.
  private static let few = 3

  init(_ view: SettingsView) { self.view = view }

  func add(_ checks: [SettingCheck], at scope: SettingsScope, to file: inout ClientFile) {
    // Many checks are of what one list or one mapping of names holds.
    var owners: [SettingPath: [SettingsScope]] = [:]
    for check in checks { add(check, at: scope, &owners, to: &file) }
  }

  private func add(
    _ check: SettingCheck, at scope: SettingsScope, _ owners: inout [SettingPath: [SettingsScope]],
    to file: inout ClientFile
  ) {
    if file.isFull { return }
    switch check.kind {
    case .document:
      guard view.holds(check.when, at: scope), let status = check.status,
        check.replacement.isEmpty || !HandedOver.isNamed(view.tree.document.id.path, in: view.workspace)
      else { return }
      file.addDocument(
        status: status, replacement: view.text(check.replacement, at: scope),
        name: check.name.flatMap { view.text($0, at: scope) })
    case .missing(let path, let shown, let isValue, let orEmpty):
      for (owner, path) in splitting(path, scope, &owners) where !file.isFull {
        guard let place = view.place(path, from: owner),
          view.isMissing(place) || orEmpty && view.tree[place]?.text?.isEmpty ?? true,
          view.holds(check.when, at: owner),
          let node = (orEmpty ? self.shown(path, owner) : nil) ?? shown.flatMap({
            isValue ? view.place($0, from: owner).flatMap { view.tree[$0] } : self.shown($0, owner)
          })
            ?? self.shown(.here, owner)
        else { continue }
        file.addMissing(
          place, at: node, name: check.name.flatMap { view.text($0, at: owner) }, kind: check.sort.rawValue,
          corrected: view.text(check.corrected, at: owner),
          consequence: check.consequence.flatMap { view.text($0, at: owner) },
          counterpart: check.counterpart.flatMap { view.text($0, at: owner) },
          form: check.isFirst || check.after != nil
            ? .head(after: check.after) : check.isQuoted ? .quoted : .plain)
      }
    case .present(let path):
      // Most checks are of settings that a file does not have.
      guard view.mayLead(path, from: scope) else { return }
      let found = splitting(path, scope, &owners)
      // Variables of one place are settings of their own, not entries of a kind.
      let isOneOfMany = found.count > Self.few && path.steps.first != .eachKey
      for (owner, path) in found where !file.isFull {
        guard let place = view.place(path, from: owner), view.exists(place) else { continue }
        add(check, place, owner, isOneOfMany: isOneOfMany, to: &file)
      }
    }
  }

  /// The key of a place, or the value that another one has; of the root its first key.
  private func shown(_ path: SettingPath, _ scope: SettingsScope) -> Node? {
    guard let place = view.place(path, from: scope) else { return nil }
    if place.isEmpty { return view.tree.root.entries?.first?.key ?? view.tree.root }
    return view.tree.entry(place)?.key ?? view.tree[place]
  }

  /// The elements that a path's last `*` or `[]` points to, with the rest of the path from there.
  private func splitting(
    _ path: SettingPath, _ scope: SettingsScope, _ owners: inout [SettingPath: [SettingsScope]]
  ) -> [(SettingsScope, SettingPath)] {
    guard let last = path.steps.lastIndex(where: { $0 == .eachKey || $0 == .eachItem }) else {
      return [(scope, path)]
    }
    let head = SettingPath(steps: Array(path.steps[...last]), start: path.start)
    let tail = SettingPath(steps: Array(path.steps[(last + 1)...]))
    let known = owners[head] ?? view.places(head, from: scope)
    owners[head] = known
    return known.map { ($0, tail) }
  }

  private func add(
    _ check: SettingCheck, _ place: [PathStep], _ owner: SettingsScope, isOneOfMany: Bool, to file: inout ClientFile
  ) {
    let node = view.tree[place]
    if let node, Self.isOpen(node, for: check) { return }
    var scope = owner
    let name = place.address.last ?? ""
    scope.names["key"] = name
    scope.names["value"] = node?.text
    scope.names["written"] = node.map { view.tree.document.source.string($0.range) }
    guard view.holds(check.when, at: scope) else { return }
    var (problem, expected) = (check.problem, check.expected.flatMap { view.text($0, at: scope) })
    var corrected = view.text(check.corrected, at: scope)
    if let type = check.mustBe {
      guard let node, node.scalar != nil, !type.admits(node) else { return }
      problem = problem ?? .type
      expected = expected ?? type.phrase
      if check.corrected.isEmpty { corrected = type.corrected(node) }
    }
    var replacement = view.text(check.replacement, at: scope)
    if !check.nearest.isEmpty || !check.nearestKeys.isEmpty || !check.nearestValues.isEmpty {
      let keys = check.nearestKeys.flatMap { view.places($0, from: owner) }
        .flatMap { view.tree.entries($0.path).compactMap(\.key.text) }
      let values = check.nearestValues.flatMap { view.places($0, from: owner) }.compactMap {
        view.tree[$0.path]?.text
      }
      let word = check.valueIsKey || check.status == nil ? node?.text ?? "" : name
      let near = Nearest.match(word, among: (check.nearest + keys + values).sorted())
      if check.status != nil { replacement = replacement ?? near } else { corrected = corrected ?? near }
    }
    var alike: String?
    if isOneOfMany {
      // What is said of one entry of many holds for the others too, but for their names.
      var unnamed = scope
      for name in ["id", "key"] { unnamed.names[name] = "*" }
      let words = [
        check.sort.rawValue, keyName(of: place, check), view.text(check.replacement, at: unnamed) ?? replacement, corrected, expected,
      ]
      alike = (words + [check.consequence.flatMap { view.text($0, at: unnamed) }]).map { $0 ?? "" }.joined(separator: "|")
    }
    file.addKey(
      place, name: check.name.flatMap { view.text($0, at: scope) }, kind: check.sort.rawValue,
      status: check.status,
      problem: problem, replacement: replacement, corrected: corrected, expected: expected,
      consequence: check.consequence.flatMap { view.text($0, at: scope) }, effect: check.effect,
      counterpart: check.counterpart.flatMap { view.text($0, at: scope) }, keyIsValue: check.valueIsKey,
      form: check.isQuoted ? .quoted : .plain, alike: alike)
  }

  /// What a key of an entry is called in all of them: nothing where the entry itself is meant.
  private func keyName(of place: [PathStep], _ check: SettingCheck) -> String? {
    guard case .present(let path) = check.kind, case .key? = path.steps.last else { return nil }
    return place.address.last
  }

  /// Whether a check holds a value against a list of words that is unknown here: it is put together elsewhere, or has a
  /// variable in it.
  private static func isOpen(_ node: Node, for check: SettingCheck) -> Bool {
    guard check.problem == .unknownWord else { return false }
    if case .computed(let entries) = node.content, entries.isEmpty { return true }
    return node.text.map { text in ["$", "{{"].contains { text.contains($0) } } == true
  }

  // MARK: Secrets

  func add(_ secrets: [SecretPlace], at scope: SettingsScope, to file: inout ClientFile) {
    for secret in secrets {
      guard view.holds(secret.when, at: scope) else { continue }
      for place in view.places(secret.at, from: scope) where view.exists(place.path) {
        var prefix = secret.prefix
        if case .eachItem? = secret.at.steps.last {
          // `NAME=value`, and among variables those that are keys.
          guard let text = view.tree[place.path]?.text, let equals = text.firstIndex(of: "=") else {
            continue
          }
          prefix = String(text[...equals])
          if let end = secret.nameEnds, !text[..<equals].hasSuffix(end) { continue }
        } else if let end = secret.nameEnds, !(place.path.address.last ?? "").hasSuffix(end) {
          continue
        }
        file.addSecret(
          place.path, after: prefix,
          replacement: view.text(
            secret.replacement, at: place.names["id"] == scope.names["id"] ? place : scope))
      }
    }
  }
}
