import Knowledge
import Syntax
import Vocabulary

/// What `configMapGenerator` and `secretGenerator` of a kustomization make.
///
/// Sources: Kustomize, `api/types/kvpairsources.go`; `api/kv/kv.go`: a line of an `envs` file is split at its first `=`, and
/// quotes are part of the value.
struct GeneratedObjects {
  let tree: NodeDocument
  let index: Int
  let document: DocumentID
  let workspace: any Workspace

  /// Nobody writes as many; each is read for every question.
  private static let mostFiles = 32

  var objects: [ConfigObjects.Object] {
    [("configMapGenerator", ConfigObjects.Kind.configMap), ("secretGenerator", .secret)].flatMap {
      key, kind in
      (tree.node(at: [.key(key)])?.items ?? []).indices.compactMap { item in
        object(kind, at: [.key(key), .index(item)])
      }
    }
  }

  private func object(_ kind: ConfigObjects.Kind, at path: [PathStep]) -> ConfigObjects.Object? {
    guard let name = tree.node(at: path + ["name"])?.text else { return nil }
    var object = ConfigObjects.Object(
      kind: kind, name: name,
      namespace: tree.node(at: path + ["namespace"])?.text ?? tree.node(at: ["namespace"])?.text,
      path: document.path)
    object.isPatch = ["merge", "replace"].contains(tree.node(at: path + ["behavior"])?.text)
    var files = (tree.node(at: path + ["envs"])?.items ?? []).prefix(Self.mostFiles).compactMap {
      tree.resolve($0).text
    }
    if let file = tree.node(at: path + ["env"])?.text { files.append(file) }
    for file in files {
      guard let path = Path.join(Path.directory(of: document.path), file),
        let source = workspace.source(at: path)
      else {
        object.isComplete = false
        continue
      }
      object.variables += VariableFile(at: path, source, by: .docker).variables
    }
    object.variables += literals(at: path + ["literals"])
    return object
  }

  /// `NAME=value`, where quotes around the value go (`api/kv/kv.go`, ParseLiteralSource).
  private func literals(at path: [PathStep]) -> [Variable] {
    (tree.node(at: path)?.items ?? []).enumerated().compactMap { number, item in
      let item = tree.resolve(item)
      guard let text = item.text, let name = text.split(separator: "=", maxSplits: 1).first.map(String.init),
        name.utf8.count < text.utf8.count
      else { return nil }
      let value = String(text.dropFirst(name.count + 1))
      let start = item.range.start + (item.scalar?.style == .plain ? 0 : 1)
      let end = item.range.end - (item.scalar?.style == .plain ? 0 : 1)
      let nameRange = TextRange(start, min(start + name.utf8.count, end))
      return Variable(
        name: name, value: OllamaVariable.insideQuotes(value) ?? value,
        address: [String(index)] + path.address + [String(number)], document: document,
        nameRange: nameRange, valueRange: TextRange(min(nameRange.end + 1, end), end), range: item.range)
    }
  }
}
