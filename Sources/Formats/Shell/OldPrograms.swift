import Syntax
import Vocabulary

/// A program that newer releases of its package do not have any more: one row of `Catalogue/programs.yaml`.
struct OldProgram: Sendable {
  let name: String
  let package: String
  /// The first release without it.
  let since: String
  /// What a command of it became; empty where the program is still there.
  let commands: [String: String]
  /// Options that it took before.
  var options: [String] = []
}

/// Commands of such programs.
struct OldPrograms: ShellReader {
  let script: ShellScript
  let document: Document

  var facts: [Fact] { Self.facts(script, document.id, format: "shell") { document.at($0.range) } }

  /// The same in the steps of a Dockerfile.
  static func facts(in tree: DockerfileTree, of document: Document) -> [Fact] {
    guard OldProgram.all.contains(where: { document.source.bytes[...].contains(bytesOf: $0.name) }) else { return [] }
    let steps = tree.instructions.filter { $0.name == "RUN" }.map { ($0, ShellParser.parse(SourceText(tree.text(of: $0)))) }
    let isInstalled = installs(steps.map(\.1))
    return steps.enumerated().flatMap { index, element in
      let (step, script) = element
      return facts(
        script, document.id, format: "Dockerfile", step: index,
        isInstalled: isInstalled
      ) { word in
        let wanted = word.text ?? ""
        let found = document.source.bytes[step.arguments.start..<step.arguments.end].firstIndex(ofBytes: wanted)
        return document.at(found.map { TextRange($0, $0 + wanted.utf8.count) } ?? step.nameRange)
      }
    }
  }

  private static func facts(
    _ script: ShellScript, _ document: DocumentID, format: String, step: Int = 0, isInstalled: ((OldProgram) -> Bool)? = nil,
    at: (ShellScript.Word) -> SourceRange
  ) -> [Fact] {
    let text = script.source.string(script.source.range)
    let rows = OldProgram.all.filter { text.contains($0.name) }
    guard !rows.isEmpty else { return [] }
    let installed = Set(rows.filter(isInstalled ?? installs([script])).map(\.name))
    let isInstalled = { (row: OldProgram) in installed.contains(row.name) }
    // Who asks for the program first has another way where it is not there.
    let asked = Set(
      rows.map(\.name).filter { name in ["command -v", "which", "type", "hash"].contains { text.contains("\($0) \(name)") } })
    return options(script, rows, document, format, step, isInstalled, at)
      + script.commands.enumerated().compactMap { index, command in
        guard let call = ProgramCall(command, in: script), let row = rows.first(where: { $0.name == call.name }),
          let verb = call.arguments.first?.text, let meant = row.commands[verb]
        else { return nil }
        guard !isGuarded(command, by: row), isInstalled(row) || !asked.contains(row.name) && !document.isDocumentation else { return nil }
        return SettingFact.make(
          FactID(.key, document, ["old-program", String(step), String(index)]), name: "\(row.name) \(verb)", value: row.since,
          kind: "old-program", format: format, problem: isInstalled(row) ? .outdated : .unread, counterpart: row.package,
          corrected: meant, at: at(call.word))
      }
  }

  /// Options that the program had once, and for which it stops now.
  private static func options(
    _ script: ShellScript, _ rows: [OldProgram], _ document: DocumentID, _ format: String, _ step: Int,
    _ isInstalled: (OldProgram) -> Bool, _ at: (ShellScript.Word) -> SourceRange
  ) -> [Fact] {
    script.commands.enumerated().flatMap { index, command -> [Fact] in
      guard let call = ProgramCall(command, in: script), let row = rows.first(where: { $0.name == call.name && !$0.options.isEmpty })
      else { return [] }
      return call.arguments.compactMap { word -> Fact? in
        guard let name = word.text.map({ String($0.prefix { $0 != "=" }) }), row.options.contains(name) else { return nil }
        return SettingFact.make(
          FactID(.key, document, ["old-option", String(step), String(index), name]), name: "\(row.name) \(name)", value: row.since,
          kind: "old-option", format: format, problem: isInstalled(row) ? .outdated : .unread, counterpart: row.package, corrected: name,
          at: at(word))
      }
    }
  }

  /// Whether a command is only run where the program was found: `if command -v NAME; then NAME ...`.
  private static func isGuarded(_ command: ShellScript.Command, by row: OldProgram) -> Bool {
    command.conditions.contains { condition in
      guard !condition.isNegated, let verb = condition.test.first?.text, ["command", "which", "type", "hash"].contains(verb)
      else { return false }
      return condition.test.contains { $0.text == row.name }
    }
  }

  /// Whether a command of scripts installs the newest release of a program's package; what is only printed does not.
  private static func installs(_ scripts: [ShellScript]) -> (OldProgram) -> Bool {
    { row in
      scripts.contains { script in
        script.commands.contains { command in
          let words = command.words.compactMap(\.text)
          guard let verb = words.firstIndex(of: "install"), words[..<verb].contains(where: { $0.contains("pip") }),
            !["echo", "printf"].contains(words[0]), let package = words[verb...].first(where: { $0.hasPrefix(row.package) })
          else { return false }
          // Another package of the line may allow no newer one.
          guard !words[verb...].contains(where: { $0.contains { "<~".contains($0) } }) else { return false }
          return !package.contains("=") || package.contains(">=")
        }
      }
    }
  }
}
