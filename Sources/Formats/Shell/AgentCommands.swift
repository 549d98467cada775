import Syntax
import Vocabulary

/// Agents that scripts start with their settings on the command line: `ANTHROPIC_BASE_URL=... claude --model X`,
/// `codex -c model_provider=box -c model_providers.box.base_url=...`, `aider --model X`. They are read as the settings file
/// would be.
///
/// Sources: Claude Code documentation, CLI reference and Settings (`env`); openai/codex
/// `codex-rs/utils/cli/src/config_override.rs`, 2026; Aider-AI/aider `aider/args.py`: options and keys of `.aider.conf.yml` have
/// the same names.
struct AgentCommands {
  let script: ShellScript
  let document: Document
  let workspace: any Workspace

  /// More calls than anybody writes by hand.
  private static let most = 50

  enum Agent: String {
    case aider, claude, codex

    init?(program: String) { self.init(rawValue: program == "codex-acp" ? "codex" : program) }

    /// The description of its settings.
    var client: String { self == .claude ? "claude-code" : rawValue }
  }

  struct Call {
    let index: Int
    let agent: Agent
    let program: ShellScript.Word
    let settings: [Variable]
  }

  /// - Parameter known: facts of the script that are there already.
  func facts(besides known: [Fact]) -> [Fact] {
    // What a guide shows is meant for settings that the reader has.
    guard !document.id.isDocumentation else { return [] }
    var seen = Set(known.map(\.id))
    return calls.prefix(Self.most).flatMap { call -> [Fact] in
      guard let entry = BuiltInClients.entries.first(where: { $0.id == call.agent.client }) else { return [] }
      let owner = FactID(.client, document.id, [call.agent.rawValue, String(call.index)])
      let isAider = call.agent == .aider
      let read = Set(entry.description.variables.map(\.name))
      let tree = EnvironmentTree(
        call.settings, listed: isAider ? ("set-env", environment(of: call.index, read.contains)) : ("", []),
        isNested: !isAider, in: document.id)
      let facts = ClientReader(entry.description, tree.tree, workspace).file()?.facts ?? []
      guard let first = facts.first else { return [] }
      var client = Fact(owner, at: document.at(call.program.range))
      client.infer(.name, .text(entry.description.name))
      client.infer(.kind, .text(entry.description.name))
      if first.flag(.isOllama) == true { client.infer(.isOllama, .flag(true)) }
      let others = facts.dropFirst().filter { isSure($0, call.agent) }.map { fact in
        var fact = tree.placed(fact, owner: owner)
        // What the settings file says of the window is not known here.
        if fact.subject == .modelUse, !isAider {
          // Claude Code leaves the window to the server, whatever its settings say.
          if call.agent == .claude {
            fact.attributes[.contextStated] = nil
          } else {
            fact.infer(any: .roles, .texts(["run"]))
          }
          if !fact.has(.contextStated) { fact.write(.contextStated, nil, at: fact.range) }
        }
        return fact
      }
      return [client] + others.filter { seen.insert($0.id).inserted }
    }
  }

  /// What is missing may be in the settings file, or set where the script is started.
  private func isSure(_ fact: Fact, _ agent: Agent) -> Bool {
    switch fact.subject {
    case .key: fact[.problem] != .unset && (agent == .aider || fact[.problem] != .incomplete)
    case .endpoint: fact.flag(.isBuiltIn) != true
    default: true
    }
  }

  // MARK: Commands

  private var calls: [Call] {
    script.commands.enumerated().compactMap { index, command in
      if let aider = aider(command, index) { return aider }
      guard let call = ProgramCall(command), let agent = Agent(program: call.name), agent != .aider else { return nil }
      let settings = agent == .claude ? claude(call, index) : codex(call, index)
      return settings.isEmpty ? nil : Call(index: index, agent: agent, program: call.word, settings: settings)
    }
  }

  /// Variables that the script exports before a command, and that are before the command itself.
  func environment(of index: Int, _ isRead: (String) -> Bool) -> [Variable] {
    let exports = script.commands[..<index].filter { $0.words.first?.text == "export" }.flatMap(\.assignments)
    var last: [String: Variable] = [:]
    for assignment in exports + script.commands[index].assignments where isRead(assignment.name) {
      last[assignment.name] = assignment.variable(in: document.id)
    }
    return last.values.sorted { $0.name < $1.name }
  }

  private func variable(_ name: String, _ value: String?, _ word: ShellScript.Word, _ address: [String])
    -> Variable
  {
    Variable(
      name: name, value: value, address: address, document: document.id, nameRange: word.range,
      valueRange: word.range, range: word.range)
  }

  /// The model of the command, and the variables before it and in exports above.
  private func claude(_ call: ProgramCall, _ index: Int) -> [Variable] {
    let settings = environment(of: index) { $0.hasPrefix("ANTHROPIC_") }.map { $0.named("env." + $0.name) }
    guard settings.contains(where: { $0.name == "env.ANTHROPIC_BASE_URL" }) else { return [] }
    let model = option(["--model"], of: call).map {
      variable("model", $0.value, $0.word, ["claude", String(index), "model"])
    }
    return settings + [model].compactMap { $0 }
  }

  /// What `-c KEY=VALUE` sets, and the model.
  private func codex(_ call: ProgramCall, _ index: Int) -> [Variable] {
    let words = Array(call.arguments)
    var settings: [Variable] = []
    for (position, word) in words.enumerated() where ["-c", "--config"].contains(word.text) {
      guard position + 1 < words.count, let text = words[position + 1].text,
        let equals = text.firstIndex(of: "="), equals > text.startIndex
      else { continue }
      let name = String(text[..<equals])
      settings.append(
        variable(
          name, String(text[text.index(after: equals)...]), words[position + 1],
          ["codex", String(index), name]))
    }
    guard !settings.isEmpty else { return [] }
    if let model = option(["--model", "-m"], of: call), !settings.contains(where: { $0.name == "model" }) {
      settings.append(variable("model", model.value, model.word, ["codex", String(index), "model"]))
    }
    return settings
  }

  private func option(_ names: Set<String>, of call: ProgramCall) -> (value: String?, word: ShellScript.Word)? {
    let words = Array(call.arguments)
    guard let index = words.firstIndex(where: { $0.text.map(names.contains) == true }),
      index + 1 < words.count
    else { return nil }
    return (words[index + 1].text, words[index + 1])
  }

  // MARK: Changes

  func edits(for change: Change, _ editor: ShellEditor) -> [Edit]? {
    let address = change.fact.address
    if address.first == Agent.aider.rawValue { return aiderEdits(for: change, editor) }
    guard address.count == 3, address[0] == "claude", address[2] == "model", let index = Int(address[1]),
      script.commands.indices.contains(index), let call = ProgramCall(script.commands[index]),
      let model = option(["--model"], of: call), change.fact.subject == .modelUse,
      case .set(.name, .text(let name)) = change.action
    else { return nil }
    return editor.replace(model.word, with: name)
  }
}
