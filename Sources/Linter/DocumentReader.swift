import Formats
import Syntax
import Vocabulary

/// A document that was read, with the way from its bytes to those of its file.
struct ReadDocument: Sendable {
  let document: Document
  let format: any FileFormat
  let reading: Reading
  /// From the innermost text outwards: the last one points to the file's own bytes.
  let maps: [OffsetMap]

  /// A range of the document in bytes of the file.
  func fileRange(_ range: TextRange) -> TextRange { maps.reduce(range) { $1.hostRange($0) } }

  /// An edit of the document in bytes of the file.
  func fileEdit(_ edit: Edit) -> Edit? {
    guard let first = maps.first else { return edit }
    var (range, bytes) = first.hostEdit(edit)
    for map in maps.dropFirst() {
      // Only the outermost map can be one of encoding; those between carry text.
      guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
      (range, bytes) = map.hostEdit(Edit(range, text))
    }
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    return Edit(range, text)
  }
}

/// Reads a file and every document inside it.
enum DocumentReader {
  /// Documents nest no deeper than a unit in a here-document in a Markdown fence.
  private static let depth = 4

  /// What one file may still hold and state, with all documents inside it.
  private struct Room {
    var documents = SyntaxLimits.documents
    var facts = SyntaxLimits.facts

    var isUsedUp: Bool { documents <= 0 || facts <= 0 }
  }

  /// The documents of a file, the file itself first; empty if no format recognises it.
  static func read(
    _ path: String, bytes: [UInt8], in workspace: any Workspace, formats: FormatRegistry = .builtIn
  ) -> [ReadDocument] {
    let utf16 = TextDecoding.utf16(bytes)
    let source = utf16?.source ?? SourceText(bytes)
    guard let format = formats.format(for: Candidate(path: path, head: source.bytes[...])) else {
      return []
    }
    let document = Document(id: DocumentID(path), source: source)
    var room = Room()
    return read(document, as: format, maps: utf16.map { [$0.map] } ?? [], in: workspace, formats, &room)
  }

  private static func read(
    _ document: Document, as format: any FileFormat, maps: [OffsetMap], in workspace: any Workspace,
    _ formats: FormatRegistry, _ room: inout Room
  ) -> [ReadDocument] {
    var reading = format.read(document, in: workspace)
    // What a script fills in is not there yet.
    if !document.holes.isEmpty {
      reading.problems.removeAll { problem in
        guard problem.rule.hasPrefix("syntax/") else { return false }
        let line = TextRange(
          document.source.lineStart(of: problem.error.range.start),
          document.source.lineEnd(of: problem.error.range.start))
        // What a template's statements leave out may be what is missing here.
        return document.id.path.hasSuffix(".j2") || document.holes.contains { $0.overlaps(line) }
      }
    }
    if reading.isCutOff || reading.facts.count > SyntaxLimits.facts {
      reading.facts.removeLast(max(0, reading.facts.count - SyntaxLimits.facts))
      reading.problems.append(
        .init(
          rule: "io/too-large",
          SyntaxError(
            TextRange(at: 0),
            "the file has too many settings and models; the rest is not checked"
          )))
    }
    for fact in reading.facts {
      guard let count = fact.integer(.leftOut), let name = fact.text(.name) else { continue }
      let range = fact.attributes[.name]?.range?.range ?? fact.range.range
      reading.problems.append(
        .init(
          rule: "io/too-large",
          SyntaxError(range, "\(name) lists too many addresses; the last \(count) are not checked")))
    }
    GPUMentions.apply(to: &reading.facts, of: document, comments: reading.comments, in: workspace)
    ReachMentions.apply(to: &reading.facts, of: document, comments: reading.comments, in: workspace)
    IntelOllama.apply(to: &reading.facts, of: document)
    DesktopMentions.apply(to: &reading.facts, of: document, comments: reading.comments, in: workspace)
    RestartMentions.apply(to: &reading.facts, of: document, comments: reading.comments)
    MachineMentions.apply(to: &reading.facts, of: document, comments: reading.comments)
    Explanations.apply(to: &reading.facts, of: document, comments: reading.comments)
    UseMentions.apply(to: &reading.facts, of: document, in: workspace)
    Elisions.apply(to: &reading.facts, of: document, comments: reading.comments)
    room.documents -= 1
    room.facts -= reading.facts.count
    var inner: [ReadDocument] = []
    for (index, embedded) in reading.embedded.enumerated() where document.id.embedding.count < depth {
      let name = embedded.name ?? ""
      let candidate = Candidate(path: name, head: embedded.source.bytes[...], language: embedded.language)
      // A Modelfile need not name Ollama.
      guard Relevance.isRelevant(embedded.source.bytes) || !name.isEmpty || ModelfileFormat.recognises(candidate) > .no,
        let own = formats.format(for: candidate)
      else { continue }
      guard !room.isUsedUp else {
        reading.problems.append(
          .init(
            rule: "io/too-large",
            SyntaxError(
              embedded.map.hostRange(TextRange(at: 0)),
              "the file holds too many other files; this one and the rest are not checked")))
        break
      }
      let id = DocumentID(document.id.path, embedding: document.id.embedding + [index])
      let text = Document(
        id: id, source: embedded.source, holes: embedded.holes, heading: embedded.heading ?? document.heading,
        name: name, language: embedded.language)
      inner += read(text, as: own, maps: [embedded.map] + maps, in: workspace, formats, &room)
    }
    return [ReadDocument(document: document, format: format, reading: reading, maps: maps)] + inner
  }
}
