import Syntax
import Vocabulary

/// Keys that a `[Container]` does not have: the generator refuses the whole file ("unsupported key"), and no service is
/// made from it.
///
/// Source: `man podman-systemd.unit`; containers/podman `pkg/systemd/quadlet/quadlet.go` (supportedContainerKeys), 5.7.
enum QuadletMistakes {
  /// The key that was probably meant; `nil` where there is none in this section.
  static func meant(by key: String) -> String? { meant[key] ?? Nearest.match(key, among: known) }

  /// Whether a key takes a value that was written for another: the new name alone would make something else of it.
  private static func takes(_ value: String, _ key: String) -> Bool {
    if switches.contains(key) { return booleans.contains(value.lowercased()) }
    // A port of the container alone is published on any port of the host.
    return key != "PublishPort" || value.contains(":")
  }

  /// The line that says what `SecurityLabel=` was to say.
  private static func label(_ value: String) -> String {
    let parts = value.split(separator: ":", maxSplits: 1).map(String.init)
    let line = labels[parts.first ?? ""] ?? "SecurityLabelDisable=true"
    return line.hasSuffix("=") ? line + (parts.count > 1 ? parts[1] : "") : line
  }

  /// `Image=` outside `[Container]`, where the generator does not look for it ("no Image or Rootfs key specified").
  static func misplacedImage(_ unit: Unit) -> [Fact] {
    unit.layers.filter { !$0.id.isDocumentation && $0.id.embedding.isEmpty }.flatMap { layer in
      layer.file.entries.filter { $0.key == "Image" }.compactMap { entry -> Fact? in
        let section = layer.file.sectionName(of: entry)
        let image = ImageName(entry.value)
        guard section != QuadletContainer.section, image.isOllama || image.isOpenWebUI,
          !layer.isComputed(entry.range)
        else { return nil }
        return SettingFact.make(
          ["misplaced", "Image"], name: "Image", value: entry.value, kind: "quadlet", format: "Quadlet",
          problem: .misplaced, consequence: section.map { "it is in [\($0)]" } ?? "it is in no section",
          at: layer.at(entry.range))
      }
    }
  }

  /// `Mount=type=bind,...,ZContainerName=ollama`: an option that no mount has, such as the next line's key after a lost line break.
  private static func mounts(_ layer: Unit.Layer, of owner: FactID) -> [Fact] {
    layer.file.entries("Mount", in: QuadletContainer.section).enumerated().compactMap { index, entry in
      guard !layer.isComputed(entry.range), !entry.value.contains("\""), !entry.value.contains("%{"),
        let option = entry.value.split(separator: ",").map({ String($0.prefix { $0 != "=" }) })
          .first(where: { !mountOptions.contains($0) && !$0.contains("%") }), !option.isEmpty
      else { return nil }
      let next = known.filter { option.hasSuffix($0) && $0.count > 3 }.max { $0.count < $1.count }
      return SettingFact.make(
        ["mount", String(index)], name: option, kind: "quadlet-mount", format: "Quadlet", problem: .unknownKey,
        counterpart: next, at: layer.at(entry.valueRange), owner: owner)
    }
  }

  /// `PublishPort="127.0.0.1:11434:11434"`: of these keys the quotes are part of the value (containers/podman
  /// `pkg/systemd/parser/unitfile.go`, LookupAll).
  private static func quoted(_ layer: Unit.Layer, of owner: FactID) -> [Fact] {
    ["PublishPort", "Volume", "Network"].flatMap { key in
      layer.file.entries(key, in: QuadletContainer.section).enumerated().compactMap { index, entry in
        guard let quote = entry.value.first, quote == "\"" || quote == "'", entry.value.last == quote, entry.value.count > 2,
          !layer.isComputed(entry.range)
        else { return nil }
        let inner = String(entry.value.dropFirst().dropLast())
        guard !inner.contains(quote), !inner.contains(" ") else { return nil }
        return SettingFact.make(
          FactID(.key, layer.id, [QuadletContainer.section, key, "quotes", String(index)]), name: key, value: entry.value, kind: "quadlet",
          format: "Quadlet",
          problem: .quoted, corrected: inner, at: layer.at(entry.valueRange), owner: owner)
      }
    }
  }

  static func facts(_ unit: Unit, of owner: FactID, in workspace: any Workspace) -> [Fact] {
    unit.layers.filter { !$0.id.isDocumentation }.flatMap { mounts($0, of: owner) + quoted($0, of: owner) } + keys(unit, of: owner)
      + absent(unit, of: owner, in: workspace)
  }

  /// `Network=ai.network` without that file, where other files of its kind are next to the container: the generator makes no
  /// service then ("requested Quadlet source ai.network was not found").
  private static func absent(_ unit: Unit, of owner: FactID, in workspace: any Workspace) -> [Fact] {
    guard let own = unit.layers.first, own.id.embedding.isEmpty, !own.id.isDocumentation else { return [] }
    let files = workspace.names(in: Path.directory(of: own.id.path))
    return ["Network", "Volume", "Pod"].flatMap { unit.values($0, in: QuadletContainer.section) }.compactMap { found in
      let name = String((found.text ?? "").prefix { $0 != ":" })
      guard let ending = ["network", "volume", "pod"].first(where: { name.hasSuffix("." + $0) }), !name.contains("/"),
        !name.contains("@"), !files.contains(name), files.contains(where: { $0.hasSuffix("." + ending) })
      else { return nil }
      return SettingFact.make(
        ["absent", name], name: name, value: found.entry.key, kind: "quadlet", format: "Quadlet", problem: .undefined,
        at: found.at, owner: owner)
    }
  }

  private static func keys(_ unit: Unit, of owner: FactID) -> [Fact] {
    unit.layers.filter { !$0.id.isDocumentation }.flatMap { layer in
      layer.file.entries(in: QuadletContainer.section).compactMap { entry -> Fact? in
        guard !known.contains(entry.key), !layer.isComputed(entry.range) else { return nil }
        let consequence: String
        var line: String?
        if service.contains(entry.key) {
          consequence = "it belongs in [Service]"
        } else if entry.key.lowercased().hasPrefix("gpu") {
          line = "AddDevice=nvidia.com/gpu=all"
          consequence = "AddDevice=nvidia.com/gpu=all passes the GPUs"
        } else if entry.key == "SecurityLabel" {
          line = label(entry.value)
          consequence = "probably \(label(entry.value))"
        } else if let meant = meant(by: entry.key) {
          let isPort = meant == "PublishPort" && !takes(entry.value, meant)
          consequence = "probably \(meant)" + (isPort ? "=\(entry.value):\(entry.value)" : "")
        } else {
          return nil
        }
        let isOther =
          service.contains(entry.key) || entry.key == "SecurityLabel"
          || entry.key.lowercased().hasPrefix("gpu")
        let renamed = isOther ? nil : meant(by: entry.key).flatMap { takes(entry.value, $0) ? $0 : nil }
        return SettingFact.make(
          ["unknown", entry.key], name: entry.key, value: entry.value, kind: "quadlet", format: "Quadlet",
          problem: .unknownKey, consequence: consequence, replacement: line, corrected: renamed,
          at: layer.at(entry.range), owner: owner)
      }
    }
  }
}
