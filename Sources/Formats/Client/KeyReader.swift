import ClientDescription
import Syntax
import Vocabulary

/// Holds the keys of a file against those that the program reads.
struct KeyReader {
  private let client: ClientDescription
  private let view: SettingsView
  private let types: TypeReader
  /// Keys that have a finding of their own.
  private var reported: Set<[String]>
  private var misplaced: Set<[String]>
  /// Whether these are variables of a program whose settings are in files: what it makes of a wrong key there does not hold here.
  private let areVariables: Bool
  private static let deepest = 16
  /// A file with more is of another program.
  private static let most = 200

  init(_ client: ClientDescription, _ view: SettingsView, besides file: ClientFile) {
    self.client = client
    self.view = view
    areVariables = view.tree.syntax == .dotenv && client.files.contains { $0.syntax != NodeSyntax.dotenv.rawValue }
    types = TypeReader(view.tree.syntax, isLoose: client.keys.isLoose)
    let keys = file.facts.filter { $0.subject == .key }
    reported = Set(keys.map(\.id.address))
    // What is in an entry that nobody reads is not read either, and was said with it.
    misplaced = Set(
      keys.filter { key in
        let isUnread = key[.status] == .unknown || key[.status] == .invented
        return key[.status] == .misplaced || isUnread && key.text(.kind) == CheckKind.clientSetting.rawValue
      }.map(\.id.address))
  }

  mutating func add(to file: inout ClientFile) {
    guard view.holds(client.keys.when, at: .root) else { return }
    for (pattern, words) in client.keys.instead {
      for scope in view.places(pattern, from: .root) { addAdvised(words, scope.path, pattern, to: &file) }
    }
    if let table = client.keys.table { add(table, [], pattern: [], to: &file) }
  }

  // MARK: Words of other programs

  private mutating func addAdvised(
    _ words: [String: KeyAdvice], _ path: [PathStep], _ pattern: SettingPath, to file: inout ClientFile
  ) {
    let entries = view.tree.entries(path)
    let present = Set(entries.compactMap(\.key.text))
    let known = client.keys.table?.table(at: pattern)?.keys ?? [:]
    for entry in entries {
      guard let name = entry.key.text, let advice = words[name], known[name] == nil,
        !advice.isRename || !present.contains(advice.replacement)
      else { continue }
      // An empty list or mapping sets nothing anywhere, and what is set the same in the right place is not lost.
      if entry.value.items?.isEmpty == true || entry.value.entries?.isEmpty == true
        || !advice.isRename && isSet(advice.replacement, to: entry.value)
      {
        reported.insert((path + [.key(name)]).address)
        continue
      }
      if advice.isRename, Self.isOfOtherForm(entry.value, known[advice.replacement]) { continue }
      report(
        path + [.key(name)], kind: advice.isRename ? client.keys.sort : .clientSetting,
        status: advice.isRename ? .misspelt : .misplaced, advice.replacement,
        expected: advice.isRename ? types.demand(of: known[advice.replacement], unmetBy: entry.value) : nil,
        pattern.steps, to: &file)
    }
  }

  /// Whether another place of the file has the value of a scalar.
  private func isSet(_ place: String, to value: Node) -> Bool {
    guard let text = value.text else { return false }
    return view.tree[place.split(separator: ".").map { .key(String($0)) }]?.text == text
  }

  /// Whether a word stands where a mapping is meant: `environment: development` is not a mistake for `environment_variables`.
  private static func isOfOtherForm(_ value: Node, _ table: KeyTable?) -> Bool {
    guard let table, value.scalar != nil else { return false }
    return table.type == .map || table.type == .any && (table.keys != nil || table.each != nil)
  }

  private mutating func report(
    _ place: [PathStep], kind: CheckKind, status: KeyStatus, _ replacement: String?,
    expected: String? = nil, _ pattern: [SettingPath.Step], to file: inout ClientFile
  ) {
    guard reported.count < Self.most, reported.insert(place.address).inserted else { return }
    if status == .misplaced { misplaced.insert(place.address) }
    file.addKey(
      place, kind: kind.rawValue, status: status, replacement: replacement, expected: expected,
      consequence: (areVariables ? nil : client.keys.unknown.nearest(to: pattern)) ?? client.name + " ignores it",
      effect: (areVariables ? nil : client.keys.effect.nearest(to: pattern)) ?? .ignores)
    // What is missing is there under the wrong name, and with it the value that was meant.
    if status == .misspelt, let replacement {
      file.withdrawMissing(place.dropLast() + [.key(replacement)])
    }
  }

  // MARK: The table

  private mutating func add(
    _ table: KeyTable, _ path: [PathStep], pattern: [SettingPath.Step], to file: inout ClientFile
  ) {
    guard path.count < Self.deepest, !file.isFull else { return }
    let entries = view.tree.entries(path)
    if let keys = table.keys, table.each == nil, !entries.isEmpty {
      let present = Set(entries.compactMap(\.key.text))
      for entry in entries {
        guard let name = entry.key.text, keys[name] == nil, !isPrefixed(name, keys) else { continue }
        unknown(path + [.key(name)], entry.value, keys, present, isOpen: table.isOpen, pattern, to: &file)
      }
    }
    for entry in entries {
      // A misplaced key is checked at the place where it belongs.
      guard let name = entry.key.text, !misplaced.contains(path.address + [name]) else { continue }
      if let inner = table.keys?[name] ?? table.each?.table {
        let step: SettingPath.Step = table.keys?[name] == nil ? .eachKey : .key(name)
        // Next to settings of its own, a section that holds entries by name gains more of them with newer releases.
        let mayBeNewer = step == .eachKey && entry.value.scalar != nil && table.keys?.isEmpty == false
        if !mayBeNewer { mistyped(inner, path + [.key(name)], pattern + [step], to: &file) }
      }
      if let inner = table.keys?[name] {
        add(inner, path + [.key(name)], pattern: pattern + [.key(name)], to: &file)
      } else if let inner = table.each?.table {
        add(inner, path + [.key(name)], pattern: pattern + [.eachKey], to: &file)
      }
    }
    guard let inner = table.items?.table else { return }
    for index in (view.tree[path]?.items ?? []).indices {
      mistyped(inner, path + [.index(index)], pattern + [.eachItem], to: &file)
      add(inner, path + [.index(index)], pattern: pattern + [.eachItem], to: &file)
    }
  }

  /// A near miss of a key that is not there, or a key that the program does not read.
  private mutating func unknown(
    _ place: [PathStep], _ value: Node, _ keys: [String: KeyTable], _ present: Set<String>, isOpen: Bool,
    _ pattern: [SettingPath.Step], to file: inout ClientFile
  ) {
    if case .key(let name)? = place.last, let near = Nearest.match(name, among: keys.keys.sorted()),
      value.entries?.isEmpty != false || Self.mayHoldKeys(keys[near])
    {
      guard !present.contains(near), !Self.isOfOtherForm(value, keys[near]) else { return }
      // The key that was meant is read elsewhere.
      if let check = misplacement(of: pattern + [.key(near)]) {
        return report(
          place, kind: .clientSetting, status: .misplaced, view.text(check.replacement, at: .root) ?? near, pattern, to: &file)
      }
      return report(
        place, kind: client.keys.sort, status: .misspelt, near,
        expected: types.demand(of: keys[near], unmetBy: value), pattern, to: &file)
    }
    guard !isOpen, client.keys.unknown.nearest(to: pattern) != nil else { return }
    report(
      place, kind: client.keys.unknownSort, status: client.keys.isComplete ? .invented : .unknown, nil,
      pattern,
      to: &file)
  }

  /// What the description says of a known key in a place where the program does not read it.
  private func misplacement(of path: [SettingPath.Step]) -> SettingCheck? {
    client.checks.first { check in
      guard case .present(let place) = check.kind else { return false }
      return check.status == .misplaced && place.steps == path
    }
  }

  /// Whether a key is known to hold other keys: a mapping under one that is not was meant for something else.
  private static func mayHoldKeys(_ table: KeyTable?) -> Bool {
    table.map { $0.keys != nil || $0.each != nil || $0.type != .any } ?? false
  }

  /// A value of another type than the program takes.
  private mutating func mistyped(
    _ table: KeyTable, _ place: [PathStep], _ pattern: [SettingPath.Step], to file: inout ClientFile
  ) {
    guard let consequence = client.keys.wrongType.nearest(to: pattern), let node = view.tree[place],
      let fault = types.fault(of: node, in: table),
      reported.count < Self.most, reported.insert(place.address).inserted
    else { return }
    var name: String?
    if case .index(let index)? = place.last, place.count > 1, case .key(let list) = place[place.count - 2] {
      name = "\(list)[\(index)]"
    }
    // Settings of one entry right below the word for all entries are one mistake.
    let all =
      pattern.last == .eachKey && table.keys != nil && node.scalar != nil
      ? place.dropLast().address.last : nil
    file.addKey(
      place, name: name, kind: client.keys.wrongTypeSort.rawValue, problem: fault.problem,
      corrected: fault.corrected,
      expected: all.map { "a mapping, because \($0) holds entries by name" } ?? fault.expected,
      consequence: consequence, form: fault.isQuoted ? .quoted : .plain,
      alike: all.map { "\($0) holds entries by name" })
  }

  private func isPrefixed(_ name: String, _ keys: [String: KeyTable]) -> Bool {
    guard let prefix = client.keys.prefix, name.hasPrefix(prefix) else { return false }
    return keys[String(name.dropFirst(prefix.count))] != nil
  }
}
