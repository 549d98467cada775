import Syntax
import Vocabulary

/// `aider --model X` in a script, with the variables that the script sets before.
extension AgentCommands {
  private static let options: Set<String> = ["model", "weak-model", "editor-model", "openai-api-base"]

  func aider(_ command: ShellScript.Command, _ index: Int) -> Call? {
    guard let program = Self.program(of: command) else { return nil }
    let settings = Self.arguments(of: command, behind: program).map { argument in
      Variable(
        name: argument.option, value: argument.value, address: ["aider", String(index), argument.option],
        document: document.id, nameRange: argument.name.range, valueRange: argument.word.range,
        range: argument.name.range.union(argument.word.range))
    }
    return settings.isEmpty ? nil : Call(index: index, agent: .aider, program: command.words[program], settings: settings)
  }

  /// Where the program is named: first, or after what runs it (`uvx aider`, `python -m aider`).
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

  // MARK: Changes

  /// The file that the text is in, where it is a recipe of a Makefile.
  private var outermost: Document {
    Document(id: DocumentID(document.id.path), source: document.source)
  }

  func aiderEdits(for change: Change, _ editor: ShellEditor) -> [Edit]? {
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
    if settings.map({ AiderFiles.names(of: $0) })?.contains(old) == true { return nil }
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
