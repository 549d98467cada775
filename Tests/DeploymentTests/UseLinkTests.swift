import Testing
import Vocabulary

@testable import Deployment

/// All uses to their server: what follows from how clients use it together.
struct UseLinkTests {
  private let server = id(.server, "ollama")

  private func use(_ name: String, _ role: Role, api: String = "native", model: FactID? = nil) -> Fact {
    var related = [Relation.server: server, .client: id(.client, "editor")]
    related[.model] = model
    return fact(.modelUse, name, [.roles: .texts([role.rawValue]), .api: .text(api)], related: related)
  }

  @Test(
    arguments: [
      ([("qwen3:8b", Role.chat), ("starcoder2:3b", .autocomplete), ("nomic-embed-text", .embed)], 3),
      // Of two for one kind of work, one is in use at a time.
      ([("qwen3:8b", .chat), ("gemma3:4b", .agent)], nil),
      // One model for both takes one place.
      ([("qwen3:8b", .chat), ("qwen3:8b", .autocomplete)], nil),
    ] as [([(String, Role)], Int?)])
  func modelsOfOneClientThatTakeTurnsAreCounted(_ models: [(String, Role)], _ together: Int?) {
    let uses = models.enumerated().map { index, model in
      var use = use("\(index)", model.1)
      use.infer(.name, .text(model.0))
      return use
    }
    let draft = draft(
      uses + [fact(.client, "editor"), fact(.server, "ollama", [.maxLoaded: .integer(1)])], after: UseLink.resolve)
    #expect(draft.facts[server]?.integer(.usedTogether) == together)
  }

  @Test(
    arguments: [
      ([.cpuLimit: .number(4)], true), ([:], nil), ([.cpuLimit: .number(4), .threads: .integer(4)], nil),
      // These read the limit themselves.
      ([.cpuLimit: .number(4), .version: .text("0.20.0")], nil),
      ([.cpuLimit: .number(4), .version: .text("0.12.0")], true),
      // There are hardly more processors than that.
      ([.cpuLimit: .number(4), .hostProcessors: .integer(4)], nil),
    ] as [([Attribute: Value], Bool?)])
  func aLimitOfProcessorsNeedsANumberOfThreads(_ attributes: [Attribute: Value], _ unset: Bool?) {
    let draft = draft([fact(.server, "ollama", attributes)], after: UseLink.resolve)
    #expect(draft.facts[server]?.flag(.threadsUnset) == unset)
  }

  @Test(arguments: [("openai", "0.2", true), ("native", "0.2", false), ("openai", "1", false)])
  func samplingIsOverriddenThroughOpenAIsAPI(_ api: String, _ value: String, _ isOverridden: Bool) {
    let model = id(.model, "coder", in: "Modelfile")
    let draft = draft(
      [
        fact(.server, "ollama"), fact(.client, "editor"), fact(.model, "coder", in: "Modelfile"),
        use("coder", .agent, api: api, model: model),
        fact(
          .key, "temperature", in: "Modelfile",
          [.kind: .text("parameter"), .format: .text("Modelfile"), .value: .text(value)], related: [.model: model]),
      ], after: UseLink.resolve)
    #expect(draft.facts[id(.key, "temperature", in: "Modelfile")]?.has(.overridden) == isOverridden)
  }

  @Test(arguments: [("0.20.0", "0.24.0", true), ("0.30.0", "0.24.0", false)])
  func anInstructionMayBeNewerThanThePinnedServer(_ version: String, _ since: String, _ isNewer: Bool) {
    let draft = draft(
      [
        fact(.server, "ollama", [.version: .text(version)]),
        fact(.key, "RENDERER", in: "Modelfile", [.kind: .text("instruction"), .since: .text(since)]),
      ], after: UseLink.resolve)
    #expect(draft.facts[id(.key, "RENDERER", in: "Modelfile")]?.has(.newerThan) == isNewer)
  }
}
