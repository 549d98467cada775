import Syntax
import Vocabulary

/// Puts variables that systemd drops where it reads them.
struct MisplacedWriter {
  let writer: UnitWriter
  let section: String
  private var file: INIFile { writer.file }

  func edits(for change: Change) -> [Edit]? {
    let address = change.fact.address
    if change.action == .set(.status, .text("known")), address.count == 4, address[1] == "marked" {
      let entries = file.entries(in: section)
      return Int(address[3]).flatMap { entries.indices.contains($0) ? entries[$0] : nil }
        .map { [Edit($0.keyRange, "Environment")] }
    }
    guard change.action == .set(.status, .text("known")), address.count == 3 else { return nil }
    switch address[1] {
    case "elsewhere": return address[2].isEmpty ? open() : move(from: address[2])
    case "bare": return assign(in: address[2])
    case "split": return join(address[2])
    case "blanks": return close(address[2])
    case "exported": return unexport(address[2])
    case "curly": return straighten(address[2])
    default: return nil
    }
  }

  /// Adds a section header above lines that are before any section.
  private func open() -> [Edit]? {
    guard let first = file.entries.first, first.section == nil else { return nil }
    return writer.editor.open(section, before: first)
  }

  private func move(from other: String) -> [Edit]? {
    let entries = file.entries("Environment", in: other)
    let assignments = entries.flatMap { file.assignments(in: $0) }
    // In [Service] of a Quadlet some may be meant for the engine.
    guard other != "Service" || assignments.allSatisfy({ $0.name.hasPrefix("OLLAMA_") }),
      let added = writer.editor.add("Environment", entries.map(\.value), in: section)
    else { return nil }
    return entries.flatMap(writer.editor.remove) + added
  }

  /// `OLLAMA_HOST=x` as a key becomes `Environment="OLLAMA_HOST=x"`.
  private func assign(in place: String) -> [Edit]? {
    guard place == section || place.isEmpty else { return nil }
    let entries = file.entries.filter {
      (file.sectionName(of: $0) ?? "") == place
        && MisplacedVariables.name(ofBare: $0.key).hasPrefix("OLLAMA_")
    }
    var edits: [Edit] = []
    for entry in entries {
      let words = file.words(of: entry)
      // `OLLAMA_MODELS=/models ollama serve`, as a shell would have it: the command is started by the unit itself.
      let isCommand = words.count > 1 && words[1].raw == "ollama"
      let value = words.count == 1 || isCommand ? words[0].text : entry.value
      guard let value,
        let word = writer.environment("\(MisplacedVariables.name(ofBare: entry.key))=\(value)")
      else { return nil }
      let needsHeader = place.isEmpty && edits.isEmpty
      let header = needsHeader ? "[\(section)]" + file.source.newline : ""
      edits.append(Edit(entry.range, header + "Environment=" + word))
    }
    return edits
  }

  /// Quotes what ends at its first blank.
  private func join(_ name: String) -> [Edit]? {
    for entry in file.entries("Environment", in: section) {
      let words = file.words(of: entry)
      guard let first = file.assignments(in: entry).first(where: { $0.name == name }),
        let index = words.firstIndex(of: first.word),
        index + 1 < words.count, words[index...].allSatisfy({ $0.quote == 0 }),
        words[(index + 1)...].allSatisfy({ file.strayWords(in: entry).contains($0) }), entry.pieces.count == 1
      else { continue }
      // What looks like a second assignment or a comment is not part of the value.
      let isOther = words[(index + 1)...].contains { word in
        word.raw.contains("=") || [":", ";", "#", "\\"].contains { word.raw.hasPrefix($0) }
          || word.raw.count > 3 && word.raw.allSatisfy { $0.isUppercase || $0 == "_" }
      }
      if isOther { return nil }
      let range = TextRange(first.word.range.start, entry.valueRange.end)
      // `NAME= value`: the blank is the mistake, not a part of the value.
      let text =
        first.raw.isEmpty
        ? "\(name)=" + file.source.string(TextRange(words[index + 1].range.start, range.end))
        : file.source.string(range)
      return [Edit(range, "\"\(text)\"")]
    }
    return nil
  }

  /// `"export NAME=value"` becomes `"NAME=value"`.
  private func unexport(_ name: String) -> [Edit]? {
    let export = MisplacedVariables.export
    let words = file.entries("Environment", in: section).flatMap(file.strayWords)
    let found = words.filter { ($0.quote ?? 0) != 0 && $0.raw.hasPrefix(export + name + "=") }
    return found.isEmpty
      ? nil
      : found.map { .delete(TextRange($0.range.start + 1, $0.range.start + 1 + export.utf8.count)) }
  }

  /// Quotes that systemd knows in place of those that it does not.
  private func straighten(_ name: String) -> [Edit]? {
    for entry in file.entries("Environment", in: section) {
      let plain = entry.value.filter { !MisplacedVariables.curlyQuotes.contains($0) }
      guard plain.hasPrefix(name + "="), plain != entry.value, !plain.contains("\""), !plain.contains("'"),
        !plain.contains(" ")
      else { continue }
      return writer.environment(plain).flatMap { writer.editor.replace(entry, with: $0) }
    }
    return nil
  }

  /// `NAME = value` becomes `"NAME=value"`.
  private func close(_ name: String) -> [Edit]? {
    for entry in file.entries("Environment", in: section) {
      let words = file.words(of: entry)
      if words.count == 1, let text = words[0].text, let mark = text.firstIndex(of: "=") {
        let parts = [text[..<mark], text[text.index(after: mark)...]].map { part in
          String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
        guard parts[0] == name else { continue }
        return writer.environment("\(name)=\(parts[1])").flatMap { writer.editor.replace(entry, with: $0) }
      }
      guard words.count == 3, words[0].raw == name, words[1].raw == "=", let value = words[2].text else {
        continue
      }
      return writer.environment("\(name)=\(value)").flatMap { writer.editor.replace(entry, with: $0) }
    }
    return nil
  }
}
