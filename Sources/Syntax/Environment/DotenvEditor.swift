/// Edits an env file where it stands, so that its own reader gets what is asked for.
public struct DotenvEditor: Sendable {
  private let file: EnvironmentFile

  public init(_ file: EnvironmentFile) { self.file = file }

  /// Sets the last entry of the name, or adds one at the end.
  public func set(_ key: String, to value: String) -> [Edit]? {
    guard !value.unicodeScalars.contains(where: { "\n\r".unicodeScalars.contains($0) }) else { return nil }
    let isLiteral = file.reader == .docker || file.reader == .podman
    let needsQuotes =
      !isLiteral && value.unicodeScalars.contains { " \t#\"'\\$".unicodeScalars.contains($0) }
    guard !needsQuotes || !value.contains("'") else { return nil }
    // The user's manager replaces variables inside quotes too.
    guard file.reader != .userManager || !value.contains("$") else { return nil }
    if let entry = file.entries.last(where: { $0.key == key }) {
      let quote = file.source.byte(at: entry.valueRange.start)
      let isQuoted = !isLiteral && !entry.valueRange.isEmpty && (quote == 0x22 || quote == 0x27)
      let mark = isQuoted && !needsQuotes ? (quote == 0x22 ? "\"" : "'") : needsQuotes ? "'" : ""
      return [Edit(entry.valueRange, mark + value + mark)]
    }
    let end = file.source.bytes.count
    let endsLine = end == 0 || file.source.lineStart(of: end) == end
    let mark = needsQuotes ? "'" : ""
    let newline = file.source.newline
    return [
      .insert(
        (endsLine ? "" : newline) + "\(key)=\(mark)\(value)\(mark)" + (endsLine ? newline : ""), at: end)
    ]
  }

  public func rename(_ key: String, to name: String) -> [Edit]? {
    guard !file.entries.contains(where: { $0.key == name }) else { return nil }
    return file.entries.last { $0.key == key }.map { [Edit($0.keyRange, name)] }
  }

  public func remove(_ key: String) -> [Edit]? {
    guard let entry = file.entries.last(where: { $0.key == key }) else { return nil }
    let start = file.source.lineStart(of: entry.keyRange.start)
    let end = file.source.lineEnd(of: entry.range.end)
    return [.delete(TextRange(start, file.source.behindNewline(at: end)))]
  }
}
