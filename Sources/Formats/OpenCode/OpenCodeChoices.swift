import Knowledge
import Syntax
import Vocabulary

/// Models that are chosen and not there, or not where the work is done.
extension OpenCodeKeys {
  func choices() -> [Fact] {
    var facts = reader.references.compactMap(unknown) + missingProviders()
    let main = reader.references.first { $0.path == ["model"] }
    if let main, isLocal(main), let small = reader.references.first(where: { $0.path == ["small_model"] }),
      small.provider != nil, !isLocal(small), let entry = config.root.entry("small_model")
    {
      facts.append(fact(["small_model"], entry, problem: .remote, corrected: config.text(main.node)))
    }
    return facts
  }

  private func isLocal(_ reference: OpenCodeReference) -> Bool {
    guard let provider = local.first(where: { $0.id == reference.provider }), let model = reference.model
    else {
      return false
    }
    let entry = provider.models.first { $0.key.text == model }
    let name = entry.flatMap { $0.value["id"]?.text ?? $0.value["modelID"]?.text } ?? model
    return ModelName(name)?.isCloud != true
  }

  /// A reference to a local provider's model that is not among its models, or to no provider at all.
  private func unknown(_ reference: OpenCodeReference) -> Fact? {
    guard let text = config.text(reference.node) else { return nil }
    var replacement: String?
    if let id = reference.provider, let model = reference.model {
      guard let provider = local.first(where: { $0.id == id }) else {
        return strange(reference, text)
      }
      let known = models[id] ?? []
      guard !known.isEmpty, !known.contains(model), !provider.discoversModels,
        !layers.declare(model, of: id)
      else { return nil }
      // Nobody looks for a slip among thousands.
      let candidates = known.count < 500 ? known.sorted() : []
      let near =
        candidates.first {
          $0.lowercased() == model.lowercased() || $0 == model + ":latest" || $0 + ":latest" == model
        } ?? Nearest.match(model, among: candidates)
      replacement = near.map { id + "/" + $0 }
    } else {
      let owners = local.filter { models[$0.id]?.contains(text) == true }
      replacement = owners.count == 1 ? owners.first.map { $0.id + "/" + text } : nil
    }
    return fact(for: reference, replacement)
  }

  /// Models of a provider `ollama` that neither this file nor another one here defines; OpenCode has none of that name
  /// (models.dev, which its own providers come from, lists `ollama-cloud` and `lmstudio`).
  func missingProviders() -> [Fact] {
    let id = "ollama"
    guard config.document.id.embedding.isEmpty, !config.document.id.isExample,
      !config.providers.contains(where: { $0.id == id })
    else { return [] }
    let wanting = reader.references.filter { $0.provider == id && $0.model?.isEmpty == false }
    guard !wanting.isEmpty, !OpenCodeLayers.isAnywhere(provider: id, in: reader.workspace) else { return [] }
    return wanting.prefix(1).map { reference in
      var fact = fact(for: reference, nil)
      fact.infer(.counterpart, .text(id))
      return fact
    }
  }

  /// A provider that offers no model at all, and so is left out.
  func withoutModels(_ provider: OpenCodeProvider) -> [Fact] {
    guard provider.node["models"].map({ $0.entries?.isEmpty ?? false }) ?? true, !provider.discoversModels,
      !layers.listModels(of: provider.id), !provider.isSecondVersion,
      !config.document.id.isDocumentation, provider.node["disabled"]?.flag != true
    else { return [] }
    let chosen = reader.references.first { $0.provider == provider.id }?.model
    let entry = Node.Entry(key: provider.key, value: provider.key)
    var fact = fact(provider.address + ["models"], entry, name: "models", problem: .incomplete)
    fact.attributes[.value] = nil
    fact.infer(.kind, .text("provider-models"))
    fact.infer(.counterpart, .text(provider.id))
    if let chosen, !chosen.isEmpty { fact.infer(.corrected, .text(chosen)) }
    // Only Ollama's own command shows Ollama's names.
    if provider.isOllama(in: config) == false, let url = provider.url.flatMap({ config.text($0.entry.value) }) {
      fact.infer(.expected, .text("\(url)/models"))
    }
    return [fact]
  }

  /// A provider that is not declared here, but whose name is nearly that of a local one, or none of those that OpenCode
  /// brings along, for a model that one local provider has.
  private func strange(_ reference: OpenCodeReference, _ text: String) -> Fact? {
    guard let id = reference.provider, let model = reference.model,
      !config.providers.contains(where: { $0.id == id }),
      let near = Nearest.match(id, among: having(model).map(\.id)) ?? onlyOne(having: model, besides: id)
    else { return nil }
    return fact(for: reference, near + "/" + model)
  }

  private func having(_ model: String) -> [OpenCodeProvider] {
    local.filter { provider in provider.models.contains { $0.key.text == model } }
  }

  /// Names with a tag are Ollama's, and words such as these are no makers' names (models.dev).
  private func onlyOne(having model: String, besides id: String) -> String? {
    let owners = having(model)
    let isNobodys = ["local", "ollama", "llama", "localhost", "self", "home", "my"].contains {
      id.lowercased().hasPrefix($0) && !id.lowercased().contains("cloud")
    }
    guard owners.count == 1, model.contains(":"), isNobodys,
      !OpenCodeLayers.isAnywhere(provider: id, in: reader.workspace)
    else { return nil }
    return owners[0].id
  }

  private func fact(for reference: OpenCodeReference, _ replacement: String?) -> Fact {
    var fact = fact(reference.path, reference.entry)
    fact.write(
      .status, replacement == nil ? .unknown : .misspelt, at: config.at(reference.node.range))
    fact.infer(.kind, .text("model"))
    if let replacement { fact.infer(.replacement, .text(replacement)) }
    return fact
  }
}
