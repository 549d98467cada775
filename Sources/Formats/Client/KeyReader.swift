import ClientDescription
import Syntax
import Vocabulary

/// Holds the keys of a file against those that the program reads.
struct KeyReader {
  private let client: ClientDescription
  private let view: SettingsView
  /// Keys that have a finding of their own.
  private let reported: Set<[String]>
  private static let deepest = 16

  init(_ client: ClientDescription, _ view: SettingsView, besides file: ClientFile) {
    self.client = client
    self.view = view
    reported = Set(file.facts.lazy.filter { $0.subject == .key }.map(\.id.address))
  }

  func add(to file: inout ClientFile) {
    guard view.holds(client.keys.when, at: .root) else { return }
    if let table = client.keys.table { add(table, [], pattern: [], to: &file) }
  }

  private func add(_ table: KeyTable, _ path: [PathStep], pattern: [SettingPath.Step], to file: inout ClientFile) {
    guard path.count < Self.deepest else { return }
    let entries = view.tree.entries(path)
    if let keys = table.keys, !entries.isEmpty {
      let present = Set(entries.compactMap(\.key.text))
      let advice = client.keys.instead[SettingPath(steps: pattern)] ?? [:]
      for entry in entries {
        guard let name = entry.key.text, keys[name] == nil, table.each == nil || advice[name] != nil,
          !isPrefixed(name, keys)
        else { continue }
        unknown(name, path, keys, advice[name], present, isOpen: table.isOpen, pattern: pattern, to: &file)
      }
    }
    for entry in entries {
      guard let name = entry.key.text else { continue }
      if let inner = table.keys?[name] {
        add(inner, path + [.key(name)], pattern: pattern + [.key(name)], to: &file)
      } else if let inner = table.each?.table {
        add(inner, path + [.key(name)], pattern: pattern + [.eachKey], to: &file)
      }
    }
    guard let inner = table.items?.table else { return }
    for index in (view.tree[path]?.items ?? []).indices {
      add(inner, path + [.index(index)], pattern: pattern + [.eachItem], to: &file)
    }
  }

  /// A near miss, another program's word, or a key that the program does not read.
  private func unknown(
    _ name: String, _ path: [PathStep], _ keys: [String: KeyTable], _ advice: KeyAdvice?, _ present: Set<String>,
    isOpen: Bool, pattern: [SettingPath.Step], to file: inout ClientFile
  ) {
    let place = path + [.key(name)]
    guard !reported.contains(place.address) else { return }
    if let advice, !advice.isRename {
      return file.addKey(
        place, kind: "client-setting", status: "misplaced", replacement: advice.replacement,
        consequence: consequence(pattern) ?? ignored)
    }
    if let near = advice?.replacement ?? Nearest.match(name, among: keys.keys.sorted()) {
      guard !present.contains(near) else { return }
      return file.addKey(
        place, kind: client.keys.sort, status: "misspelt", replacement: near,
        consequence: consequence(pattern) ?? ignored)
    }
    guard !isOpen, let consequence = consequence(pattern) else { return }
    file.addKey(
      place, kind: client.keys.unknownSort, status: client.keys.isComplete ? "invented" : "unknown", consequence: consequence)
  }

  private var ignored: String { client.name + " ignores it" }

  private func isPrefixed(_ name: String, _ keys: [String: KeyTable]) -> Bool {
    guard let prefix = client.keys.prefix, name.hasPrefix(prefix) else { return false }
    return keys[String(name.dropFirst(prefix.count))] != nil
  }

  /// What the program does with a key that it does not know there: what is said of the nearest place around it.
  private func consequence(_ pattern: [SettingPath.Step]) -> String? {
    for count in stride(from: pattern.count, through: 0, by: -1) {
      if let text = client.keys.unknown[SettingPath(steps: Array(pattern.prefix(count)))] { return text }
    }
    return nil
  }
}
