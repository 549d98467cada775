import BuiltInRules
import Foundation
import RuleEngine
import Testing

/// Every sentence that a rule can print, in one file to be read in one go: `make texts`.
@Suite struct TextsTests {
  private static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("Texts.txt")

  /// Phrases that sound like a translation.
  private static let forbidden = [
    " mends", "mended", "can be mended", "without a word", "says so only in its log", "is given",
    "is no list", "is no number", "is no parameter",
    "the processor", "wholly", "bears", "lies beside", "stands in", "leads to", "goes with", "all the same",
    "of which", "livelier", "tidies up", "What is said of it", "the wish", "does not bear", "anew",
  ]

  private func plain(_ template: Template) -> String {
    template.parts.map { part in
      switch part {
      case .text(let text): text
      case .attribute(let reference): "<\(reference.attribute.rawValue)>"
      }
    }.joined()
  }

  private var texts: String {
    BuiltInRules.all.sorted { $0.id < $1.id }.map { rule in
      var lines = [
        "# \(rule.id)", "summary: \(rule.summary)",
        "why: \(rule.why.split(separator: "\n").joined(separator: " "))",
      ]
      for item in rule.cases {
        let parts = [
          ("message", Optional(item.message)), ("effect", item.effect), ("advice", item.advice),
          ("fix", item.fixTitle),
        ]
        for (label, template) in parts {
          guard let template else { continue }
          let line = "\(label): \(plain(template))"
          if !lines.contains(line) { lines.append(line) }
        }
      }
      return lines.joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  @Test func theTextsAreThoseThatWereRead() throws {
    let texts = texts
    if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] != nil {
      try texts.write(to: Self.file, atomically: true, encoding: .utf8)
    }
    #expect(try String(contentsOf: Self.file, encoding: .utf8) == texts)
  }

  @Test(arguments: forbidden) func noTextSoundsLikeATranslation(_ phrase: String) {
    let found = texts.split(separator: "\n").filter { $0.contains(phrase) }
    #expect(found.isEmpty, "\(phrase): \(found.prefix(5).joined(separator: "\n"))")
  }
}
