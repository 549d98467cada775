import Knowledge
import Syntax
import Vocabulary

/// Addresses in `.env` that a service does not get: it has a value of its own under `environment`, where others are `${NAME}`.
///
/// Compose only fills in what its file names (compose-spec, 12-interpolation.md).
enum FixedVariables {
  static func facts(_ project: ComposeProject, in workspace: any Workspace) -> [Fact] {
    guard project.file.id.embedding.isEmpty, !project.file.id.isDocumentation,
      // What a service gets as a whole, or builds from here, may read the rest of the file.
      !project.services.contains(where: { $0.value("env_file") != nil || $0.value("build") != nil }),
      let path = Path.join(project.file.directory, ".env"), let source = workspace.source(at: path)
    else { return [] }
    let entries = DotenvParser.parse(source).entries.filter { isOfAnotherMachine($0.value) }
    guard !entries.isEmpty else { return [] }
    let file = project.file
    return project.services.flatMap { service -> [Fact] in
      let variables = ComposeEnvironment(service, in: workspace).variables
      guard variables.contains(where: { $0.document.path == path }) else { return [] }
      return entries.compactMap { entry in
        guard let own = variables.last(where: { $0.name == entry.key }), own.document == file.id, let value = own.value,
          value != entry.value, value.contains("://"), !file.tree.source.string(own.valueRange).contains("$"),
          // A service of the project is what the file is for.
          !project.services.contains(where: { $0.name == URLParts(value).host }),
          !Mentions.areThere(of: entry.key, besides: Document(id: file.id, source: file.tree.source), in: workspace, but: path)
        else { return nil }
        let document = DocumentID(path)
        var fact = SettingFact.make(
          FactID(.key, document, ["fixed", entry.key, service.name]), name: entry.key, value: entry.value, kind: "fixed-variable",
          format: "dotenv", problem: .unread, counterpart: service.name, expected: "${\(entry.key)}",
          at: SourceRange(document, entry.keyRange))
        fact.attributes[.consequence] = Sourced(
          .text(value), at: own.valueAt, because: [Reason("\(service.name) sets \(entry.key) to \(value)", at: own.valueAt)])
        return fact
      }
    }
  }

  /// An address of one's own that is right from inside a container, too; `localhost` is for what runs next to the containers.
  private static func isOfAnotherMachine(_ value: String?) -> Bool {
    guard let value, value.contains("://"), !value.contains("$"), LocalServer.isLocal(value) else { return false }
    let host = URLParts(value).host
    return !HostNames.isLoopback(host)
  }
}
