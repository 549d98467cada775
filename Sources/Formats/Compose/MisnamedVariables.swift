import Syntax
import Vocabulary

/// A variable in `.env` that nothing reads, one letter off the one that the Compose file next to it fills in: `MODELS_DIR=` for
/// `${MODEL_DIR:-./cache}`. Compose uses the default and says nothing.
enum MisnamedVariables {
  static func facts(_ project: ComposeProject, in workspace: any Workspace) -> [Fact] {
    let file = project.file
    guard file.id.embedding.isEmpty, !file.id.isDocumentation,
      // What a service gets as a whole, it may read.
      !project.services.contains(where: { $0.value("env_file") != nil }),
      let path = Path.join(file.directory, ".env"), let source = workspace.source(at: path)
    else { return [] }
    let entries = DotenvParser.parse(source).entries
    let set = Set(entries.map(\.key))
    let named = names(in: file.tree.source)
    let open = named.subtracting(set)
    guard !open.isEmpty else { return [] }
    let own = Document(id: DocumentID(path), source: source)
    return entries.compactMap { entry in
      guard !named.contains(entry.key), !entry.key.hasPrefix("OLLAMA_"), !entry.key.hasPrefix("COMPOSE_"), isAboutModels(entry.key) else {
        return nil
      }
      let near = open.filter { isNear(entry.key, $0) }
      guard near.count == 1, let meant = near.first, !Mentions.areThere(of: entry.key, besides: own, in: workspace) else { return nil }
      return SettingFact.make(
        FactID(.key, own.id, [entry.key]), name: entry.key, value: nil, kind: "unread-variable", format: "dotenv", problem: .misspelt,
        counterpart: FileName(path: file.id.path).lowercased, corrected: meant, at: SourceRange(own.id, entry.keyRange))
    }
  }

  private static func isNear(_ name: String, _ other: String) -> Bool {
    name.utf8.count > 5 && Nearest.isOneLetterOff(name, from: other) && name.filter(\.isNumber) == other.filter(\.isNumber)
  }

  private static func isAboutModels(_ name: String) -> Bool {
    ["MODEL", "LLM", "OPENAI", "ANTHROPIC", "EMBED", "GGUF", "LLAMA", "GPU"].contains(where: name.uppercased().contains)
  }

  /// What the file fills in, in braces or without; `$$` is a dollar sign.
  private static func names(in source: SourceText) -> Set<String> {
    let parts = source.string(source.range).split(separator: "$", omittingEmptySubsequences: false)
    return Set(
      parts.dropFirst().map { part in
        String(part.drop { $0 == "{" }.prefix { $0 == "_" || $0.isASCII && ($0.isLetter || $0.isNumber) })
      }.filter { !$0.isEmpty })
  }
}
