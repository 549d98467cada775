import Syntax
import Vocabulary

/// Sections of Ollama's unit whose name is almost one that systemd knows: it skips all their lines.
///
/// Source: systemd, `man systemd.syntax`, `src/shared/conf-parser.c` (names of sections are case-sensitive; an unknown
/// section is ignored with a warning, one that starts with X- without).
enum UnitSections {
  private static let known = ["Unit", "Service", "Install"]

  /// The section that a header was meant to begin; `nil` for one that systemd knows, and for any other.
  static func meant(by name: String) -> String? {
    known.contains(name) || name.hasPrefix("X-") ? nil : Nearest.match(name, among: known)
  }

  static func facts(_ unit: Unit) -> [Fact] {
    guard UnitSigns.isOllamas(unit) else { return [] }
    let server = unit.settings.map { FactID(.server, $0.id, ["Service"]) }
    return unit.layers.filter { !$0.id.isDocumentation }.flatMap { facts($0, of: server) }
  }

  private static func facts(_ layer: Unit.Layer, of server: FactID?) -> [Fact] {
    layer.file.sections.indices.compactMap { index in
      let section = layer.file.sections[index]
      guard let meant = meant(by: section.name), !layer.isComputed(section.range),
        layer.file.entries.contains(where: { $0.section == index })
      else { return nil }
      return SettingFact.make(
        ["section", String(index)], name: section.name, kind: "section", format: "systemd", problem: .unknownKey,
        consequence: "systemd ignores every line in it", corrected: meant, at: layer.at(section.range), owner: server)
    }
  }
}
