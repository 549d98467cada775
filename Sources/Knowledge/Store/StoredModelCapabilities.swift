extension StoredModel {
  /// What the model can be asked to do, as Ollama derives it from all its parts.
  ///
  /// Its configuration, its weights, a projector, its template (or the weights' own, where Ollama
  /// prefers that) and its parser each add some. Assumes that OLLAMA_GO_TEMPLATE is not set. Source: Ollama
  /// `server/images.go`, capabilitiesForTemplate and what it calls, 2026-08.
  ///
  /// - Parameters:
  ///   - weights: the header of the model's weights, as ``weights()`` gives it.
  ///   - projectors: headers of its projectors, which tell whether it hears; without them it only sees.
  public func capabilities(weights: GGUFFile?, projectors: [GGUFFile] = []) -> Set<ModelCapability> {
    var found = Set(configuration.capabilities.compactMap(ModelCapability.init))
    let chat = ChatTemplate(text: weights?.chatTemplate ?? "")
    if let weights {
      found.formUnion(weights.ownCapabilities)
      if !isRenderedByOllama(chat) { found.formUnion(chat.capabilities) }
    }
    if !projectorPaths.isEmpty { found.insert(.vision) }
    if projectors.contains(where: \.projectsSound) { found.insert(.audio) }
    if let template, !prefersChatTemplate(chat, over: template) { found.formUnion(template.capabilities) }
    if let parser = configuration.parser { found.formUnion(ChatRenderers.capabilities(ofParser: parser)) }
    if isGPTOSS { found.insert(.thinking) }
    return found.subtracting(suppressed(weights))
  }

  private var isGPTOSS: Bool { configuration.family == "gptoss" || configuration.family == "gpt-oss" }

  /// gpt-oss templates with harmony's marks are rendered by the program (`server/routes.go`, shouldUseHarmony).
  private var usesHarmony: Bool {
    guard isGPTOSS, let template else { return false }
    return template.text.contains("<|start|>") && template.text.contains("<|end|>")
  }

  /// `server/routes.go`, usesOllamaRenderedChat.
  private func isRenderedByOllama(_ chat: ChatTemplate) -> Bool {
    if configuration.renderer != nil || configuration.parser != nil || usesHarmony { return true }
    guard let template else { return false }
    return !prefersChatTemplate(chat, over: template)
  }

  /// `server/images.go`, GetModel and shouldPreferChatTemplate: the template that can do more wins.
  private func prefersChatTemplate(_ chat: ChatTemplate, over own: GoTemplate) -> Bool {
    guard !chat.text.isEmpty, configuration.renderer == nil, configuration.parser == nil, !usesHarmony
    else { return false }
    let (theirs, ours) = (chat.capabilities, own.capabilities)
    if theirs.count > ours.count { return !own.returnsToolResults || chat.returnsToolResults }
    return theirs == ours && ours.contains(.tools) && chat.returnsToolResults && !own.returnsToolResults
  }

  /// What Ollama takes back because its runners cannot do it yet (`server/images.go`,
  /// filterUnsupportedCapabilities).
  private func suppressed(_ weights: GGUFFile?) -> Set<ModelCapability> {
    let families = configuration.families + [configuration.family, weights?.architecture].compactMap { $0 }
    return families.contains("nemotron_h_omni") ? [.audio] : []
  }
}

extension ChatRenderers {
  /// What a built-in parser makes of a model; nothing for a name that is none.
  ///
  /// Source: Ollama `model/parsers/`, HasToolSupport and HasThinkingSupport, 2026-08.
  static func capabilities(ofParser name: String) -> Set<ModelCapability> {
    guard parsers.contains(name) else { return [] }
    var found: Set<ModelCapability> = []
    if name != "passthrough", name != "olmo3-think" { found.insert(.tools) }
    if thinkingParsers.contains(name) { found.insert(.thinking) }
    return found
  }
}
