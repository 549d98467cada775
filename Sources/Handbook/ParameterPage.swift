import ClientDescription
import Diagnostics
import Knowledge
import Wording

/// A parameter of a Modelfile, or a name that people mistake for one.
enum ParameterPage {
  static func page(_ name: String) -> Page? {
    guard let parameter = OllamaParameter.named(name) else { return nil }
    switch parameter.standing {
    case .read: break
    case .deprecated: return other(name, "Deprecated: Ollama warns and ignores it.")
    case .removed:
      return other(name, "Removed from Ollama: `ollama create` fails with \"unknown parameter\".")
    case .invented(nil) where Meanings.requests[name] != nil || OllamaVariable.named(serverName(name)) != nil:
      return elsewhere(name)
    case .invented(let instead):
      return other(
        name, "Not an Ollama parameter: `ollama create` fails with \"unknown parameter\".", instead: instead
      )
    }
    guard let meaning = Meanings.parameters[name] else { return nil }
    var page = Page(.parameter, name, summary: meaning)
    page.add("", .facts([.init("type", type(parameter.kind))] + range(parameter)))
    let example = examples[name] ?? "1"
    page.add(
      "Where to set it",
      .facts([
        .init("Modelfile", "PARAMETER \(name) \(example)"),
        .init(
          "API",
          "\"options\": {\"\(name)\": \(quoted(example, parameter.kind))} in /api/chat and /api/generate"),
        .init("ollama run", "/set parameter \(name) \(example)"),
        .init("/v1 API", "not possible: OpenAI-compatible requests have no options"),
      ]))
    page.add(
      "Related rules",
      WatchingRules.content(
        mentioning: name, and: ["model/bad-parameter-value", "model/duplicate-parameter"]))
    // The longest part, a hundred programs.
    if name == "num_ctx" { addClients(to: &page) }
    page.add(
      "Sources",
      .list([
        "ollama/ollama api/types.go, parser/parser.go, August 2026", "https://docs.ollama.com/modelfile",
      ]))
    return page
  }

  private static func other(_ name: String, _ summary: String, instead: String? = nil) -> Page {
    var page = Page(.parameter, name, summary: summary)
    if let instead { page.add("", .prose(["Use \(instead) instead (ollama-lint explain \(instead))."])) }
    page.add(
      "Related rules",
      WatchingRules.content(named: ["model/deprecated-parameter", "model/unknown-parameter"]))
    return page
  }

  private static func serverName(_ name: String) -> String { "OLLAMA_" + name.uppercased() }

  /// What a request or the server's environment sets, and a Modelfile cannot.
  private static func elsewhere(_ name: String) -> Page {
    let variable = serverName(name)
    let meaning = Meanings.requests[name] ?? "Set on the server, for all models."
    var page = Page(.parameter, name, summary: meaning)
    var places = [
      Page.Fact("Modelfile", "not possible: `ollama create` fails with \"unknown parameter\"")
    ]
    if Meanings.requests[name] != nil {
      places.append(
        .init("API", "\"\(name)\" next to \"model\" in /api/chat and /api/generate, not in \"options\""))
    }
    if OllamaVariable.named(variable) != nil {
      places.append(.init("server", "\(variable) (ollama-lint explain \(variable))"))
    }
    page.add("Where to set it", .facts(places))
    page.add("Related rules", WatchingRules.content(named: ["model/unknown-parameter"]))
    return page
  }

  private static func type(_ kind: OllamaParameter.Kind) -> String {
    switch kind {
    case .integer: "whole number"
    case .float: "number"
    case .boolean: "true or false"
    case .text: "text"
    }
  }

  private static func range(_ parameter: OllamaParameter) -> [Page.Fact] {
    guard let range = parameter.range else { return [] }
    // The upper end that only stands for "any".
    let text =
      range.upperBound >= 1e9
      ? "\(Wording.number(range.lowerBound)) or more"
      : "\(Wording.number(range.lowerBound)) to \(Wording.number(range.upperBound))"
    return [.init("useful values", text)]
  }

  private static func quoted(_ example: String, _ kind: OllamaParameter.Kind) -> String {
    kind == .text ? "[\"\(example)\"]" : example
  }

  /// Who requests a context, and whose requests leave it to the server.
  private static func addClients(to page: inout Page) {
    var sending: [(client: ClientDescription, key: String)] = []
    var silent: [(client: ClientDescription, key: String)] = []
    for client in Handbook.programs.sorted(by: { $0.name < $1.name }) {
      let uses = client.servers.compactMap(\.models?.use) + client.choices.compactMap(\.use)
      guard !uses.isEmpty, client.models.isEmpty else { continue }
      if let use = uses.first(where: \.sendsContext) {
        let key = (use.contextWritten ?? use.context.first).map { " (\($0.shown))" } ?? ""
        sending.append((client, key))
      } else {
        silent.append((client, ""))
      }
    }
    // Two settings files of one program may differ in this.
    let both = Set(sending.map(\.client.name)).intersection(silent.map(\.client.name))
    func unique(_ found: [(client: ClientDescription, key: String)]) -> [String] {
      var seen: Set<String> = []
      return found.map { client, key in
        client.name + (both.contains(client.name) ? " [\(client.id)]" : "") + key
      }.filter { seen.insert($0).inserted }
    }
    page.add(
      "Clients",
      .facts([
        .init("send it", Wording.list(unique(sending))),
        .init("cannot", Wording.list(unique(silent)) + ": set it on the server"),
      ]))
  }
}
