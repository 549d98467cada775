import Syntax
import Vocabulary

/// The command of a model in llama-swap's settings: words between blanks. Lines that begin with # are dropped.
///
/// Source: mostlygeek/llama-swap, `internal/config/commands.go` (SanitizeCommand).
struct CommandScalar {
  private let document: Document
  private let words: [CommandWord]
  private let comment: CommandWord?

  /// - Parameter expanding: a text with what its macros stand for.
  init?(_ document: Document, _ node: Node, expanding: (String) -> String = { $0 }) {
    guard case .scalar(let scalar) = node.content else { return nil }
    self.document = document
    let source = document.source
    var words: [CommandWord] = []
    var comment: CommandWord?
    var skipped: Int?
    for word in CommandLineText(source, node.range, style: scalar.style).words where word.raw != "\\" {
      if let end = skipped, word.range.start < end { continue }
      let pieces = Self.pieces(of: word.raw, isFirst: words.isEmpty, expanding: expanding)
      let item = CommandWord(
        text: pieces.first, raw: word.raw, at: document.at(word.range),
        isFixed: word.isQuoted)
      if word.raw.hasPrefix("#"), !word.isQuoted {
        let start = source.lineStart(of: word.range.start)
        // A folded line that is indented like the one before becomes a part of it.
        let isJoined =
          scalar.style == .folded && !words.isEmpty
          && Self.indent(source, start) == words.first.map { Self.indent(source, source.lineStart(of: $0.at.range.start)) }
        let isWhole = !isJoined && source.slice(TextRange(start, word.range.start)).allSatisfy { $0 == 0x20 || $0 == 0x09 }
        skipped = source.lineEnd(of: word.range.start)
        if !isWhole { comment = comment ?? item }
        continue
      }
      words.append(item)
      if pieces.count > 1 { words.append(CommandWord(text: nil, raw: word.raw, at: item.at, isFixed: true)) }
    }
    self.words = words
    self.comment = comment
  }

  /// A macro in a path is filled in. One that holds options is judged nowhere: as the first word it is the program that it begins
  /// with, and more that is not known.
  private static func pieces(of raw: String, isFirst: Bool, expanding: (String) -> String) -> [String] {
    guard raw.contains("${") else { return [raw] }
    let pieces = CommandText.words(expanding(raw))
    guard let first = pieces.first, !first.contains("${"), isFirst || pieces.count == 1 else { return [] }
    return pieces
  }

  private static func indent(_ source: SourceText, _ start: Int) -> Int {
    var end = start
    while source.byte(at: end) == 0x20 { end += 1 }
    return end - start
  }

  func mistakes(_ address: [String], of program: String) -> [Fact] {
    guard let (engine, first) = EngineImage.started(by: words.map(\.text)) else { return [] }
    let id = FactID(.model, document.id, address)
    var facts = EngineArguments(engine: engine, words: Array(words.dropFirst(first)), mayBeAnother: true).facts(id, format: program)
    if let comment {
      facts.append(
        SettingFact.make(
          FactID(.key, document.id, address + ["comment"]), name: comment.raw, value: nil, kind: "engine-command",
          format: program, problem: .commentAsValue, counterpart: engine.name, at: comment.at))
    }
    return facts
  }
}
