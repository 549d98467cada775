import Diagnostics
import Foundation
import Formats
import Linter
import Syntax
import Testing
import Vocabulary

@testable import ClientDescription

/// Descriptions of clients: what docs/clients.md says of them, and what is said of a wrong one.
@Suite struct ClientDescriptionTests {
  @Test func theDocumentationShowsTheTableOfTheDescriptions() throws {
    try Documented(document: "docs/clients.md", name: "clients")
      .shows(ClientText.table(FormatRegistry.clients), isFenced: false)
  }

  @Test func everyClientIsExplained() {
    for client in FormatRegistry.clients {
      #expect(!client.name.isEmpty && !client.sources.isEmpty, "\(client.id) has no name or no source")
      #expect(client.facts.setContext != nil, "\(client.id) does not say how to get 64K")
    }
  }

  @Test func theDocumentationListsEveryWordOfADescription() throws {
    let document = "docs/client-descriptions.md"
    try Documented(document: document, name: "words").shows(DescriptionPart.values, isFenced: false)
    let text = try String(contentsOf: Fixture.package.appendingPathComponent(document), encoding: .utf8)
    var words: [String: [String]] = [:]
    for section in text.components(separatedBy: "\n### ").dropFirst() {
      let lines = section.split(separator: "\n")
      let rows = lines.map { $0.components(separatedBy: " | ") }.filter { $0[0].hasPrefix("| `") && $0[1] != " |" }
      words[String(lines[0])] = rows.map { String($0[0].dropFirst(3).dropLast()) }
    }
    for part in DescriptionPart.all { #expect(words[part.title] == part.names, "\(document), \(part.title)") }
  }

  @Test(arguments: [
    ("clint: X", "1:1: error: unknown key `clint`; did you mean `client`?"),
    ("servers: [ { at: 'a b' } ]", "1:18: error: `a b` is not a path such as `models[].name`"),
    ("servers: [ { shape: v2 } ]", "1:21: error: cannot be `v2`; expected"),
    ("keys: { table: { a: txt } }", "1:21: error: `txt` is not a type such as"),
    ("concerns: { $if: nothing }", "1:18: error: no condition `nothing` is defined before this"),
    ("files: [ { path: a, syntax: cobol } ]", "1:29: error: unknown syntax `cobol`"),
    ("checks: [ { when: { a: present } }]", "1:11: error: a check needs `key`, `missing` or `document`"),
    ("choices: [ { roles: agnet } ]", "1:21: error: cannot be `agnet`; did you mean `agent`?"),
    ("servers: [ { models: { roles: [ { are: [chat, edits] } ] } } ]", "1:47: error: cannot be `edits`"),
    ("servers: [ { api: openapi } ]", "1:19: error: cannot be `openapi`; did you mean `openai`?"),
    (
      "checks: [ { key: a, kind: client-settings } ]",
      "1:27: error: cannot be `client-settings`; did you mean"
    ),
    ("checks: [ { key: a, status: wrong } ]", "1:29: error: cannot be `wrong`; expected"),
    ("hook: aidr", "1:7: error: cannot be `aidr`; did you mean `aider`?"),
    ("concerns: { $idd: x }", "1:13: error: unknown condition `$idd`"),
    ("choices: [ { roles: agent, repeated: twice } ]", "1:38: error: `repeated` must be `first`"),
  ]) func aMistakeIsNamedWhereItIs(_ text: String, _ expected: String) {
    do throws(DescriptionErrors) {
      _ = try ClientDecoder.client(id: "x", file: "x.yaml", source: SourceText(text))
      Issue.record("\(text) passes")
    } catch {
      #expect(
        error.errors.contains { "\($0)".dropFirst("x.yaml:".count).hasPrefix(expected) }, "\(error.errors)")
    }
  }

  /// The description that CONTRIBUTING.md shows.
  private static func parley() throws -> String {
    let text = try String(contentsOf: Fixture.package.appendingPathComponent("CONTRIBUTING.md"), encoding: .utf8)
    let begin = try #require(text.range(of: "   client: Parley\n"))
    let end = try #require(text[begin.lowerBound...].range(of: "   ```\n"))
    return text[begin.lowerBound..<end.lowerBound].split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.dropFirst(3) }.joined(separator: "\n")
  }

  /// A project's own description counts like a built-in one, in a file and where the project is configured.
  @Test(arguments: [true, false]) func aProjectDescribesAClientOfItsOwn(inFile isFile: Bool) throws {
    let scratch = try Scratch()
    if isFile {
      try scratch.write("lint/parley.yaml", Self.parley())
      try scratch.write(".ollama-lint.yaml", "clients: lint/parley.yaml\n")
    } else {
      let lines = try Self.parley().split(separator: "\n").joined(separator: "\n    ")
      try scratch.write(".ollama-lint.yaml", "clients:\n  - \(lines)\n")
    }
    try scratch.write(
      "parley/settings.json",
      #"""
      { "parley_version": "1", "default": { "backend": "box", "model": "qwen3:8b" }, "backends": { "box": {
        "type": "ollama", "base_url": "http://localhost:11434/v1", "apiKey": "x", "models": [ { "id": "qwen3:8b", "num_ctx": "8192" } ] } } }
      """#
    )
    let rules = try Set(findings(in: scratch).map(\.rule))
    #expect(
      rules.isSuperset(of: ["network/endpoint-path", "client/unknown-key", "client/wrong-value"]), "\(rules)")
  }

  @Test func aMistakeInAnInlineDescriptionIsNamedWhereItIs() throws {
    let scratch = try Scratch()
    try scratch.write(".ollama-lint.yaml", "clients:\n  - client: Parley\n    shape: v1\n")
    #expect(throws: ConfigurationError.self) { try findings(in: scratch) }
    do { _ = try findings(in: scratch) } catch {
      #expect("\(error)".contains("3:5: error: unknown key `shape`"), "\(error)")
    }
  }

  private func findings(in scratch: Scratch) throws -> [Diagnostic] {
    let file = scratch.url.appendingPathComponent(".ollama-lint.yaml")
    var options = Options()
    options.paths = [scratch.path]
    options.workingDirectory = scratch.path
    options.severity = .info
    options.configuration = try ConfigurationReader(path: file.path, bytes: Array(Data(contentsOf: file))) {
      scratch.read($0).map { SourceText(Array($0.utf8)) }
    }.read()
    return try LintRun(options).run(fixing: .none).report.diagnostics
  }
}

extension DescriptionPart {
  /// A table for the documentation, of the words that a value can be.
  static var values: String {
    var text = "| of | one of |\n|---|---|\n"
    for (name, words) in vocabularies {
      text += "| \(name) | \(words.map { "`\($0)`" }.joined(separator: ", ")) |\n"
    }
    return text
  }

  /// Lists of words that the program itself has.
  private static var vocabularies: [(String, [String])] {
    func words<W: RawRepresentable & CaseIterable>(_ type: W.Type) -> [String] where W.RawValue == String {
      type.allCases.map(\.rawValue)
    }
    return [
      ("`scope` of a file", words(SettingsFileKind.Scope.self)), ("`syntax` of a file", NodeSyntax.names),
      ("`shape`", words(AddressShape.self)), ("`api`", words(ServerAPI.self)),
      ("`scheme`", ["needed", "optional"]),
      ("`roles`, `are`, `later-roles`", words(Role.self)), ("`chosen`", words(RoleRule.Chosen.self)),
      ("`judged`", ["always"]), ("`placed`", ["choice", "model"]), ("`repeated`", ["first"]),
      ("`kind` of a check, `wrong-type-kind`, `unknown-kind`", words(CheckKind.self)),
      ("`effect`", words(KeyEffect.self)), ("`status`", words(KeyStatus.self)), ("`problem`", words(ValueFault.self)),
      ("`url`", ["local", "loopback", "ollama", "portless", "schemeless"]), ("`context` of `init`", words(ClientSetup.Context.self)),
      ("`when` of `init`", words(AdditionTemplate.When.self)),
      ("`hook`", words(HookName.self)),
      (
        "types in `table`, `must-be` and `type`",
        [
          "any", "text", "integer", "integer >= N", "number", "flag", "null", "list", "map", "one of A, B",
          "TYPE \\| TYPE",
        ]
      ),
    ]
  }
}
