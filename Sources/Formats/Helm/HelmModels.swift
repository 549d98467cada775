import Syntax
import Vocabulary

/// The models that the chart pulls, loads and makes when a pod starts.
struct HelmModels {
  private(set) var facts: [Fact] = []
  /// Modelfiles in `ollama.models.create`.
  private(set) var templates: [Reading.Embedded] = []

  init(_ values: HelmValues) {
    let server = FactID(.server, values.document.id, values.base.address)
    for verb in ["pull", "run"] {
      let path: [PathStep] = ["ollama", "models", .key(verb)]
      for (index, item) in (values.tree.node(at: values.base + path)?.items ?? []).enumerated() {
        let address = (values.base + path + [.index(index)]).address
        guard let name = item.text else { continue }
        var fact = Fact(
          FactID(.modelUse, values.document.id, address), at: values.at(item), related: [.server: server])
        fact.write(.name, .text(name), at: values.at(item))
        fact.infer(any: .roles, .texts([verb]))
        fact.infer(.api, .native)
        facts.append(fact)
      }
    }
    let path = values.base + ["ollama", "models", "create"]
    for index in (values.tree.node(at: path)?.items ?? []).indices {
      guard let name = values.tree.node(at: path + [.index(index), "name"]) else { continue }
      var fact = Fact(
        FactID(.creation, values.document.id, (path + [.index(index)]).address), at: values.at(name))
      fact.write(.name, name.text.map(Value.text), at: values.at(name))
      let block = values.tree.node(at: path + [.index(index), "template"])
      if let text = block.flatMap({ EmbeddedText(block: $0, of: values.document.source) }) {
        let document = DocumentID(
          values.document.id.path, embedding: values.document.id.embedding + [templates.count])
        fact.related[.model] = FactID(.model, document, [])
        templates.append(
          .init(name: "Modelfile", language: nil, source: text.source, map: text.map, holes: text.holes))
      }
      facts.append(fact)
    }
  }
}
