import Syntax
import Vocabulary

/// `lms load` lines: with how much context a script loads a model of LM Studio's.
///
/// Source: lmstudio-ai/docs `3_cli/0_local-models/load.md`, April 2026.
struct LMStudioCommands: ShellReader {
  let script: ShellScript
  let document: Document

  private struct Load {
    let key: ShellScript.Word
    var identifier: String?
    var context: (word: ShellScript.Word, text: String)?
  }

  var facts: [Fact] {
    // What a guide shows is not what is done.
    guard !document.id.isDocumentation else { return [] }
    return script.commands.enumerated().compactMap { index, command in
      guard let load = load(command), let name = load.identifier ?? script.resolve(load.key) else {
        return nil
      }
      var fact = Fact(FactID(.model, document.id, ["load", String(index)]), at: document.at(load.key.range))
      fact.write(.name, .text(name), at: document.at(load.key.range))
      fact.infer(
        .kind, .text("LM Studio"),
        because: [Reason("this command loads it", at: document.at(command.range))])
      if let context = load.context {
        fact.write(.context, Int(context.text).map(Value.integer), at: document.at(context.word.range))
      }
      return fact
    }
  }

  private func load(_ command: ShellScript.Command) -> Load? {
    let words = command.words
    guard let program = words.firstIndex(where: { $0.text?.split(separator: "/").last == "lms" }),
      program + 1 < words.count, words[program + 1].text == "load"
    else { return nil }
    var key: ShellScript.Word?
    var load: (identifier: String?, context: (word: ShellScript.Word, text: String)?)
    var index = program + 2
    while index < words.count {
      let word = words[index]
      let text = script.resolve(word) ?? ""
      let option = String(text.prefix { $0 != "=" })
      if Self.valued.contains(option) {
        let isJoined = option.count < text.count
        guard isJoined || index + 1 < words.count else { return nil }
        let holder = isJoined ? word : words[index + 1]
        let value = isJoined ? String(text.dropFirst(option.count + 1)) : script.resolve(holder)
        if option == "--identifier" { load.identifier = value }
        if option == "--context-length" || option == "-c" { load.context = (holder, value ?? "") }
        index += isJoined ? 1 : 2
      } else {
        if !text.hasPrefix("-"), key == nil { key = word }
        index += 1
      }
    }
    return key.map { Load(key: $0, identifier: load.identifier, context: load.context) }
  }

  func edits(for change: Change, _ editor: ShellEditor) -> [Edit]? {
    guard change.fact.address.count == 2, let index = Int(change.fact.address[1]),
      script.commands.indices.contains(index), let load = load(script.commands[index]),
      case .set(.context, .integer(let tokens)) = change.action
    else { return nil }
    guard let context = load.context else {
      return editor.insert("--context-length \(tokens)", behind: load.key)
    }
    guard let text = context.word.text else { return nil }
    let head = text.contains("=") ? text.prefix { $0 != "=" } + "=" : ""
    return editor.replace(context.word, with: head + String(tokens))
  }
}
