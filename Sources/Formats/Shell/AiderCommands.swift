import Syntax
import Vocabulary

/// `aider --model X` in a script, with the variables that the script sets before: read as Aider's settings file would be.
///
/// Source: Aider-AI/aider `aider/args.py`: options and keys of `.aider.conf.yml` have the same names.
struct AiderCommands {
  private let script: ShellScript
  private let document: Document
  private let workspace: any Workspace

  init(_ script: ShellScript, in document: Document, workspace: any Workspace) {
    self.script = script
    self.document = document
    self.workspace = workspace
  }

  private static let options: Set<String> = ["model", "weak-model", "editor-model", "openai-api-base"]
  private static let variables: Set<String> = [
    "OLLAMA_API_BASE", "OPENAI_API_BASE", "LM_STUDIO_API_BASE", "LM_STUDIO_API_KEY",
  ]
  /// More calls than anybody writes by hand.
  private static let most = 50

  /// - Parameter known: facts of the script that are there already.
  func facts(besides known: [Fact]) -> [Fact] {
    // What a guide shows is meant for settings that the reader has.
    guard !document.id.isDocumentation,
      let entry = BuiltInClients.entries.first(where: { $0.id == "aider" })
    else { return [] }
    var seen = Set(known.map(\.id))
    return calls.prefix(Self.most).flatMap { call -> [Fact] in
      let settings = call.settings
      guard !settings.isEmpty else { return [] }
      let owner = FactID(.client, document.id, ["aider", String(call.index)])
      let tree = EnvironmentTree(
        settings, listed: ("set-env", environment(of: call.index)), in: document.id)
      let facts = ClientReader(entry.description, tree.tree, workspace).file()?.facts ?? []
      guard var client = facts.first else { return [] }
      client = Fact(owner, at: document.at(call.program.range))
      client.infer(.name, .text(entry.description.name))
      client.infer(.kind, .text(entry.description.name))
      if facts.first?.flag(.isOllama) == true { client.infer(.isOllama, .flag(true)) }
      return [client]
        + facts.dropFirst().filter(isSure).map { tree.placed($0, owner: owner) }.filter {
          seen.insert($0.id).inserted
        }
    }
  }

  /// What may be set where the script is started is none of its faults.
  private func isSure(_ fact: Fact) -> Bool {
    switch fact.subject {
    case .key: fact[.problem] != .unset
    case .endpoint: fact.flag(.isBuiltIn) != true
    default: true
    }
  }

  // MARK: Commands

  private struct Call {
    let index: Int
    let program: ShellScript.Word
    let settings: [Variable]
  }

  private var calls: [Call] {
    script.commands.enumerated().compactMap { index, command in
      guard let program = Self.program(of: command) else { return nil }
      let settings = Self.arguments(of: command, behind: program).map { argument in
        Variable(
          name: argument.option, value: argument.value, address: ["aider", String(index), argument.option],
          document: document.id, nameRange: argument.name.range, valueRange: argument.word.range,
          range: argument.name.range.union(argument.word.range))
      }
      return Call(index: index, program: command.words[program], settings: settings)
    }
  }

  /// Where the program is named: first, or behind what runs it (`uvx aider`, `python -m aider`).
  private static func program(of command: ShellScript.Command) -> Int? {
    guard let call = ProgramCall(command), let first = command.words.firstIndex(of: call.word) else {
      return nil
    }
    if call.name == "aider" { return first }
    guard ["uvx", "uv", "pipx", "python", "python3"].contains(call.name) else { return nil }
    return command.words.indices.dropFirst(first + 1).prefix(4).first { index in
      command.words[index].text == "aider" && index > first
    }
  }

  private static func arguments(of command: ShellScript.Command, behind program: Int) -> [(
    option: String, name: ShellScript.Word, word: ShellScript.Word, value: String?
  )] {
    var found: [(String, ShellScript.Word, ShellScript.Word, String?)] = []
    let words = command.words
    for index in words.indices.dropFirst(program + 1) {
      guard let text = words[index].text, text.hasPrefix("--") else { continue }
      let option = String(text.dropFirst(2).prefix { $0 != "=" })
      guard options.contains(option), !found.contains(where: { $0.0 == option }) else { continue }
      if text.contains("=") {
        found.append((option, words[index], words[index], String(text.dropFirst(option.count + 3))))
      } else if words.indices.contains(index + 1) {
        found.append((option, words[index], words[index + 1], words[index + 1].text))
      }
    }
    return found
  }

  /// What the script exports before, and what stands before the command itself.
  private func environment(of index: Int) -> [Variable] {
    let exports = script.commands[..<index].filter { $0.words.first?.text == "export" }.flatMap(\.assignments)
    var last: [String: Variable] = [:]
    for assignment in exports + script.commands[index].assignments
    where Self.variables.contains(assignment.name) {
      last[assignment.name] = Variable(
        name: assignment.name, value: assignment.value.text, address: ["assignment", assignment.name],
        document: document.id, nameRange: assignment.nameRange, valueRange: assignment.value.range,
        range: assignment.range)
    }
    return last.values.sorted { $0.name < $1.name }
  }

  // MARK: Changes

  /// The file that the text is in, where it is a recipe of a Makefile.
  private var outermost: Document {
    Document(id: DocumentID(document.id.path), source: document.source)
  }

  func edits(for change: Change, _ editor: ShellEditor) -> [Edit]? {
    let address = change.fact.address
    guard address.count == 3, let index = Int(address[1]), script.commands.indices.contains(index),
      let program = Self.program(of: script.commands[index]),
      let argument = Self.arguments(of: script.commands[index], behind: program).first(where: {
        $0.option == address[2]
      }), let old = argument.value
    else { return nil }
    let head = argument.word.range == argument.name.range ? "--\(argument.option)=" : ""
    // Settings of the model count for exactly this name.
    let settings = AiderFiles.sibling(AiderFiles.settings, of: outermost, in: workspace)
    if settings.map(AiderFiles.names)?.contains(old) == true { return nil }
    switch change.action {
    case .set(.value, .text(let value)), .set(.url, .text(let value)):
      return editor.replace(argument.word, with: head + value)
    case .set(.name, .text(let name)) where change.fact.subject == .modelUse:
      let prefix = ["ollama_chat/", "ollama/", "openai/"].first(where: old.hasPrefix) ?? ""
      return editor.replace(argument.word, with: head + prefix + name)
    default: return nil
    }
  }
}
