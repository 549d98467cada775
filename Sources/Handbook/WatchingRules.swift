import BuiltInRules
import Diagnostics
import RuleEngine
import Vocabulary

/// The rules with a finding.
enum WatchingRules {
  /// Those whose texts have the word, or whose conditions ask for what it sets, as a section of a page.
  ///
  /// - Parameter ids: rules that watch everything of the kind.
  static func content(mentioning word: String, and ids: [String] = []) -> Page.Content {
    let attributes = Set(Attribute.allCases.filter { has($0.declaration.meaning, word) })
    return table(
      BuiltInRules.all.filter { rule in
        ids.contains(rule.id) || mentions(rule, word)
          || rule.cases.contains { item in
            (item.when.references + item.because + item.at.values)
              .contains { attributes.contains($0.attribute) }
          }
      })
  }

  /// Those of these names, each with what it looks for.
  static func content(named ids: [String]) -> Page.Content {
    table(BuiltInRules.all.filter { ids.contains($0.id) })
  }

  private static func table(_ rules: [Rule]) -> Page.Content {
    .table(
      header: ["rule", "what it finds"], rows: rules.sorted { $0.id < $1.id }.map { [$0.id, $0.summary] })
  }

  private static func mentions(_ rule: Rule, _ word: String) -> Bool {
    if has(rule.summary, word) || has(rule.why, word) { return true }
    return rule.cases.contains { item in
      let texts = [item.message, item.effect, item.advice, item.fixTitle].flatMap(\.values)
      return texts.flatMap(\.parts).contains { part in
        if case .text(let text) = part { return has(text, word) }
        return false
      }
    }
  }

  /// Whether the text has the word by itself, and not as a part of a longer one.
  private static func has(_ text: String, _ word: String) -> Bool {
    text.utf8.split { byte in
      let isLetter = (0x41...0x5A).contains(byte & 0xDF)
      return !(isLetter || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_"))
    }.contains { $0.elementsEqual(word.utf8) }
  }
}
