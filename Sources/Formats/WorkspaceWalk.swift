import Syntax

/// Looks through a repository for what no reference points to; what lies deep or among thousands of files is not found.
enum WorkspaceWalk {
  private static let limit = 2000
  /// The size of the largest text that is looked at, in bytes, where a question does not say.
  static let largest = 1 << 18

  /// What is found in all files of the repository, in their order.
  ///
  /// - Parameters:
  ///   - question: what the answer is known by.
  ///   - isWanted: whether a file is looked at, by its name.
  ///   - most: the size of the largest text that is looked at, in bytes.
  static func gathered<Found: Sendable & Equatable>(
    _ question: String, in workspace: any Workspace, among isWanted: @escaping @Sendable (FileName) -> Bool,
    upTo most: Int = largest, _ find: @escaping @Sendable (_ path: String, _ source: SourceText) -> [Found]
  ) -> [Found] {
    workspace.gathered(question, among: { files(for: question, in: $0, among: isWanted) }) { path, source in
      source.bytes.count < most ? find(path, source) : []
    }
  }

  /// The same, where what is found in a file depends on others; for questions about few files.
  static func gathered<Found: Sendable & Equatable>(
    _ question: String, in workspace: any Workspace, among isWanted: @escaping @Sendable (FileName) -> Bool,
    upTo most: Int = largest,
    asking find: @escaping @Sendable (_ path: String, _ source: SourceText, _ workspace: any Workspace) -> [Found]
  ) -> [Found] {
    workspace.remembered(question) { workspace in
      files(for: question, in: workspace, among: isWanted).paths.flatMap { path in
        workspace.remembered("\(question), in \(path)") { workspace -> [Found] in
          guard let source = workspace.source(at: path), source.bytes.count < most else { return [] }
          return find(path, source, workspace)
        }
      }
    }
  }

  /// Whether any file of the repository is what is asked for.
  static func has(
    _ question: String, in workspace: any Workspace, among isWanted: @escaping @Sendable (FileName) -> Bool,
    upTo most: Int = largest, _ isOne: @escaping @Sendable (_ path: String, _ source: SourceText) -> Bool
  ) -> Bool {
    !gathered(question, in: workspace, among: isWanted, upTo: most) { isOne($0, $1) ? [$0] : [] }.isEmpty
  }

  /// The files of the repository that are wanted by their names.
  static func files(
    for question: String, in workspace: any Workspace, among isWanted: @escaping @Sendable (FileName) -> Bool
  ) -> SearchedFiles {
    workspace.remembered("the files for: " + question) { SearchedFiles(near(in: $0).lazy.filter(isWanted).map(\.path)) }
  }

  /// The files that a look through the repository meets; what is near the root comes first. It rests on no text, so that it
  /// stays when one changes.
  private static func near(in workspace: any Workspace) -> [FileName] {
    workspace.remembered("which files are near the root") { workspace in
      let described = workspace.own.files
      var folders = [workspace.deployment]
      var files: [FileName] = []
      var next = 0
      var seen = 0
      while next < folders.count, seen < limit {
        let folder = folders[next]
        next += 1
        for name in workspace.names(in: folder) {
          seen += 1
          guard seen < limit, !DependencyFolders.names.contains(name) else { continue }
          let path = folder.isEmpty ? name : folder + "/" + name
          switch workspace.kind(at: path) {
          case .directory
          where path.utf8.lazy.filter({ $0 == UInt8(ascii: "/") }).count < 6 && !workspace.isIgnored(path)
            && !workspace.isDeployment(path):
            folders.append(path)
          case .file where !described.contains(path) && !workspace.isExcluded(path): files.append(FileName(path: path))
          default: continue
          }
        }
      }
      return files
    }
  }

  /// Whether any file of the repository is about Ollama, by its name or its text.
  static func isAboutOllama(_ workspace: any Workspace) -> Bool {
    let named = files(for: "which names tell of Ollama", in: workspace) { name in
      name.lowercased.contains("ollama") || name.lowercased.hasPrefix("modelfile")
    }
    return !named.paths.isEmpty
      || has(
        "is it about Ollama", in: workspace,
        among: {
          $0.hasSuffix(".yml", ".yaml", ".json", ".service", ".container", ".sh", ".env", ".md", ".toml", ".conf")
        }
      ) { Relevance.isRelevant($1.bytes) }
  }
}
