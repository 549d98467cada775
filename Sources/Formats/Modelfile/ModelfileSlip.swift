import Syntax

/// A PARAMETER line that is clear to a person and refused by Ollama: `num_ctx=4096`, `num-ctx 4096`,
/// `num_ctx: 4096`.
struct ModelfileSlip {
  let name: String
  let value: String
  /// The whole line from PARAMETER on.
  let range: TextRange
  /// From the name, one blank after PARAMETER, to the value's end.
  let assignment: TextRange

  static func all(in tree: ModelfileTree) -> [ModelfileSlip] {
    tree.mistakes.compactMap { mistake in
      mistake.kind == .badParameterName ? ModelfileSlip(mistake.error.range, tree.source) : nil
    }
  }

  /// `nil` where name and value cannot be told apart for sure.
  private init?(_ place: TextRange, _ source: SourceText) {
    let lineStart = source.lineStart(of: place.start)
    let whole = TextRange(lineStart, source.lineEnd(of: place.start))
    let line = source.string(whole)
    // Bytes that are not UTF-8 have another length once decoded.
    guard line.utf8.count == whole.end - whole.start else { return nil }
    let indent = line.prefix { $0 == " " || $0 == "\t" }
    let keyword = line.dropFirst(indent.count).prefix { $0 != " " && $0 != "\t" }
    guard keyword.lowercased() == "parameter" else { return nil }
    let gap = line.dropFirst(indent.count + keyword.count).prefix { $0 == " " || $0 == "\t" }
    let rest = line.dropFirst(indent.count + keyword.count + gap.count)
    let written = rest.prefix { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    let between = rest.dropFirst(written.count).prefix { $0 == " " || $0 == "\t" || $0 == "=" || $0 == ":" }
    var value = rest.dropFirst(written.count + between.count)
    while let last = value.last, last == " " || last == "\t" || last == "\r" { value.removeLast() }
    guard let first = written.first, first.isLetter, !between.isEmpty, !value.isEmpty,
      between.filter({ $0 == "=" || $0 == ":" }).count <= 1
    else { return nil }
    name = String(written.map { $0 == "-" ? "_" : $0 })
    self.value = String(value)
    let start = lineStart + indent.utf8.count
    let end = start + keyword.utf8.count + gap.utf8.count
    let valueEnd = end + written.utf8.count + between.utf8.count + value.utf8.count
    range = TextRange(start, valueEnd)
    assignment = TextRange(start + keyword.utf8.count, valueEnd)
  }
}
