import Syntax
import Vocabulary

/// The program that a command starts, after what only says how: a prompt, `sudo -u ollama`, `numactl -N 0`, `env A=1`.
///
///     $ sudo -E OLLAMA_DEBUG=1 /usr/bin/ollama serve   ->  ollama: serve
struct ProgramCall {
  /// The word that names the program.
  let word: ShellScript.Word
  /// Without its folder: `ollama` of `/usr/bin/ollama`.
  let name: String
  /// As it is named: `/usr/bin/ollama`.
  let path: String
  let arguments: ArraySlice<ShellScript.Word>

  /// `nil` for a command that starts nothing, or something unknown.
  ///
  /// - Parameter script: resolves a program that a variable names (`$DOCKER run`).
  init?(_ command: ShellScript.Command, in script: ShellScript? = nil) {
    var behind = 0
    for (index, word) in command.words.enumerated() where index >= behind {
      // `$SUDO docker run`: what only the running shell knows may be nothing.
      guard let text = word.text ?? script?.resolve(word) else { continue }
      if ProgramWrapper.isOne(text) {
        behind = index + ProgramWrapper.program(in: command.words[index...].map { $0.text ?? script?.resolve($0) })
        if behind > index { continue }
      }
      guard !Self.isPrefix(text) else { continue }
      self.word = word
      path = text
      name = text.split(separator: "/").last.map(String.init) ?? text
      arguments = command.words.dropFirst(index + 1)
      return
    }
    return nil
  }

  private static func isPrefix(_ text: String) -> Bool {
    text.isEmpty || text.contains("=")
      || ["$", "#", ">", "sudo", "exec", "command", "nohup", "time", "env", "-E"].contains(text)
  }

  /// Whether it is a command of Ollama's own program: `ollama serve`.
  func isOllama(_ verbs: Set<String>) -> Bool {
    name == "ollama" && arguments.first?.text.map(verbs.contains) == true
  }

  /// What follows `docker run`, `podman create` or the like; `nil` for any other program.
  var containerArguments: ArraySlice<ShellScript.Word>? {
    guard ["docker", "podman"].contains(name) else { return nil }
    var words = arguments
    if let object = words.first?.text, ["container", "service"].contains(object) { words.removeFirst() }
    guard let verb = words.first?.text, ["run", "create"].contains(verb) else { return nil }
    return words.dropFirst()
  }
}

extension ShellScript.Command {
  /// Whether it starts a server: `ollama serve`.
  var startsOllama: Bool { ProgramCall(self)?.isOllama(["serve"]) == true }
}

extension ShellScript.Assignment {
  /// As a variable that the script sets.
  func variable(in document: DocumentID) -> Variable {
    Variable(
      name: name, value: value.text, address: ["assignment", name], document: document, nameRange: nameRange,
      valueRange: value.range, range: range)
  }
}
