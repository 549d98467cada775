import Knowledge
import Syntax
import Vocabulary

/// What the build of an image does for a server that is started later, and that ends with the build: variables of a step's shell,
/// of a profile or of the build alone, and a server in the background of the line that starts the container.
///
/// Source: Dockerfile reference (ARG: "not persisted into the built image"; RUN: each in a shell of its own; CMD, ENTRYPOINT).
struct LostInstructions {
  let document: Document
  let tree: DockerfileTree
  let stage: Range<Int>

  var facts: [Fact] {
    guard !document.id.isDocumentation else { return [] }
    return stage.flatMap { index -> [Fact] in
      let instruction = tree.instructions[index]
      switch instruction.name {
      case "RUN": return step(index, instruction)
      case "ARG": return argument(index, instruction)
      default: return []
      }
    } + [background].compactMap { $0 }
  }

  private static func isRead(_ name: String) -> Bool {
    name.hasPrefix("OLLAMA_") && OllamaVariable.named(name)?.standing == .read
  }

  /// `RUN export OLLAMA_HOST=0.0.0.0`, which is gone with the shell of that step, and `RUN echo 'export ...' >> /root/.bashrc`.
  private func step(_ index: Int, _ instruction: DockerfileTree.Instruction) -> [Fact] {
    let script = ShellParser.parse(SourceText(tree.text(of: instruction)))
    if let early = BackgroundServer(script)?.tooEarly {
      return [
        SettingFact.make(
          ["early", String(index)], name: early.name, kind: "command", format: "Dockerfile", problem: .tooEarly,
          at: document.at(instruction.arguments))
      ]
    }
    let startsSomething = script.commands.contains { ProgramCall($0)?.name == "ollama" }
    guard !startsSomething else { return [] }
    return script.commands.compactMap { command -> Fact? in
      if command.words.first?.text == "export",
        let found = command.assignments.first(where: { Self.isRead($0.name) })
      {
        return fact(
          index, instruction, found.name, "\(found.name)=\(script.resolve(found.value) ?? "value")",
          because: "export in a RUN ends with the shell of that step")
      }
      guard command.words.first?.text == "echo", let text = command.words.last?.text,
        let file = command.target,
        ["/.bashrc", "/.profile", "/.bash_profile", "/etc/profile", "/etc/environment"].contains(
          where: file.hasSuffix)
      else { return nil }
      let rest = text.hasPrefix("export ") ? String(text.dropFirst(7)) : text
      let name = String(rest.prefix { $0 != "=" })
      guard rest.contains("="), Self.isRead(name) else { return nil }
      return fact(index, instruction, name, rest, because: "a server in a container does not read shell profiles")
    }.prefix(1).map { $0 }
  }

  /// `ARG OLLAMA_CONTEXT_LENGTH=32768` that no later instruction hands on.
  private func argument(_ index: Int, _ instruction: DockerfileTree.Instruction) -> [Fact] {
    let text = tree.text(of: instruction)
    let name = String(text.prefix { $0 != "=" && $0 != " " })
    guard Self.isRead(name), text.contains("="), !text.contains(" ") else { return [] }
    let whole = document.source.string(document.source.range)
    guard !whole.contains("$" + name), !whole.contains("${" + name),
      !stage.contains(where: { other in
        tree.instructions[other].name == "ENV"
          && tree.assignments(of: tree.instructions[other]).contains { $0.name == name }
      })
    else { return [] }
    return [fact(index, instruction, name, text, because: "ARG only exists while the image is built")]
  }

  private func fact(
    _ index: Int, _ instruction: DockerfileTree.Instruction, _ name: String, _ value: String,
    because text: String
  ) -> Fact {
    let at = document.at(instruction.arguments)
    var fact = SettingFact.make(
      FactID(.key, document.id, ["lost", String(index)]), name: name, value: value, kind: "variable",
      format: "Dockerfile", problem: .misplaced, consequence: text, at: at)
    fact.write(.status, .misplaced, at: at)
    return fact
  }

  /// `CMD ollama serve & ollama pull NAME`: the container ends with the line, and the server with it.
  private var background: Fact? {
    func last(_ name: String) -> Int? { stage.last { tree.instructions[$0].name == name } }
    let entry = last("ENTRYPOINT")
    let command = last("CMD").flatMap { found in entry.map { found > $0 } ?? true ? found : nil }
    // The image's own entry point takes the line for words of its own.
    guard let entry, let place = command ?? Optional(entry) else { return nil }
    let entryText = tree.text(of: tree.instructions[entry])
    let line: String
    if !entryText.hasPrefix("[") {
      line = entryText
    } else {
      let commandText = command.map { tree.text(of: tree.instructions[$0]) } ?? ""
      let isLine = !commandText.isEmpty && !commandText.hasPrefix("[")
      let words =
        DockerfileReader.words(entryText)
        + (isLine
          ? ["/bin/sh", "-c", commandText] : commandText.isEmpty ? [] : DockerfileReader.words(commandText))
      guard let index = ShellLine.index(in: words) else { return nil }
      line = words[index]
    }
    let script = ShellParser.parse(SourceText(line))
    if let blocked = BlockingServer(script) {
      return SettingFact.make(
        ["blocked"], name: blocked.name, kind: "command", format: "Dockerfile", problem: .unreached,
        at: document.at(tree.instructions[place].arguments))
    }
    guard let server = BackgroundServer(script), server.end != nil else { return nil }
    return SettingFact.make(
      ["background"], name: "wait", kind: "command", format: "Dockerfile", problem: .endsEarly,
      at: document.at(tree.instructions[place].arguments))
  }
}
