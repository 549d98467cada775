import Formats
import Syntax

/// Finds the files of a root that may concern a local model, without opening the others.
struct Discovery: Sendable {
  /// A file worth reading.
  struct Found: Sendable {
    /// Relative to the root.
    let path: String
    let hint: NameHint
  }

  /// Directories that hold what tools made or fetched, never what a person wrote.
  private static let skipped: Set<String> = [
    ".git", ".hg", ".svn", ".jj", "node_modules", ".build", "__pycache__", "venv", ".venv", ".tox",
    ".mypy_cache",
    ".ruff_cache", ".pytest_cache", ".gradle", ".terraform", ".direnv", ".idea", ".cache", "site-packages",
  ]

  private let root: String
  private let excluded: [String]
  private(set) var files: [Found] = []
  /// Directories that are deployments of their own.
  private(set) var deployments: [String] = []
  private(set) var ignoreFiles: [IgnoreFile] = []

  /// - Parameter excluded: patterns of `.ollama-lint.yaml` that are passed over like ignored files.
  init(root: String, excluded: [String]) {
    self.root = root
    self.excluded = excluded
  }

  /// Walks the tree below `directory` (relative to the root).
  mutating func walk(_ directory: String = "", recursively: Bool = true) {
    let exclude = root + "/.git/info/exclude"
    if ignoreFiles.isEmpty, let bytes = try? FileSystem.read(exclude, limit: 1 << 20).bytes {
      ignoreFiles.append(IgnoreFile(directory: "", bytes: bytes))
    }
    visit(directory, ignores: ignoreFiles, recursively: recursively, depth: 0)
  }

  private mutating func visit(_ directory: String, ignores: [IgnoreFile], recursively: Bool, depth: Int) {
    // Links are not followed, so only a tree of absurd depth gets here.
    guard depth < 200 else { return }
    let entries = FileSystem.entries(of: directory.isEmpty ? root : root + "/" + directory)
    var ignores = ignores
    let prefix = directory.isEmpty ? "" : directory + "/"
    if entries.contains(where: { $0.name == ".gitignore" && $0.kind == .file }),
      let bytes = try? FileSystem.read(root + "/" + prefix + ".gitignore", limit: 1 << 20).bytes
    {
      let file = IgnoreFile(directory: directory, bytes: bytes)
      ignores.append(file)
      ignoreFiles.append(file)
    }
    // A repository inside it, or a directory with a configuration of its own, is a deployment of its own.
    if !directory.isEmpty,
      entries.contains(where: { $0.name == ".git" || $0.name == ProjectConfiguration.fileName })
    {
      deployments.append(directory)
    }
    for (name, kind) in entries {
      let path = prefix + name
      switch kind {
      case .directory:
        guard recursively, !Self.skipped.contains(name), !isIgnored(path, isDirectory: true, ignores) else {
          continue
        }
        visit(path, ignores: ignores, recursively: true, depth: depth + 1)
      case .file:
        let hint = FormatRegistry.hint(FileName(path: path))
        guard hint > .no, !isIgnored(path, isDirectory: false, ignores) else { continue }
        files.append(Found(path: path, hint: hint))
      case .link, .other: continue
      }
    }
  }

  private func isIgnored(_ path: String, isDirectory: Bool, _ ignores: [IgnoreFile]) -> Bool {
    if excluded.contains(where: { Wildcard.matches($0, path: path) }) { return true }
    for file in ignores.reversed() {
      if let verdict = file.verdict(path, isDirectory: isDirectory) { return verdict }
    }
    return false
  }
}
