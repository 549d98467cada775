import Syntax

/// What the line of an address tells of who it is for.
extension ReachMentions {
  /// The text of the line of a place up to it.
  static func beginning(of place: Int, in source: SourceText) -> ArraySlice<UInt8> {
    let start = source.lineStart(of: place)
    return source.bytes[max(start, place - 400)..<place]
  }

  /// Whether a place is after the sign of a comment: what is commented out calls nobody.
  static func isCommented(_ place: Int, in source: SourceText) -> Bool {
    var isBlankBefore = true
    for byte in beginning(of: place, in: source) {
      if byte == UInt8(ascii: "#") || byte == UInt8(ascii: ";"), isBlankBefore { return true }
      isBlankBefore = byte == 0x20 || byte == 0x09
    }
    return beginning(of: place, in: source).drop { $0 == 0x20 || $0 == 0x09 }.starts(with: "//".utf8)
  }

  /// Whether the comment that a place is in is more than a sentence with an address: `# API: http://192.168.1.20:11434`.
  static func isCommentedOut(_ place: Int, in source: SourceText) -> Bool {
    let text = String(decoding: line(around: place, in: source), as: UTF8.self)
    return text.contains("=") || !text.contains("://") || text.drop { !$0.isLetter }.hasPrefix("http")
      || elsewhere.contains(where: text.lowercased().contains)
  }

  /// Whether a script asks an address itself: only what it starts a container with is a container's.
  static func isAskedByHost(_ place: Int, in source: SourceText, at path: String) -> Bool {
    let name = FileName(path: path)
    guard
      name.hasSuffix(".sh", ".bash", ".zsh", ".fish") || ["makefile", "justfile", "taskfile"].contains(where: name.lowercased.hasPrefix)
    else { return false }
    let text = String(decoding: line(around: place, in: source), as: UTF8.self)
    return ["curl ", "wget "].contains(where: text.contains)
      && !["docker run", "docker exec", "docker compose", "podman "].contains(where: text.contains)
  }

  static func line(around place: Int, in source: SourceText) -> ArraySlice<UInt8> {
    source.bytes[max(source.lineStart(of: place), place - 400)..<min(source.lineEnd(of: place), place + 400)]
  }

  /// Whether a guide says in the line of a place that what follows is one of many, or another server.
  static func isExample(_ place: Int, in source: SourceText) -> Bool {
    let text = beginning(of: place, in: source)
    if ["e.g.", "E.g.", "for example"].contains(where: { text.contains(bytesOf: $0) }) { return true }
    return elsewhere.contains(where: String(decoding: line(around: place, in: source), as: UTF8.self).lowercased().contains)
  }
}
