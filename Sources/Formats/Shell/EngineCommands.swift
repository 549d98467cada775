import Syntax
import Vocabulary

/// Lines of a script that start a model server other than Ollama.
struct EngineCommands: ShellReader {
  let script: ShellScript
  let document: Document

  var facts: [Fact] {
    // What a guide shows is not what is done.
    guard !document.id.isDocumentation else { return [] }
    return script.commands.enumerated().flatMap { index, command -> [Fact] in
      guard let call = ProgramCall(command, in: script) else { return [] }
      let all =
        [CommandWord(text: call.path, raw: call.path, at: document.at(call.word.range), isFixed: true)]
        + call.arguments.map { word in
          CommandWord(
            text: script.resolve(word), raw: script.source.string(word.range), at: document.at(word.range),
            isFixed: word.quote != 0)
        }
      let words = call.arguments.map {
        EngineService.Word(text: script.resolve($0), at: document.at($0.range))
      }
      let id = FactID(.service, document.id, ["command", String(index)])
      let mistakes = Self.mistakes(all, id, format: "shell")
      return Self.facts(of: call.path, words, id, at: document.at(call.word.range)) + mistakes + hubHome(before: command, all, id)
    }
  }

  /// `export HF_HOME=/models/hub` before an engine that reads Hugging Face's cache.
  private func hubHome(before command: ShellScript.Command, _ words: [CommandWord], _ id: FactID) -> [Fact] {
    guard EngineImage.started(by: words.map(\.text))?.engine.cacheSettings.contains("HF_HOME") == true else { return [] }
    let given =
      script.commands.filter { $0.range.start < command.range.start && $0.words.first?.text == "export" }
      .flatMap(\.assignments) + command.assignments
    guard let home = given.last(where: { $0.name == "HF_HOME" }), !given.contains(where: { $0.name == "HF_HUB_CACHE" }) else {
      return []
    }
    return [HubHome.fact(home.variable(in: document.id), id, format: "shell")].compactMap { $0 }
  }

  /// What is wrong with the words of a command line that starts one, program included.
  static func mistakes(_ words: [CommandWord], _ id: FactID, format: String, variables: Set<String> = []) -> [Fact] {
    guard let (engine, first) = EngineImage.started(by: words.map(\.text)) else { return [] }
    return EngineArguments(engine: engine, words: Array(words.dropFirst(first)), variables: variables).facts(id, format: format)
  }

  /// What a command line starts, in a script or a unit.
  static func facts(
    of program: String, _ words: [EngineService.Word], _ id: FactID, at range: SourceRange, variables: [Variable] = []
  ) -> [Fact] {
    let name = program.split(separator: "/").last.map(String.init) ?? program
    func service(_ kind: String) -> EngineService {
      EngineService(id, kind: kind, name: Sourced(.text(kind), at: range), at: range, topology: .native)
    }
    if let (row, first) = EngineImage.started(by: [program] + words.map(\.text)) {
      var engine = service(row.name)
      let rest = Array(words.dropFirst(first - 1))
      if row.port != nil { engine.fact.infer(.port, row.port(in: rest.map(\.text))) }
      return engine.facts(rest, variables: variables)
    }
    let arguments = EngineCommand(arguments: words.map(\.text))
    switch name {
    case "litellm":
      var engine = service("LiteLLM")
      engine.fact.infer(.port, arguments.saysPort ? arguments.port : 4000)
      return engine.facts(words, variables: [])
    default: return []
    }
  }
}
