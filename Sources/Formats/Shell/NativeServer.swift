import Syntax
import Vocabulary

/// `ollama serve` in a script, with the variables that the script gives it.
struct NativeServer: ShellReader {
  let script: ShellScript
  let document: Document

  var facts: [Fact] {
    guard let (index, command) = script.commands.enumerated().first(where: \.element.startsOllama) else {
      return launched ?? exports
    }
    var spec = UnitSpec(
      FactID(.server, document.id, ["serve"]), name: "ollama serve", at: document.at(command.range),
      format: "shell")
    let earlier = script.commands[..<index].filter { $0.words.first?.text == "export" }
    let given = earlier.flatMap(\.assignments) + command.assignments
    spec.variables = given.map(variable)
    if startsWhereNoneRuns(index) { spec.fact.infer(.fallback, true) }
    return spec.facts() + quotedTilde(given)
  }

  /// Whether the script asks first if a server runs, so that the one in use may be another, with settings of its own.
  private func startsWhereNoneRuns(_ index: Int) -> Bool {
    script.commands[max(0, index - 8)..<index].contains { command in
      let line = script.source.string(
        TextRange(script.source.lineStart(of: command.range.start), script.source.lineEnd(of: command.range.end)))
      return ["11434", "pgrep", "pidof", "ollama list", "ollama ps"].contains(where: line.contains)
        && (line.words().contains("if") || line.contains("||"))
    }
  }

  /// Variables that `launchctl setenv` gives to the app of macOS, as Ollama's documentation tells.
  private var launched: [Fact]? {
    let commands = script.commands.filter {
      Self.launchedVariable($0)?.name.text?.hasPrefix("OLLAMA_") == true
    }
    guard let first = commands.first else { return nil }
    var spec = UnitSpec(
      FactID(.server, document.id, ["launchctl"]), name: "ollama", at: document.at(first.range),
      format: "shell")
    spec.variables = commands.compactMap { command -> Variable? in
      guard let (name, value) = Self.launchedVariable(command), let text = name.text else { return nil }
      return Variable(
        name: text, value: value.text, address: ["launchctl", text], document: document.id,
        nameRange: name.range,
        valueRange: value.range, range: command.range)
    }
    return spec.facts() + [lostAtLogin(first)].compactMap { $0 }
  }

  /// What `launchctl setenv` sets is gone when the user logs out (launchctl(1): it is for the launchd of the session), unless
  /// something runs the script again.
  private func lostAtLogin(_ first: ShellScript.Command) -> Fact? {
    let text = script.source.string(script.source.range)
    guard !document.id.isDocumentation, document.id.embedding.isEmpty,
      !ShellFormat.isProfile(document.id.path),
      !["LaunchAgents", "RunAtLoad", "crontab", "login"].contains(where: text.contains)
    else { return nil }
    return SettingFact.make(
      ["launchctl", "lost"], name: "launchctl setenv", kind: "launchctl", format: "shell", problem: .endsEarly,
      at: document.at(first.range))
  }

  /// The name and value of `launchctl setenv NAME VALUE`.
  static func launchedVariable(_ command: ShellScript.Command) -> (
    name: ShellScript.Word, value: ShellScript.Word
  )? {
    let words = command.words
    guard words.count == 4, words[0].text == "launchctl", words[1].text == "setenv" else { return nil }
    return (words[2], words[3])
  }

  private func variable(_ assignment: ShellScript.Assignment) -> Variable { assignment.variable(in: document.id) }

  /// Exports of a profile: they may be meant for a server elsewhere, so only sure mistakes in a name count, and
  /// what nothing but a server reads, for the link to say whether one here does.
  private var exports: [Fact] {
    let text = script.source.string(script.source.range)
    let isProfile = ShellFormat.isProfile(document.id.path) && !text.contains("import-environment")
    let variables = exported.filter {
      ($0.name.hasPrefix("OLLAMA_") || ServerVariables.isServers($0.name, $0.value) || isProfile && ClientScript.drivers.contains($0.name))
        && !text.contains("$\($0.name)") && !text.contains("${\($0.name)")
    }
    let client = FactID(.client, document.id, ["exports"])
    // What the script itself appends a path to is right without one.
    let bases = (exported + beforeCommands).filter { !text.contains("$\($0.name)/") && !text.contains("${\($0.name)}/") }
    let endpoints =
      document.id.isDocumentation ? [] : bases.compactMap { ClientVariables.misshapen($0, of: client) }
    let format = isProfile ? "shell profile" : "shell"
    let models = document.id.isDocumentation ? [] : ModelVariables.uses(exported, of: client)
    return endpoints + models + quotedTilde(script.commands.filter { $0.words.first?.text == "export" }.flatMap(\.assignments))
      + ServerVariables.facts(variables, of: client, version: nil, format: format).filter { fact in
        [.misspelt, .invented, .removed].contains(fact[.status])
          || (fact.has(.problem) && fact.text(.name) != "OLLAMA_HOST")
          || (isProfile && ServerVariables.isServers(fact.text(.name) ?? "", fact.text(.value)))
          || (isProfile && fact[.status] == .known && !fact.has(.problem) && ClientScript.drivers.contains(fact.text(.name) ?? ""))
      }
  }

  /// `OLLAMA_MODELS="~/models"`: a shell expands ~ outside of quotes alone (POSIX, Tilde Expansion), and Ollama does not at all
  /// (envconfig/config.go, Models).
  private func quotedTilde(_ given: [ShellScript.Assignment]) -> [Fact] {
    guard !document.id.isDocumentation,
      let models = given.last(where: { $0.name == "OLLAMA_MODELS" }),
      [0x22, 0x27].contains(script.source.byte(at: models.value.range.start)),
      let text = models.value.text, text.hasPrefix("~/")
    else { return [] }
    return [
      SettingFact.make(
        ["path", models.name], name: models.name, value: text, kind: "path", format: "shell", problem: .notExpanded,
        consequence: "the shell does not expand ~ in quotes, so a folder of that name is created",
        at: document.at(models.value.range))
    ]
  }

  /// `NAME=value program`, each name once.
  private var beforeCommands: [Variable] {
    var seen = Set(exported.map(\.name))
    return script.commands.flatMap { command -> [Variable] in
      guard let program = command.words.first?.text, program != "export",
        !Self.known.contains(program.split(separator: "/").last.map(String.init) ?? program)
      else { return [] }
      return command.assignments.filter { seen.insert($0.name).inserted }.map(variable)
    }
  }

  /// `export NAME=value`, and `set -gx NAME value` as fish has it.
  var exported: [Variable] {
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
