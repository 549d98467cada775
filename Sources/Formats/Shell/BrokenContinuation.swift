import Syntax
import Vocabulary

/// A `docker run` command that ends before its image, because the line is not continued.
///
///     docker run -d \
///       -p 11434:11434
///       ollama/ollama
///
/// A backslash continues a line only as its very last character (POSIX shell, 2.2.1).
struct BrokenContinuation: ShellReader {
  /// Where the backslash is missing, or has blanks after it.
  struct Place {
    let index: Int
    let range: TextRange
    /// The blanks after a backslash; empty where there is no backslash.
    let blanks: TextRange
    /// What the shell runs as the next command.
    let next: String
    /// The server that starts without what follows; `nil` where nothing starts.
    var program: String?
  }

  let script: ShellScript
  let document: Document

  var facts: [Fact] {
    guard !document.id.isDocumentation else { return [] }
    return places.map { place in
      SettingFact.make(
        ["continuation", String(place.index)], name: place.next, kind: "command", format: "shell",
        problem: .brokenLine,
        consequence: place.blanks.isEmpty ? "the line has no backslash at its end" : "there is a space after the backslash",
        counterpart: place.program, at: document.at(place.range))
    }
  }

  var places: [Place] {
    script.commands.indices.compactMap { place($0) ?? lostOptions($0) }
  }

  private func place(_ index: Int) -> Place? {
    let command = script.commands[index]
    guard index + 1 < script.commands.count, let run = Self.options(of: command) else { return nil }
    let next = script.commands[index + 1]
    let last = run.last ?? command.words.last
    guard let last, let first = next.words.first, let text = first.text,
      script.source.lineStart(of: first.range.start)
        == script.source.behindNewline(at: script.source.lineEnd(of: last.range.end))
    else { return nil }
    // The rest of the command: lines that begin with an option or the image.
    let rest = script.commands[(index + 1)...].prefix(12).prefix { command in
      command.words.first?.text.map { $0.hasPrefix("-") || Self.isImage($0) } ?? false
    }
    let image = rest.lazy.flatMap(\.words).compactMap(\.text).first(where: Self.isImage)
    guard text.hasPrefix("-") || Self.isImage(text), image != nil else { return nil }
    return Place(index: index, range: last.range, blanks: blanks(behind: last), next: text)
  }

  /// The blanks after the backslash that a line ends with; empty where it ends with none.
  private func blanks(behind last: ShellScript.Word) -> TextRange {
    var end = last.range.end
    if Self.isEscapedBlank(last, script.source) { end = last.range.start + 1 }
    let isEscaped = end > last.range.start && script.source.byte(at: end - 1) == 0x5C
    return isEscaped ? TextRange(end, script.source.lineEnd(of: last.range.end)) : TextRange(at: end)
  }

  /// A server that is complete at the end of its line, and options in the next: no command begins with a hyphen.
  private func lostOptions(_ index: Int) -> Place? {
    let command = script.commands[index]
    guard index + 1 < script.commands.count, let last = command.words.last,
      let first = script.commands[index + 1].words.first, let text = first.text, Self.isOption(text),
      let program = server(command)
    else { return nil }
    let lineEnd = script.source.lineEnd(of: last.range.end)
    guard script.source.isBlank(TextRange(last.range.end, lineEnd)),
      script.source.lineStart(of: first.range.start) == script.source.behindNewline(at: lineEnd)
    else { return nil }
    return Place(
      index: index, range: last.range, blanks: blanks(behind: last), next: text, program: program)
  }

  private static func isOption(_ text: String) -> Bool {
    let name = text.drop { $0 == "-" }
    return (1...2).contains(text.count - name.count) && name.first?.isLetter == true
  }

  /// The server of models that a command starts, itself or in a container.
  private func server(_ command: ShellScript.Command) -> String? {
    if let run = DockerRun(command, in: script, holes: document.holes) {
      let image = ImageName(run.imageText)
      return image.isOllama
        ? "Ollama" : image.isOpenWebUI ? "Open WebUI" : EngineImage.program(in: image)?.name
    }
    guard let call = ProgramCall(command, in: script) else { return nil }
    return EngineImage.started(by: [call.path] + call.arguments.prefix(2).map(\.text))?.engine.name
  }

  /// The words after `docker run` if no word can be the image; `nil` for any other command.
  private static func options(of command: ShellScript.Command) -> ArraySlice<ShellScript.Word>? {
    guard let rest = ProgramCall(command)?.containerArguments else { return nil }
    let isUnknown = rest.contains { $0.text == nil }
    return isUnknown || rest.contains { $0.text.map(isImage) ?? false } ? nil : rest
  }

  private static func isImage(_ text: String) -> Bool {
    guard text.contains("/"), !text.contains("=") else { return false }
    let image = ImageName(text)
    return image.isOllama || image.isOpenWebUI
  }

  private static func isEscapedBlank(_ word: ShellScript.Word, _ source: SourceText) -> Bool {
    source.byte(at: word.range.start) == 0x5C && word.text?.allSatisfy { $0 == " " || $0 == "\t" } == true
  }

  func edits(for change: Change) -> [Edit]? {
    guard case .set(.status, .text("known")) = change.action, change.fact.address.count == 2,
      let index = Int(change.fact.address[1]), let place = places.first(where: { $0.index == index })
    else { return nil }
    guard place.blanks.isEmpty else { return [.delete(place.blanks)] }
    let rest = TextRange(place.range.end, script.source.lineEnd(of: place.range.end))
    return [script.source.isBlank(rest) ? Edit(rest, " \\") : .insert(" \\", at: place.range.end)]
  }
}
