import Syntax
import Testing

/// Edits of several fixes that are made at once.
@Suite struct EditListTests {
  private static let text = Array("volumes:\n  a:\nend\n".utf8)
  private static let end = "volumes:\n  a:\n".utf8.count

  private static func merged(_ inserted: [String], at place: Int = end) -> String? {
    var list = EditList()
    for text in inserted {
      guard let other = EditList([.insert(text, at: place)]), list.merge(other) else { return nil }
    }
    return list.applied(to: text).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func linesAtOnePlaceFollowOneAnother() {
    #expect(Self.merged(["  z:\n", "  b:\n", "  c:\n"]) == "volumes:\n  a:\n  z:\n  b:\n  c:\nend\n")
    #expect(Self.merged(["\n  z:", "\n  b:"], at: Self.end - 1) == "volumes:\n  a:\n  z:\n  b:\nend\n")
  }

  @Test(arguments: [
    ["  b:\n", "  b:\n"], ["  b:\n", "  c:\n", "  d:\n", "  b:\n"], ["[Service]\nA=1\n", "[Service]\nB=1\n"], ["b", "c"], ["\nb", "c\n"],
  ])
  func anythingElseAtOnePlaceIsRefused(_ inserted: [String]) {
    #expect(Self.merged(inserted) == nil)
  }

  @Test func whatIsReplacedTakesNoLineIn() throws {
    var list = try #require(EditList([Edit(TextRange(Self.end, Self.end + 3), "END")]))
    let other = try #require(EditList([.insert("  b:\n", at: Self.end)]))
    let taken = list.merge(other)
    #expect(!taken)
  }
}
