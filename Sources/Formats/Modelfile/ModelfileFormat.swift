import Syntax
import Vocabulary

/// Modelfiles, as files of their own and inside scripts and documentation.
public enum ModelfileFormat: Format {
  public static let name = "modelfile"

  public static func hint(_ name: FileName) -> NameHint {
    if isModelfileName(name.lowercased) { return .certain }
    return name.hasSuffix(".mf") ? .possible : .no
  }

  public static func recognises(_ candidate: Candidate) -> Recognition {
    if isModelfileName(String(candidate.fileName)) { return .byName }
    guard looksLikeModelfile(candidate) else { return .no }
    // Guides mark them as what their editors know.
    return candidate.language.map { ["dockerfile", "docker", "modelfile"].contains($0) } == true ? .byName : .byContent
  }

  public static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    let tree = ModelfileParser.parse(document.source)
    let reader = ModelfileReader(document, tree, workspace)
    var reading = Reading()
    reading.facts = [reader.model()] + ModelfileKeys(reader).facts() + ModelfileUnread(reader).facts
    if isExcerpt(document) {
      reading.facts.removeAll { $0.subject == .key && isElision($0.text(.name)?[...] ?? "") }
    } else {
      reading.problems = ModelfileMistakes(tree).problems
    }
    reading.comments = tree.comments
    return reading
  }

  /// Whether a guide leaves lines out: what is open in its block may be closed in one of them.
  private static func isExcerpt(_ document: Document) -> Bool {
    guard document.id.isDocumentation || !document.id.embedding.isEmpty else { return false }
    let source = document.source
    return source.string(source.range).split(whereSeparator: \.isNewline).contains(where: isElision)
  }

  /// `...`, also in brackets or after a `#`: "and so on".
  private static func isElision(_ line: Substring) -> Bool {
    ["...", "…"].contains(line.trimming { " \t#[]<>".contains($0) })
  }

  public static func edits(adding addition: Addition, to document: Document) -> [Edit]? {
    ModelfileAddition.edits(addition, in: document.source)
  }

  public static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    document.holes.isEmpty ? ModelfileWriter(ModelfileParser.parse(document.source)) : nil
  }

  /// `Modelfile`, `Modelfile.coder`, `coder.modelfile`, `modelfile_coder`; not `modelfile.py`.
  static func isModelfileName(_ name: String) -> Bool {
    // Every file's name is asked, and few are this long.
    guard name.utf8.count >= 9 else { return false }
    let lower = name.lowercased()
    if lower == "modelfile" { return true }
    for suffix in [".modelfile", "-modelfile", "_modelfile"] where lower.hasSuffix(suffix) { return true }
    guard lower.hasPrefix("modelfile"), let separator = lower.dropFirst(9).first, "._-".contains(separator)
    else { return false }
    let parts = lower.split(separator: ".")
    return parts.count < 2 || !others.contains(String(parts[parts.count - 1]))
  }

  /// The first instruction is FROM, another is one that only a Modelfile has, and none is a Dockerfile's.
  private static func looksLikeModelfile(_ candidate: Candidate) -> Bool {
    guard !candidate.fileName.lowercased().contains("docker") else { return false }
    // A script of whatever language.
    guard !candidate.head.starts(with: [0x23, 0x21]) else { return false }
    var hasFrom = false
    var hasOwn = false
    for line in candidate.head.split(whereSeparator: { $0 == 0x0A || $0 == 0x0D }) {
      let line = line.drop { $0 == 0x20 || $0 == 0x09 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
      guard let first = line.first, first != 0x23 else { continue }
      let letters = line.prefix { (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0) }
      let after = line.dropFirst(letters.count).first
      let word = after == 0x20 || after == 0x09 ? String(decoding: letters, as: UTF8.self) : ""
      if !hasFrom {
        // `from os import environ` begins a program.
        guard word.uppercased() == "FROM", line.split(separator: 0x20).count < 3 else { return false }
        hasFrom = true
      }
      // Prose inside a SYSTEM may begin with any word; instructions are written in capitals, mostly.
      if Self.foreignInstructions.contains(word) { return false }
      if Self.ownInstructions.contains(word) || Self.ownInstructions.contains(word.uppercased()) && word == word.lowercased() {
        hasOwn = true
      }
    }
    return hasFrom && hasOwn
  }
}
