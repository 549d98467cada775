import Syntax
import Vocabulary

/// Sections of Ollama's unit whose name is almost one that systemd knows: it passes over all their lines.
///
/// Source: systemd, `man systemd.syntax`, `src/shared/conf-parser.c` (names of sections are case-sensitive; an unknown
/// section is ignored with a warning, one that starts with X- without).
enum UnitSections {
  private static let known = ["Unit", "Service", "Install"]

  static func facts(_ unit: Unit) -> [Fact] {
    guard UnitSigns.isOllamas(unit) else { return [] }
    return unit.layers.filter { !$0.id.isDocumentation }.flatMap(facts)
  }

  private static func facts(_ layer: Unit.Layer) -> [Fact] {
    layer.file.sections.indices.compactMap { index in
      let section = layer.file.sections[index]
      guard !known.contains(section.name), !section.name.hasPrefix("X-"), !layer.isComputed(section.range),
        layer.file.entries.contains(where: { $0.section == index }),
        let meant = Nearest.match(section.name, among: known)
      else { return nil }
      return SettingFact.make(
        FactID(.key, layer.id, ["section", String(section.range.start)]), name: section.name, value: nil,
        kind: "section", format: "systemd", problem: "unknown-key",
        consequence: "systemd ignores every line in it", corrected: meant, at: layer.at(section.range))
    }
  }
}
