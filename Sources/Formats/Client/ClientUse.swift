import Syntax
import Vocabulary

extension ClientFile {
  /// A use while it is read.
  struct Use {
    let tree: SettingsTree
    var fact: Fact
    var slots: [Attribute: Slot]

    /// A number of tokens, where one is written; a change of it goes there in any case.
    mutating func tokens(_ attribute: Attribute, _ path: [PathStep], form: Form = .plain) {
      slots[attribute] = Slot(path: path, form: form)
      guard let node = tree[path] else { return }
      fact.write(any: attribute, node.wholeNumber.map(Value.integer), at: tree.document.at(node.range))
    }

    /// What the client requests by default.
    mutating func fallback(_ tokens: Int, because reason: String) {
      fact.infer(.contextFallback, .integer(tokens), because: [Reason(reason)])
    }

    mutating func flag(_ attribute: Attribute, _ path: [PathStep]) {
      slots[attribute] = Slot(path: path, form: .plain)
      guard let node = tree[path], let scalar = node.scalar, scalar.type != .null else { return }
      guard scalar.type == .boolean else { return unknown(attribute) }
      fact.write(any: attribute, .flag(node.flag == true), at: tree.document.at(node.range))
    }

    /// A word in a list that says yes.
    mutating func word(_ attribute: Attribute, _ word: String, in list: [PathStep]) {
      slots[attribute] = Slot(path: list, form: .item(word))
    }

    /// Something that follows from a name.
    mutating func infer(_ attribute: Attribute, _ value: Value, because reasons: [Reason] = []) {
      fact.infer(any: attribute, value, because: reasons)
    }

    /// A context length requested where it is never sent.
    mutating func contextOption(_ path: [PathStep], named name: String) {
      guard let entry = tree.entry(path) else { return }
      fact.write(.contextOption, .text(name), at: tree.document.at(entry.range))
      slots[.contextOption] = Slot(path: path, form: .plain)
    }

    /// What the client requests by itself unless its settings say otherwise, whatever the model says.
    mutating func sends(_ tokens: Int, because reason: String) {
      guard fact.attributes[.contextSent] == nil else { return }
      fact.infer(.contextSent, .integer(tokens), because: [Reason(reason)])
      fact.infer(.contextDefaulted, .flag(true))
    }

    /// The context that the client assumes by default, without requesting it; `nil` for all that the model was trained for.
    mutating func countsOn(_ tokens: Int?, because reason: String) {
      guard fact.attributes[.contextStated] == nil, fact.attributes[.contextSent] == nil else { return }
      fact.infer(.contextDefaulted, .flag(true), because: [Reason(reason)])
      if let tokens { fact.infer(.contextStated, .integer(tokens), because: [Reason(reason)]) }
    }

    /// What is said in a way of the program's own, or follows from several keys.
    mutating func write(_ attribute: Attribute, _ value: Value?, at node: Node) {
      fact.write(any: attribute, value, at: tree.document.at(node.range))
    }

    /// What the client's own instructions and tool descriptions take of each prompt.
    mutating func prompts(_ tokens: Int, because reason: String) {
      fact.infer(.promptTokens, .integer(tokens), because: [Reason(reason)])
    }

    /// Decided by the client, and unknown.
    mutating func unknown(_ attribute: Attribute) { fact.infer(any: attribute, nil) }
  }
}
