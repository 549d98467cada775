import Knowledge
import Syntax
import Vocabulary

/// Writes changes into a Modelfile.
struct ModelfileWriter: ChangeWriter {
  private let tree: ModelfileTree
  private let editor: ModelfileEditor
  private let keys: [[String]: ModelfileKey]

  init(_ tree: ModelfileTree) {
    self.tree = tree
    editor = ModelfileEditor(tree)
    keys = Dictionary(ModelfileKey.all(in: tree).map { ($0.address, $0) }) { first, _ in first }
  }

  func edits(for change: Change) -> [Edit]? {
    switch change.fact.subject {
    case .model: model(change.action)
    case .key where change.fact.address.first == "unread": unread(change)
    case .key: key(change.fact.address, change.action)
    default: nil
    }
  }

  /// What ``ModelfileUnread`` found.
  private func unread(_ change: Change) -> [Edit]? {
    guard case .set(.status, .text("known")) = change.action else { return nil }
    if change.fact.address.dropLast().last == "several" {
      let found = ModelfileUnread.severalStops(in: tree).first {
        String($0.index) == change.fact.address.last
      }
      return found.map { found in
        let lines = found.texts.map { "PARAMETER stop \"\($0)\"" }
        return [Edit(found.instruction.range, lines.joined(separator: tree.source.newline))]
      }
    }
    switch change.fact.address.last {
    case "projector":
      return tree.all(.adapter).filter {
        $0.value.lowercased().contains("mmproj") || $0.value.lowercased().contains("projector")
      }
      .map { Edit($0.keyword, "FROM") }
    case "incomplete":
      return ModelfileUnread.adapterFolder(in: tree).flatMap { editor.setValue(of: $0.0, to: $0.folder) }
    case "escaped":
      guard let from = tree.all(.from).last, let path = ModelfileUnread.unescaped(from.value) else {
        return nil
      }
      return editor.setValue(of: from, to: path)
    case "shards":
      let froms = tree.all(.from)
      guard let from = froms.last(where: { GGUFShards(path: $0.value) != nil }),
        let shards = GGUFShards(path: from.value)
      else { return nil }
      let named = Set(froms.map(\.value))
      let lines = shards.paths.filter { !named.contains($0) }.map { tree.source.newline + "FROM " + $0 }
      return [.insert(lines.joined(), at: from.range.end)]
    default: return nil
    }
  }

  // MARK: The model

  private func model(_ action: Change.Action) -> [Edit]? {
    switch action {
    case .set(.base, .text(let name)):
      return tree.all(.from).last.flatMap { editor.setValue(of: $0, to: name) }
    case .set(.requires, .text(let version)):
      return tree.all(.requires).last.flatMap { editor.setValue(of: $0, to: version) }
    case .set(.stops, .list(let stops)): return add(stops: stops.compactMap(\.text))
    case .set(let attribute, .integer(let number)):
      return Self.parameter(of: attribute).flatMap { editor.setParameter($0, to: String(number)) }
    case .remove(.template): return tree.all(.template).last.map(editor.remove)
    case .remove(let attribute):
      guard let name = Self.parameter(of: attribute) else { return nil }
      let all = tree.all(.parameter).filter { tree.name(of: $0) == name }
      return all.isEmpty ? nil : all.flatMap(editor.remove)
    default: return nil
    }
  }

  private static func parameter(of attribute: Attribute) -> String? {
    switch attribute {
    case .context: "num_ctx"
    case .gpuLayers: "num_gpu"
    case .outputStated: "num_predict"
    default: nil
    }
  }

  /// Adds those stop strings that are not there yet.
  private func add(stops: [String]) -> [Edit]? {
    let parameters = tree.all(.parameter)
    let own = parameters.filter { tree.name(of: $0) == "stop" }
    let missing = stops.filter { stop in !own.contains { $0.value == stop } }
    guard !missing.isEmpty, let place = own.last ?? parameters.last ?? tree.all(.from).last else {
      return nil
    }
    let newline = tree.source.newline
    let lines = missing.map { newline + "PARAMETER stop \"\($0)\"" }.joined()
    return [.insert(lines, at: tree.source.lineEnd(of: place.range.end))]
  }

  // MARK: Keys

  private func key(_ address: [String], _ action: Change.Action) -> [Edit]? {
    guard let key = keys[address] else { return nil }
    if let slip = key.slip {
      guard case .set(.value, _) = action else { return nil }
      return [Edit(slip.assignment, " \(slip.name) \(slip.value)")]
    }
    guard let instruction = key.instruction else { return nil }
    switch action {
    case .set(.value, .text(let value)): return set(instruction, to: value)
    case .set(.name, .text(let name)):
      return instruction.kind == .parameter
        ? editor.rename(instruction, to: name) : editor.setKeyword(of: instruction, to: name)
    case .removeFact: return editor.remove(instruction)
    default: return nil
    }
  }

  /// Replaces a value; a comment that was taken for part of it moves to a line of its own.
  private func set(_ instruction: ModelfileTree.Instruction, to value: String) -> [Edit]? {
    guard let edits = editor.setValue(of: instruction, to: value) else { return nil }
    guard instruction.quoting == .none, let comment = InlineComment(in: instruction.value),
      comment.value == value
    else { return edits }
    let start = tree.source.lineStart(of: instruction.range.start)
    let indent = tree.source.string(TextRange(start, instruction.range.start))
    return [.insert(indent + comment.comment + tree.source.newline, at: start)] + edits
  }
}
