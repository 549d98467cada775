/// Paths as text, relative to the root that is linted, with `/`.
public enum Path {
  /// `a/b/c.yaml` -> `a/b`; `c.yaml` -> the empty string, which is the root itself.
  public static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[..<slash])
  }

  /// Joins and resolves `.` and `..`; `nil` if the result leaves the root or `relative` is absolute.
  public static func join(_ directory: String, _ relative: String) -> String? {
    guard !relative.hasPrefix("/"), !relative.hasPrefix("~") else { return nil }
    var parts = directory.split(separator: "/").map(String.init)
    for part in relative.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { return nil }
      } else {
        parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}
