import Knowledge
import Testing
import Vocabulary

@testable import Deployment

/// Which context length a request gets, and who decides it.
struct EffectiveContextTests {
  /// What is set where, on a machine with so much VRAM.
  struct Case: CustomTestStringConvertible {
    var sent, model, server: Int?
    var api = "native"
    var roles = ["chat"]
    var trained: Int?
    var gibibytes = 8
    let effective: Int
    let by: ContextDecider
    var isTooSmall: Bool

    var testDescription: String {
      "sent \(sent ?? 0), model \(model ?? 0), server \(server ?? 0), \(gibibytes) GiB: \(effective) by \(by)"
    }
  }

  static let cases = [
    // Each before the next: the request, the model, the server, the machine.
    Case(sent: 16384, model: 8192, server: 32768, effective: 16384, by: .client, isTooSmall: false),
    Case(model: 8192, server: 32768, effective: 8192, by: .model, isTooSmall: false),
    Case(server: 32768, effective: 32768, by: .server, isTooSmall: false),
    Case(effective: 4096, by: .default, isTooSmall: true),
    Case(gibibytes: 24, effective: 32768, by: .default, isTooSmall: false),
    Case(gibibytes: 48, effective: 262_144, by: .default, isTooSmall: false),
    // OLLAMA_CONTEXT_LENGTH=0 is as good as none.
    Case(server: 0, effective: 4096, by: .default, isTooSmall: true),
    // Never more than the model was trained for, and less is not too small for such a model.
    Case(server: 131_072, trained: 40960, effective: 40960, by: .server, isTooSmall: false),
    Case(server: 2048, trained: 2048, effective: 2048, by: .server, isTooSmall: false),
    // An agent needs more than a chat.
    Case(server: 32768, roles: ["agent"], effective: 32768, by: .server, isTooSmall: true),
    Case(server: 65536, roles: ["agent"], effective: 65536, by: .server, isTooSmall: false),
    // A request through /v1 sends none, whatever its client counts on.
    Case(model: 8192, api: "openai", effective: 8192, by: .model, isTooSmall: false),
  ]

  @Test(arguments: cases) func isDecidedInOllamasOrder(_ expected: Case) {
    var use: [Attribute: Value] = [
      .name: .text("coder"), .known: .text("library"), .api: .text(expected.api),
      .roles: .texts(expected.roles),
    ]
    use[.contextSent] = expected.sent.map(Value.integer)
    use[.contextTrained] = expected.trained.map(Value.integer)
    var model: [Attribute: Value] = [.baseKind: .text("name"), .known: .text("library")]
    model[.context] = expected.model.map(Value.integer)
    var server: [Attribute: Value] = [:]
    server[.context] = expected.server.map(Value.integer)
    let draft = draft(
      [
        fact(.server, "ollama", server), fact(.model, "coder", in: "Modelfile", model),
        fact(
          .modelUse, "coder", in: "opencode.json", use,
          related: [.server: id(.server, "ollama"), .model: id(.model, "coder", in: "Modelfile")]),
      ], on: .nvidia(gibibytes: expected.gibibytes), after: EffectiveContext.resolve)
    let result = draft.facts[id(.modelUse, "coder", in: "opencode.json")]
    #expect(result?.integer(.contextEffective) == expected.effective)
    #expect(result?[.contextDecidedBy] == expected.by)
    #expect(result?.flag(.contextTooSmall) == expected.isTooSmall)
  }

  @Test func theReasonsNameEachThatCouldHaveDecided() {
    let draft = draft(
      [
        fact(.server, "ollama"), fact(.model, "coder", in: "Modelfile", [.baseKind: .text("file")]),
        fact(
          .modelUse, "coder", in: "opencode.json", [.api: .text("openai")],
          related: [.server: id(.server, "ollama"), .model: id(.model, "coder", in: "Modelfile")]),
      ], on: .nvidia(gibibytes: 8), after: EffectiveContext.resolve)
    let use = draft.facts[id(.modelUse, "coder", in: "opencode.json")]
    let reasons = use?.attributes[.contextEffective]?.reasons ?? []
    #expect(reasons.count == 4, "the API, the Modelfile, the server, the machine")
    #expect(reasons.map { $0.at?.document.path } == ["opencode.json", "Modelfile", "compose.yaml", nil])
  }

  @Test(arguments: [Attribute.known, .isOllama]) func whatRunsElsewhereIsNotChecked(_ attribute: Attribute) {
    let elsewhere: Value = attribute == .known ? .text("cloud") : .flag(false)
    let draft = draft(
      [
        fact(.server, "ollama", [.context: .integer(2048)]),
        fact(
          .modelUse, "coder", [.roles: .texts(["agent"]), attribute: elsewhere],
          related: [.server: id(.server, "ollama")]),
      ], after: EffectiveContext.resolve)
    #expect(draft.facts[id(.modelUse, "coder")]?.has(.contextEffective) == false)
    #expect(draft.facts[id(.modelUse, "coder")]?.has(.contextTooSmall) == false)
  }

  @Test func aServerNeedsWhatItsMostDemandingUserNeeds() {
    func use(_ name: String, _ role: String) -> Fact {
      fact(
        .modelUse, name, [.known: .text("library"), .roles: .texts([role])],
        related: [.server: id(.server, "ollama")])
    }
    let draft = draft(
      [fact(.server, "ollama"), use("chat", "chat"), use("agent", "agent")], after: EffectiveContext.resolve)
    #expect(draft.facts[id(.server, "ollama")]?.integer(.contextWanted) == 65536)
  }
}
