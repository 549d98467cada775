import Syntax
import Vocabulary

/// Variables of the server in a script that only calls it: `export OLLAMA_MODELS=/data; ollama pull llama3`.
///
/// Ollama, `envconfig/config.go`: `ollama pull` and `ollama run` read OLLAMA_HOST and send a request; what the server is told
/// is read by `ollama serve`.
struct ClientScript: ShellReader {
  let script: ShellScript
  let document: Document

  /// The server downloads, not the command (ollama/ollama docs/faq.mdx, How do I use Ollama behind a proxy).
  private static let proxies: Set<String> = ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]

  var facts: [Fact] {
    guard !document.id.isDocumentation, document.id.embedding.isEmpty,
      !ShellFormat.isProfile(document.id.path), callsOnly
    else { return [] }
    let text = script.source.string(script.source.range)
    var seen: Set<String> = []
    return script.commands.flatMap { command -> [(assignment: ShellScript.Assignment, verb: String?)] in
      if let call = ProgramCall(command), call.isOllama(Self.verbs) {
        return command.assignments.map { ($0, call.arguments.first?.text) }
      }
      return command.words.first?.text == "export" ? command.assignments.map { ($0, nil) } : []
    }.compactMap { assignment, verb in
      let isProxy = verb.map(["pull", "run", "push", "create"].contains) == true && Self.proxies.contains(assignment.name)
      guard isServers(assignment.name) || isProxy, seen.insert(assignment.name).inserted,
        !text.contains("$" + assignment.name), !text.contains("${" + assignment.name)
      else { return nil }
      let at = document.at(assignment.range)
      return SettingFact.make(
        FactID(.key, document.id, ["client-side", assignment.name]), name: assignment.name,
        value: assignment.value.text, kind: "client-side", format: "shell", problem: .unreached,
        counterpart: verb.map { "ollama " + $0 }, at: at)
    }
  }

  private func isServers(_ name: String) -> Bool {
    ServerVariables.serverOnly.contains(name) || name == "OLLAMA_MODELS" || Self.drivers.contains(name)
  }

  /// Whether the script calls Ollama, and nothing in it may start or set up a server.
  private var callsOnly: Bool {
    let calls = script.commands.compactMap { ProgramCall($0) }
    guard calls.contains(where: { $0.isOllama(Self.verbs) }),
      !calls.contains(where: { $0.isOllama(["serve", "start"]) })
    else { return false }
    let text = script.source.string(script.source.range)
    // What passes its environment on, starts the server in a way of its own, or reads the variables itself.
    return !Self.starters.contains(where: text.contains)
  }
}
