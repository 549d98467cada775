import Syntax
import Vocabulary

/// Keys of a unit that are one letter off one that systemd knows: it skips the line with a message in its log.
///
/// Source: systemd, `man systemd.directives`; `src/shared/conf-parser.c` ("Unknown key name ... in section ..., ignoring").
enum UnitDirectives {
  static func facts(_ unit: Unit) -> [Fact] {
    unit.layers.filter { !$0.id.isDocumentation && $0.id.embedding.isEmpty }.flatMap { layer in
      layer.file.entries.compactMap { entry -> Fact? in
        guard let section = layer.file.sectionName(of: entry),
          ["Unit", "Service", "Install"].contains(section),
          !known.contains(entry.key), !layer.isComputed(entry.range), let meant = meant(by: entry.key)
        else { return nil }
        return SettingFact.make(
          ["directive", String(entry.keyRange.start)], name: entry.key, kind: "directive", format: "systemd",
          problem: .misspelt, corrected: meant, at: layer.at(entry.keyRange))
      }
    }
  }

  private static func meant(by key: String) -> String? {
    let lower = key.lowercased()
    if ["environmentfile", "environmentfiles", "enviromentfile", "envfile"].contains(lower) { return "EnvironmentFile" }
    // `Enviroment=` is reported with what it was to set.
    guard key.utf8.count > 2, !lower.hasPrefix("env"), !key.hasPrefix("X-") else { return nil }
    if let same = known.first(where: { $0.lowercased() == lower }) { return same }
    let near = known.filter { Nearest.isOneLetterOff(key, from: $0) }
    return near.count == 1 ? near.first : nil
  }
}
