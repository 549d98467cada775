import Testing

@testable import Syntax

/// Inputs that fuzzing found, each with what went wrong.
@Suite struct FuzzedTests {
  @Test func anAnchorEndsWhereItsLettersEnd() throws {
    let document = try #require(try YAMLParser.parse(SourceText("key:\n &r:Boo value")).first)
    let node = try #require(document.node(at: [.key("key")]))
    #expect(document.source.string(node.range) == ":Boo value")
    let edits = try #require(YAMLEditor(document).set([.key("key")], to: .string("new")))
    let text = try #require(EditList(edits)?.applied(to: document.source.bytes))
    #expect(String(decoding: text, as: UTF8.self) == "key:\n &r new")
  }

  @Test func aParameterWithBlanksForAValueGetsOneBehindTheFirst() throws {
    let tree = ModelfileParser.parse(SourceText("FROM a\nPARAMETER num_ctx   "))
    let edits = try #require(ModelfileEditor(tree).setParameter("num_ctx", to: "8192"))
    let text = try #require(EditList(edits)?.applied(to: tree.source.bytes))
    let after = ModelfileParser.parse(SourceText(text))
    #expect(after.all(.parameter).map(\.value) == ["8192"])
  }

  @Test func aNumberThatJSONDoesNotHaveIsNotPutIntoIt() {
    #expect(NodeMerge(of: .decimal("0."), as: .json).edits(in: SourceText("")) == nil)
    #expect(NodeMerge(of: .decimal("0.5"), as: .json).edits(in: SourceText(""))?.first?.text == "0.5\n")
  }
}
