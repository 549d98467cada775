import Syntax
import Vocabulary

/// `docker compose up --profile gpu`: options of the whole program after a subcommand, which refuses them.
///
/// Source: docker/compose `cmd/compose/compose.go` (addProjectFlags, `SetInterspersed(false)`: only before the subcommand).
struct ComposeCommandLine: ShellReader {
  let script: ShellScript
  let document: Document

  private struct Misplaced {
    let fact: Fact
    /// The option with its value.
    let range: TextRange
    /// What belongs before it.
    let verb: TextRange
  }

  /// Options that take a value, by the subcommands that have one of the same letter.
  private static let options: [String: Set<String>] = [
    "--profile": [], "--project-name": [], "--project-directory": [], "--file": [],
    "--env-file": ["run"], "-f": ["logs", "rm", "convert", "config"], "-p": ["run", "port"],
  ]

  var facts: [Fact] { found.map(\.fact) }

  private var found: [Misplaced] {
    script.commands.enumerated().flatMap { index, command in misplaced(command, index) }
  }

  private func misplaced(_ command: ShellScript.Command, _ index: Int) -> [Misplaced] {
    guard let (program, words) = subcommand(of: command), let verb = words.first, let name = verb.text,
      Self.verbs.contains(name)
    else { return [] }
    let rest = Array(words.dropFirst())
    var found: [Misplaced] = []
    for (place, word) in rest.enumerated() {
      guard let text = word.text else { continue }
      // After the service's name, words of run and exec are the container's.
      if ["run", "exec"].contains(name), !text.hasPrefix("-") { break }
      let option = String(text.prefix { $0 != "=" })
      guard let except = Self.options[option], !except.contains(name) else { continue }
      let isWhole = text.contains("=")
      guard isWhole || place + 1 < rest.count else { continue }
      let last = isWhole ? word : rest[place + 1]
      let fact = SettingFact.make(
        ["compose-option", String(index), option, String(found.count)], name: option, value: name, kind: "command",
        format: "shell", problem: .misplaced, counterpart: program, at: document.at(word.range))
      found.append(Misplaced(fact: fact, range: word.range.union(last.range), verb: verb.range))
    }
    return found
  }

  /// The words from the subcommand on, after options of the program itself.
  private func subcommand(of command: ShellScript.Command) -> (String, ArraySlice<ShellScript.Word>)? {
    guard let call = ProgramCall(command, in: script) else { return nil }
    var words = call.arguments
    var program = call.name
    if ["docker", "podman"].contains(call.name) {
      guard words.first?.text == "compose" else { return nil }
      words.removeFirst()
      program += " compose"
    } else if call.name != "docker-compose" {
      return nil
    }
    while let first = words.first, let text = first.text, text.hasPrefix("-") {
      words.removeFirst()
      if Self.options[text] != nil || ["--ansi", "--parallel", "--progress"].contains(text) {
        guard !words.isEmpty else { return nil }
        words.removeFirst()
      }
    }
    return (program, words)
  }

  /// The option before the subcommand.
  func edits(for change: Change) -> [Edit]? {
    guard case .set(.status, .text(KeyStatus.known.rawValue)) = change.action,
      let place = found.first(where: { $0.fact.id == change.fact })
    else { return nil }
    let source = script.source
    var start = place.range.start
    while start > 0, source.byte(at: start - 1) == 0x20 { start -= 1 }
    let between = source.string(TextRange(place.range.start, place.range.end))
    // Over a line's end the words may stand between backslashes.
    guard !between.contains("\n"), start > 0, source.byte(at: start - 1) != 0x0A else { return nil }
    return [
      .insert(between + " ", at: place.verb.start), .delete(TextRange(start, place.range.end)),
    ]
  }
}
