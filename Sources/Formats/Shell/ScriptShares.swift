import Syntax

/// What the containers that a script starts take from files of variables, which others may take as well.
enum ScriptShares {
  static func shares(of document: Document, in workspace: any Workspace) -> [Share] {
    guard !document.id.isDocumentation, document.source.bytes[...].contains(bytesOf: "--env-file") else { return [] }
    let script = ShellParser.parse(document.source)
    var read = 0
    return script.commands.enumerated().compactMap { index, command in
      guard read <= SyntaxLimits.variables, let run = DockerRun(command, in: script, holes: document.holes) else { return nil }
      let variables = run.all("--env-file").flatMap { option -> [Variable] in
        guard let file = option.value, let path = Path.join(document.directory, file), let source = workspace.source(at: path)
        else { return [] }
        return VariableFile(at: path, source, by: run.engine == .podman ? .podman : .docker).variables
      }
      guard !variables.isEmpty else { return nil }
      read += variables.count
      return Share(
        document: document.id, address: ["run", String(index)],
        values: variables.map { Share.variable + "\($0.name)=\($0.value ?? "")" },
        name: run.last("--name")?.value ?? run.imageText)
    }
  }
}
