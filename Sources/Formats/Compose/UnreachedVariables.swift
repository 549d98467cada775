import Syntax
import Vocabulary

/// Variables for an Ollama server in `.env` that never reach its container.
///
/// Compose reads the `.env` next to it only to fill in `${NAME}` in its own files; a service gets such a
/// variable by `env_file`, or by naming it under `environment`.
enum UnreachedVariables {
  static func facts(
    _ project: ComposeProject, servers: [ComposeService], in workspace: any Workspace
  ) -> [Fact] {
    guard let server = servers.first, servers.count == 1, project.file.id.embedding.isEmpty,
      let path = Path.join(project.file.directory, ".env"), let source = workspace.source(at: path)
    else { return [] }
    // A line that says nothing, or is misread, is reported as that alone.
    let file = DotenvParser.parse(source)
    let entries = file.entries.filter { entry in
      ServerVariables.serverOnly.contains(entry.key) && entry.value?.isEmpty != true
        && !file.slips.contains { $0.key == entry.key }
    }
    guard !entries.isEmpty, !mayBeRead(project, server) else { return [] }
    let texts = neighbours(of: project.file, in: workspace)
    // Whoever reads the whole file, reads these too.
    guard
      !texts.contains(where: { $0.contains("env_file") || $0.contains("env-file") || $0.contains(".env") })
    else { return [] }
    // `extends` may bring them from another directory.
    let environment = ComposeEnvironment(server, in: workspace)
    guard !environment.isIncomplete else { return [] }
    let id = FactID(.server, project.file.id, ["services", server.name])
    return entries.compactMap { entry in
      guard !texts.contains(where: { $0.contains(entry.key) }),
        !environment.variables.contains(where: { $0.name == entry.key })
      else { return nil }
      return fact(entry, DocumentID(path), id, server)
    }
  }

  /// Whether a program of the user's own, which could read the file itself, is started next to the server.
  private static func mayBeRead(_ project: ComposeProject, _ server: ComposeService) -> Bool {
    project.services.contains { service in
      service.value("build") != nil || service.value("env_file") != nil
        || service.items("volumes").contains { item in
          let source = item.node.entries != nil ? item.value("source")?.raw : item.raw
          return source.map { $0 == "." || $0 == "./" || $0.hasPrefix(".:") || $0.hasPrefix("./:") } ?? true
        }
    }
  }

  /// The texts of other files in the directory that could pass a variable on.
  private static func neighbours(of file: ComposeFile, in workspace: any Workspace) -> [String] {
    let directory = file.directory
    return workspace.remembered("what could pass a variable on in \(directory)") { workspace in
      let names = workspace.names(in: directory).filter { name in
        let lower = name.lowercased()
        return endings.contains { lower.hasSuffix($0) }
          || ["makefile", "justfile", ".envrc"].contains(lower) || lower.hasPrefix("dockerfile")
      }
      return names.prefix(64).compactMap { Path.join(directory, $0) }
        .filter { workspace.kind(at: $0) == .file }
        .compactMap { path in workspace.source(at: path).map { $0.string($0.range) } }
    }
  }

  private static func fact(
    _ entry: EnvironmentFile.Entry, _ document: DocumentID, _ id: FactID, _ server: ComposeService
  ) -> Fact {
    func at(_ range: TextRange) -> SourceRange { SourceRange(document, range) }
    var fact = Fact(
      FactID(.key, document, [entry.key]), at: at(entry.range), related: [.owner: id, .server: id])
    fact.write(.name, .text(entry.key), at: at(entry.keyRange))
    fact.infer(.kind, .text("variable"))
    fact.infer(.format, .text("dotenv"))
    fact.write(.status, .known, at: at(entry.keyRange))
    fact.write(
      .value, entry.value.map(Value.text), at: at(entry.valueRange.isEmpty ? entry.range : entry.valueRange))
    let reason = Reason("\(server.name) uses neither this file nor the variable", at: server.nameRange)
    fact.attributes[.problem] = Sourced(.text("unreached"), at: at(entry.keyRange), because: [reason])
    return fact
  }
}
