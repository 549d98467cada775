import Diagnostics
import Knowledge

/// An environment variable of the server, or a name that people mistake for one.
enum VariablePage {
  static func page(_ name: String) -> Page? {
    guard let variable = OllamaVariable.named(name) else { return nil }
    switch variable.standing {
    case .removed(let version): return other(name, "No longer read since Ollama \(version).", nil)
    case .invented(let instead):
      return other(name, "Not an Ollama variable: the server ignores it.", instead)
    case .foreign(let program):
      return other(name, Meanings.keys[name] ?? "Read by \(program), not by the Ollama server.", nil)
    case .elsewhere: return other(name, "Read by the installer or the command line, not by the server.", nil)
    case .read: break
    }
    guard let meaning = Meanings.variables[name] else { return nil }
    var page = Page(.variable, name, summary: meaning)
    var facts = [Page.Fact("value", grammar(variable.grammar))]
    if let since = variable.since { facts.append(.init("since", "Ollama \(since)")) }
    if let until = variable.ineffectiveSince {
      facts.append(
        .init("no effect since", "Ollama \(until)" + (variable.instead.map { "; use \($0)" } ?? "")))
    }
    page.add("", .facts(facts))
    let example = examples[name] ?? "1"
    page.add("Where to set it", .facts(places(name, example)))
    page.add(
      "Related rules",
      WatchingRules.content(
        mentioning: name,
        and: ["server/bad-variable-value", "server/variable-not-in-service", "server/variable-not-reaching"]))
    page.add(
      "Sources", .list(["ollama/ollama envconfig/config.go, August 2026", "https://docs.ollama.com/faq"]))
    return page
  }

  private static func other(_ name: String, _ summary: String, _ instead: String?) -> Page {
    var page = Page(.variable, name, summary: summary)
    if let instead { page.add("", .prose(["Use \(instead) instead (ollama-lint explain \(instead))."])) }
    page.add("Related rules", WatchingRules.content(mentioning: name))
    return page
  }

  /// The variable is the server's: it must reach the process that runs `ollama serve`.
  private static func places(_ name: String, _ example: String) -> [Page.Fact] {
    [
      .init("systemd", "Environment=\"\(name)=\(example)\" below [Service] (systemctl edit ollama)"),
      .init("Compose", "environment: { \(name): \"\(example)\" }"),
      .init("docker run", "-e \(name)=\(example), before the image"),
      .init("Quadlet", "Environment=\(name)=\(example) below [Container]"),
      .init("Kubernetes", "env: [{ name: \(name), value: \"\(example)\" }]"),
      .init("macOS app", "launchctl setenv \(name) \(example), then restart Ollama"),
      .init("shell", "\(name)=\(example) ollama serve; an export does not reach a service"),
    ]
  }

  private static func grammar(_ grammar: OllamaVariable.Grammar) -> String {
    switch grammar {
    case .text: "text"
    case .boolean: "1 or true, 0 or false; any other text counts as true"
    case .unsigned: "whole number, 0 or more; anything else is ignored"
    case .duration: "duration such as 30m or 24h; a plain number is seconds"
    case .host: "[scheme://]host[:port]"
    case .kvCacheType: "f16, q8_0 or q4_0"
    case .backend: "name of a library such as cuda_v13"
    case .gfxVersion: "version such as 10.3.0"
    case .deviceList: "numbers or UUIDs of GPUs, comma-separated"
    case .origins: "origins, comma-separated"
    }
  }
}
