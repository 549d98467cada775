import Syntax
import Testing
import Vocabulary

@testable import Formats

/// Sizes and sets as containers are given them.
@Suite struct ContainerTests {
  @Test(
    arguments: [
      ("2", 2), ("1.5", 1.5), ("500m", 0.5), ("0", nil), ("-1", nil), ("x", nil), ("inf", nil), ("nan", nil),
    ] as [(String, Double?)]) func processorsAreCounted(_ text: String, _ count: Double?)
  {
    #expect(CPUSize.processors(text) == count)
  }

  @Test(
    arguments: [
      ("0-3", 4), ("0,2,4", 3), ("0-1,8-9", 4), ("5", 1), ("3-1", nil), ("", nil), ("a", nil),
      ("0-99999999", nil),
      ("1-2-3", nil), (",", nil),
    ] as [(String, Double?)]) func setsOfProcessorsAreCounted(_ text: String, _ count: Double?)
  {
    #expect(CPUSize.count(inSet: text) == count)
  }
}

/// Addresses as people write them.
@Suite struct URLPartsTests {
  @Test func aPasswordStaysInACorrectedAddress() {
    let text = "http://me:pw@localhost:11434/v1"
    let fact = EndpointFact.make(
      FactID(.endpoint, DocumentID("x"), []), url: text, at: SourceRange(DocumentID("x"), TextRange(at: 0)),
      from: "host", api: nil, wantedPath: "")
    #expect(fact.text(.corrected) == "http://me:pw@localhost:11434")
  }

  @Test func aNameThatIsTheHostsStaysWithAnotherHost() {
    #expect(
      URLParts.replacingHost(in: "http://localhost:localhost@localhost:1/", with: "ollama")
        == "http://localhost:localhost@ollama:1/")
  }

  /// Some programs end the host at the slash, some at the last `@`.
  @Test func aPasswordWithASlashLeavesTheHostUnknown() {
    let url = URLParts("http://me:a/b@localhost:11434/v1")
    #expect(url.host.isEmpty && url.path.isEmpty && url.port == nil)
    #expect(URLParts.replacingHost(in: "http://me:a/b@localhost/", with: "x") == nil)
  }
}
