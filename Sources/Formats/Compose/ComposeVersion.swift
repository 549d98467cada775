import Syntax

/// The comment that explains a file's `version`, which goes when the key goes.
enum ComposeVersion {
  /// Whether a file says what docker-compose only read from 1.27 on, which ignores the key: the format 3.9, devices that are
  /// reserved, profiles, a name (docker/compose, CHANGELOG.md).
  static func needsCurrent(_ file: ComposeFile) -> Bool {
    guard let root = file.tree.root else { return false }
    let isLatest = file.tree.value(of: "version", in: root)?.text.map { $0.hasPrefix("3.9") } ?? false
    return isLatest || ["name", "include", "models"].contains { file.tree.value(of: $0, in: root) != nil }
      || file.services.contains { service in
        let node = file.tree.resolve(service.value)
        let reserved = ["deploy", "resources", "reservations", "devices"].reduce(Optional(node)) {
          $0.flatMap { file.tree.resolve($0) }.flatMap { [key = $1] in file.tree.value(of: key, in: $0) }
        }
        return reserved != nil
          || ["profiles", "gpus", "develop", "provider"].contains { file.tree.value(of: $0, in: node) != nil }
      }
  }

  /// The edits that remove the key, with the comments right above it that mention nothing else.
  static func withItsNote(_ edits: [Edit], in file: ComposeFile) -> [Edit] {
    let source = file.tree.source
    guard let entry = file.tree.root?.entries?.first(where: { $0.key.text == "version" }), edits.count == 1,
      let removal = edits.first, removal.range.start == source.lineStart(of: entry.key.range.start)
    else { return edits }
    let value = file.tree.resolve(entry.value).text ?? ""
    var start = removal.range.start
    for comment in file.tree.comments.reversed() where comment.end < start {
      let line = source.lineStart(of: comment.start)
      guard line == source.lineStart(of: start - 1), source.isBlank(TextRange(line, comment.start)),
        isAbout(value, source.string(comment).lowercased())
      else { break }
      start = line
    }
    guard start < removal.range.start else { return edits }
    var end = removal.range.end
    let isAtHead = start == 0 || source.isBlank(TextRange(source.lineStart(of: start - 1), start - 1))
    while isAtHead, end < source.bytes.count, source.isBlank(TextRange(end, source.lineEnd(of: end))) {
      end = source.behindNewline(at: source.lineEnd(of: end))
    }
    return [.delete(TextRange(start, end))]
  }

  private static func isAbout(_ value: String, _ comment: String) -> Bool {
    comment.contains("version")
      && (!value.isEmpty && comment.contains(value)
        || ["file format", "compose format", "compose schema"].contains { comment.contains($0) })
  }
}
