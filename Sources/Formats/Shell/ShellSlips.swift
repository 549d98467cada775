import Knowledge
import Syntax
import Vocabulary

/// Lines that look as if they set one of Ollama's variables, and do not.
///
/// Sources: POSIX shell, 2.9.1 and 2.14 (export, set); fish documentation, "Wildcards" and `set`.
struct ShellSlips: ShellReader {
  /// One line that sets nothing, and what it should be.
  struct Slip: Sendable {
    let name: String
    let range: TextRange
    let corrected: String
    /// Completes "NAME is not set: ...".
    let reason: String

    /// - Parameter value: what the variable is set to by the corrected line.
    func fact(_ index: Int, sets value: String?, format: String, in document: Document) -> Fact {
      let at = document.at(range)
      var fact = SettingFact.make(
        FactID(.key, document.id, ["slip", String(index)]), name: name, value: document.source.string(range),
        kind: "variable", format: format, problem: .noAssignment, consequence: reason, corrected: corrected, at: at)
      fact.infer(.status, .known)
      if !OllamaVariable.isHarmless(name, value) { fact.infer(.takesEffect, true) }
      return fact
    }
  }

  let script: ShellScript
  let document: Document

  var slips: [Slip] {
    // The commands of a script of Windows are read as a shell's, its assignments are not.
    guard !WindowsScriptFormat.isNamed(FileName(path: document.id.path)) else { return [] }
    let isFish = FileName(path: Path.deployed(document.id.path)).hasSuffix(".fish")
    let isDocumentation = document.id.isDocumentation
    let found = script.commands.flatMap { command -> [Slip] in
      if isFish { return Self.wildcards(command, script.source) }
      guard !isDocumentation else { return Self.colons(command) }
      return Self.colons(command)
        + [
          Self.blanks(command), Self.positional(command, script.source),
          Self.launched(command, script.source),
        ].compactMap { $0 }
    }
    guard !isDocumentation else { return found }
    return found
      + (isFish ? Self.unexportedInFish(script) : Self.unexported(script) + Self.dropped(script))
  }

  var facts: [Fact] {
    slips.enumerated().map { index, slip in
      let value = slip.corrected.firstIndex(of: "=").map { String(slip.corrected[$0...].dropFirst()) }
      return slip.fact(index, sets: value, format: "shell", in: document)
    }
  }

  static func isRead(_ name: String) -> Bool {
    name.hasPrefix("OLLAMA_") && OllamaVariable.named(name)?.standing == .read
  }

  /// `export OLLAMA_NUM_PARALLEL:4`
  private static func colons(_ command: ShellScript.Command) -> [Slip] {
    guard command.words.first?.text == "export" else { return [] }
    return command.words.dropFirst().compactMap { word in
      guard let text = word.text, let colon = text.firstIndex(of: ":"), !text[..<colon].contains("="),
        isRead(String(text[..<colon])), colon < text.index(before: text.endIndex)
      else { return nil }
      let name = String(text[..<colon])
      let value = String(text[text.index(after: colon)...])
      return Slip(
        name: name, range: word.range, corrected: "\(name)=\(ShellEditor.quoted(value, like: word.quote))",
        reason: "a colon is not an assignment")
    }
  }

  /// `export OLLAMA_HOST 0.0.0.0`, `OLLAMA_HOST = 0.0.0.0`
  private static func blanks(_ command: ShellScript.Command) -> Slip? {
    var words = command.words[...]
    if words.first?.text == "export" {
      words.removeFirst()
    } else if words.dropFirst().first?.text != "=" {
      return nil
    }
    guard let first = words.first, let name = first.text, isRead(name), words.count >= 2, words.count <= 3,
      let last = words.last, let value = last.text, !value.isEmpty, !value.contains("="), !isRead(value)
    else { return nil }
    let middle = words.dropFirst().dropLast().first?.text
    guard words.count == 2 ? value != "=" : middle == "=" else { return nil }
    return Slip(
      name: name, range: first.range.union(last.range),
      corrected: "\(name)=\(ShellEditor.quoted(value, like: last.quote))",
      reason: "there must be no spaces around =")
  }

  /// `set OLLAMA_HOST=0.0.0.0`, as the command prompt of Windows has it.
  private static func positional(_ command: ShellScript.Command, _ source: SourceText) -> Slip? {
    guard command.words.count == 2, let verb = command.words.first, verb.text == "set",
      let word = command.words.last, let text = word.text,
      isRead(String(text.prefix { $0 != "=" })), text.contains("="),
      // Nothing is exported by an empty one either.
      text.last != "="
    else { return nil }
    return Slip(
      name: String(text.prefix { $0 != "=" }), range: verb.range.union(word.range),
      corrected: "export " + source.string(word.range),
      reason:
        "set changes the script's arguments; it only assigns variables in the Windows command prompt")
  }

  /// `launchctl setenv OLLAMA_HOST=0.0.0.0`: name and value are two words (launchctl(1), setenv).
  private static func launched(_ command: ShellScript.Command, _ source: SourceText) -> Slip? {
    guard command.words.count == 3, command.words[0].text == "launchctl", command.words[1].text == "setenv",
      let text = command.words[2].text, let equals = text.firstIndex(of: "="),
      isRead(String(text[..<equals]))
    else { return nil }
    let name = String(text[..<equals])
    let value = String(text[text.index(after: equals)...])
    return Slip(
      name: name, range: command.words[2].range,
      corrected: "\(name) \(ShellEditor.quoted(value, like: command.words[2].quote))",
      reason: "launchctl setenv takes the name and the value as two words")
  }

  /// `OLLAMA_HOST=0.0.0.0` on a line of its own before `ollama serve`, which only the shell itself sees then.
  private static func unexported(_ script: ShellScript) -> [Slip] {
    guard let serve = script.commands.firstIndex(where: \.startsOllama) else { return [] }
    guard !script.exportsAll else { return [] }
    let uses = UsedVariables(script)
    return script.commands[..<serve].flatMap { command -> [Slip] in
      guard command.words.isEmpty else { return [] }
      return command.assignments.compactMap { assignment in
        // What is exported elsewhere, or passed on by the script, is set after all.
        guard isRead(assignment.name), !uses.has(assignment.name) else { return nil }
        return Slip(
          name: assignment.name, range: assignment.range,
          corrected: "export " + script.source.string(assignment.range),
          reason: "without export, only this shell sees the variable, not ollama serve")
      }
    }
  }

  /// `export OLLAMA_HOST=0.0.0.0` before `sudo ollama serve`: sudo starts commands with a clean environment (sudoers(5),
  /// env_reset, on by default).
  private static func dropped(_ script: ShellScript) -> [Slip] {
    guard
      let index = script.commands.firstIndex(where: { command in
        command.words.first?.text == "sudo" && command.startsOllama
          && command.words.dropFirst().first?.text?.split(separator: "/").last == "ollama"
      }),
      let sudo = script.commands[index].words.first
    else { return [] }
    let exported = script.commands[..<index].filter { $0.words.first?.text == "export" }
      .flatMap(\.assignments).filter { isRead($0.name) }
    guard let first = exported.first else { return [] }
    return [
      Slip(
        name: first.name, range: sudo.range, corrected: "sudo -E",
        reason: "sudo does not pass on this shell's variables")
    ]
  }

  /// `set OLLAMA_HOST 0.0.0.0`: without -x fish keeps a variable to itself.
  private static func unexportedInFish(_ script: ShellScript) -> [Slip] {
    let uses = UsedVariables(script)
    return script.commands.compactMap { command in
      guard command.words.first?.text == "set", let verb = command.words.first else { return nil }
      let options = command.words.dropFirst().prefix { $0.text?.hasPrefix("-") == true }
      let rest = command.words.dropFirst(1 + options.count)
      guard rest.count == 2, let name = rest.first?.text, isRead(name), let last = rest.last,
        options.allSatisfy({ ["-g", "-U", "--global", "--universal"].contains($0.text ?? "") }),
        !uses.hasInFish(name)
      else { return nil }
      return Slip(
        name: name, range: verb.range.union(last.range),
        corrected: "set -gx " + script.source.string((rest.first?.range ?? last.range).union(last.range)),
        reason: "without -x, fish does not pass the variable to programs")
    }
  }

  /// `OLLAMA_ORIGINS=app://obsidian.md* ollama serve`, `set -gx OLLAMA_ORIGINS *`: fish replaces a bare star by the names
  /// of files, and by nothing or an error where none matches.
  private static func wildcards(_ command: ShellScript.Command, _ source: SourceText) -> [Slip] {
    func bare(_ name: String, _ word: ShellScript.Word) -> Slip? {
      let bytes = source.slice(word.range)
      guard isRead(name), let text = word.text, bytes.contains(0x2A), !bytes.contains(0x22),
        !bytes.contains(0x27),
        !bytes.contains(0x5C)
      else { return nil }
      return Slip(
        name: name, range: word.range, corrected: "'\(text)'",
        reason: "fish expands an unquoted * to file names")
    }
    let assigned = command.assignments.compactMap { bare($0.name, $0.value) }
    guard command.words.first?.text == "set", command.words.count >= 3, let value = command.words.last,
      let name = command.words.dropLast().last?.text
    else { return assigned }
    return assigned + [bare(name, value)].compactMap { $0 }
  }
}
