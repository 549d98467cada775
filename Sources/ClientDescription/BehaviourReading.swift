import Syntax
import Vocabulary

extension DescriptionReader {
  func variable(_ name: String, _ node: Node) -> VariableDescription {
    let fields = fields(node, DescriptionPart.variable.names)
    return VariableDescription(
      name: name, shape: word(fields["shape"], as: AddressShape.self),
      api: word(fields["api"], as: ServerAPI.self) ?? .native,
      separator: text(fields["separator"]), meaning: text(fields["is"]) ?? "")
  }

  func behaviour(_ node: Node?) -> Behaviour {
    var facts = Behaviour()
    guard let node else { return facts }
    let fields = fields(node, DescriptionPart.about.names)
    facts.type = text(fields["type"])
    facts.agent = text(fields["agent"])
    facts.autocomplete = text(fields["autocomplete"])
    facts.git = text(fields["git"])
    facts.context = text(fields["context"])
    facts.setContext = text(fields["set-context"])
    facts.prompt = text(fields["prompt"])
    facts.tools = text(fields["tools"])
    facts.timeout = text(fields["timeout"])
    facts.wrongKeys = text(fields["wrong-keys"])
    facts.layers = text(fields["layers"])
    facts.notes = texts(fields["notes"])
    return facts
  }
}
