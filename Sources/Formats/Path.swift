/// Paths as text, relative to the root that is linted, with `/`.
public enum Path {
  /// `a/b/c.yaml` -> `a/b`; `c.yaml` -> the empty string, which is the root itself.
  public static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return String(path[..<slash])
  }

  /// Where chezmoi puts a file of its source directory: `dot_config/private_dot_x/executable_y.sh.tmpl` is
  /// `.config/.x/y.sh`; any other path is itself (chezmoi reference, "Source state attributes").
  public static func deployed(_ path: String) -> String {
    guard path.contains("dot_") else { return path }
    let prefixes = ["private_", "readonly_", "executable_", "exact_", "empty_", "create_", "modify_", "once_"]
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map { part -> String in
      var rest = part
      while let prefix = prefixes.first(where: rest.hasPrefix) { rest = rest.dropFirst(prefix.count) }
      return rest.hasPrefix("dot_") ? "." + rest.dropFirst(4) : String(part)
    }
    return parts.joined(separator: "/")
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
