/// What a project excludes below a root: by its version control's ignore files, and by `exclude:`.
struct PassedOver: Sendable {
  /// From the root down.
  var ignoreFiles: [IgnoreFile] = []
  /// Patterns of `.ollama-lint.yaml`.
  var excluded: [String] = []

  func isExcluded(_ path: String) -> Bool { excluded.contains { Wildcard.matches($0, path: path) } }

  /// - Parameter isDirectory: asked of the path itself alone; what leads to it are directories.
  func isIgnored(_ path: String, isDirectory: () -> Bool) -> Bool {
    if isExcluded(path) { return true }
    guard !ignoreFiles.isEmpty else { return false }
    // What is below an ignored folder is ignored, whatever else is said of it (gitignore(5)).
    let parts = path.split(separator: "/")
    for count in parts.indices.dropFirst()
    where isIgnored(parts[..<count].joined(separator: "/"), true) { return true }
    return isIgnored(path, isDirectory())
  }

  private func isIgnored(_ path: String, _ isDirectory: Bool) -> Bool {
    for file in ignoreFiles.reversed() where file.directory.isEmpty || path.hasPrefix(file.directory + "/") {
      if let verdict = file.verdict(path, isDirectory: isDirectory) { return verdict }
    }
    return false
  }
}
