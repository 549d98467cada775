/// Paths as text, relative to the root that is linted, with `/`.
public enum Path {
  /// `a/b/c.yaml` -> `a/b`; `c.yaml` -> the empty string, which is the root itself.
  public static func directory(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "" }
    return String(path[..<slash])
  }

  /// `/a/b/c` below `/a` -> `b/c`; `nil` for what is not below the directory.
  public static func relative(_ path: String, to directory: String) -> String? {
    let base = directory == "/" ? directory : directory + "/"
    return path.hasPrefix(base) ? String(path.dropFirst(base.count)) : nil
  }

  /// Whether a path is one of what is kept and no longer used: `archive/compose/docker-compose.yml`, `compose.backup.yml`.
  static func isRetired(_ path: String) -> Bool {
    let parts = path.lowercased().split(separator: "/")
    // A folder is one by its whole name: what runs on `old-laptop` runs.
    return parts.dropLast().contains { retired.contains($0.drop { "._".contains($0) }) }
      || parts.last?.split(whereSeparator: { ".-_".contains($0) }).contains { retired.contains($0) } == true
  }

  private static let retired: Set<Substring> = ["archive", "archived", "archives", "old", "deprecated", "unused", "bak"]

  /// Where chezmoi puts a file of its source directory: `dot_config/private_dot_x/executable_y.sh.tmpl` is
  /// `.config/.x/y.sh`; any other path is itself (chezmoi reference, "Source state attributes").
  public static func deployed(_ path: String) -> String {
    guard path.contains("dot_") else { return path }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map { part -> String in
      var rest = part
      while let prefix = attributes.first(where: rest.hasPrefix) { rest = rest.dropFirst(prefix.count) }
      return rest.hasPrefix("dot_") ? "." + rest.dropFirst(4) : String(part)
    }
    return parts.joined(separator: "/")
  }

  /// A path from the root of the file system, without `.` and `..`, and without a slash at the end.
  public static func absolute(_ path: String, from directory: String) -> String {
    var parts: [Substring] = []
    for part in (path.hasPrefix("/") ? path : directory + "/" + path).split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return "/" + parts.joined(separator: "/")
  }

  /// Joins and resolves `.` and `..`; `nil` if the result leaves the root or `relative` is absolute.
  public static func join(_ directory: String, _ relative: String) -> String? {
    let slash = UInt8(ascii: "/")
    guard let first = relative.utf8.first else { return resolved(directory) }
    guard first != slash, first != UInt8(ascii: "~") else { return nil }
    return resolved(directory.isEmpty ? relative : directory + "/" + relative)
  }

  /// Most paths have nothing to resolve, and are given back as they are.
  private static func resolved(_ path: String) -> String? {
    let (slash, dot) = (UInt8(ascii: "/"), UInt8(ascii: "."))
    var last = slash
    var isPlain = path.utf8.last != slash
    for byte in path.utf8 {
      if last == slash, byte == dot || byte == slash { isPlain = false }
      last = byte
    }
    if isPlain { return path }
    var parts: [Substring.UTF8View] = []
    for part in path[...].utf8.split(separator: slash) {
      if part.elementsEqual(CollectionOfOne(dot)) { continue }
      if part.elementsEqual([dot, dot]) {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(part)
      }
    }
    return parts.map { Substring($0) }.joined(separator: "/")
  }
}
