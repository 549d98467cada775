import Testing

@testable import Syntax

@Suite struct YAMLParserTests {
  private func parse(_ text: String) throws -> NodeDocument {
    try #require(try YAMLParser.parse(SourceText(text)).first)
  }

  @Test func rangesAreBytesAlsoAfterOtherScripts() throws {
    let text = "\u{feff}# größe\nname: \"é\"\nlist:\n  - a\n  - |\n    x\n    y\n\n# end\nempty:\n"
    let document = try parse(text)
    let root = try #require(document.root)
    func show(_ path: [PathStep]) throws -> String {
      document.source.string(try #require(document.node(at: path)).range)
    }
    #expect(try show([.key("name")]) == "\"é\"")
    #expect(try show([.key("list")]) == "- a\n  - |\n    x\n    y")
    #expect(try show([.key("list"), .index(1)]) == "|\n    x\n    y")
    #expect(document.comments.map(document.source.string) == ["# größe", "# end"])
    let empty = try #require(root.entries?.last)
    #expect(empty.value.range == TextRange(at: empty.key.range.end + 1))
    #expect(document.source.string(root.range).hasPrefix("name:"))
  }

  @Test func aMergeKeyBringsItsEntriesAndOwnKeysWin() throws {
    let document = try parse("a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\nc: *a\n")
    let b = try #require(document.node(at: [.key("b")]))
    #expect(document.value(of: "x", in: b)?.text == "1")
    #expect(document.value(of: "y", in: b)?.text == "3")
    #expect(document.entries(of: b).map { $0.key.text } == ["y", "x"])
    #expect(document.node(at: [.key("c"), .key("y")])?.text == "2")
  }

  @Test func aKeyMayBeAnAlias() throws {
    let document = try parse("a: &k models\nb: { *k : 1 }\n")
    #expect(document.node(at: [.key("b"), .key("models")])?.text == "1")
    #expect(try parse("a: &k models\nb: { *k : 1, models: 2 }\n").duplicateKeys.map(\.name) == ["models"])
  }

  @Test func ofAKeyThatStandsTwiceTheLastOneCounts() throws {
    let document = try parse("b: {x: 1, y: 2, x: 3}\n")
    let b = try #require(document.node(at: [.key("b")]))
    #expect(document.value(of: "x", in: b)?.text == "3")
    #expect(document.entries(of: b).map { $0.value.text } == ["2", "3"])
  }

  @Test func mergesThatGrowWithoutBoundAreCutOff() throws {
    func chain(_ count: Int) -> String {
      "x0: &x0 {a: 1}\n" + (1..<count).map { "x\($0): &x\($0)\n  <<: *x\($0 - 1)\n  a\($0): 1\n" }.joined()
    }
    #expect(try !parse(chain(100)).leavesOutMerged)
    #expect(try parse(chain(1000)).leavesOutMerged)
  }

  @Test(arguments: ["v:\n  # later\n", "v: # later\n", "v: ~\n", "v:\n"])
  func whatAKeyWithoutAValueGetsIsNew(_ text: String) throws {
    let document = try parse("a: 1\n" + text)
    let edits = try #require(YAMLEditor(document).set([.key("v"), .key("x")], to: .null))
    let new = try #require(EditList(edits)?.applied(to: document.source.bytes))
    let changes = MeaningChanges(from: document, to: try parse(String(decoding: new, as: UTF8.self)))
    #expect(changes.places == [.init(path: [.key("v"), .key("x")], isShared: false, isNew: true)])
    #expect(!text.contains("#") || String(decoding: new, as: UTF8.self).contains("# later"))
  }

  @Test(arguments: [
    ("yes", Scalar.ScalarType.string), ("True", .boolean), ("~", .null), ("0x1F", .integer), ("1e3", .float),
    ("1.2.3", .string), ("-", .string), ("-5", .integer), (".5", .float), ("11434:11434", .string),
    ("", .null),
  ])
  func plainScalarsAreReadAsGoReadsThem(_ text: String, _ type: Scalar.ScalarType) {
    #expect(YAMLScalarType.of(text) == type)
  }

  @Test(arguments: [
    "a: [1, 2", "\tb: 1", "a: b: c", "a: *x", "a: \"x", String(repeating: "[", count: 100_000), "a: \u{1}",
  ])
  func whatIsNoYAMLIsAnErrorWithAPlace(_ text: String) {
    #expect(throws: SyntaxError.self) { try YAMLParser.parse(SourceText(text)) }
  }

  @Test func invalidUTF8IsToldByItsByte() {
    #expect(throws: SyntaxError(TextRange(3, 4), "this byte is not valid UTF-8")) {
      try YAMLParser.parse(SourceText([0x61, 0x3A, 0x20, 0xFF]))
    }
  }
}
