import Syntax
import Vocabulary

/// An environment variable that a file gives to a program, however the file spells it.
struct Variable: Sendable {
  let name: String
  /// As the program receives it; `nil` where it comes from somewhere these files do not show.
  let value: String?
  /// Where to find it again for an edit: the address of its ``Subject/key`` fact.
  let address: [String]
  let document: DocumentID
  let nameRange: TextRange
  let valueRange: TextRange
  /// The whole assignment.
  let range: TextRange
  /// Whether the value only counts where nobody sets another: `${KEY:-secret}`.
  var isFallback = false
  /// Whether the whole line is taken for something else than was meant, which is told of by itself.
  let isMisread: Bool

  init(
    name: String, value: String?, address: [String], document: DocumentID, nameRange: TextRange,
    valueRange: TextRange, range: TextRange, isMisread: Bool = false
  ) {
    self.name = name
    self.value = value
    self.address = address
    self.document = document
    self.nameRange = nameRange
    self.valueRange = valueRange
    self.range = range
    self.isMisread = isMisread
  }

  var at: SourceRange { SourceRange(document, range) }
  var valueAt: SourceRange { SourceRange(document, valueRange.isEmpty ? range : valueRange) }
  var nameAt: SourceRange { SourceRange(document, nameRange) }
}
