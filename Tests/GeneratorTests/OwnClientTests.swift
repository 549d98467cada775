import ClientDescription
import Formats
import Foundation
import Generator
import Knowledge
import Linter
import Syntax
import Testing

/// A client that only a project describes is set up like those that the tool knows.
@Suite struct OwnClientTests {
  private static func parley(_ setup: String) throws -> ClientEntry {
    let description = """
      client: Parley
      summary: A chat window for the terminal
      sources: [ Its documentation ]
      files:
        - { path: ~/.config/parley/settings.json, scope: user, matches: parley/settings.json, syntax: json }
      servers:
        - at: backends.*
          address: base_url
          when: { type: ollama }
          shape: root
          api: native
          models: { at: "models[]", name: id, context: { sent: num_ctx }, roles: [ { chosen: none-here, are: agent }, chat ] }
      choices:
        - { at: ., provider: default.backend, model: default.model, roles: agent }
      init:
      \(setup)
      """
    let (client, signs) = try ClientDecoder.client(id: "parley", file: "parley.yaml", source: SourceText(description))
    return ClientEntry(client, signs: signs)
  }

  private static let setup = """
        file: .config/parley/settings.json
        context: sent
        remote: { choose: "`parley {model} {context|50%}`" }
        settings:
          write:
            default: { backend: ollama, model: $model }
            backends: { ollama: { type: ollama, base_url: $server, models: [ { id: $model, num_ctx: $context } ] } }
    """

  private func plan(_ entry: ClientEntry, context: Int? = nil, model: String? = nil) throws -> Plan {
    let clients = [entry.description]
    return try Plan(
      SetupRequest(
        machine: WantedMachine.named("rtx-3070").machine(), topology: .native, harnesses: Harness.all(clients), context: context,
        model: model))
  }

  @Test func itsSettingsAreWrittenAndLintClean() throws {
    let entry = try Self.parley(Self.setup)
    let folder = try ScratchFolder()
    let drafting = try folder.texts(plan(entry), clients: [entry])
    #expect(drafting.refused.isEmpty)
    let text = try #require(drafting.texts[".config/parley/settings.json"].map { String(decoding: $0, as: UTF8.self) })
    #expect(text.contains("\"model\": \"agent-64k\"") && text.contains("\"num_ctx\": 65536"))
    try folder.write(drafting.texts)
    var options = Options()
    options.paths = [folder.path]
    options.machine = try WantedMachine.named("rtx-3070").machine()
    options.configuration.clients = [entry]
    let graph = try LintRun(options).survey().graph
    #expect(graph.facts.contains { $0.subject == .modelUse && $0.text(.name) == "agent-64k" })
    #expect(try LintRun(options).run(fixing: .none).report.diagnostics.map(\.rule) == [])
  }

  @Test func theGuideSaysHowAModelElsewhereIsChosen() throws {
    let guide = try plan(Self.parley(Self.setup), model: "llama3.1:405b").guide
    #expect(guide.contains("- Parley: `parley qwen3.5:cloud "))
  }

  @Test(arguments: [
    ("  file: a.json\n", "need each other"), ("  settings: { write: { a: 1 } }\n", "need each other"),
    ("  file: a.json\n  settings: { write: { a: 1 } }\n  remote: { choose: \"{other}\" }\n", "may contain"),
    ("  file: a.json\n  settings: { write: { a: 1 } }\n  beside: { file: b.json }\n", "are needed"),
  ])
  func aMistakeIsNamed(_ setup: String, _ words: String) throws {
    do {
      _ = try Self.parley(setup)
      Issue.record("\(setup) was read")
    } catch let error as DescriptionErrors {
      #expect(error.errors.contains { $0.description.contains(words) })
    }
  }
}
