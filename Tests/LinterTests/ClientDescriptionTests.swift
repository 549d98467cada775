import ClientDescription
import Foundation
import Formats
import Linter
import Syntax
import Testing

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

  @Test(arguments: [
    ("clint: X", "1:1: error: unknown key `clint`; did you mean `client`?"),
    ("servers: [ { at: 'a b' } ]", "1:18: error: `a b` is not a path such as `models[].name`"),
    ("servers: [ { shape: v2 } ]", "1:21: error: cannot be `v2`; expected"),
    ("keys: { table: { a: txt } }", "1:21: error: `txt` is not a type such as"),
    ("concerns: { $if: nothing }", "1:18: error: no condition `nothing` is defined before this"),
    ("files: [ { path: a, syntax: cobol } ]", "1:29: error: unknown syntax `cobol`"),
    ("checks: [ { when: { a: present } }]", "1:11: error: a check needs `key`, `missing` or `document`"),
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

  /// A project's own description counts like a built-in one.
  @Test func aProjectDescribesAClientOfItsOwn() throws {
    let scratch = try Scratch()
    try scratch.write(
      "lint/parley.yaml",
      """
      client: Parley
      summary: A chat window
      sources: [ example ]
      files: [ { path: ~/.config/parley/settings.json, matches: parley/settings.json, syntax: json } ]
      servers:
        - { at: backends.*, address: base_url, shape: v1, api: openai }
      keys:
        unknown: Parley ignores it
        complete: true
        table: { backends: { "*": { base_url: text } } }
      """)
    try scratch.write(
      "parley/settings.json",
      #"{ "backends": { "box": { "base_url": "http://localhost:11434", "modell": "x" } } }"#)
    try scratch.write(".ollama-lint.yaml", "clients: lint/parley.yaml\n")
    let file = scratch.url.appendingPathComponent(".ollama-lint.yaml")
    var options = Options()
    options.paths = [scratch.path]
    options.workingDirectory = scratch.path
    options.severity = .info
    options.configuration = try ConfigurationReader(path: file.path, bytes: Array(Data(contentsOf: file))) {
      scratch.read($0).map { SourceText(Array($0.utf8)) }
    }.read()
    let rules = try Set(LintRun(options).run(fixing: .none).report.diagnostics.map(\.rule))
    #expect(rules.isSuperset(of: ["network/endpoint-path", "client/unknown-key"]), "\(rules)")
  }
}
