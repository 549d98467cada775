import Syntax
import Vocabulary

/// The variables of a pod's container, to be changed.
protocol PodVariables {
  func set(_ name: String, to value: String) -> [Edit]?
  func edits(for action: Change.Action, at key: String) -> [Edit]?
}

extension PodVariables {
  /// What is written of one of them; `nil` for any other field.
  func edits(_ field: ContainerField) -> [Edit]? {
    switch field {
    case .variable(let name, let value): set(name, to: value)
    case .value(let key, let text), .url(let key, let text): edits(for: .set(.value, .text(text)), at: key)
    case .name(let key, let name): edits(for: .set(.name, .text(name)), at: key)
    case .noVariable(let key): edits(for: .removeFact, at: key)
    default: nil
    }
  }
}

/// Writes what every file says of a pod's container in the same way: variables, and the words that it runs.
protocol PodWriter: ContainerWriter where Container: PodContainer {
  /// By their addresses.
  var containers: [[String]: Container] { get }
}

extension PodWriter {
  func container(at address: [String]) -> (container: Container, rest: [String])? {
    (0...address.count).reversed().lazy.compactMap { length in
      containers[Array(address.prefix(length))].map { ($0, Array(address.dropFirst(length))) }
    }.first
  }

  func common(_ field: ContainerField, of container: Container, _ environment: some PodVariables) -> [Edit]? {
    switch field {
    case .arguments(let change): container["args"].flatMap { WrittenArguments($0, of: container.tree) }?.edits(change)
    case .command(let words): YAMLEditor(container.tree).set(container.path + ["args"], to: Self.list(words))
    default: environment.edits(field)
    }
  }

  static func list(_ words: [String]) -> NewValue { .list(words.map { .string($0) }, flow: true) }
}
