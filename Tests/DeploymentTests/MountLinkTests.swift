import Testing
import Vocabulary

@testable import Deployment

/// Settings to container: from where an address in mounted settings is seen.
struct MountLinkTests {
  private static let settings = "config/litellm.yaml"

  /// The address that LiteLLM's settings name, beside a container of the program.
  private func endpoint(_ container: [Attribute: Value]) -> Draft {
    draft(
      [
        fact(.client, "proxy", container.merging([.kind: .text("LiteLLM")]) { own, _ in own }),
        fact(.client, "settings", in: Self.settings, [.kind: .text("LiteLLM")]),
        fact(
          .endpoint, "url", in: Self.settings, [.from: .text("host"), .host: .text("localhost")],
          related: [.client: id(.client, "settings", in: Self.settings)]),
      ], after: MountLink.place)
  }

  @Test(
    arguments: [
      // The file itself, its folder, and something else.
      ([.mounts: .texts([settings])], ClientPlace.container), ([.mounts: .texts(["config"])], .container),
      ([.mounts: .texts(["data"])], .host),
      // There, localhost is the host.
      ([.mounts: .texts(["config"]), .sharesHostNetwork: .flag(true)], .host),
    ] as [([Attribute: Value], ClientPlace)])
  func anAddressIsSeenFromWhereItIsRead(_ container: [Attribute: Value], _ from: ClientPlace) {
    #expect(endpoint(container).facts[id(.endpoint, "url", in: Self.settings)]?[.from] == from)
  }

  @Test func whoReadsTheSettingsOwnsTheirAddress() {
    let draft = endpoint([.mounts: .texts(["config"])])
    #expect(draft.facts[id(.endpoint, "url", in: Self.settings)]?.related[.owner] == id(.client, "proxy"))
  }

  @Test(arguments: [
    ("/srv/models/a.gguf", "/models/a.gguf"), ("/models/a.gguf", nil), ("a.gguf", "/models/a.gguf"),
  ])
  func aPathOfTheHostIsAnotherOneInside(_ path: String, _ inside: String?) {
    let draft = draft(
      [
        fact(
          .client, "swap",
          [
            .kind: .text("llama-swap"), .mounts: .texts(["config.yaml"]),
            .writtenMounts: .texts(["/srv/models/:/models", "./config.yaml:/app/config.yaml"]),
          ]),
        fact(
          .key, "path", in: "config.yaml",
          [.kind: .text("command-path"), .format: .text("llama-swap"), .value: .text(path)]),
      ], after: MountLink.place)
    #expect(draft.facts[id(.key, "path", in: "config.yaml")]?.text(.corrected) == inside)
  }
}
