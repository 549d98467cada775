import Knowledge
import Syntax
import Vocabulary

/// Variables of Ollama's in a unit that systemd does not hand on, and why.
///
/// One fact for each place: what one header fixes is one mistake.
struct MisplacedVariables {
  /// Where variables count: `Service`, or a Quadlet's `Container`.
  let section: String
  let format: String
  let owner: FactID?

  func facts(_ unit: Unit) -> [Fact] {
    unit.layers.filter { !$0.id.isDocumentation }.flatMap { layer in
      elsewhere(layer) + bare(layer) + split(layer) + marked(layer)
    }
  }

  // MARK: Environment= in another section, or in none

  private func elsewhere(_ layer: Unit.Layer) -> [Fact] {
    let file = layer.file
    let strays = file.entries.filter { $0.key == "Environment" && file.sectionName(of: $0) != section }
    return Dictionary(grouping: strays) { file.sectionName(of: $0) ?? "" }.sorted { $0.key < $1.key }
      .compactMap { name, entries in
        // A copy of what counts elsewhere takes nothing from the program.
        let set = Set(
          file.entries("Environment", in: section).flatMap { file.assignments(in: $0) }.map(\.name))
        let found = entries.flatMap { file.assignments(in: $0) }.filter {
          isOllamas($0.name) && !set.contains($0.name)
        }
        // The header is the mistake, and is reported separately.
        if section == "Service", UnitSections.meant(by: name) == section { return nil }
        // What the engine itself has may be passed on by its command line.
        if section == "Container", name == "Service", passesOn(layer) { return nil }
        let consequence =
          name.isEmpty
          ? "systemd drops lines before the first section"
          : "Environment only works in [\(section)]; this line is in [\(name)]"
        return fact(
          layer, ["elsewhere", name], found.map(Name.init),
          found.first?.word.range, consequence)
      }
  }

  private func passesOn(_ layer: Unit.Layer) -> Bool {
    !layer.file.entries("PodmanArgs", in: section).isEmpty
      || !layer.file.entries("EnvironmentHost", in: section).isEmpty
  }

  // MARK: NAME=value as if it were a key

  private func bare(_ layer: Unit.Layer) -> [Fact] {
    let file = layer.file
    let strays = file.entries.filter { isOllamas(Self.name(ofBare: $0.key)) }
    return Dictionary(grouping: strays) { file.sectionName(of: $0) ?? "" }.sorted { $0.key < $1.key }
      .compactMap { name, entries in
        let isExport = entries.first?.key.contains(" ") == true
        let consequence =
          isExport
          ? "unit files do not support export, and systemd drops the line"
          : "systemd does not know this key and drops the line"
        return fact(
          layer, ["bare", name],
          entries.map {
            Name(name: Self.name(ofBare: $0.key), value: $0.value, range: $0.keyRange)
          },
          entries.first?.range, consequence)
      }
  }

  /// `OLLAMA_HOST` of `export OLLAMA_HOST`.
  static func name(ofBare key: String) -> String {
    key.hasPrefix("export ") ? String(key.dropFirst(7)) : key
  }

  // MARK: A key that was meant to be Environment

  static let export = "export "

  /// `Env`, `Enviroment`, `- Environment`; `EnvironmentFile` and the like are keys of their own.
  private static func isMeant(_ key: String) -> Bool {
    let word = key.drop { "-*+ ".contains($0) }.lowercased()
    guard word.hasPrefix("env") else { return false }
    return !["environmentfile", "environmenthost"].contains(word)
  }

  /// `- Environment="A=1"`, as a list of YAML has it, and `Env="A=1"`.
  private func marked(_ layer: Unit.Layer) -> [Fact] {
    let file = layer.file
    return file.entries(in: section).enumerated().compactMap { index, entry in
      guard entry.key != "Environment", Self.isMeant(entry.key) else { return nil }
      let words = file.assignments(in: entry)
      guard let first = words.first, file.words(of: entry).first == first.word else { return nil }
      let found = words.filter { isOllamas($0.name) }
      return fact(
        layer, ["marked", entry.key, String(index)], found.map(Name.init),
        entry.range,
        "systemd does not know this key and drops the line")
    }
  }

  // MARK: A value that ends at its first blank

  private func split(_ layer: Unit.Layer) -> [Fact] {
    let file = layer.file
    return file.entries("Environment", in: section).enumerated().compactMap { index, entry in
      // What looks like a comment is dropped word by word, which is what was meant.
      guard let stray = file.strayWords(in: entry).first, !stray.raw.hasPrefix("#"),
        !layer.isComputed(entry.valueRange)
      else { return nil }
      if stray.isUnclosed {
        guard isOllamas(String(stray.raw.prefix { $0 != "=" })) || owner?.subject == .server else {
          return nil
        }
        return fact(
          layer, ["unclosed", String(index)],
          [Name(name: String(stray.raw.prefix { $0 != "=" }), range: stray.range)], stray.range,
          "the quote is not closed, and systemd drops the rest of the line")
      }
      if stray.raw.hasPrefix(Self.export), (stray.quote ?? 0) != 0 {
        let name = String(stray.raw.dropFirst(Self.export.count).prefix { $0 != "=" })
        guard isOllamas(name) else { return nil }
        return fact(
          layer, ["exported", name], [Name(stray, name)], stray.range,
          "systemd does not understand export and drops the assignment")
      }
      let before = file.assignments(in: entry).last { $0.word.range.end <= stray.range.start }
      if let before {
        guard isOllamas(before.name) else { return nil }
        var found = fact(
          layer, ["split", before.name], [Name(name: before.name, range: before.nameRange)],
          TextRange(before.word.range.start, entry.valueRange.end),
          "the value ends at the first space, and systemd drops \(stray.raw)")
        found?.infer(.problem, .incomplete)
        return found
      }
      let bare = stray.raw.filter { !Self.curlyQuotes.contains($0) }
      if bare != stray.raw, stray.raw.first.map(Self.curlyQuotes.contains) == true {
        let name = String(bare.prefix { $0 != "=" })
        guard isOllamas(name) else { return nil }
        return fact(
          layer, ["curly", name], [Name(name: name, range: stray.range)], stray.range,
          "systemd treats curly quotes as part of the name and drops the assignment")
      }
      let written = stray.raw.prefix { $0 != "=" }
      let name = String(written.reversed().drop { $0 == " " }.reversed())
      if name != written, (stray.quote ?? 0) != 0, isOllamas(name), !name.contains(" ") {
        return fact(
          layer, ["blanks", name], [Name(stray, name)], entry.valueRange,
          "systemd requires NAME=value without spaces around =")
      }
      if name.utf8.count < stray.raw.utf8.count, let meant = OllamaVariable.damaged(name) {
        return fact(
          layer, ["damaged", name], [Name(name: name, range: stray.range)], stray.range,
          "systemd rejects this name; Ollama reads \(meant)")
      }
      guard isOllamas(stray.raw) else { return nil }
      return fact(
        layer, ["blanks", stray.raw], [Name(name: stray.raw, range: stray.range)], entry.valueRange,
        "systemd requires NAME=value without spaces around =")
    }
  }

  /// What word processors and web pages make of straight quotes.
  static let curlyQuotes: Set<Character> = [
    "\u{201C}", "\u{201D}", "\u{201E}", "\u{2018}", "\u{2019}", "\u{201A}",
  ]

  // MARK: Facts

  /// A variable that systemd drops.
  fileprivate struct Name {
    let name: String
    /// As it would reach Ollama; `nil` where that is not known.
    var value: String?
    let range: TextRange
  }

  private func isOllamas(_ name: String) -> Bool {
    name.hasPrefix("OLLAMA_") || OllamaVariable.named(name)?.standing == .read
  }

  private func fact(
    _ layer: Unit.Layer, _ address: [String], _ names: [Name],
    _ place: TextRange?, _ consequence: String
  ) -> Fact? {
    guard let first = names.first, let place else { return nil }
    var fact = Fact(FactID(.key, layer.id, ["misplaced"] + address), at: layer.at(place))
    if let owner {
      fact.related = [.owner: owner]
      if owner.subject == .server { fact.related[.server] = owner }
    }
    let rest = names.count - 1
    let name =
      rest == 0
      ? first.name : rest == 1 ? "\(first.name) and \(names[1].name)" : "\(first.name) and \(rest) more"
    fact.write(.name, .text(name), at: layer.at(first.range))
    fact.infer(.kind, .text("variable"))
    fact.infer(.format, .text(format))
    fact.write(.status, .misplaced, at: layer.at(place))
    fact.infer(.consequence, .text(consequence))
    let harmless = names.allSatisfy {
      // Of a list that is cut off, the first part is in force already.
      $0.name == "OLLAMA_ORIGINS" && address.first == "split" || OllamaVariable.isHarmless($0.name, $0.value)
    }
    if !harmless { fact.infer(.takesEffect, true) }
    fact.infer(.value, .text(names.map(\.name).joined(separator: " ")))
    return fact
  }
}

extension MisplacedVariables.Name {
  init(_ assignment: UnitAssignment) {
    self.init(name: assignment.name, value: assignment.value, range: assignment.nameRange)
  }

  /// What a word says after its sign.
  init(_ word: UnitWord, _ name: String) {
    let value = word.raw.firstIndex(of: "=").map { word.raw[$0...].dropFirst().drop { $0 == " " } }
    self.init(name: name, value: value.map(String.init), range: word.range)
  }
}
