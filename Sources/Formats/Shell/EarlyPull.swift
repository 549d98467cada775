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
    return [early, end(server), server.waitsForOtherPort.map { fact(.stalePort, $0.port, $0.range) }, failing(server)]
      .compactMap { $0 }
  }

  /// `set -e`: where the library cannot be reached, the pull takes the server with it.
  private func failing(_ server: BackgroundServer) -> Fact? {
    guard isEntryPoint, stopsAtFailures, let pull = server.unguardedPull else { return nil }
    return fact(.conflict, "ollama pull", pull)
  }

  /// `set -e`, `set -euo pipefail`; a later `set +e` takes it back.
  private var stopsAtFailures: Bool {
    let sets = script.commands.filter { $0.words.first?.text == "set" }.flatMap { $0.words.dropFirst().compactMap(\.text) }
    return sets.contains { $0.hasPrefix("-") && $0.contains("e") || $0 == "errexit" } && !sets.contains { $0.hasPrefix("+") }
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
