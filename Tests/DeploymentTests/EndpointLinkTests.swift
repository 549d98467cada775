import Testing
import Vocabulary

@testable import Deployment

/// Client to server: who answers at a URL.
struct EndpointLinkTests {
  /// A client's URL beside a Compose service `ollama` that publishes 11434 of its own as 8080 of the host.
  struct Case: CustomTestStringConvertible {
    let from, host: String
    let port: Int
    let reach: Reach
    /// A better host, or a better URL.
    var better: String?

    var testDescription: String { "\(host):\(port) from a \(from) is \(reach.rawValue)" }
  }

  static let cases = [
    Case(from: "container", host: "ollama", port: 11434, reach: .served),
    Case(from: "container", host: "localhost", port: 11434, reach: .itself, better: "ollama"),
    Case(from: "container", host: "ollama", port: 8080, reach: .unserved, better: "http://ollama:11434"),
    Case(
      from: "container", host: "host.docker.internal", port: 8080, reach: .served,
      better: "http://ollama:11434"),
    Case(from: "container", host: "other", port: 11434, reach: .unknown),
    Case(from: "host", host: "localhost", port: 8080, reach: .served),
    Case(from: "host", host: "127.0.0.1", port: 8080, reach: .served),
    // The port of the container is not one of the host.
    Case(
      from: "host", host: "localhost", port: 11434, reach: .unserved, better: "http://localhost:8080"),
    // LM Studio is described by no file.
    Case(from: "host", host: "localhost", port: 1234, reach: .here),
    Case(from: "host", host: "192.168.1.20", port: 11434, reach: .elsewhere),
  ]

  @Test(arguments: cases) func findsWhoAnswers(_ expected: Case) {
    let draft = draft(
      [
        fact(.server, "ollama", [.topology: .text("container")]), published(8080),
        fact(
          .endpoint, "url",
          [
            .from: .text(expected.from), .host: .text(expected.host), .port: .integer(expected.port),
            .scheme: .text("http"), .url: .text("http://\(expected.host):\(expected.port)"),
          ]),
      ], after: EndpointLink.tieEndpoints)
    let endpoint = draft.facts[id(.endpoint, "url")]
    #expect(endpoint?[.reach] == expected.reach)
    #expect((endpoint?.text(.corrected) ?? endpoint?.text(.wantedHost)) == expected.better)
  }

  @Test func aServerOnLoopbackIsClosedToContainersThatGoThroughTheHost() {
    let draft = draft(
      [
        fact(
          .server, "ollama", in: "ollama.service",
          [.topology: .text("native"), .unit: .text("ollama.service"), .hostAddress: .text("127.0.0.1")]),
        fact(
          .endpoint, "url",
          [.from: .text("container"), .host: .text("host.docker.internal"), .port: .integer(11434)]),
      ], after: EndpointLink.tieEndpoints)
    #expect(draft.facts[id(.endpoint, "url")]?[.reach] == .closed)
  }

  @Test func aUseHasTheServerOfItsEndpoint() {
    let draft = draft(
      [
        fact(.server, "ollama", [.topology: .text("container")]),
        fact(.endpoint, "url", [.from: .text("container"), .host: .text("ollama"), .port: .integer(11434)]),
        fact(.modelUse, "coder", related: [.endpoint: id(.endpoint, "url")]),
      ], after: EndpointLink.tieEndpoints)
    #expect(draft.facts[id(.modelUse, "coder")]?.related[.server] == id(.server, "ollama"))
  }

  @Test(arguments: [
    ("127.0.0.1", Exposure.no), ("::1", Exposure.no), ("0.0.0.0", Exposure.lan),
    ("192.168.1.2", Exposure.lan), ("8.8.8.8", Exposure.public),
  ])
  func aPublishedPortIsAsOpenAsItsAddress(_ address: String, _ exposed: Exposure) {
    let draft = draft(
      [fact(.server, "ollama"), published(11434, on: address)], after: EndpointLink.checkPorts)
    #expect(draft.facts[id(.port, "ollama:11434")]?[.exposed] == exposed)
    #expect(draft.facts[id(.server, "ollama")]?[.exposed] == exposed)
  }
}
