import Syntax
import Vocabulary

/// A script that starts a server in the background and uses it in the next line.
struct EarlyPull: ShellReader {
  let script: ShellScript
  let document: Document

  var facts: [Fact] {
    guard !document.id.isDocumentation, let start = script.commands.firstIndex(where: startsInBackground)
    else {
      return []
    }
    return [tooEarly(after: start), ends(after: start)].compactMap { $0 }
  }

  private func isOllama(_ command: ShellScript.Command, _ verbs: Set<String>) -> Bool {
    ProgramCall(command)?.isOllama(verbs) == true
  }

  /// `ollama serve &`, with or without redirections before the mark.
  private func startsInBackground(_ command: ShellScript.Command) -> Bool {
    guard isOllama(command, ["serve", "start"]) else { return false }
    let end = script.source.lineEnd(of: command.range.end)
    let rest = script.source.string(TextRange(command.range.end, end))
    var previous: Character = " "
    for (index, character) in rest.enumerated() {
      let next = rest.dropFirst(index + 1).first
      if character == "&", previous != "&", previous != ">", next != "&", next != ">",
        !(next?.isNumber ?? false)
      {
        return true
      }
      if character == ";" || character == "|" && next != "&" && previous != "|" { return false }
      previous = character
    }
    return false
  }

  /// The next command of Ollama's, where nothing between waits.
  private func tooEarly(after start: Int) -> Fact? {
    let harmless: Set<String> = ["echo", "printf", "export", "set", "cd", "mkdir", "local", "", "trap"]
    for command in script.commands.dropFirst(start + 1) {
      if isOllama(command, ["pull", "run", "create", "cp", "rm", "show"]) {
        // A loop that tries until it succeeds begins with a word of its own on the same line.
        let line = script.source.string(
          TextRange(script.source.lineStart(of: command.range.start), command.range.start))
        guard
          !["until", "while", "if", "for", "!"].contains(where: {
            line.split(separator: " ").contains(Substring($0))
          })
        else { return nil }
        let verb = command.words.compactMap(\.text).first {
          ["pull", "run", "create", "cp", "rm", "show"].contains($0)
        }
        return fact(.tooEarly, "ollama \(verb ?? "pull")", command.range)
      }
      guard harmless.contains(command.words.first?.text ?? ""),
        command.words.first != nil || !command.assignments.isEmpty
      else { return nil }
    }
    return nil
  }

  /// What a container starts ends with its last line, and the server with it.
  private func ends(after start: Int) -> Fact? {
    let name = FileName(path: document.id.path).lowercased
    guard name.contains("entry"), document.id.embedding.isEmpty, start + 1 < script.commands.count,
      let last = script.commands.last,
      isOllama(last, ["pull", "create", "list", "ls", "ps"])
        || (isOllama(last, ["run"]) && last.words.count > 3),
      !script.commands.contains(where: {
        ["wait", "tail", "exec", "fg"].contains($0.words.first?.text ?? "")
      })
    else { return nil }
    let text = script.source.string(TextRange(last.range.end, script.source.bytes.count))
    guard !text.contains("done"), !text.contains("}") else { return nil }
    return fact(.endsEarly, "wait", last.range)
  }

  private func fact(_ problem: ValueFault, _ name: String, _ range: TextRange) -> Fact {
    SettingFact.make(
      FactID(.key, document.id, [problem.rawValue, script.ordinal(at: range.start)]), name: name,
      value: script.source.string(range), kind: "command", format: "shell", problem: problem,
      at: document.at(range))
  }
}
