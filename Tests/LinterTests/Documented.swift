import Foundation
import Testing

/// A block of a document, between `<!-- NAME:begin -->` and `<!-- NAME:end -->`, that shows what the tool prints.
struct Documented {
  let document: String
  let name: String

  /// Holds the block against the text, or writes it anew with `UPDATE_FIXTURES`.
  ///
  /// - Parameter isFenced: whether the text is printed as code.
  func shows(_ text: String, isFenced: Bool = true) throws {
    let url = Fixture.package.appendingPathComponent(document)
    let all = try String(contentsOf: url, encoding: .utf8)
    let fence = isFenced ? "```\n" : ""
    let begin = try #require(all.range(of: "<!-- \(name):begin -->\n\(fence)"), "\(document) has no \(name)")
    let end = try #require(all.range(of: "\(fence)<!-- \(name):end -->"), "\(document) has no end of \(name)")
    let range = begin.upperBound..<end.lowerBound
    if Fixture.isUpdating, all[range] != text {
      try all.replacingCharacters(in: range, with: text).write(to: url, atomically: true, encoding: .utf8)
    } else {
      #expect(all[range] == text, "\(document), \(name)")
    }
  }
}
