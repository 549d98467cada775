import Syntax
import Vocabulary

/// A script that starts a server in the background and uses it in the next line.
struct EarlyPull: ShellReader {
  let script: ShellScript
  let document: Document

  var facts: [Fact] {
    guard !document.id.isDocumentation else { return [] }
    if let blocked = BlockingServer(script) { return [fact(.unreached, blocked.name, blocked.range)] }
    if isEntryPoint, let early = ClientBeforeServer(script) { return [fact(.unreachable, early.name, early.range)] }
    guard let server = BackgroundServer(script) else { return [] }
    let early = server.tooEarly.map { fact(.tooEarly, $0.name, $0.range) }
    return [early, end(server)].compactMap { $0 }
  }

  /// What a container starts ends with its last line, and the server with it.
  private func end(_ server: BackgroundServer) -> Fact? {
    guard isEntryPoint, let end = server.end else { return nil }
    return fact(.endsEarly, "wait", end)
  }

  /// Whether the script is what a container is started with.
  private var isEntryPoint: Bool { FileName(path: document.id.path).lowercased.contains("entry") && document.id.embedding.isEmpty }

  private func fact(_ problem: ValueFault, _ name: String, _ range: TextRange) -> Fact {
    SettingFact.make(
      [problem.rawValue, script.ordinal(at: range.start)], name: name, value: script.source.string(range),
      kind: "command", format: "shell", problem: problem, at: document.at(range))
  }
}
