/// Brings settings into a document: what is there stays as it is, what is missing is added.
///
/// Items of a list are the same where their first members are (`name`, `id`), or where they are equal.
public struct NodeMerge: Sendable {
  private let value: NewValue
  private let syntax: NodeSyntax

  /// Each step adds at least one member or item, so that no merge takes more than this.
  private static let steps = 500

  public init(of value: NewValue, as syntax: NodeSyntax) {
    self.value = value
    self.syntax = syntax
  }

  /// The edits that bring the value into a text; none where all of it is there, `nil` where it has no place.
  public func edits(in source: SourceText) -> [Edit]? {
    guard let text = text(over: source) else { return nil }
    return Edit(changing: source, to: text).map { [$0] } ?? []
  }

  /// The text with the value in it.
  func text(over source: SourceText) -> SourceText? {
    var text = source
    var tried: Set<Place> = []
    for _ in 0..<Self.steps {
      guard let parsed = try? syntax.parse(text) else { return nil }
      guard let root = parsed.nodes.root else {
        // Not every number that one syntax has is one in another.
        guard syntax != .toml, let new = start(text), (try? syntax.parse(new)) != nil else { return nil }
        return new
      }
      switch step(value, root, [], parsed.nodes, parsed.editor) {
      case .done: return text
      case .blocked: return nil
      case .edits(let edits, let place):
        // What was added and is not found there has become a part of something else: below the YAML `? `, of a key.
        guard tried.insert(place).inserted, let bytes = EditList(edits)?.applied(to: text.bytes) else {
          return nil
        }
        text = SourceText(bytes)
      }
    }
    return nil
  }

  /// A text without content keeps its comments, and gets the value below them.
  private func start(_ source: SourceText) -> SourceText? {
    guard let new = syntax.text(value) else { return nil }
    let isOpen = source.lineStart(of: source.bytes.count) != source.bytes.count
    return SourceText(source.bytes + (isOpen ? Array(source.newline.utf8) : []) + Array(new.utf8))
  }

  /// What a step adds: the value at a path, or an item of the list that is wanted there.
  private struct Place: Hashable {
    let path: [PathStep]
    var item: Int?
  }

  private enum Step {
    case done, blocked
    case edits([Edit], Place)

    init(_ edits: [Edit]?, _ path: [PathStep], item: Int? = nil) {
      self = edits.map { .edits($0, Place(path: path, item: item)) } ?? .blocked
    }
  }

  /// The first thing that is missing.
  private func step(
    _ value: NewValue, _ node: Node, _ path: [PathStep], _ nodes: NodeDocument, _ editor: any NodeEditor
  ) -> Step {
    switch value {
    case .mapping(let members):
      guard nodes.resolve(node).entries != nil else {
        return isEmpty(node) && !members.isEmpty ? Step(editor.set(path, to: value), path) : .blocked
      }
      for member in members {
        let inner = path + [.key(member.key)]
        guard let there = nodes.value(of: member.key, in: node) else {
          if syntax == .toml, case .mapping = member.value {
            return Step(editor.set(inner, to: member.value), inner)
          }
          return Step(editor.insert(key: member.key, value: member.value, into: path, after: nil), inner)
        }
        let next = step(member.value, there, inner, nodes, editor)
        guard case .done = next else { return next }
      }
      return .done
    case .list(let items, _):
      guard let there = nodes.resolve(node).items else {
        return isEmpty(node) && !items.isEmpty ? Step(editor.set(path, to: value), path) : .blocked
      }
      // Two that are wanted are never one that is there.
      var taken: Set<Int> = []
      for (position, item) in items.enumerated() {
        guard
          let index = there.indices.first(where: {
            !taken.contains($0) && isSame(item, nodes.resolve(there[$0]), nodes)
          })
        else {
          return Step(editor.append(item, to: path), path, item: position)
        }
        taken.insert(index)
        let next = step(item, there[index], path + [.index(index)], nodes, editor)
        guard case .done = next else { return next }
      }
      return .done
    default: return .done
    }
  }

  private func isEmpty(_ node: Node) -> Bool { node.scalar?.type == .null }

  private func isSame(_ item: NewValue, _ node: Node, _ nodes: NodeDocument) -> Bool {
    switch item {
    case .mapping(let members):
      guard let first = members.first else { return node.entries?.isEmpty ?? false }
      return nodes.value(of: first.key, in: node).map { isSame(first.value, nodes.resolve($0), nodes) }
        ?? false
    case .string(let text), .quoted(let text): return node.text == text
    case .decimal(let text): return node.text == text
    case .integer(let number): return node.text == String(number)
    case .boolean(let flag): return node.text == (flag ? "true" : "false")
    case .null: return node.scalar?.type == .null
    case .list(let items, _):
      guard let there = node.items, there.count == items.count else { return false }
      return zip(items, there).allSatisfy { isSame($0, nodes.resolve($1), nodes) }
    }
  }
}
