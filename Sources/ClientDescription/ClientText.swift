import Vocabulary
import Wording

/// Descriptions of clients as people read them.
public enum ClientText {
  /// What `explain CLIENT` says below its first lines, without what is empty.
  public static func sections(_ client: ClientDescription) -> [(title: String, lines: [String])] {
    var sections: [(title: String, lines: [String])] = []
    func section(_ title: String, _ lines: [String]) {
      if !lines.isEmpty { sections.append((title, lines)) }
    }
    section("Files", files(client))
    var servers: [String] = []
    for line in client.servers.compactMap(server) where !servers.contains(line) { servers.append(line) }
    section("Servers", servers)
    section("Context", client.facts.context.map { [$0] } ?? unset(client))
    section("To get 64K", [client.facts.setContext].compactMap { $0 })
    section("Prompt", [client.facts.prompt ?? prompt(client)].compactMap { $0 })
    section("Tools", [client.facts.tools].compactMap { $0 })
    section("Timeouts", [client.facts.timeout].compactMap { $0 })
    section("Layers", [client.facts.layers].compactMap { $0 })
    section("Unknown keys", wrongKeys(client))
    section("Notes", client.facts.notes)
    section("init", [client.setup == nil ? "writes nothing for it" : "writes its settings"])
    section("Sources", client.sources + [client.keys.source].compactMap { $0 })
    return sections
  }

  /// The rows of the table in docs/clients.md, one for each program.
  public static func table(_ clients: [ClientDescription]) -> String {
    var rows = [
      "| client | files | address | context | generated |", "|---|---|---|---|---|",
    ]
    var seen: Set<String> = []
    for client in clients.sorted(by: { ($0.name, $0.id) < ($1.name, $1.id) }) where !ClientDescription.isOfAnyProgram(client.id) {
      guard seen.insert(client.name).inserted || !address(client).isEmpty || !client.models.isEmpty else {
        continue
      }
      let paths = client.files.map { "`\($0.path)`" }.joined(separator: ", ")
      let cells = [
        client.name, paths, address(client), context(client), client.setup == nil ? "" : "yes",
      ]
      rows.append("| " + cells.joined(separator: " | ") + " |")
    }
    return rows.joined(separator: "\n") + "\n"
  }

  // MARK: Parts

  private static func files(_ client: ClientDescription) -> [String] {
    let width = client.files.map(\.path.count).max() ?? 0
    return client.files.map { file in
      file.path + String(repeating: " ", count: width - file.path.count)
        + "  \(file.scope.rawValue), \(file.syntax)"
    }
  }

  private static func server(_ place: ServerPlace) -> String? {
    guard !place.address.isEmpty || place.isBuiltIn || place.fallback != nil else { return nil }
    let api = place.api.map(name) ?? "the API of its package"
    var text = place.address.first.map { keys(place.at, $0) } ?? place.id.map(plain) ?? ""
    if let shape = shape(place.shape) { text += ": \(shape)" }
    text += "; \(api)"
    if let fallback = place.fallback { text += "; default \(plain(fallback))" }
    return text
  }

  private static func keys(_ base: SettingPath, _ rest: SettingPath) -> String {
    let path =
      rest.isAbsolute ? rest.shown : [base.shown, rest.shown].filter { !$0.isEmpty }.joined(separator: ".")
    return path.isEmpty ? "the file" : path
  }

  private static func name(_ api: ServerAPI) -> String {
    switch api {
    case .native: "Ollama's API"
    case .anthropic: "Anthropic-compatible API"
    case .openai: "OpenAI-compatible API"
    }
  }

  private static func shape(_ shape: AddressShape) -> String? {
    switch shape {
    case .any: nil
    case .root: "server address without a path"
    case .hostPort: "host:port"
    case .rootOrAPI: "server address without a path; up to release 1.7, with /api"
    case .v1: "server address plus /v1"
    case .openAI: "server address, with or without /v1"
    default: "server address plus \(shape.rawValue)"
    }
  }

  private static func address(_ client: ClientDescription) -> String {
    var shapes: [String] = []
    for place in client.servers {
      guard !place.address.isEmpty, let text = shape(place.shape), !shapes.contains(text) else { continue }
      shapes.append(text)
    }
    return shapes.joined(separator: ", ")
  }

  private static func context(_ client: ClientDescription) -> String {
    if !client.models.isEmpty { return "loads the model itself" }
    let uses = client.servers.compactMap(\.models?.use) + client.choices.compactMap(\.use)
    let sends = uses.contains { $0.sendsContext }
    return uses.isEmpty ? "" : sends ? "sent with requests" : "set on the server"
  }

  /// What is requested where the settings have no context length.
  private static func unset(_ client: ClientDescription) -> [String] {
    let uses = client.servers.compactMap(\.models?.use) + client.choices.compactMap(\.use)
    var lines: [String] = []
    for reason in uses.flatMap(\.unset).map(\.reason) where !reason.isEmpty && !lines.contains(reason + ".") {
      lines.append(reason + ".")
    }
    return lines
  }

  private static func prompt(_ client: ClientDescription) -> String? {
    let uses = client.servers.compactMap(\.models?.use) + client.choices.compactMap(\.use)
    return uses.lazy.compactMap(\.prompt).first.map {
      "About \(Wording.tokens($0.tokens)) for instructions and tools."
    }
  }

  private static func wrongKeys(_ client: ClientDescription) -> [String] {
    if let text = client.facts.wrongKeys { return [text] }
    return Set(client.keys.unknown.values).sorted().map { $0 + "." }
  }

  private static func plain(_ template: TextTemplate) -> String {
    template.parts.map { part in
      switch part {
      case .text(let text): text
      case .name(let name, _): "<\(name)>"
      case .value(let path, _): "<\(path.shown)>"
      }
    }.joined()
  }
}

extension SettingPath {
  /// As people write it: `providers.*.base_url`.
  public var shown: String {
    var text = ""
    for step in steps {
      let part: String
      switch step {
      case .key(let key): part = key
      case .eachKey: part = "*"
      case .eachMapping: part = "**"
      case .eachItem: part = "[]"
      case .index(let index): part = "[\(index)]"
      case .item(_, let value): part = "[\(value)]"
      case .assignment(let name): part = "[\(name)=]"
      }
      text += text.isEmpty || part.hasPrefix("[") ? part : "." + part
    }
    return text
  }
}
