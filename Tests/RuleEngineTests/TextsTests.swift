import BuiltInRules
import Foundation
import RuleEngine
import Testing

/// Every sentence that a person sees, in one file to be read in one go: `make texts`.
@Suite struct TextsTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()
  private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Texts.txt")

  /// Phrases that sound like a translation, each with what is said instead.
  private static let forbidden = [
    ("mend", "fix"), ("mends", "fixes"), ("mended", "fixed"), ("is no list", "must be a list"),
    ("is no number", "is not a number"), ("is no parameter", "unknown parameter"),
    ("is no name", "is not a name"), ("is no regular file", "is not a regular file"),
    ("bears", "is named"), ("does not bear", "is not named"), ("without a word", "silently"),
    ("says so only in its log", "only logs it"), ("is given", "has, receives"),
    ("are given", "have, receive"),
    ("asks for", "requests"), ("the processor", "the CPU"), ("wholly", "fully"), ("stands in", "is in"),
    ("lies beside", "is next to"), ("leads to", "points to"), ("goes with", "matches"),
    ("is told", "is configured with"), ("all the same", "anyway"), ("of which", "of those"),
    ("livelier", "more random"), ("tidies up", "compacts"), ("what is said of it", "output"),
    ("the wish", "the setup"), ("anew", "again"), ("for ever", "forever"),
    ("for want of", "because ... is missing"),
    ("is no more", "no longer"), ("speaks of", "mentions"), ("whatsoever", ""), ("somebody", "someone"),
    ("Ollama's server", "the Ollama server"), ("goes on with", "keeps using"),
    ("in the place of", "instead of"), ("passed over", "skipped"), ("asks port", "connects to port"),
    ("port of the host", "host port"), ("server of models", "model server"), ("servers of models", "model servers"),
    ("file of weights", "weights file"),
  ]

  private static func ruleTexts() -> String {
    let fixtures = root.appendingPathComponent("Fixtures")
    return BuiltInRules.all.sorted { $0.id < $1.id }.map { rule in
      let values = ExampleValues(rule, in: fixtures)
      var lines = [
        "# \(rule.id)", "summary: \(rule.summary)",
        "why: \(rule.why.split(separator: "\n").joined(separator: " "))",
      ]
      for item in rule.cases {
        let fields = [
          ("message", item.message), ("effect", item.effect), ("advice", item.advice), ("fix", item.fixTitle),
        ]
        for (label, choice) in fields {
          for option in choice.options {
            let line = "\(label): \(values.text(option.value, when: [item.when, option.when]))"
            if !lines.contains(line) { lines.append(line) }
          }
        }
      }
      return lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  private static func sourceTexts() throws -> String {
    try SourceTexts.texts(under: root.appendingPathComponent("Sources")).map { file, texts in
      "# Sources/\(file)\n" + texts.map { $0 + "\n" }.joined()
    }.joined(separator: "\n")
  }

  private static func texts() throws -> String { try ruleTexts() + "\n" + sourceTexts() }

  @Test func theTextsAreThoseThatWereRead() throws {
    let texts = try Self.texts()
    if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] != nil {
      try texts.write(to: Self.file, atomically: true, encoding: .utf8)
    }
    let kept = try String(contentsOf: Self.file, encoding: .utf8).split(
      separator: "\n", omittingEmptySubsequences: false)
    let new = texts.split(separator: "\n", omittingEmptySubsequences: false)
    let changes = new.difference(from: kept).prefix(20).map { change in
      switch change {
      case .insert(_, let line, _): "+ \(line)"
      case .remove(_, let line, _): "- \(line)"
      }
    }
    #expect(changes.isEmpty, "make texts, and read the difference:\n\(changes.joined(separator: "\n"))")
  }

  /// What the files that users see outside of the program say: descriptions of clients, guides, expected output.
  private static func writtenTexts() throws -> [(file: String, line: String)] {
    var found: [(file: String, line: String)] = []
    for (folder, endings) in [
      ("Sources/Formats/Clients", [".yaml"]), ("Rules", [".yaml"]), ("Fixtures", ["expected.txt"]),
      ("Tests/GeneratorTests/Goldens", [".txt"]), ("Packaging", [".md"]),
    ] {
      let base = root.appendingPathComponent(folder)
      for path in try FileManager.default.subpathsOfDirectory(atPath: base.path)
      where endings.contains(where: path.hasSuffix) {
        let text = try String(contentsOf: base.appendingPathComponent(path), encoding: .utf8)
        for line in text.split(separator: "\n") where !line.drop(while: { $0 == " " }).hasPrefix("#") {
          found.append(("\(folder)/\(path)", String(line)))
        }
      }
    }
    for name in ["README.md", "CONTRIBUTING.md", "SECURITY.md"] {
      let text = try String(contentsOf: root.appendingPathComponent(name), encoding: .utf8)
      found += text.split(separator: "\n").map { (name, String($0)) }
    }
    return found
  }

  @Test func noTextSoundsLikeATranslation() throws {
    let lines = try Self.texts().split(separator: "\n").map { ("Texts", String($0)) } + Self.writtenTexts()
    for (file, line) in lines {
      let words = Self.words(line)
      for (phrase, instead) in Self.forbidden where words.contains(Self.words(phrase)) {
        Issue.record("\(file): \"\(phrase)\" should be \"\(instead)\": \(line)")
      }
    }
  }

  /// Lower-case words with one space around each, so that phrases are found as whole words.
  private static func words(_ text: String) -> String {
    " " + text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "'" }.joined(separator: " ") + " "
  }

  @Test func sentencesAreFoundInSwift() {
    let source = #"""
      let a = "needs \(Wording.size(bytes)) of \(server.text(.name) ?? "x") memory" // "not a text at all"
      let b = "num_ctx"
      """#
    #expect(SourceTexts.sentences(in: source) == ["needs <size> of <name> memory"])
  }
}
