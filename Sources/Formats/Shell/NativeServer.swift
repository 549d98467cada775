import Syntax
import Vocabulary

/// `ollama serve` in a script, with the variables that the script gives it.
struct NativeServer {
  private let script: ShellScript
  private let document: Document

  init(_ script: ShellScript, in document: Document) {
    self.script = script
    self.document = document
  }

  func facts() -> [Fact] {
    guard let (index, command) = script.commands.enumerated().first(where: { isServe($0.element) }) else {
      return launched ?? exports(nil)
    }
    let id = FactID(.server, document.id, ["serve"])
    var server = Fact(id, at: document.at(command.range))
    server.infer(.name, .text("ollama serve"))
    server.infer(.topology, .native)
    if document.id.isDocumentation { server.infer(.example, .flag(true)) }
    let earlier = script.commands[..<index].filter { $0.words.first?.text == "export" }
    let variables = (earlier.flatMap(\.assignments) + command.assignments).map(variable)
    ServerVariables.apply(variables, to: &server)
    return [server] + ServerVariables.facts(variables, of: id, version: nil, format: "shell")
  }

  /// Variables that `launchctl setenv` gives to the app of macOS, as Ollama's documentation tells.
  private var launched: [Fact]? {
    let commands = script.commands.filter {
      Self.launchedVariable($0)?.name.text?.hasPrefix("OLLAMA_") == true
    }
    guard let first = commands.first else { return nil }
    let id = FactID(.server, document.id, ["launchctl"])
    var server = Fact(id, at: document.at(first.range))
    server.infer(.name, .text("ollama"))
    server.infer(.topology, .native)
    if document.id.isDocumentation { server.infer(.example, .flag(true)) }
    let variables = commands.compactMap { command -> Variable? in
      guard let (name, value) = Self.launchedVariable(command), let text = name.text else { return nil }
      return Variable(
        name: text, value: value.text, address: ["launchctl", text], document: document.id,
        nameRange: name.range,
        valueRange: value.range, range: command.range)
    }
    ServerVariables.apply(variables, to: &server)
    return [server] + ServerVariables.facts(variables, of: id, version: nil, format: "shell")
  }

  /// The name and value of `launchctl setenv NAME VALUE`.
  static func launchedVariable(_ command: ShellScript.Command) -> (
    name: ShellScript.Word, value: ShellScript.Word
  )? {
    let words = command.words
    guard words.count == 4, words[0].text == "launchctl", words[1].text == "setenv" else { return nil }
    return (words[2], words[3])
  }

  private func isServe(_ command: ShellScript.Command) -> Bool {
    let words = command.words.compactMap(\.text).filter {
      !["sudo", "nohup", "exec", "env", "-E"].contains($0) && !$0.contains("=")
    }
    return words.count >= 2 && words[0].split(separator: "/").last == "ollama" && words[1] == "serve"
  }

  private func variable(_ assignment: ShellScript.Assignment) -> Variable {
    Variable(
      name: assignment.name, value: assignment.value.text, address: ["assignment", assignment.name],
      document: document.id, nameRange: assignment.nameRange, valueRange: assignment.value.range,
      range: assignment.range)
  }

  /// Exports of a profile: they may be meant for a server elsewhere, so only sure mistakes in a name count, and
  /// what nothing but a server reads, for the link to say whether one here does.
  private func exports(_ owner: FactID?) -> [Fact] {
    let text = script.source.string(script.source.range)
    let variables = exported.filter {
      $0.name.hasPrefix("OLLAMA_") && !text.contains("$\($0.name)") && !text.contains("${\($0.name)")
    }
    let client = FactID(.client, document.id, ["exports"])
    let endpoints =
      document.id.isDocumentation ? [] : exported.compactMap { ClientVariables.misshapen($0, of: client) }
    let isProfile = ShellFormat.isProfile(document.id.path) && !text.contains("import-environment")
    let format = isProfile ? "shell profile" : "shell"
    let models = document.id.isDocumentation ? [] : ClientVariables.models(exported, of: client)
    return endpoints + models
      + ServerVariables.facts(variables, of: client, version: nil, format: format).filter { fact in
        [.misspelt, .invented, .removed].contains(fact[.status])
          || (fact.has(.problem) && fact.text(.name) != "OLLAMA_HOST")
          || (isProfile && ServerVariables.isServers(fact.text(.name) ?? "", fact.text(.value)))
      }
  }

  /// `export NAME=value`, and `set -gx NAME value` as fish has it.
  private var exported: [Variable] {
    script.commands.flatMap { command -> [Variable] in
      switch command.words.first?.text {
      case "export": return command.assignments.map(variable)
      case "set":
        let options = command.words.dropFirst().prefix { $0.text?.hasPrefix("-") == true }
        let rest = command.words.dropFirst(1 + options.count)
        guard rest.count == 2, let name = rest.first, let text = name.text, let value = rest.last,
          options.contains(where: { $0.text == "--export" || $0.text?.dropFirst().contains("x") == true })
        else { return [] }
        return [
          Variable(
            name: text, value: value.text, address: ["set", text], document: document.id,
            nameRange: name.range,
            valueRange: value.range, range: name.range.union(value.range))
        ]
      default: return []
      }
    }
  }
}
