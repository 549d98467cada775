import Vocabulary

/// Whether what has the address of a port is in use where the port is published.
extension ReachMentions {
  private static let examples = [".example", ".sample", ".template", ".dist"]

  /// Whether a file of variables has a name of its own by which nothing loads it: `.env` and its examples are read without one.
  static func isUnread(_ path: String, in workspace: any Workspace) -> Bool {
    let name = String(path.split(separator: "/").last ?? "")
    let stem = examples.first(where: name.hasSuffix).map { String(name.dropLast($0.count)) } ?? name
    guard stem.hasSuffix(".env"), stem != ".env" else { return false }
    let readers = WorkspaceWalk.gathered("who loads " + stem, in: workspace, among: isText) { path, source -> [String] in
      guard !FileName(path: path).hasSuffix(".md", ".txt") else { return [] }
      let names = source.bytes.split(separator: 0x0A).contains { line in
        line.contains(bytesOf: stem) && line.first { $0 != 0x20 && $0 != 0x09 } != UInt8(ascii: "#")
      }
      return names ? [path] : []
    }
    return !readers.contains { $0 != path }
  }

  /// Whether a command that passes the address on starts the server as well: `docker compose --profile` skips services of
  /// other profiles.
  static func starts(
    _ server: FactID, of facts: [Fact], _ caller: Callers, _ port: Int, in workspace: any Workspace
  ) -> Bool {
    guard let profiles = facts.first(where: { $0.id == server })?.texts(.profiles), !profiles.isEmpty,
      let range = caller.inside[port], let source = workspace.source(at: caller.path)
    else { return true }
    // Variables with the host's address are for those who start the server without its container.
    if DotenvFormat.hint(FileName(path: caller.path)) > .no { return false }
    let line = source.bytes[source.lineStart(of: range.start)...].prefix { $0 != 0x0A }
    let words = String(decoding: line, as: UTF8.self).split { $0 == " " || $0 == "=" }.map(String.init)
    let chosen = words.indices.filter { words[$0] == "--profile" && $0 + 1 < words.count }.map { words[$0 + 1] }
    return chosen.isEmpty || chosen.contains(where: profiles.contains)
  }

  /// Whether what has the address is a default of code, `os.getenv("OLLAMA_URL", "http://host.docker.internal:11434")`, for a
  /// variable that the file with the port sets.
  static func isOverridden(_ caller: Callers, _ port: Int, by document: Document, in workspace: any Workspace) -> Bool {
    guard FileName(path: caller.path).hasSuffix(".py", ".js", ".ts"), let place = caller.inside[port]?.start,
      let source = workspace.source(at: caller.path)
    else { return false }
    let words = String(decoding: beginning(of: place, in: source), as: UTF8.self).split { !($0.isLetter || $0.isNumber || $0 == "_") }
    return words.contains { word in
      word.contains("_") && word == word.uppercased() && document.source.bytes[...].contains(bytesOf: String(word))
    }
  }
}
