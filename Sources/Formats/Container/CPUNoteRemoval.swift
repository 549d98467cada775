import Syntax
import Vocabulary

extension CPUNote {
  /// The edits that remove the comment from a part of a document.
  static func removal(from document: NodeDocument, in part: TextRange) -> [Edit] {
    let source = document.source
    return document.comments.filter { part.contains($0) }.compactMap { comment in
      guard source.string(comment).drop(while: { $0 == "#" || $0 == " " }) == text[...] else { return nil }
      let start = source.lineStart(of: comment.start)
      let end = source.bytes[comment.end...].firstIndex(of: 0x0A).map { $0 + 1 } ?? source.bytes.count
      // A comment after a value shares its line.
      let isAlone = source.bytes[start..<comment.start].allSatisfy { $0 == 0x20 || $0 == 0x09 }
      return .delete(isAlone ? TextRange(start, end) : comment)
    }
  }
}
