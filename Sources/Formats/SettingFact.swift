import Syntax
import Vocabulary

/// A setting that does not do what it seems to, as a fact that rules match by its kind and its problem.
enum SettingFact {
  /// - Parameters:
  ///   - kind: what sort of setting it is: `path`, `mount`, `setting`, `command`.
  ///   - problem: one of the words that ``Attribute/problem`` declares.
  ///   - consequence: what the program makes of it, as a sentence without its full stop.
  ///   - counterpart: what else it is about, as that is named: a service, a directory.
  ///   - replacement: what to write instead of the setting, and `corrected` what to write for its value.
  static func make(
    _ id: FactID, name: String, value: String?, kind: String, format: String, problem: ValueFault,
    consequence: String? = nil, counterpart: String? = nil, replacement: String? = nil,
    corrected: String? = nil, expected: String? = nil, at range: SourceRange, owner: FactID? = nil
  ) -> Fact {
    var fact = Fact(id, at: range)
    fact.write(.name, .text(name), at: range)
    if let value { fact.write(.value, .text(value), at: range) }
    fact.infer(.kind, .text(kind))
    fact.infer(.format, .text(format))
    fact.write(.problem, problem, at: range)
    if let consequence { fact.infer(.consequence, .text(consequence)) }
    if let counterpart { fact.infer(.counterpart, .text(counterpart)) }
    if let replacement { fact.infer(.replacement, .text(replacement)) }
    if let corrected { fact.infer(.corrected, .text(corrected)) }
    if let expected { fact.infer(.expected, .text(expected)) }
    if let owner {
      fact.related[.owner] = owner
      if owner.subject == .server { fact.related[.server] = owner }
      if owner.subject == .client { fact.related[.client] = owner }
    }
    return fact
  }
}
