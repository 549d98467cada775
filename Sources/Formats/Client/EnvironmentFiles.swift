import Syntax

/// The `.env` files that programs read by themselves.
enum EnvironmentFiles {
  /// What a variable is set to, in the file next to a document or at the root of the repository; the nearest counts.
  static func value(of name: String, beside document: Document, in workspace: any Workspace) -> String? {
    guard document.id.embedding.isEmpty else { return nil }
    for directory in [document.directory, ""] {
      guard let path = Path.join(directory, ".env"), let source = workspace.source(at: path) else { continue }
      let entry = DotenvParser.parse(source).entries.last { $0.key == name }
      if let value = entry?.value { return value }
    }
    return nil
  }
}
