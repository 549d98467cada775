import Foundation
import Testing

@testable import Linter

/// Which parts of a template are there for some alone.
@Suite struct TemplateBlocksTests {
  private let text = "a\n{% if x %}\nb\n{% else %}\nc\n{% for i in y %}\nd\n{% endfor %}\ne\n{%- endif -%}\nf\n{% set z = 1 %}\ng\n"

  @Test func eachBranchIsABlock() throws {
    let all = TemplateBlocks(Array(text.utf8))
    func at(_ word: String) throws -> Int {
      let range = try #require(text.range(of: word))
      return text.utf8.distance(from: text.startIndex, to: range.lowerBound) + 1
    }
    let starts = try ["a\n{", "\nb\n", "\nc\n", "\nd\n", "\ne\n", "\nf\n", "\ng\n"].map { all.block(at: try at($0))?.start }
    #expect(starts[0] == nil && starts[5] == nil && starts[6] == nil)
    #expect(Set(starts[1...4].compactMap(\.self)).count == 3)
    #expect(starts[2] == starts[4])
  }

  @Test func aBlockThatNothingEndsGoesToTheEnd() {
    let bytes = Array("a\n{% if x %}\nb\n".utf8)
    #expect(TemplateBlocks(bytes).block(at: bytes.count)?.end == bytes.count)
  }
}
