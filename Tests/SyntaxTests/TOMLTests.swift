import Testing

@testable import Syntax

@Suite struct TOMLTests {
  private func parse(_ text: String) throws -> TOMLDocument { try TOMLParser.parse(SourceText(text)) }

  @Test func tablesComeTogetherFromHeadersAndDottedKeys() throws {
    let nodes = try parse(
      """
      model = "a"
      [model_providers.local]
      name = 'Ollama'
      retry.max = 1_000
      [[profiles]]
      x = [1, { y = "z" }]
      [[profiles]]
      """
    ).nodes
    #expect(nodes.node(at: ["model_providers", "local", "name"])?.text == "Ollama")
    #expect(nodes.node(at: ["model_providers", "local", "retry", "max"])?.text == "1000")
    #expect(nodes.node(at: ["profiles", .index(0), "x", .index(1), "y"])?.text == "z")
    #expect(nodes.node(at: ["profiles"])?.items?.count == 2)
  }

  @Test(arguments: [
    ("a = 1\na = 2", 6), ("[a]\n[a]", 5), ("a = 1\n[a.b]", 7), ("a = \"x", 4), ("a = 01", 4), ("a = 1 b", 6),
    ("[a", 2), ("a = {b = 1,}", 11), ("a = \"\\q\"", 5), ("= 1", 0),
  ])
  func mistakesAreFoundWhereTheyStand(_ text: String, _ offset: Int) throws {
    #expect {
      _ = try parse(text)
    } throws: { ($0 as? SyntaxError)?.range.start == offset }
  }

  @Test func valuesKeepTheirBytes() throws {
    let text = "a = \"\"\"\nx\\\n   y\"\"\" # note\nb = 2026-11-24 07:00:00Z\n"
    let nodes = try parse(text).nodes
    #expect(nodes.node(at: ["a"])?.text == "xy")
    #expect(nodes.node(at: ["b"])?.text == "2026-11-24 07:00:00Z")
    #expect(nodes.comments.map { SourceText(text).string($0) } == ["# note"])
  }

  private func edited(_ text: String, _ change: (TOMLEditor) -> [Edit]?) throws -> String? {
    guard let edits = change(TOMLEditor(try parse(text))), let list = EditList(edits) else { return nil }
    return list.applied(to: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func editsTouchNothingElse() throws {
    let text = "a = 'x' # one\n\n[t]\n  b = 1\n\n[t.u]\nc = { d = 1 }\n"
    #expect(
      try edited(text) { $0.set(["a"], to: .string("y\"")) } == text.replacing("'x'", with: "\"y\\\"\""))
    #expect(
      try edited(text) { $0.set(["t", "e"], to: .integer(5)) }
        == text.replacing("b = 1\n", with: "b = 1\n  e = 5\n"))
    #expect(try edited(text) { $0.remove(["t", "b"]) } == text.replacing("  b = 1\n", with: ""))
    #expect(try edited(text) { $0.remove(["t", "u", "c", "d"]) } == nil)
    #expect(try edited(text) { $0.rename(["t"], to: "v w") } == text.replacing("[t", with: "[\"v w\""))
    #expect(
      try edited(text) { $0.set(["t", "u", "c", "f"], to: .boolean(true)) }
        == text.replacing("d = 1", with: "d = 1, f = true"))
    #expect(try edited("[t]\n") { $0.set(["a"], to: .integer(1)) } == "a = 1\n\n[t]\n")
    #expect(try edited("[t]") { $0.set(["t", "a"], to: .integer(1)) } == "[t]\na = 1")
  }

  /// Nesting and size are bounded, and keys are found without looking through all.
  @Test func hostileTextIsRefusedInTime() throws {
    #expect(throws: SyntaxError.self) { try parse("a = " + String(repeating: "[", count: 100_000)) }
    #expect(throws: SyntaxError.self) { try parse("a" + String(repeating: ".a", count: 100_000) + " = 1") }
    let many = (0..<50_000).map { "k\($0) = 1\n" }.joined()
    #expect(try parse(many).nodes.root?.entries?.count == 50_000)
  }
}
