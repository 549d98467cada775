import Syntax

/// The blocks of a template, from `{% if x %}` to `{% endif %}`. Their content may be absent or repeated in the result.
///
/// Source: Jinja documentation, "Template Designer Documentation" (list of control structures).
struct TemplateBlocks {
  private var blocks: [TextRange] = []

  private static let openers: Set<Substring> = ["if", "for", "macro", "call", "filter", "block", "with", "autoescape"]
  private static let branches: Set<Substring> = ["else", "elif"]
  /// Deeper ones, and more, are one block to us.
  private static let most = 4096

  init(_ bytes: [UInt8]) {
    var open: [Int] = []
    var position = 0
    while let start = bytes[position...].firstIndex(ofBytes: "{%"), blocks.count + open.count < Self.most {
      guard let close = bytes[start...].firstIndex(ofBytes: "%}") else { break }
      let end = close + 2
      let words = String(decoding: bytes[start..<end], as: UTF8.self).dropFirst(2).drop { "+- \t\n".contains($0) }
      let word = words.prefix { $0.isLetter }
      if Self.openers.contains(word) {
        open.append(end)
      } else if Self.branches.contains(word), let last = open.popLast() {
        blocks.append(TextRange(last, start))
        open.append(end)
      } else if word.hasPrefix("end"), let last = open.popLast() {
        blocks.append(TextRange(last, start))
      }
      position = end
    }
    blocks += open.map { TextRange($0, bytes.count) }
  }

  /// The innermost block at an offset; `nil` outside of all.
  func block(at offset: Int) -> TextRange? {
    blocks.filter { $0.start <= offset && offset <= $0.end }.min { $0.length < $1.length }
  }

  /// Whether a fix writes into a block what it does not find there.
  static func objection(to plan: FixPlan, in before: Analysis) -> String? {
    guard plan.successor == nil, let bytes = before.workspace.bytes(at: plan.path), bytes[...].contains(bytesOf: "{%") else {
      return nil
    }
    let blocks = TemplateBlocks(bytes)
    if blocks.blocks.isEmpty { return nil }
    let places = [before.graph[plan.change.fact]?.range, plan.violation.at].compactMap { range in
      range.flatMap { $0.document.path == plan.path ? before.documents[$0.document]?.fileRange($0.range) : nil }
    }
    let own = places.map { blocks.block(at: $0.start) }
    let isElsewhere = plan.edits.edits.contains { edit in !own.contains { $0 == blocks.block(at: edit.range.start) } }
    return isElsewhere && !own.isEmpty ? "it would write into a block of the template" : nil
  }
}
