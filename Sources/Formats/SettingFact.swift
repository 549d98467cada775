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
    _ id: FactID, name: String, value: String? = nil, kind: String, format: String, problem: ValueFault,
    consequence: String? = nil, counterpart: String? = nil, replacement: String? = nil,
    corrected: String? = nil, expected: String? = nil, at range: SourceRange, owner: FactID? = nil
  ) -> Fact {
    var fact = Fact(id, at: range)
    fact.write(.name, .text(name), at: range)
    if let value { fact.write(.value, .text(value), at: range) }
    fact.infer(.kind, .text(kind))
    fact.infer(.format, .text(format))
    fact.write(.problem, problem, at: range)
    fact.say(
      consequence: consequence, counterpart: counterpart, replacement: replacement, corrected: corrected, expected: expected)
    if let owner { fact.relate(to: owner) }
    return fact
  }

  /// The same with an address in the document that it is written in.
  static func make(
    _ address: [String], name: String, value: String? = nil, kind: String, format: String, problem: ValueFault,
    consequence: String? = nil, counterpart: String? = nil, replacement: String? = nil,
    corrected: String? = nil, expected: String? = nil, at range: SourceRange, owner: FactID? = nil
  ) -> Fact {
    make(
      FactID(.key, range.document, address), name: name, value: value, kind: kind, format: format, problem: problem,
      consequence: consequence, counterpart: counterpart, replacement: replacement, corrected: corrected,
      expected: expected, at: range, owner: owner)
  }

  /// A variable as a setting, by its name, with what is to say of it.
  ///
  /// - Parameter hasValue: whether what it is set to is part of it.
  static func of(
    _ variable: Variable, kind: String, format: String, owner: FactID, hasValue: Bool = false, status: KeyStatus? = nil,
    problem: ValueFault? = nil, replacement: String? = nil, corrected: String? = nil, consequence: String? = nil,
    counterpart: String? = nil
  ) -> Fact {
    let variable = status == nil || status == .known ? variable : variable.whereNamed
    var fact = Fact(FactID(.key, variable.document, variable.address), at: variable.at)
    fact.write(.name, .text(variable.name), at: variable.nameAt)
    fact.infer(.kind, .text(kind))
    fact.infer(.format, .text(format))
    if hasValue { fact.write(.value, variable.value.map(Value.text), at: variable.valueAt) }
    if let status { fact.write(.status, status, at: variable.nameAt) }
    if let problem { fact.write(.problem, problem, at: variable.valueAt) }
    fact.say(consequence: consequence, counterpart: counterpart, replacement: replacement, corrected: corrected)
    fact.relate(to: owner)
    return fact
  }

  /// A variable whose name is a typo, so that the program ignores it.
  static func misspelt(_ variable: Variable, for meant: String, of program: String, owner: FactID) -> Fact {
    of(
      variable, kind: "client-setting", format: program, owner: owner, status: .misspelt, replacement: meant,
      consequence: "\(program) ignores it")
  }
}

extension Fact {
  /// A model that a command of Ollama's own, or a request to it, is about.
  static func ollamaUse(_ id: FactID, _ name: String, for role: String, at range: SourceRange) -> Fact {
    var fact = Fact(id, at: range)
    fact.write(.name, .text(name), at: range)
    fact.infer(any: .roles, .texts([role]))
    fact.infer(.api, .native)
    fact.infer(.isOllama, .flag(true))
    return fact
  }

  /// Notes what there is to say of a setting.
  mutating func say(
    consequence: String?, counterpart: String?, replacement: String?, corrected: String?, expected: String? = nil
  ) {
    if let consequence { infer(.consequence, .text(consequence)) }
    if let counterpart { infer(.counterpart, .text(counterpart)) }
    if let replacement { infer(.replacement, .text(replacement)) }
    if let corrected { infer(.corrected, .text(corrected)) }
    if let expected { infer(.expected, .text(expected)) }
  }

  /// Ties a setting to what it is a setting of.
  fileprivate mutating func relate(to owner: FactID) {
    related[.owner] = owner
    if owner.subject == .server { related[.server] = owner }
    if owner.subject == .client { related[.client] = owner }
  }
}
