import Formats
import Syntax
import Vocabulary

/// How an analysis reads a file.
extension Analysis {
  /// What a file says, if it may concern a local model.
  static func reading(
    of file: Discovery.Found, in workspace: DiskWorkspace, _ setting: Setting
  ) -> FileReading {
    guard let bytes = workspace.discovered(file.path) else {
      let problem = file.hint == .certain ? unread(file.path, setting.root) : nil
      return problem.map { FileReading(problem: $0, dependencies: .none) } ?? .empty
    }
    guard
      file.hint == .certain || Relevance.isRelevant(bytes, in: FileName(path: file.path))
        || TextDecoding.utf16(bytes) != nil
    else { return .empty }
    workspace.keep(bytes, at: file.path)
    let view = ReadingWorkspace(workspace, of: file.path)
    let documents = DocumentReader.read(file.path, bytes: bytes, in: view, formats: setting.formats)
    return FileReading(documents: documents, bytes: bytes, dependencies: view.dependencies)
  }

  private static func unread(_ path: String, _ root: String) -> Problem? {
    let at = SourceRange(DocumentID(path), TextRange(at: 0))
    do {
      let read = try FileSystem.read(root + "/" + path, limit: SyntaxLimits.bytes + 1)
      guard read.bytes.count > SyntaxLimits.bytes else { return nil }
      return Problem(
        rule: "io/too-large", at: at,
        message:
          "the file is \(read.status.size >> 20) MiB; files above \(SyntaxLimits.bytes >> 20) MiB are not read"
      )
    } catch {
      return Problem(rule: "io/unreadable", at: at, message: "the file cannot be read: \(error.reason)")
    }
  }
}
