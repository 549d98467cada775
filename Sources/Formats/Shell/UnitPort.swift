import Syntax
import Vocabulary

/// Commands of Ollama's own program in a script that starts the service of the repository's unit, which listens on another
/// port than the one they ask.
///
/// The command line asks OLLAMA_HOST of its own environment, else 127.0.0.1:11434 (ollama/ollama `envconfig/config.go`, Host);
/// what a unit sets reaches the service alone (`man systemd.exec`).
struct UnitPort {
  let script: ShellScript
  let document: Document
  let workspace: any Workspace

  var facts: [Fact] {
    guard !document.id.isDocumentation, !ShellFormat.isProfile(document.id.path),
      let start = script.commands.firstIndex(where: HostServer.startsService),
      !script.commands.contains(where: \.startsOllama), !mayKnowTheAddress,
      let use = script.commands[(start + 1)...].first(where: {
        ProgramCall($0)?.isOllama(["pull", "run", "list", "ls", "ps", "create", "show", "rm", "cp"]) == true
      }),
      let verb = ProgramCall(use)?.arguments.first?.text, let (path, port) = unit
    else { return [] }
    return [
      SettingFact.make(
        ["unit-port"], name: "ollama \(verb)", kind: "unit-port", format: "shell", problem: .stalePort,
        counterpart: path, expected: String(port), at: document.at(use.range))
    ]
  }

  /// Whether the script sets OLLAMA_HOST, reads a file that may, or writes a unit or a drop-in of its own.
  private var mayKnowTheAddress: Bool {
    script.commands.contains { command in
      command.assignments.contains { $0.name == "OLLAMA_HOST" }
        || ["source", "."].contains(command.words.first?.text ?? "")
    } || ["OLLAMA_HOST", "ollama.service.d"].contains(where: script.source.string(script.source.range).contains)
  }

  /// The only unit of Ollama's in the repository, and the port that it listens on, where that is not the usual one.
  private var unit: (path: String, port: Int)? {
    let found = WorkspaceWalk.gathered(
      "which units of Ollama have which port", in: workspace, among: { $0.lowercased == "ollama.service" },
      asking: { path, source, workspace -> [UnitPlaceAndPort] in
        let unit = Document(id: DocumentID(path), source: source)
        let server = SystemdFormat.read(unit, in: workspace).facts.first { $0.subject == .server }
        return [UnitPlaceAndPort(path: path, port: server?.integer(.port))]
      })
    guard found.count == 1, let port = found[0].port, port != EndpointPorts.ollama else { return nil }
    return (found[0].path, port)
  }
}

private struct UnitPlaceAndPort: Sendable, Equatable {
  let path: String
  let port: Int?
}
