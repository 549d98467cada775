import Formats

/// One root with what of it was asked for.
struct Root: Sendable {
  enum Target: Sendable, Hashable {
    /// Everything below a directory of the root; the empty string is the root itself.
    case directory(String)
    case file(String)
  }

  let path: String
  let isRepository: Bool
  private(set) var targets: [Target] = []
  /// The files that were named.
  private(set) var files: Set<String> = []
  private var directories: [String] = []

  init(path: String, isRepository: Bool, targets: [Target]) {
    self.path = path
    self.isRepository = isRepository
    for target in targets { add(target) }
  }

  mutating func add(_ target: Target) {
    targets.append(target)
    switch target {
    case .directory(let directory): directories.append(directory)
    case .file(let file): files.insert(file)
    }
  }

  func contains(_ path: String) -> Bool {
    files.contains(path) || directories.contains { $0.isEmpty || path.hasPrefix($0 + "/") }
  }
}

extension LintRun {
  /// The given paths by the repository, or else the directory, that they belong to.
  func roots() throws(Failure) -> [Root] {
    var roots: [Root] = []
    func add(_ path: String, _ target: Root.Target, isRepository: Bool) {
      if let index = roots.firstIndex(where: { $0.path == path }) {
        roots[index].add(target)
      } else {
        roots.append(Root(path: path, isRepository: isRepository, targets: [target]))
      }
    }
    if let input = options.standardInput {
      let absolute = input.path.hasPrefix("/") ? input.path : workingDirectory + "/" + input.path
      guard let slash = absolute.lastIndex(of: "/") else {
        throw Failure(message: "\(input.path) is not a path")
      }
      // The directory need not exist yet: an editor may ask about a file that was never saved.
      let directory = FileSystem.realPath(String(absolute[..<slash])) ?? String(absolute[..<slash])
      let name = String(absolute[absolute.index(after: slash)...])
      let repository = Self.repository(above: directory)
      let root = repository ?? base(of: directory, isFile: true)
      let full = directory == "/" ? "/" + name : directory + "/" + name
      add(root, .file(Path.relative(full, to: root) ?? name), isRepository: repository != nil)
      return roots
    }
    for path in options.paths.isEmpty ? ["."] : options.paths {
      guard let real = FileSystem.realPath(path), let kind = FileSystem.status(of: real)?.kind else {
        throw Failure(message: "\(path): \(FileSystem.lastError())")
      }
      let directory =
        kind == .directory ? real : String(real[..<(real.lastIndex(of: "/") ?? real.startIndex)])
      let repository = Self.repository(above: directory.isEmpty ? "/" : directory)
      let root = repository ?? base(of: directory.isEmpty ? "/" : directory, isFile: kind != .directory)
      let relative = Path.relative(real, to: root) ?? ""
      add(root, kind == .directory ? .directory(relative) : .file(relative), isRepository: repository != nil)
    }
    return roots
  }

  /// From where a path outside any repository is told: `.codex/config.toml` is known by its folder, too.
  private func base(of directory: String, isFile: Bool) -> String {
    if isFile, let here = FileSystem.realPath(workingDirectory), directory.hasPrefix(here + "/") {
      return here
    }
    var path = ""
    for part in directory.split(separator: "/") {
      if part.hasPrefix("."), !path.isEmpty { return path }
      path += "/" + part
    }
    return directory
  }

  /// The nearest directory with a `.git`, from `directory` upwards.
  public static func repository(above directory: String) -> String? {
    var current = directory
    while true {
      if FileSystem.status(of: current + "/.git") != nil { return current }
      guard let slash = current.lastIndex(of: "/"), slash != current.startIndex else { return nil }
      current = String(current[..<slash])
    }
  }
}
