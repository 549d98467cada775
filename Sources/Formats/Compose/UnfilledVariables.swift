import Syntax
import Vocabulary

/// Addresses that come from a variable whose value is only in `.env.local`, or another file that people keep for one computer.
///
/// Compose fills in `${NAME}` from the shell and from `.env` alone (compose-spec, 12-interpolation.md); what is left becomes
/// an empty text, and under `environment` that also hides what an `env_file` says.
enum UnfilledVariables {
  static func facts(_ project: ComposeProject, in workspace: any Workspace) -> [Fact] {
    guard project.file.id.embedding.isEmpty, !project.file.id.isDocumentation else { return [] }
    let models = modelsOfNobody(project, in: workspace) + modelsOfTheContainer(project, in: workspace) + emptied(project, in: workspace)
    let found = files(beside: project.file, in: workspace)
    guard !found.isEmpty else { return models }
    var seen: Set<String> = []
    return models
      + project.services.flatMap { service in
        ComposeEnvironment(service, in: workspace).variables.compactMap { variable -> Fact? in
          guard variable.document == project.file.id, variable.value?.isEmpty ?? true,
            let name = name(in: project.file.tree.source.string(variable.valueRange)),
            project.file.interpolation.variables[name] == nil,
            let file = found.first(where: { $0.addresses.contains(name) }),
            !isGiven(file.name, with: project.file, in: workspace), seen.insert(name).inserted
          else { return nil }
          return SettingFact.make(
            FactID(.key, project.file.id, ["unfilled", service.name, name]), name: name, value: nil,
            kind: "compose", format: "Compose", problem: .empty, counterpart: file.name, at: variable.valueAt)
        }
      }
  }

  /// `OLLAMA_BASE_URL: ${OLLAMA_BASE_URL:-}` next to an `env_file` that sets it: the braces are filled from the shell and from `.env`
  /// alone, and `environment` takes precedence.
  private static func emptied(_ project: ComposeProject, in workspace: any Workspace) -> [Fact] {
    project.services.flatMap { service -> [Fact] in
      let files = files(of: service, in: workspace) { FileName(path: $0).lowercased != ".env" }
      guard !files.isEmpty else { return [] }
      return ComposeEnvironment(service, in: workspace).variables.compactMap { variable in
        guard variable.document == project.file.id, variable.value?.isEmpty ?? true, isAboutModels(variable.name),
          let name = name(in: project.file.tree.source.string(variable.valueRange)),
          project.file.interpolation.variables[name] == nil,
          let file = files.last(where: { $0.variables.contains { $0.name == variable.name && $0.value?.isEmpty == false } }),
          !isGiven(file.name, with: project.file, in: workspace)
        else { return nil }
        return SettingFact.make(
          FactID(.key, project.file.id, ["emptied", service.name, variable.name]), name: variable.name, value: nil,
          kind: "compose", format: "Compose", problem: .empty, consequence: "environment takes precedence over env_file",
          counterpart: file.name, at: variable.valueAt)
      }
    }
  }

  private static func isAboutModels(_ name: String) -> Bool {
    ["OLLAMA", "OPENAI", "LLM", "MODEL", "ANTHROPIC", "EMBED"].contains(where: name.uppercased().contains)
  }

  /// `--model /models/${MODEL_NAME}` of an engine, where there is an `.env` and nothing here names the variable but this file.
  private static func modelsOfNobody(_ project: ComposeProject, in workspace: any Workspace) -> [Fact] {
    let directory = project.file.directory
    guard let dotenv = Path.join(directory, ".env"), workspace.kind(at: dotenv) == .file else { return [] }
    var seen: Set<String> = []
    return project.services.flatMap { service -> [Fact] in
      guard let image = service.value("image")?.raw.map(ImageName.withoutVariables),
        let engine = EngineImage.of(ImageName(image)), let command = service.value("command"),
        command.layer.file.id == project.file.id
      else { return [] }
      let options = Set(engine.modelOptions + modelOptions)
      let words = ComposeContainer.words(command)
      return words.indices.compactMap { index -> Fact? in
        let isModel = index > 0 && options.contains(words[index - 1].raw) || options.contains { words[index].raw.hasPrefix($0 + "=") }
        guard isModel, let name = open(words[index].raw), project.file.interpolation.variables[name] == nil,
          !Mentions.areThere(of: name, besides: Document(id: project.file.id, source: project.file.tree.source), in: workspace),
          seen.insert(name).inserted
        else { return nil }
        return SettingFact.make(
          FactID(.key, project.file.id, ["unfilled", service.name, name]), name: name, value: words[index].raw,
          kind: "compose", format: "Compose", problem: .unresolved, at: words[index].at)
      }
    }
  }

  /// `--model ${MODEL_NAME}` with the variable in a file of `env_file` alone, which the container gets and Compose does not read.
  private static func modelsOfTheContainer(_ project: ComposeProject, in workspace: any Workspace) -> [Fact] {
    let dotenv = Path.join(project.file.directory, ".env")
    return project.services.flatMap { service -> [Fact] in
      guard let image = service.value("image")?.raw.map(ImageName.withoutVariables),
        let engine = EngineImage.of(ImageName(image)), let command = service.value("command"),
        command.layer.file.id == project.file.id
      else { return [] }
      // Who starts Compose above a folder may have its own there.
      let files = files(of: service, in: workspace) { path in
        !path.hasPrefix("..") && !path.hasPrefix("/") && Path.join(project.file.directory, path) != dotenv
      }
      guard !files.isEmpty else { return [] }
      let options = Set(engine.modelOptions + modelOptions)
      let words = ComposeContainer.words(command)
      return words.indices.compactMap { index -> Fact? in
        let isModel = index > 0 && options.contains(words[index - 1].raw) || options.contains { words[index].raw.hasPrefix($0 + "=") }
        guard isModel, let name = open(words[index].raw), project.file.interpolation.variables[name] == nil,
          let file = files.last(where: { $0.variables.contains { $0.name == name && $0.value?.isEmpty == false } }),
          !isGiven(file.name, with: project.file, in: workspace)
        else { return nil }
        return SettingFact.make(
          FactID(.key, project.file.id, ["unfilled", service.name, name]), name: name, value: nil,
          kind: "compose", format: "Compose", problem: .empty, counterpart: file.name, at: words[index].at)
      }
    }
  }

  /// The files that `env_file` of a service names, as far as they are wanted, and what is in them.
  private static func files(of service: ComposeService, in workspace: any Workspace, where isWanted: (String) -> Bool)
    -> [(name: String, variables: [Variable])]
  {
    service.items("env_file").prefix(16).compactMap { item in
      guard let path = (item.node.entries != nil ? item.value("path") : item)?.text, isWanted(path),
        let file = Path.join(item.layer.file.directory, path), let source = workspace.source(at: file)
      else { return nil }
      return (path, VariableFile(at: file, source, by: .compose).variables)
    }
  }

  private static let modelOptions = ["-m", "--model", "--model-id", "--model-path"]

  /// The only variable of a text, where it has no default.
  private static func open(_ text: String) -> String? {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 2, let last = parts.last else { return nil }
    let isBraced = last.first == "{"
    let name = last.dropFirst(isBraced ? 1 : 0).prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
    guard !name.isEmpty, !isBraced || last.dropFirst(1 + name.count).first == "}" else { return nil }
    return String(name)
  }

  /// Files of variables that Compose does not read by itself, and the variables in them that are addresses of one's own servers.
  private static func files(beside file: ComposeFile, in workspace: any Workspace)
    -> [(name: String, addresses: Set<String>)]
  {
    workspace.names(in: file.directory).compactMap { name in
      let path = FileName(path: name)
      // Others (`.env.production`, `.env.docker`) are copied to `.env` where the containers run.
      guard path.lowercased.hasPrefix(".env."), path.hasSuffix(".local"),
        let source = Path.join(file.directory, name).flatMap(workspace.source)
      else { return nil }
      let entries = DotenvParser.parse(source).entries.filter { $0.value.map(LocalServer.isLocal) ?? false }
      return entries.isEmpty ? nil : (name, Set(entries.map(\.key)))
    }
  }

  /// The variable that a value is and nothing else, with no default but an empty one.
  static func name(in text: String) -> String? {
    var name = text.drop { $0 == "\"" || $0 == "'" }
    guard name.popFirst() == "$" else { return nil }
    name = name.drop { $0 == "{" }
    let found = name.prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
    let rest = name.dropFirst(found.count).filter { $0 != "\"" && $0 != "'" }
    return !found.isEmpty && ["", "}", ":-}", "-}"].contains(rest) ? String(found) : nil
  }

  /// Whether somebody hands the file to Compose, or to the shell that starts it.
  private static func isGiven(_ name: String, with file: ComposeFile, in workspace: any Workspace) -> Bool {
    let document = Document(id: file.id, source: file.tree.source)
    return ["--env-file", "COMPOSE_ENV_FILES", "source \(name)", ". \(name)", "/\(name)", "include \(name)", "dotenv -e"]
      .contains { Mentions.areThere(of: $0, besides: document, in: workspace) }
  }
}
