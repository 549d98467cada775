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

  private let root: String
  private let formats: FormatRegistry
  private let threads: Int
  /// Files of the repository that are tracked though they are ignored: only those are asked for.
  private let tracked: TrackedFiles
  private let git: GitFolder?
  private(set) var files: [Found] = []
  /// Directories that are deployments of their own.
  private(set) var deployments: [String] = []
  private(set) var passedOver: PassedOver
  /// Temporary files that a killed run may have left.
  private(set) var litter: [String] = []
  /// Directories that the system cannot open for the length of their paths, relative to the root.
  private(set) var unopened: [String] = []
  /// How many files have been seen, of whatever name.
  private(set) var searched = 0

  /// - Parameter excluded: patterns of `.ollama-lint.yaml` that are skipped like ignored files.
  init(root: String, excluded: [String], threads: Int, formats: FormatRegistry = .builtIn) {
    self.formats = formats
    self.root = root
    passedOver = PassedOver(excluded: excluded)
    self.threads = threads
    git = GitFolder(ofRepository: root)
    tracked = TrackedFiles(in: git)
  }

  /// Walks what the findings of targets may rest on: the deployments of their own that all of them are in, or the whole
  /// tree.
  mutating func walk(around targets: [Root.Target]) {
    let deployments = targets.compactMap(deployment)
    guard !targets.isEmpty, deployments.count == targets.count else { return walk() }
    var walked: Set<String> = []
    for deployment in Set(deployments).sorted() {
      // What is ignored is said from the root on.
      var above: [String] = []
      var directory = deployment
      while !directory.isEmpty {
        directory = Path.directory(of: directory)
        above.append(directory)
      }
      for directory in above.reversed() where walked.insert(directory).inserted { walk(directory, recursively: false) }
      walk(deployment)
    }
  }

  /// The nearest directory below the root that is a deployment of its own and has the target; `nil` where there is none.
  private func deployment(of target: Root.Target) -> String? {
    var directory =
      switch target {
      case .directory(let directory): directory
      case .file(let file): Path.directory(of: file)
      }
    while !directory.isEmpty {
      let marks = [".git", ProjectConfiguration.fileName].map { "\(root)/\(directory)/\($0)" }
      if marks.contains(where: { FileSystem.status(of: $0) != nil }) { return directory }
      directory = Path.directory(of: directory)
    }
    return nil
  }

  /// Walks the tree below `directory` (relative to the root).
  mutating func walk(_ directory: String = "", recursively: Bool = true) {
    if passedOver.ignoreFiles.isEmpty, let git, let bytes = try? FileSystem.read(git.common + "/info/exclude", limit: 1 << 20).bytes {
      passedOver.ignoreFiles.append(IgnoreFile(directory: "", bytes: bytes))
    }
    // Level by level, so that threads can share a level: reading directories is most of the work.
    var level = [Place(directory: directory, ignores: passedOver.ignoreFiles)]
    // Links are not followed, so only a tree of absurd depth gets to the end of this.
    for _ in 0..<200 where !level.isEmpty {
      let places = level
      let this = self
      let visits = Parallel.map(places.count, least: 64, threads: threads) { index in
        this.visit(places[index], recursively: recursively)
      }
      level = []
      for visit in visits {
        files += visit.files
        searched += visit.searched
        level += visit.directories
        litter += visit.litter
        unopened += visit.unopened
        if let file = visit.ignoreFile { passedOver.ignoreFiles.append(file) }
        if let deployment = visit.deployment { deployments.append(deployment) }
      }
    }
  }

  /// A directory with what its parents say is ignored.
  private struct Place: Sendable {
    let directory: String
    let ignores: [IgnoreFile]
    /// Whether it is ignored, and looked at for the files in it that git keeps.
    var isIgnored = false
  }

  /// What a directory holds.
  private struct Visit: Sendable {
    var files: [Found] = []
    var searched = 0
    var directories: [Place] = []
    var ignoreFile: IgnoreFile?
    var deployment: String?
    var litter: [String] = []
    var unopened: [String] = []
  }

  private func visit(_ at: Place, recursively: Bool) -> Visit {
    let directory = at.directory
    var visit = Visit()
    let place = directory.isEmpty ? root : root + "/" + directory
    let entries: [(name: String, kind: FileSystem.Kind)]
    do throws(FileSystem.Failure) {
      entries = try FileSystem.readEntries(of: place)
    } catch {
      // What belongs to somebody else is no business of this run; what is too deep is not seen by accident.
      if place.utf8.count >= FileSystem.longestPath { visit.unopened.append(directory) }
      return visit
    }
    var ignores = at.ignores
    let prefix = directory.isEmpty ? "" : directory + "/"
    if entries.contains(where: { $0.name == ".gitignore" && $0.kind == .file }),
      let bytes = try? FileSystem.read(root + "/" + prefix + ".gitignore", limit: 1 << 20).bytes
    {
      let file = IgnoreFile(directory: directory, bytes: bytes)
      ignores.append(file)
      visit.ignoreFile = file
    }
    // A repository inside it, or a directory with a configuration of its own, is a deployment of its own.
    if !directory.isEmpty,
      entries.contains(where: { $0.name == ".git" || $0.name == ProjectConfiguration.fileName })
    {
      visit.deployment = directory
    }
    for (name, kind) in entries {
      let path = prefix + name
      switch kind {
      case .directory:
        guard recursively, !DependencyFolders.names.contains(name), !passedOver.isExcluded(path) else { continue }
        // People keep their home in git with `*` in .gitignore, and add files by force.
        let isIgnored = at.isIgnored || isIgnored(path, isDirectory: true, ignores)
        guard !isIgnored || tracked.hasAny(below: path) else { continue }
        visit.directories.append(Place(directory: path, ignores: ignores, isIgnored: isIgnored))
      case .file where FileWriter.isTemporary(name): visit.litter.append(path)
      case .file:
        visit.searched += 1
        let hint = formats.hint(FileName(path: path))
        guard hint > .no, !passedOver.isExcluded(path),
          !at.isIgnored && !isIgnored(path, isDirectory: false, ignores) || isKept(path, hint)
        else { continue }
        visit.files.append(Found(path: path, hint: hint))
      case .link, .other: continue
      }
    }
    return visit
  }

  /// Whether an ignored file is read anyway: git keeps it, or it is Aider's own settings, which the `.aider*` that
  /// Aider adds to `.gitignore` by itself names together with its caches (Aider-AI/aider `aider/main.py`, check_gitignore).
  private func isKept(_ path: String, _ hint: NameHint) -> Bool {
    if tracked.contains(path) { return true }
    return hint == .certain && FileName(path: path).lowercased.hasPrefix(".aider.")
  }

  private func isIgnored(_ path: String, isDirectory: Bool, _ ignores: [IgnoreFile]) -> Bool {
    for file in ignores.reversed() {
      if let verdict = file.verdict(path, isDirectory: isDirectory) { return verdict }
    }
    return false
  }
}
