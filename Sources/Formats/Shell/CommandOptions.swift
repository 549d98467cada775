import Syntax
import Vocabulary

/// Options that `docker run` and `ollama` do not have, for which they stop.
///
/// docker/cli `cli/command/container/opts.go`, containers/podman `cmd/podman/common/create.go`: options are matched whole.
/// ollama/ollama `cmd/cmd.go`: `run` has --keepalive, --verbose, --insecure, --nowordwrap, --format, --think and a few more,
/// `serve` none.
struct CommandOptions: ShellReader {
  let script: ShellScript
  let document: Document

  var facts: [Fact] { found.map(\.fact) }

  private var found: [(fact: Fact, range: TextRange)] {
    script.commands.enumerated().flatMap { engine($1, $0) + ollama($1, $0) }
  }

  private func engine(_ command: ShellScript.Command, _ index: Int) -> [(fact: Fact, range: TextRange)] {
    guard let words = ProgramCall(command, in: script)?.containerArguments else { return [] }
    let all = Array(words)
    let isAbout = all.contains { word in
      word.text.map { text in
        ImageName(text).isOllama || ImageName(text).isOpenWebUI || text.contains("11434")
      } ?? false
    }
    guard isAbout else { return [] }
    let image = image(of: command, in: all)
    // After the image options are the program's.
    return all.prefix { word in
      word.range.start < image
        && word.text.map { !$0.contains("/") || !ImageName($0).isOllama && !ImageName($0).isOpenWebUI } ?? true
    }
    .compactMap { word in
      guard let text = word.text, let meant = Self.engine[name(of: text)] ?? Self.hyphens(name(of: text)) else { return nil }
      return fact(word, text, index, corrected: meant, of: "docker run", expected: nil)
    }
  }

  /// Where the image stands; the end of all where what seems to be it is the value of an option that does not exist.
  private func image(of command: ShellScript.Command, in words: [ShellScript.Word]) -> Int {
    guard let run = DockerRun(command, in: script, holes: document.holes),
      let index = words.firstIndex(where: { $0.range == run.image.range })
    else { return .max }
    if run.image.text.flatMap(Self.hyphens) != nil { return .max }
    let before = index > 0 ? words[index - 1].text : nil
    return before.map { Self.engine[$0] != nil } == true ? .max : run.image.range.start
  }

  private func ollama(_ command: ShellScript.Command, _ index: Int) -> [(fact: Fact, range: TextRange)] {
    guard let call = ProgramCall(command), call.name == "ollama", let verb = call.arguments.first?.text else {
      return []
    }
    if let wrong = arguments(call, verb, index) { return [wrong] }
    return call.arguments.dropFirst().compactMap { word in
      guard let text = word.text, text.hasPrefix("--") else { return nil }
      switch verb {
      case "run":
        guard let meant = Self.runOptions[name(of: text)] else { return nil }
        return fact(
          word, text, index, corrected: meant, of: "ollama run",
          expected: meant == nil ? Self.insteadOfRun(name(of: text), value(of: word, in: call)) : nil)
      case "serve", "start":
        guard let variable = Self.serveOptions[name(of: text)] else { return nil }
        return fact(
          word, text, index, corrected: nil, of: "ollama serve",
          expected: insteadOfServe(word, variable, in: call))
      default: return nil
      }
    }
  }

  /// `--num-ctx 8192`, `--num-ctx=8192`
  private func value(of option: ShellScript.Word, in call: ProgramCall) -> String? {
    if let text = option.text, let equals = text.firstIndex(of: "=") {
      return String(text[text.index(after: equals)...])
    }
    let next = call.arguments.first { $0.range.start > option.range.start }?.text
    return next.flatMap { $0.isEmpty || $0.hasPrefix("-") ? nil : $0 }
  }

  private static func insteadOfRun(_ option: String, _ value: String?) -> String {
    switch option {
    case "--system": return "Type /set system in the session, or write SYSTEM in a Modelfile"
    case "--gpu", "--gpus": return "Remove it: the server decides what runs on the GPU"
    case "--model": return "Write only the name of the model"
    default:
      let name = option.contains("ctx") || option.contains("context") ? "num_ctx" : option.contains("temp") ? "temperature" : "num_gpu"
      let setting = "\(name) \(value ?? "N")"
      return "Type /set parameter \(setting) in the session, or write PARAMETER \(setting) in a Modelfile"
    }
  }

  /// What `serve` reads in place of an option: a variable. An address is on this machine alone where no host is written.
  private func insteadOfServe(_ word: ShellScript.Word, _ variable: String, in call: ProgramCall) -> String {
    let text = value(of: word, in: call)
    switch variable {
    case "OLLAMA_HOST":
      func value(where isWanted: (String) -> Bool) -> String? {
        call.arguments.first { word in word.text.map { isWanted(name(of: $0)) } ?? false }
          .flatMap { self.value(of: $0, in: call) }
      }
      let host = value { $0 != "--port" && Self.serveOptions[$0] == variable }
      let port = host?.contains(":") == true ? nil : value { $0 == "--port" }
      guard host != nil || port != nil else { return "Set OLLAMA_HOST before the command" }
      return "Write OLLAMA_HOST=\(host ?? "127.0.0.1")\(port.map { ":" + $0 } ?? "") before the command"
    case "OLLAMA_DEBUG": return "Write OLLAMA_DEBUG=1 before the command"
    case "CUDA_VISIBLE_DEVICES":
      return "Remove it: Ollama uses every GPU it finds. To choose one, set CUDA_VISIBLE_DEVICES before the command"
    default: return text.map { "Write \(variable)=\($0) before the command" } ?? "Set \(variable) before the command"
    }
  }

  /// A command that Ollama does not have, or more names than it accepts; nothing where a variable may be several words.
  private func arguments(_ call: ProgramCall, _ verb: String, _ index: Int) -> (fact: Fact, range: TextRange)? {
    guard !document.id.isDocumentation, let word = call.arguments.first else { return nil }
    func fact(_ problem: ValueFault, _ place: ShellScript.Word, _ counterpart: String?, _ corrected: String?) -> (Fact, TextRange) {
      (
        SettingFact.make(
          ["option-name", String(index), "arguments"], name: verb, value: verb, kind: "ollama-command",
          format: "shell", problem: problem, counterpart: counterpart, corrected: corrected,
          at: document.at(place.range)), word.range
      )
    }
    if let meant = Self.invented[verb] { return fact(.unknownWord, word, nil, meant) }
    if verb == "run", let name = call.arguments.dropFirst().first, let text = name.text, Self.commands.contains(text) {
      let words = TextRange(word.range.start, name.range.end)
      let fact = SettingFact.make(
        ["option-name", String(index), "arguments"], name: document.source.string(words), value: "run \(text)",
        kind: "ollama-command", format: "shell", problem: .misplaced, counterpart: text, corrected: text,
        at: document.at(words))
      return (fact, words)
    }
    guard Self.oneName.contains(verb) else { return nil }
    var names: [ShellScript.Word] = []
    var isValue = false
    for argument in call.arguments.dropFirst() {
      guard let text = argument.text else { return nil }
      if !isValue, !text.hasPrefix("-") { names.append(argument) }
      isValue = Self.withValue.contains(text)
    }
    return names.count > 1 ? fact(.several, names[1], names[1].text, nil) : nil
  }

  /// With hyphens where a text processor made dashes of them: `–gpus`, `—name`.
  private static func hyphens(_ text: String) -> String? {
    let name = text.drop { "-\u{2012}\u{2013}\u{2014}\u{2015}\u{2212}".contains($0) }
    let dashes = text.prefix(text.count - name.count)
    guard dashes.contains(where: { $0 != "-" }), name.first?.isLetter == true else { return nil }
    return (name.count == 1 ? "-" : "--") + name
  }

  private func name(of text: String) -> String { String(text.prefix { $0 != "=" }) }

  private func fact(
    _ word: ShellScript.Word, _ text: String, _ index: Int, corrected: String?, of program: String,
    expected: String?
  ) -> (fact: Fact, range: TextRange) {
    let name = name(of: text)
    let fact = SettingFact.make(
      ["option-name", String(index), name], name: name, value: name, kind: "command", format: "shell",
      problem: .unknownWord, counterpart: program, corrected: corrected, expected: expected,
      at: document.at(word.range))
    return (fact, TextRange(word.range.start, word.range.start + name.utf8.count))
  }

  /// Only the name of the option is rewritten.
  func edits(for change: Change) -> [Edit]? {
    guard case .set(.value, .text(let name)) = change.action,
      let place = found.first(where: { $0.fact.id == change.fact }),
      document.source.string(place.range) == place.fact.text(.name)
    else { return nil }
    return [Edit(place.range, name)]
  }
}
