import Syntax
import Vocabulary

/// Keys and words that Continue does not read: it drops unknown keys silently and refuses unknown roles.
struct ContinueKeys {
  private let config: ContinueConfig
  private let client: FactID

  init(_ config: ContinueConfig, _ client: FactID) {
    self.config = config
    self.client = client
  }

  private static let model: Set<String> = [
    "name", "provider", "model", "apiBase", "apiKey", "roles", "capabilities", "contextLength",
    "defaultCompletionOptions", "autocompleteOptions", "embedOptions", "chatOptions", "promptTemplates",
    "requestOptions", "env", "useLegacyCompletionsEndpoint", "useResponsesApi", "maxStopWords",
    "cacheBehavior",
    "uses", "with", "override", "description",
  ]
  private static let options: Set<String> = [
    "contextLength", "maxTokens", "keepAlive", "temperature", "topP", "topK", "minP", "presencePenalty",
    "frequencyPenalty", "stop", "n", "reasoning", "reasoningBudgetTokens", "promptCaching", "stream",
  ]
  private static let roles = [
    "chat", "autocomplete", "embed", "rerank", "edit", "apply", "summarize", "subagent",
  ]
  /// What other programs, and older versions, call it.
  private static let renamed: [String: String] = [
    "baseUrl": "apiBase", "baseURL": "apiBase", "base_url": "apiBase", "api_base": "apiBase",
    "url": "apiBase",
    "api_key": "apiKey", "num_ctx": "contextLength", "numCtx": "contextLength",
    "context_length": "contextLength",
    "max_tokens": "maxTokens", "completionOptions": "defaultCompletionOptions", "top_p": "topP",
    "top_k": "topK",
    "keep_alive": "keepAlive", "title": "name",
  ]
  private static let renamedRoles = [
    "agent": "chat", "completion": "autocomplete", "embedding": "embed", "embeddings": "embed",
  ]

  func facts(_ models: [ContinueConfig.Model]) -> [Fact] {
    models.flatMap { model -> [Fact] in
      let options = config.value("defaultCompletionOptions", in: model.node)
      return keys(of: model.node, config.address(model), known: Self.model)
        + (options.map {
          keys(of: $0, config.address(model) + ["defaultCompletionOptions"], known: Self.options)
        } ?? [])
        + unknownRoles(model)
    }
  }

  private func keys(of node: Node, _ address: [String], known: Set<String>) -> [Fact] {
    (node.entries ?? []).compactMap { entry in
      guard let name = entry.key.text, !entry.isMerge, !known.contains(name) else { return nil }
      let meant =
        Self.renamed[name].flatMap { known.contains($0) ? $0 : nil }
        ?? Nearest.match(name, among: known.sorted())
      // Keys that are near nothing may be newer than this list.
      guard let meant, !(node.entries ?? []).contains(where: { $0.key.text == meant }) else { return nil }
      var fact = fact(name, address + [name], entry.key.range, kind: "setting")
      fact.write(.status, .text("misspelt"), at: config.at(entry.key.range))
      fact.infer(.replacement, .text(meant))
      return fact
    }
  }

  private func unknownRoles(_ model: ContinueConfig.Model) -> [Fact] {
    let items = config.value("roles", in: model.node)?.items ?? []
    return items.enumerated().compactMap { index, item in
      guard let name = item.text, !Self.roles.contains(name) else { return nil }
      var fact = fact(name, config.address(model) + ["roles", String(index)], item.range, kind: "role")
      fact.write(.status, .text("unknown"), at: config.at(item.range))
      let meant = Self.renamedRoles[name] ?? Nearest.match(name, among: Self.roles)
      if let meant { fact.infer(.replacement, .text(meant)) }
      return fact
    }
  }

  private func fact(_ name: String, _ address: [String], _ range: TextRange, kind: String) -> Fact {
    var fact = Fact(
      FactID(.key, config.document.id, address), at: config.at(range),
      related: [.owner: client, .client: client])
    fact.write(.name, .text(name), at: config.at(range))
    fact.infer(.kind, .text(kind))
    fact.infer(.format, .text("Continue"))
    return fact
  }
}
