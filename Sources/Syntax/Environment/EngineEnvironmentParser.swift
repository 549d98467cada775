/// `--env-file` of a container engine: no quotes, no comments after values, no `export`.
///
/// Docker refuses the file if a name holds a blank, Podman passes the name on with it.
enum EngineEnvironmentParser {
  static func parse(_ source: SourceText, by reader: EnvironmentReader) -> EnvironmentFile {
    var entries: [EnvironmentFile.Entry] = []
    var slips: [EnvironmentFile.Slip] = []
    var comments: [TextRange] = []
    let bytes = source.bytes
    var position = reader == .docker && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while position < bytes.count {
      let end = source.lineEnd(of: position)
      defer { position = source.behindNewline(at: end) }
      var start = position
      while start < end, bytes[start] == 0x20 || bytes[start] == 0x09 { start += 1 }
      guard start < end else { continue }
      if bytes[start] == 0x23 {
        comments.append(TextRange(start, end))
        continue
      }
      // A name alone takes the value from where the engine is started.
      guard let equals = bytes[start..<end].firstIndex(of: 0x3D), equals > start else { continue }
      let name = TextRange(start, equals)
      let range = TextRange(equals + 1, end)
      let value = source.string(range)
      let words = source.string(name).split(whereSeparator: { $0 == " " || $0 == "\t" })
      func slip(_ kind: EnvironmentFile.Slip.Kind, _ value: String?) {
        let key = words.last.map(String.init) ?? ""
        slips.append(.init(kind: kind, key: key, range: name.union(range), value: value))
      }
      if source.string(name).contains(where: { $0 == " " || $0 == "\t" }) {
        slip(words.count > 1 && words.first == "export" ? .export : .blanks, nil)
        continue
      }
      entries.append(.init(key: source.string(name), value: value, keyRange: name, valueRange: range))
      if let kind = kind(of: value) { slip(kind, value) }
    }
    return EnvironmentFile(
      reader: reader, source: source, entries: entries, slips: slips, comments: comments, errors: [])
  }

  private static func kind(of value: String) -> EnvironmentFile.Slip.Kind? {
    if let first = value.utf8.first, value.utf8.count > 1, first == 0x22 || first == 0x27 {
      return value.utf8.last == first ? .quotes : value.contains(" #") ? .comment : nil
    }
    if value.contains(" #") || value.contains("\t#") { return .comment }
    if value.utf8.first == 0x20 || value.utf8.first == 0x09 { return .blanks }
    return EnvironmentFile.Slip.hasVariable(value) ? .expansion : nil
  }
}
