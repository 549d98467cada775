import Testing
import Vocabulary

@testable import Deployment

/// Client to client: programs that load one model with another context each.
struct ClientAgreementTests {
  struct Case: CustomTestStringConvertible {
    /// The program and the tokens that it asks for, of the use that is looked at and of another one.
    let own, other: (String, Int)
    var server = "ollama"
    /// What it is to agree with.
    let elsewhere: Int?

    var testDescription: String { "\(own) beside \(other) on \(server)" }
  }

  static let cases = [
    Case(own: ("Zed", 8192), other: ("Continue", 32768), elsewhere: 32768),
    // It is the other one's turn to ask for more.
    Case(own: ("Zed", 32768), other: ("Continue", 8192), elsewhere: nil),
    Case(own: ("Zed", 8192), other: ("Continue", 8192), elsewhere: nil),
    // Of two settings of one program, one is in use.
    Case(own: ("Zed", 8192), other: ("Zed", 32768), elsewhere: nil),
    Case(own: ("Zed", 8192), other: ("Continue", 32768), server: "another", elsewhere: nil),
  ]

  @Test(arguments: cases) func theSmallerOneIsToAgree(_ expected: Case) {
    func use(_ name: String, _ tokens: Int, _ server: String) -> Fact {
      fact(
        .modelUse, name,
        [.name: .text("qwen3:8b"), .contextEffective: .integer(tokens), .contextDecidedBy: .text("client")],
        related: [.client: id(.client, name), .server: id(.server, server)])
    }
    let draft = draft(
      [
        fact(.client, "own", [.kind: .text(expected.own.0)]), fact(.client, "other", [.kind: .text(expected.other.0)]),
        fact(.server, "ollama"), fact(.server, "another"), use("own", expected.own.1, "ollama"),
        use("other", expected.other.1, expected.server),
      ], after: ClientAgreement.compare)
    #expect(draft.facts[id(.modelUse, "own")]?.integer(.contextElsewhere) == expected.elsewhere)
  }
}
