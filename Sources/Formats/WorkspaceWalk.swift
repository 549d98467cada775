import Syntax

/// Looks through a repository for what no reference points to; what lies deep or among thousands of files is not found.
enum WorkspaceWalk {
  /// What `find` makes of the first file that it makes something of.
  static func first<Found>(in workspace: any Workspace, _ find: (_ path: String) -> Found?) -> Found? {
    for folder in folders(in: workspace) {
      for path in folder { if let found = find(path) { return found } }
    }
    return nil
  }

  private static let limit = 2000
  /// Folders that are remembered together. An answer that is made of more than 64 ties no files together.
  private static let leastOfPart = 65

  /// What is found in all files of the repository, in their order. It is kept by folder, so that where a text changes only
  /// its folder is looked through again.
  ///
  /// - Parameters:
  ///   - question: what the answers are known by.
  ///   - isWanted: whether a file is looked at, by its name.
  ///   - most: the size of the largest text that is looked at, in bytes.
  static func gathered<Found: Sendable & Equatable>(
    _ question: String, in workspace: any Workspace, among isWanted: @escaping @Sendable (FileName) -> Bool,
    upTo most: Int = 1 << 18,
    _ find: @escaping @Sendable (_ path: String, _ source: SourceText, _ workspace: any Workspace) -> [Found]
  ) -> [Found] {
    @Sendable func look(in paths: [String], _ workspace: any Workspace) -> [Found] {
      paths.flatMap { path -> [Found] in
        guard let source = workspace.source(at: path), source.bytes.count < most else { return [] }
        return find(path, source, workspace)
      }
    }
    return workspace.remembered(question) { workspace in
      // Names stay where texts change.
      let wanted = workspace.remembered("the files of: " + question) { workspace in
        folders(in: workspace).map { $0.filter { isWanted(FileName(path: $0)) } }.filter { !$0.isEmpty }
      }
      @Sendable func gather(_ folders: ArraySlice<[String]>, _ workspace: any Workspace) -> [Found] {
        folders.flatMap { paths -> [Found] in
          workspace.remembered("\(question), beside \(paths[0])") { look(in: paths, $0) }
        }
      }
      // Of many folders, those of a part are not asked one by one where a text of another part changes.
      let parts = wanted.count / leastOfPart
      guard parts > 1 else { return gather(wanted[...], workspace) }
      return (0..<parts).flatMap { number -> [Found] in
        let folders = wanted[wanted.count * number / parts..<wanted.count * (number + 1) / parts]
        return workspace.remembered("\(question), from \(folders.first?.first ?? "")") { gather(folders, $0) }
      }
    }
  }

  /// The files that a look through the repository meets, by folder; what is near the root comes first. It rests on no text,
  /// so that it stays when one changes.
  private static func folders(in workspace: any Workspace) -> [[String]] {
    workspace.remembered("which files are near the root") { workspace in
      let described = workspace.own.files
      var folders = [workspace.deployment]
      var files: [[String]] = []
      var next = 0
      var seen = 0
      while next < folders.count, seen < limit {
        let folder = folders[next]
        next += 1
        var own: [String] = []
        for name in workspace.names(in: folder) {
          seen += 1
          guard seen < limit, !DependencyFolders.names.contains(name) else { continue }
          let path = folder.isEmpty ? name : folder + "/" + name
          switch workspace.kind(at: path) {
          case .directory where path.utf8.lazy.filter({ $0 == UInt8(ascii: "/") }).count < 6 && !workspace.isIgnored(path)
            && !workspace.isDeployment(path):
            folders.append(path)
          case .file where !described.contains(path): own.append(path)
          default: continue
          }
        }
        if !own.isEmpty { files.append(own) }
      }
      return files
    }
  }

  /// Whether any file of the repository is about Ollama, by its name or its text.
  static func isAboutOllama(_ workspace: any Workspace) -> Bool {
    workspace.remembered("is it about Ollama") { searchForOllama(in: $0) }
  }

  private static func searchForOllama(in workspace: any Workspace) -> Bool {
    first(in: workspace) { path -> Bool? in
      let name = FileName(path: path)
      if name.lowercased.contains("ollama") || name.lowercased.hasPrefix("modelfile") { return true }
      guard
        name.hasSuffix(
          ".yml", ".yaml", ".json", ".service", ".container", ".sh", ".env", ".md", ".toml", ".conf"),
        let source = workspace.source(at: path), source.bytes.count < 1 << 18
      else { return nil }
      return Relevance.isRelevant(source.bytes) ? true : nil
    } ?? false
  }
}
