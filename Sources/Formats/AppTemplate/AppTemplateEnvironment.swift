import Syntax
import Vocabulary

/// The variables of a container: a mapping of names to values, or a list as Kubernetes has it
/// (`lib/container/fields/_env.tpl`). Numbers and flags become text.
struct AppTemplateEnvironment: PodVariables {
  private let container: AppTemplateContainer
  private let list: EnvironmentList
  private var tree: NodeDocument { container.tree }
  private var path: [PathStep] { container.path + ["env"] }

  init(_ container: AppTemplateContainer) {
    self.container = container
    list = EnvironmentList(
      document: container.document, tree: container.tree, path: container.path + ["env"],
      prefix: [String(container.values.index)])
  }

  var variables: [Variable] {
    guard let node = container["env"] else { return [] }
    if node.items != nil, tree.node(at: path) != nil { return list.variables.map(known) }
    return tree.entries(of: node).compactMap { entry in
      guard let name = entry.key.text else { return nil }
      let value = tree.resolve(entry.value)
      // `VALUE: {value: x, dependsOn: y}`, or a reference to a secret.
      let written = value.entries == nil ? value : tree.value(of: "value", in: value).map(tree.resolve)
      let text = written?.text ?? (written == nil ? nil : "")
      return Variable(
        name: name, value: text.flatMap { AppTemplateContainer.isFilledIn($0) ? nil : $0 },
        address: container.address + ["env", name], document: container.document.id,
        nameRange: entry.key.range, valueRange: written?.range ?? TextRange(at: entry.key.range.end),
        range: entry.key.range.union(value.range))
    }
  }

  /// Without a value that Flux or Helm fills in.
  private func known(_ variable: Variable) -> Variable {
    guard let text = variable.value, AppTemplateContainer.isFilledIn(text) else { return variable }
    return Variable(
      name: variable.name, value: nil, address: variable.address, document: variable.document,
      nameRange: variable.nameRange, valueRange: variable.valueRange, range: variable.range)
  }

  private var isList: Bool { tree.node(at: path)?.items != nil }

  /// Whether the container has the controller's variables, which its own would replace.
  private var isInherited: Bool { tree.node(at: path) == nil && container["env"] != nil }

  func set(_ name: String, to value: String) -> [Edit]? {
    guard !isInherited else { return nil }
    return isList ? list.set(name, to: value) : YAMLEditor(tree).set(path + [.key(name)], to: .quoted(value))
  }

  /// - Parameter key: the variable's name in a mapping, or its number in a list.
  func edits(for action: Change.Action, at key: String) -> [Edit]? {
    if isList { return list.edits(for: action, at: key) }
    let place = path + [.key(key)]
    guard let node = tree.node(at: place) else { return nil }
    let editor = YAMLEditor(tree)
    switch action {
    case .set(.value, .text(let text)):
      let isQuoted = text.count > 1 && text.first == "\"" && text.last == "\""
      let value = NewValue.quoted(isQuoted ? String(text.dropFirst().dropLast()) : text)
      return editor.set(node.entries == nil ? place : place + ["value"], to: value)
    case .set(.name, .text(let name)):
      guard tree.node(at: path + [.key(name)]) == nil,
        let entry = tree.node(at: path).flatMap({ mapping in
          tree.entries(of: mapping).first { $0.key.text == key }
        })
      else { return nil }
      return [Edit(entry.key.range, name)]
    case .removeFact: return editor.remove(place)
    default: return nil
    }
  }
}
