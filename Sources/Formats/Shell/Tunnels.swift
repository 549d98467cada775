import Syntax
import Vocabulary

/// A program that brings requests from the internet to a port of this computer: one row of `Catalogue/programs.yaml`.
struct Tunnel: Sendable {
  let program: String
  let verb: String
  /// Options that give requests another host name.
  let options: [String]
  /// What to add for Ollama.
  let addition: String
}

/// Tunnels to Ollama's own port that pass on the public host name, which a server on loopback refuses (ollama/ollama
/// `server/routes.go`, allowedHostsMiddleware; `docs/faq.mdx`, How can I use Ollama with ngrok).
struct Tunnels {
  let script: ShellScript
  let document: Document

  func facts(in workspace: any Workspace) -> [Fact] {
    guard !document.id.isDocumentation, !script.source.string(script.source.range).contains("OLLAMA_HOST") else { return [] }
    let found = self.found
    // Where it is set, the server most likely listens beyond loopback.
    guard !found.isEmpty, !Mentions.areThere(of: "OLLAMA_HOST", besides: document, in: workspace) else { return [] }
    return found.enumerated().map { index, found in
      SettingFact.make(
        ["tunnel", String(index)], name: found.row.program, value: script.source.string(found.range), kind: "tunnel",
        format: "shell", problem: .remote, corrected: found.row.addition, at: document.at(found.range))
    }
  }

  private var found: [(row: Tunnel, range: TextRange, verb: TextRange)] {
    script.commands.compactMap { command in
      guard let call = ProgramCall(command), let row = Tunnel.all.first(where: { $0.program == call.name }),
        let verb = call.arguments.first, verb.text == row.verb, let last = call.arguments.last,
        !call.arguments.contains(where: { $0.text == nil })
      else { return nil }
      let words = call.arguments.compactMap(\.text)
      let isOllamas = words.contains { word in
        ["\(EndpointPorts.ollama)", "localhost:\(EndpointPorts.ollama)", "127.0.0.1:\(EndpointPorts.ollama)"].contains { address in
          word == address || word == "http://" + address || word.hasSuffix("=http://" + address)
        }
      }
      guard isOllamas, !words.contains(where: { word in row.options.contains(where: word.hasPrefix) }) else { return nil }
      return (row, call.word.range.union(last.range), verb.range)
    }
  }

  func edits(for change: Change) -> [Edit]? {
    guard case .set(.value, .text(let text)) = change.action, let index = change.fact.address.last.flatMap({ Int($0) }),
      found.indices.contains(index)
    else { return nil }
    return [.insert(" " + text, at: found[index].verb.end)]
  }
}
