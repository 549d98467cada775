import Knowledge
import Syntax
import Vocabulary

/// Parts of a Modelfile that Ollama reads without a complaint and makes something else of.
///
/// Sources: ollama/ollama `server/create.go` (files of FROM), `server/prompt.go` and `model/renderers/renderer.go` (a
/// renderer takes the place of the template), docs/modelfile.mdx (ADAPTER).
struct ModelfileUnread {
  private let reader: ModelfileReader
  private var tree: ModelfileTree { reader.tree }

  init(_ reader: ModelfileReader) { self.reader = reader }

  var facts: [Fact] { [template, shards, projector].compactMap { $0 } }

  private func fact(
    _ name: String, _ problem: String, _ consequence: String, value: String? = nil, at range: TextRange
  ) -> Fact {
    SettingFact.make(
      FactID(.key, reader.document.id, ["unread", problem]), name: name, value: value, kind: "modelfile",
      format: "Modelfile", problem: problem, consequence: consequence, at: reader.at(range), owner: reader.id)
  }

  /// A TEMPLATE for a model whose chats the program renders itself.
  private var template: Fact? {
    guard let template = tree.all(.template).last, !template.value.isEmpty else { return nil }
    if let renderer = tree.all(.renderer).last, !renderer.value.isEmpty {
      return fact("TEMPLATE", "unread", "RENDERER \(renderer.value) takes its place", at: template.keyword)
    }
    guard let from = tree.all(.from).last, ModelfileBase(from, reader).kind == .name,
      let name = reader.value(of: from).flatMap(ModelName.init), name.isLibrary, ChatRenderers.serve(name.model),
      !name.model.lowercased().hasPrefix("gpt-oss")
    else { return nil }
    return fact("TEMPLATE", "unread", "chats of \(name.model) are written by its renderer, which it inherits", at: template.keyword)
  }

  /// `FROM model-00001-of-00003.gguf` alone: other parts are not looked for.
  private var shards: Fact? {
    let froms = tree.all(.from)
    for from in froms {
      guard let path = reader.value(of: from), let shards = GGUFShards(path: path) else { continue }
      let named = Set(froms.compactMap { reader.value(of: $0) })
      let missing = shards.paths.filter { !named.contains($0) }
      guard let first = missing.first else { return nil }
      let file = first.split(separator: "/").last.map(String.init) ?? first
      return fact(
        "FROM", "shards", "\(missing.count) of \(shards.paths.count) parts are not named, \(file) first", value: path,
        at: from.valueRange)
    }
    return nil
  }

  private var projector: Fact? {
    guard
      let adapter = tree.all(.adapter).first(where: {
        let file = $0.value.lowercased().split(separator: "/").last ?? ""
        return file.contains("mmproj") || file.contains("projector")
      })
    else { return nil }
    return fact("ADAPTER", "projector", "a vision projector is no adapter", value: adapter.value, at: adapter.keyword)
  }
}
