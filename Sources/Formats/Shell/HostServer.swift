import Syntax
import Vocabulary

/// A script that uses Ollama of the host in a straight line: a server by hand next to the service, or a pull where Homebrew's
/// formula was installed and nothing starts it.
///
/// Sources: Ollama `scripts/install.sh` (a service of systemd), `cmd/cmd.go` (serve listens on OLLAMA_HOST); Homebrew, `brew
/// services` (a formula's service is not started by installing it), Formula/o/ollama.rb.
struct HostServer: ShellReader {
  let script: ShellScript
  let document: Document

  var facts: [Fact] {
    guard !document.id.isDocumentation, !ShellFormat.isProfile(document.id.path),
      !WindowsScriptFormat.isNamed(FileName(path: document.id.path))
    else { return [] }
    return [secondServer, withoutServer].compactMap { $0 }
  }

  /// `systemctl restart ollama`, then `ollama serve`.
  private var secondServer: Fact? {
    guard let first = script.commands.firstIndex(where: Self.startsService),
      let second = script.commands[(first + 1)...].firstIndex(where: \.startsOllama)
    else { return nil }
    let (start, serve) = (script.commands[first], script.commands[second])
    let between = script.source.string(TextRange(start.range.start, serve.range.start))
    // What depends on a condition, stops the service first or listens elsewhere is another matter.
    let words = Set(between.split { !($0.isLetter || $0.isNumber || "|_{}".contains($0)) }.map(String.init))
    guard words.isDisjoint(with: Self.turns), serve.assignments.isEmpty, !between.contains("OLLAMA_HOST") else { return nil }
    return fact(.conflict, "ollama serve", serve.range)
  }

  /// `systemctl start ollama`, `service ollama restart`, `systemctl enable --now ollama`.
  static func startsService(_ command: ShellScript.Command) -> Bool {
    guard let call = ProgramCall(command), ["systemctl", "service"].contains(call.name) else { return false }
    let words = call.arguments.compactMap(\.text)
    return words.contains { $0 == "ollama" || $0 == "ollama.service" } && !words.contains("--user")
      && (words.contains { ["start", "restart"].contains($0) } || words.contains("enable") && words.contains("--now"))
  }

  /// `brew install ollama`, then `ollama pull`.
  private var withoutServer: Fact? {
    guard document.id.embedding.isEmpty else { return nil }
    let text = script.source.string(script.source.range)
    guard !Self.servers.contains(where: text.contains),
      let install = script.commands.firstIndex(where: { command in
        let words = command.words.compactMap(\.text)
        return words.first?.split(separator: "/").last == "brew" && words.contains("install") && words.contains("ollama")
          && !words.contains("--cask")
      }),
      let use = script.commands[(install + 1)...].first(where: {
        ProgramCall($0)?.isOllama(["pull", "run", "list", "create", "show"]) == true
      })
    else { return nil }
    let verb = ProgramCall(use)?.arguments.first?.text ?? "pull"
    return fact(.unresolved, "ollama \(verb)", use.range)
  }

  private func fact(_ problem: ValueFault, _ name: String, _ range: TextRange) -> Fact {
    SettingFact.make(
      ["host-server", problem.rawValue], name: name, kind: "host-server", format: "shell", problem: problem,
      at: document.at(range))
  }
}
