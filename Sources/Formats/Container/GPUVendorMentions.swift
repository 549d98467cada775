import Syntax
import Vocabulary

/// Whose GPU a file is about, by the words around it.
enum GPUVendorMentions {
  private static let words: [(word: String, vendor: String)] = [
    ("nvidia", "nvidia"), ("cuda", "nvidia"), ("geforce", "nvidia"), ("rtx", "nvidia"), ("rocm", "amd"),
    ("radeon", "amd"), ("amd gpu", "amd"), ("amdgpu", "amd"), ("/dev/kfd", "amd"), ("intel arc", "intel"),
    ("intel gpu", "intel"), ("ipex", "intel"),
  ]

  /// The one vendor that the comments, the README next to the file and its folder mention.
  static func only(_ comments: [TextRange], of document: Document, in workspace: any Workspace) -> String? {
    var text = document.id.path.lowercased()
    for comment in comments {
      guard text.utf8.count + comment.length < Readme.limit else { return nil }
      let line = document.source.string(comment).lowercased()
      if !isCommentedOut(line), !elsewhere.contains(where: { line.contains($0) }) { text += "\n" + line }
    }
    var found = vendors(in: text)
    if !document.id.isDocumentation {
      let directory = Path.directory(of: document.id.path)
      found.formUnion(readme(in: directory, of: workspace))
      found.formUnion(neighbours(of: document.id.path, in: directory, of: workspace))
      // A script in a folder of its own is for the deployment above it.
      if found.isEmpty, !directory.isEmpty {
        found = neighbours(of: document.id.path, in: Path.directory(of: directory), of: workspace)
      }
    }
    return found.count == 1 ? found.first : nil
  }

  /// Whether a comment is a line of the file that is switched off: an offer for other machines, which says nothing of
  /// this one.
  private static func isCommentedOut(_ comment: String) -> Bool {
    let line = comment.drop { $0 == "#" || $0 == ";" || $0 == "/" || $0.isWhitespace }
    if line.hasPrefix("- ") || line.hasPrefix("-e ") || line.hasPrefix("--") { return true }
    let word = line.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }
    let rest = line[word.endIndex...]
    return rest.hasPrefix("=") || rest == ":"
      || ["image", "runtime", "driver"].contains(word) && rest.hasPrefix(":")
      || word.contains("_") && rest.hasPrefix(":")
  }

  private static func readme(in directory: String, of workspace: any Workspace) -> Set<String> {
    workspace.remembered("gpu vendors in the README of " + directory) { workspace in
      Readme.text(in: directory, of: workspace).map {
        vendors(in: String(decoding: $0.source.bytes, as: UTF8.self).lowercased())
      } ?? []
    }
  }

  /// Whose GPUs the Compose files next to a file pass to containers.
  private static func neighbours(of path: String, in directory: String, of workspace: any Workspace)
    -> Set<String>
  {
    let passed = workspace.remembered("gpu vendors in the Compose files of " + directory) {
      workspace -> [String: Set<String>] in
      var passed: [String: Set<String>] = [:]
      for path in ComposeProject.paths(in: directory, of: workspace).prefix(16) {
        guard let source = workspace.source(at: path), source.bytes.count < Readme.limit else { continue }
        let text = source.string(source.range).lowercased()
        var found: Set<String> = []
        if text.contains("/dev/kfd") || text.contains("ollama:rocm") { found.insert("amd") }
        if text.contains("nvidia") || text.contains("gpus:") { found.insert("nvidia") }
        if !found.isEmpty { passed[path] = found }
      }
      return passed
    }
    return passed.reduce(into: []) { if $1.key != path { $0.formUnion($1.value) } }
  }

  private static func vendors(in text: String) -> Set<String> {
    Set(words.filter { text.contains($0.word) }.map(\.vendor))
  }
}

/// The README of a folder.
enum Readme {
  /// Prose of more than this is not looked at.
  static let limit = 1 << 17

  static func text(in directory: String, of workspace: any Workspace) -> (id: DocumentID, source: SourceText)? {
    let names = ["readme.md", "readme.markdown", "readme.txt", "readme"]
    guard let name = workspace.names(in: directory).first(where: { names.contains($0.lowercased()) }) else {
      return nil
    }
    let path = directory.isEmpty ? name : directory + "/" + name
    return workspace.source(at: path).flatMap { $0.bytes.count <= limit ? (DocumentID(path), $0) : nil }
  }
}
