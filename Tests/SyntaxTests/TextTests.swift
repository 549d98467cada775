import Testing

@testable import Syntax

@Suite struct TextTests {
  @Test func overlappingEditsAreNoList() {
    #expect(EditList([Edit(TextRange(0, 3), "a"), Edit(TextRange(2, 4), "b")]) == nil)
    #expect(EditList([.insert("a", at: 2), .insert("b", at: 2)]) == nil)
  }

  @Test func aListTakesInWhatFitsAndNothingElse() {
    var random = Seeded(7)
    for _ in 0..<2000 {
      let all = (0..<Int.random(in: 1...6, using: &random)).map { _ in
        let start = Int.random(in: 0...12, using: &random)
        return Edit(TextRange(start, start + Int.random(in: 0...3, using: &random)), "x")
      }
      let count = Int.random(in: 0...all.count, using: &random)
      guard var list = EditList(Array(all[..<count])), let other = EditList(Array(all[count...])) else {
        continue
      }
      let before = list
      let merged = list.merge(other)
      #expect(EditList(all).map { $0 == list } ?? !merged)
      #expect(merged || list == before)
    }
  }

  @Test func editsChangeTheirBytesAndNoOthers() throws {
    let list = try #require(
      EditList([Edit(TextRange(4, 5), "yy"), .insert("x", at: 0), .delete(TextRange(2, 3))]))
    #expect(list.applied(to: Array("abcdef".utf8)) == Array("xabdyyf".utf8))
    #expect(list.applied(to: Array("abc".utf8)) == nil)
  }

  @Test func columnsCountScalarsAndLinesEndInThreeWays() {
    let table = LineTable(Array("é1\r\n2\r3\n".utf8))
    #expect(table.position(at: 2) == TextPosition(line: 1, column: 2, offset: 2))
    #expect(table.position(at: 5).line == 2)
    #expect(table.position(at: 7).line == 3)
    #expect(table.range(ofLine: 1) == TextRange(0, 3))
  }

  @Test func anIndentedBlockMapsToItsHost() {
    let map = OffsetMap(
      segments: [
        .init(inner: 0, length: 3, host: 4, hostLength: 3),
        .init(inner: 3, length: 2, host: 11, hostLength: 2),
      ], encoding: .lines(prefix: "    "))
    #expect(map.hostRange(TextRange(0, 3)) == TextRange(4, 7))
    #expect(map.hostRange(TextRange(3, 5)) == TextRange(11, 13))
    #expect(map.hostRange(TextRange(at: 3)) == TextRange(11, 11))
  }
}
