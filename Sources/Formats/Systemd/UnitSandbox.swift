import Vocabulary

/// Settings of a unit by which no client reaches its server: one row of `Catalogue/systemd.yaml`.
struct UnitSandbox: Sendable {
  let key: String
  /// Values that do so; any that is a yes where there are none.
  var values: Set<String> = []
  /// Words of which an allow list must have at least one.
  var needs: Set<String> = []
  /// Keys that open it again.
  var unless: [String] = []
  let consequence: String

  static func facts(_ unit: Unit, of server: FactID, program: String) -> [Fact] {
    guard !server.document.isDocumentation else { return [] }
    return all.compactMap { row in
      guard !row.unless.contains(where: { unit.value($0, in: "Service") != nil || unit.value($0, in: "Unit") != nil }),
        let found = row.closed(unit)
      else { return nil }
      return SettingFact.make(
        ["sandbox", row.key], name: row.key, value: found.entry.value, kind: "sandbox", format: "systemd",
        problem: .unreachable, consequence: row.consequence, counterpart: program, at: found.at, owner: server)
    }
  }

  private func closed(_ unit: Unit) -> Unit.Found? {
    let found = unit.values(key, in: "Service")
    guard let last = found.last else { return nil }
    let words = found.flatMap { $0.layer.file.words(of: $0.entry).map(\.text) }
    if words.contains(nil) { return nil }
    let texts = words.compactMap { $0 }
    if !needs.isEmpty {
      return texts.contains { $0.hasPrefix("~") || needs.contains($0) } ? nil : last
    }
    return values.isEmpty ? (last.flag == true ? last : nil) : texts.contains(where: values.contains) ? last : nil
  }
}
