import Syntax
import Vocabulary

/// Variables as Kubernetes lists them: `- name: OLLAMA_HOST`, `value: "0.0.0.0"`.
struct EnvironmentList: PodVariables {
  let document: Document
  let tree: NodeDocument
  let path: [PathStep]
  /// The text before the path in the addresses of facts.
  let prefix: [String]

  private var items: [Node] { tree.node(at: path)?.items ?? [] }

  /// Those taken from elsewhere have no value here.
  var variables: [Variable] {
    let address = prefix + path.address
    return items.enumerated().compactMap { index, item in
      let node = tree.resolve(item)
      guard let name = tree.value(of: "name", in: node).map(tree.resolve), let text = name.text else {
        return nil
      }
      let value = tree.value(of: "value", in: node).map(tree.resolve)
      let isElsewhere = tree.value(of: "valueFrom", in: node) != nil
      return Variable(
        name: text, value: isElsewhere || value?.text?.contains("$(") == true ? nil : value?.text ?? "",
        address: address + [String(index)], document: document.id, nameRange: name.range,
        valueRange: value?.range ?? TextRange(at: name.range.end), range: node.range)
    }
  }

  /// Values that YAML reads as numbers or booleans, which Kubernetes refuses.
  func notText(_ server: FactID) -> [Fact] {
    let address = prefix + path.address
    return items.enumerated().compactMap { index, item in
      let item = tree.resolve(item)
      guard let node = tree.value(of: "value", in: item).map(tree.resolve), let scalar = node.scalar,
        ConfigObjects.isNotText(scalar),
        let name = tree.value(of: "name", in: item).map(tree.resolve)?.text
      else { return nil }
      let at = document.at(node.range)
      var fact = Fact(
        FactID(.key, document.id, address + [String(index), "value"]), at: at,
        related: [.owner: server, .server: server])
      fact.infer(.name, .text(name))
      fact.infer(.kind, .text("text"))
      fact.infer(.format, .text("Kubernetes"))
      fact.infer(.status, .known)
      fact.write(.value, .text(scalar.text), at: at)
      fact.write(.problem, .notText, at: at)
      fact.infer(.corrected, .text("\"\(scalar.text)\""))
      return fact
    }
  }

  /// Gives a variable a value, or adds it; `nil` where its value comes from elsewhere.
  func set(_ name: String, to value: String) -> [Edit]? {
    let editor = YAMLEditor(tree)
    let index = items.indices.last { tree.node(at: path + [.index($0), "name"])?.text == name }
    guard let index else {
      return editor.append(
        ["name": .string(name), "value": .quoted(value)], to: path)
    }
    guard tree.node(at: path + [.index(index), "valueFrom"]) == nil else { return nil }
    return editor.set(path + [.index(index), "value"], to: .quoted(value))
  }

  /// Changes one variable.
  ///
  /// - Parameter index: its number in the list, with which the address of its fact ends.
  func edits(for action: Change.Action, at index: String) -> [Edit]? {
    guard let index = Int(index), items.indices.contains(index) else { return nil }
    let editor = YAMLEditor(tree)
    let place = path + [.index(index)]
    switch action {
    case .set(.value, .text(let text)):
      let isQuoted = text.count > 1 && text.first == "\"" && text.last == "\""
      return editor.set(place + ["value"], to: .quoted(isQuoted ? String(text.dropFirst().dropLast()) : text))
    case .set(.name, .text(let name)): return editor.set(place + ["name"], to: .string(name))
    case .removeFact: return editor.remove(place)
    default: return nil
    }
  }
}
