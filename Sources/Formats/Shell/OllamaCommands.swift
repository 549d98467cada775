import Syntax
import Vocabulary

/// `ollama create`, `run` and `pull` lines: which names a script makes and uses.
struct OllamaCommands {
  let script: ShellScript
  let document: Document
  let workspace: any Workspace

  func facts() -> [Fact] {
    script.commands.enumerated().flatMap { index, command in facts(command, index) }
      + script.commands.compactMap(weightsAsModelfile) + writtenInLoops + calls
  }

  /// Modelfiles that a script writes under names that are only known when it runs: `cat > "models/$name.Modelfile" <<EOF`.
  private var writtenInLoops: [Fact] {
    script.hereDocuments.enumerated().compactMap { index, here in
      guard here.target == nil,
        ModelfileFormat.recognises(Candidate(path: "", head: here.text.source.bytes[...]))
          == .byContent
      else { return nil }
      var fact = Fact(
        FactID(.creation, document.id, ["written", String(index)]), at: document.at(TextRange(at: 0)))
      fact.write(.name, nil, at: fact.range)
      return fact
    }
  }

  // MARK: Calls of the API

  /// `curl .../api/pull -d '{"model": "qwen3:8b"}'`
  private var calls: [Fact] {
    if startsAnother { return [] }
    return script.commands.enumerated().compactMap { index, command in
      guard command.words.first?.text?.split(separator: "/").last == "curl",
        // Ollama asks nobody for a key.
        !command.words.contains(where: { document.source.string($0.range).lowercased().contains("authorization:") }),
        let path = command.words.lazy.compactMap(\.text).compactMap(Self.endpoint).first,
        let place = command.words.lazy.compactMap(named).first
      else { return nil }
      return .ollamaUse(
        FactID(.modelUse, document.id, ["call", String(index)]), document.source.string(place),
        for: path == "/api/pull" ? "pull" : "run", at: document.at(place))
    }
  }

  /// Whether a container of another program gets Ollama's port of the host.
  private var startsAnother: Bool {
    script.commands.contains { command in
      guard let run = DockerRun(command, in: script), !ImageName(run.imageText).isOllama else { return false }
      return run.options.contains { option in
        option.name == "--publish" && (option.value.flatMap { PortSpec($0) }?.hostPort == EndpointPorts.ollama)
      }
    }
  }

  private static func endpoint(_ word: String) -> String? {
    let url = URLParts(word)
    guard !url.host.isEmpty, url.effectivePort == EndpointPorts.ollama else { return nil }
    return ["/api/pull", "/api/generate", "/api/chat", "/api/embed"].first { url.path == $0 }
  }

  /// Where the value of `"model"`, or of `"name"` as in older releases, is in a word of JSON that is written as it is sent.
  private func named(_ word: ShellScript.Word) -> TextRange? {
    guard word.text?.contains("{") == true, word.range.end - word.range.start < 1 << 12 else { return nil }
    let text = document.source.string(word.range)
    for key in ["\"model\"", "\"name\""] {
      guard let found = text.firstRange(ofBytes: key) else { continue }
      var rest = text[found.upperBound...].drop { $0 == " " || $0 == ":" }
      guard rest.first == "\"" else { continue }
      rest = rest.dropFirst()
      let value = rest.prefix { $0 != "\"" && $0 != "\\" && $0 != "$" && $0 != "'" && $0 != "{" }
      guard rest.dropFirst(value.count).first == "\"", !value.isEmpty else { continue }
      let start = word.range.start + text[..<value.startIndex].utf8.count
      return TextRange(start, start + value.utf8.count)
    }
    return nil
  }

  // MARK: Commands

  /// Another name for a model that a command or a call uses.
  func edits(for change: Change) -> [Edit]? {
    guard case .set(.name, .text(let name)) = change.action,
      let fact = facts().first(where: { $0.id == change.fact }), fact.subject == .modelUse
    else { return nil }
    return [Edit(fact.range.range, name)]
  }

  /// `ollama create NAME -f model.gguf`
  private func weightsAsModelfile(_ command: ShellScript.Command) -> Fact? {
    let words = command.words
    guard let program = words.lastIndex(where: { $0.text?.split(separator: "/").last == "ollama" }),
      program + 1 < words.count, words[program + 1].text == "create",
      let option = words.lastIndex(where: { $0.text == "-f" || $0.text == "--file" }),
      option + 1 < words.count,
      let file = script.resolve(words[option + 1]),
      [".gguf", ".safetensors", ".bin"].contains(where: file.lowercased().hasSuffix),
      // `Modelfile.gguf` is one that is named for what it is about.
      !FileName(path: file).lowercased.hasPrefix("modelfile")
    else { return nil }
    let word = words[option + 1]
    return SettingFact.make(
      ["as-modelfile", script.ordinal(at: word.range.start)], name: "ollama create -f", value: file, kind: "command",
      format: "shell", problem: .asModelfile, at: document.at(word.range))
  }

  private func facts(_ command: ShellScript.Command, _ index: Int) -> [Fact] {
    // `docker exec -it ollama ollama run x` too: the word before the verb is the program.
    guard let program = command.words.lastIndex(where: { $0.text?.split(separator: "/").last == "ollama" }),
      program + 2 < command.words.count || program + 2 == command.words.count,
      let verb = command.words.dropFirst(program + 1).first?.text
    else { return [] }
    let rest = Array(command.words.dropFirst(program + 2))
    switch verb {
    case "create": return [creation(rest, command, index)].compactMap { $0 }
    case "cp": return [copy(rest, command, index)].compactMap { $0 }
    case "run", "pull": return uses(verb, rest, command, index)
    default: return []
    }
  }

  private func creation(_ words: [ShellScript.Word], _ command: ShellScript.Command, _ index: Int) -> Fact? {
    var name: ShellScript.Word?
    var file: String? = "Modelfile"
    var i = 0
    while i < words.count {
      let text = script.resolve(words[i])
      if text == "-f" || text == "--file" {
        file = i + 1 < words.count ? script.resolve(words[i + 1]) : nil
        i += 2
      } else if let text, text.hasPrefix("--file=") {
        file = String(text.dropFirst(7))
        i += 1
      } else if text == "-q" || text == "--quantize" {
        i += 2
      } else {
        if name == nil, text?.hasPrefix("-") != true { name = words[i] }
        i += 1
      }
    }
    guard let name else { return nil }
    var fact = made(name, command, index)
    guard fact.text(.name) != nil, let file else { return fact }
    // Relative to where the script runs: its own directory, or the repository's root.
    let candidates = [Path.join(document.directory, file), Path.join("", file)].compactMap { $0 }
    if let path = candidates.first(where: { workspace.kind(at: $0) == .file }) {
      fact.infer(.modelfile, .text(path))
    }
    return fact
  }

  /// `ollama cp OLD NEW` makes NEW.
  private func copy(_ words: [ShellScript.Word], _ command: ShellScript.Command, _ index: Int) -> Fact? {
    let names = words.filter { $0.text?.hasPrefix("-") != true }
    return names.count >= 2 ? made(names[1], command, index) : nil
  }

  /// A name that comes from a loop or an argument is made too, whatever it is.
  private func made(_ name: ShellScript.Word, _ command: ShellScript.Command, _ index: Int) -> Fact {
    var fact = Fact(
      FactID(.creation, document.id, ["create", String(index)]), at: document.at(command.range))
    fact.write(.name, script.resolve(name).map(Value.text), at: document.at(name.range))
    return fact
  }

  private func uses(_ verb: String, _ words: [ShellScript.Word], _ command: ShellScript.Command, _ index: Int) -> [Fact] {
    guard let word = words.first(where: { $0.text?.hasPrefix("-") != true }) else { return [] }
    guard let name = word.text else {
      // `for m in qwen3:8b gemma3:4b; do ollama pull "$m"; done`
      return LoopItems(script).items(of: word).enumerated().compactMap { item, found in
        use(verb, script.source.string(found), at: found, [verb, String(index), String(item)])
      }
    }
    return [use(verb, name, at: word.range, [verb, String(index)])].compactMap { $0 }
  }

  private func use(_ verb: String, _ name: String, at range: TextRange, _ address: [String]) -> Fact? {
    // A command after `run` is a mistake of its own.
    guard verb != "run" || !CommandOptions.commands.contains(name),
      // `<model>` and the `{}` of xargs stand for a name.
      !name.contains("<"), !name.contains("{")
    else { return nil }
    return .ollamaUse(FactID(.modelUse, document.id, address), name, for: verb, at: document.at(range))
  }
}
