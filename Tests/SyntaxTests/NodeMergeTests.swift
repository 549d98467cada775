import Syntax
import Testing

@Suite struct NodeMergeTests {
  private static let wish = NewValue.mapping([
    .init("name", .string("box")), .init("port", .integer(11434)),
    .init(
      "models",
      .list([.mapping([.init("id", .string("a")), .init("tools", .boolean(true))])], flow: false)),
    .init(
      "server",
      .mapping([.init("url", .string("http://x")), .init("deep", .mapping([.init("on", .boolean(true))]))])),
  ])
  private static let flat = NewValue.mapping([
    .init("name", .string("box")),
    .init(
      "server",
      .mapping([.init("url", .string("http://x")), .init("deep", .mapping([.init("on", .boolean(true))]))])),
  ])

  private func merged(_ value: NewValue, _ syntax: NodeSyntax, _ text: String) -> String? {
    let source = SourceText(text)
    guard let edits = NodeMerge(of: value, as: syntax).edits(in: source) else { return nil }
    return EditList(edits)?.applied(to: source.bytes).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [NodeSyntax.yaml, .json, .toml]) func anEmptyTextBecomesAWholeOne(_ syntax: NodeSyntax)
    throws
  {
    let value = syntax == .toml ? Self.flat : Self.wish
    let text = try #require(merged(value, syntax, ""))
    #expect(text == syntax.text(value))
    #expect(merged(value, syntax, text) == text)
    let nodes = try #require(try syntax.parse(SourceText(text))).nodes
    #expect(nodes.node(at: ["server", "deep", "on"])?.text == "true")
  }

  @Test(arguments: ["2026-11-28", "0b101", "-0b1", "yes", "1:30"])
  func whatOlderReadersTakeForSomethingElseIsQuoted(_ text: String) throws {
    let written = try #require(merged(.mapping([.init("name", .string(text))]), .yaml, ""))
    #expect(written == "name: \"\(text)\"\n")
  }

  /// Own keys win, then the merged mappings in their order, however far away they are written.
  @Test func whatIsMergedIsFoundThroughAnyNumberOfMappings() throws {
    let chain = (1..<300).map { "m\($0): &m\($0)\n  <<: *m\($0 - 1)\n  k\($0): \($0)\n" }.joined()
    let text =
      "m0: &m0 {deep: here, k7: first}\n" + chain
      + "both: {<<: [*m3, {k3: inline, other: 1}], k2: own}\nself: &s {<<: *s, a: 1}\n"
    let nodes = try #require(try NodeSyntax.yaml.parse(SourceText(text))).nodes
    #expect(nodes.node(at: ["m299", "deep"])?.text == "here")
    #expect(nodes.node(at: ["m299", "k7"])?.text == "7")
    #expect(nodes.node(at: ["both", "k3"])?.text == "3")
    #expect(nodes.node(at: ["both", "k2"])?.text == "own")
    #expect(nodes.node(at: ["both", "other"])?.text == "1")
    #expect(nodes.node(at: ["self", "a"])?.text == "1" && nodes.node(at: ["self", "b"]) == nil)
    let last = try #require(nodes.node(at: ["m299"]))
    #expect(nodes.entries(of: last).compactMap(\.key.text).prefix(3) == ["k299", "k298", "k297"])
    #expect(nodes.entries(of: last).count == 301 - 1)
  }

  @Test func twoItemsThatBeginAlikeAreNotOne() throws {
    let item: (Int) -> NewValue = { .mapping([.init("name", .string("a")), .init("k\($0)", .integer($0))]) }
    let value = NewValue.mapping([.init("list", .list([item(1), item(2)], flow: false))])
    for text in ["", "list:\n  - name: a\n", "list:\n  - name: a\n    k2: 2\n"] {
      let once = try #require(merged(value, .yaml, text))
      #expect(merged(value, .yaml, once) == once)
      #expect(try YAMLParser.parse(SourceText(once)).first?.node(at: ["list"])?.items?.count == 2)
    }
  }

  /// A mark belongs to the character before it for Swift, and is one of its own for YAML.
  @Test(arguments: [
    "\u{6e2}a", "- \u{6e2}a", "? \u{6e2}a", "a: \u{6e2}b", "a \u{6e2}#b", "a \u{301}# b", "-\u{301}",
    "a:\u{301} b",
  ])
  func textsWithMarksAreWrittenAsTheyAre(_ text: String) throws {
    let value = NewValue.mapping([
      .init("list", .list([.mapping([.init(text, .string(text))]), .string(text)], flow: false)),
      .init(text, .string(text)),
    ])
    let written = try #require(merged(value, .yaml, ""))
    #expect(merged(value, .yaml, written) == written)
    let nodes = try #require(try YAMLParser.parse(SourceText(written)).first)
    #expect(nodes.node(at: ["list", .index(0), .key(text)])?.text == text)
    #expect(nodes.node(at: ["list", .index(1)])?.text == text)
    #expect(nodes.node(at: [.key(text)])?.text == text)
  }

  /// What is written stays, byte for byte, wherever the new lines go; and merging again changes nothing.
  @Test(arguments: [
    (NodeSyntax.yaml, "# top\nname: mine # kept\nserver:\n    url: http://y\nother: [1, 2]\n"),
    (.yaml, "models:\n- id: b\n  tools: false # no\n- id: a\n"),
    (.yaml, "name: x\r\nserver: {url: http://y}\r\n"),
    (.yaml, "server:\nname: 'x'"),
    (.json, "{\n\t// c\n\t\"name\": \"mine\",\n\t\"models\": [ { \"id\": \"b\" } ],\n}\n"),
    (.json, "{}"), (.json, "{ \"server\": { \"url\": \"y\" } }"),
    (.toml, "name = \"mine\"\n\n[server]\nurl = \"y\" # kept\n"),
    (.toml, "# only a comment\n"),
  ])
  func whatIsThereStays(_ syntax: NodeSyntax, _ text: String) throws {
    let value = syntax == .toml ? Self.flat : Self.wish
    let after = try #require(merged(value, syntax, text))
    var rest = Substring(after)
    for line in text.split(whereSeparator: \.isNewline)
    where !line.hasPrefix("[") || line.contains("[server]") {
      // Braces may open for more.
      let kept = line.prefix { $0 != "[" && $0 != "{" }
      let place = try #require(rest.firstRange(of: kept), "\(line) of \(after)")
      rest = rest[place.upperBound...]
    }
    #expect(merged(value, syntax, after) == after)
    let nodes = try #require(try syntax.parse(SourceText(after))).nodes
    #expect(nodes.node(at: ["server", "deep", "on"])?.text == "true")
    if syntax != .toml {
      let items = try #require(nodes.node(at: ["models"])?.items)
      #expect(items.contains { nodes.value(of: "id", in: $0)?.text == "a" })
      #expect(Set(items.compactMap { nodes.value(of: "id", in: $0)?.text }).count == items.count)
    }
  }

  @Test(arguments: [
    (NodeSyntax.yaml, "server: 5\n"), (.yaml, "- a\n"), (.yaml, "a: 1\n---\nb: 2\n"), (.json, "[]"),
    (.json, "{"),
    (.toml, "server = 5\n"), (.toml, "server = { url = \"y\" }\n"), (.yaml, "x: &a 1\nserver: *a\n"),
  ])
  func whereThereIsNoPlaceNothingIsDone(_ syntax: NodeSyntax, _ text: String) {
    #expect(merged(syntax == .toml ? Self.flat : Self.wish, syntax, text) == nil)
  }

  @Test func oneEditIsAsSmallAsItCanBe() throws {
    let old = SourceText("aéb")
    let edit = try #require(Edit(changing: old, to: SourceText("aèb")))
    #expect(edit == Edit(TextRange(1, 3), "è"))
    #expect(Edit(changing: old, to: old) == nil)
    #expect(Edit(changing: SourceText("aaa"), to: SourceText("aa")) == Edit(TextRange(2, 3), ""))
  }
}
