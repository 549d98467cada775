import Testing
import Vocabulary

@testable import Deployment

/// Client to proxy to model: what a proxy makes of the name that it is asked for.
struct ServiceLinkTests {
  /// A client behind LiteLLM, which offers `coder` and passes it on as `qwen3:8b`.
  private func linked(_ name: String, models: [String]? = nil) -> Fact? {
    var proxy: [Attribute: Value] = [.kind: .text("LiteLLM")]
    proxy[.models] = models.map(Value.texts)
    return draft(
      [
        fact(.service, "proxy", proxy), fact(.endpoint, "url", related: [.service: id(.service, "proxy")]),
        fact(
          .modelUse, "passed", in: "litellm.yaml",
          [.name: .text("qwen3:8b"), .servedAs: .text("coder"), .layers: .integer(36)],
          related: [.owner: id(.service, "proxy")]),
        fact(
          .modelUse, "asked", in: "crush.json", [.name: .text(name), .known: .text("library"), .layers: .integer(1)],
          related: [.endpoint: id(.endpoint, "url")]),
      ], after: ServiceLink.tie
    ).facts[id(.modelUse, "asked", in: "crush.json")]
  }

  @Test(arguments: ["coder", "openai/coder"]) func aNameThatIsOfferedLeadsToTheModelBehindIt(_ name: String) {
    let use = linked(name)
    #expect(use?.related[.route] == id(.modelUse, "passed", in: "litellm.yaml"))
    #expect(use?.integer(.layers) == 36 && use?[.known] == .defined && use?.flag(.isOllama) == false)
  }

  @Test func whatTheLibraryKnowsOfAnotherNameSaysNothing() {
    let use = linked("other")
    #expect(use?.has(.known) == false && use?.has(.layers) == false && use?.has(.notServed) == false)
  }

  @Test func aNameBesideACompleteListIsNotServed() {
    let use = linked("codre", models: ["coder"])
    #expect(use?.flag(.notServed) == true && use?.text(.notServedNearest) == "coder")
  }
}
