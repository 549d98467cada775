import Syntax
import Vocabulary

extension DescriptionReader {
  func use(_ fields: [String: Node]) -> UseDescription {
    var use = UseDescription()
    if let node = fields["context"] {
      let inner = self.fields(node, DescriptionPart.context.names)
      use.sendsContext = inner["sent"] != nil
      use.context = paths(inner["sent"] ?? inner["stated"])
      if inner["sent"] != nil, inner["stated"] != nil { report(node, "use either `sent` or `stated`") }
      use.contextWritten = path(inner["written"])
      use.isQuoted = flag(inner["quoted"]) ?? false
      use.answerIsOnTop = flag(inner["answer-on-top"]) ?? false
      use.neededContext = integer(inner["needs"])
      use.unset = items(inner["unset"]).compactMap(unset)
    }
    use.output = paths(fields["output"])
    use.dimensions = paths(fields["dimensions"])
    use.unsetDimensions = integer(fields["dimensions-unset"])
    use.tools = paths(fields["tools"])
    if let node = fields["tools-word"] {
      let inner = self.fields(node, DescriptionPart.toolsWord.names)
      if let list = path(inner["in"]), let word = text(inner["word"]) { use.toolsWord = (list, word) }
    }
    if let node = fields["tools-offered"] {
      use.toolsOffered = node.scalar?.type == .boolean ? node.text == "true" ? .always : .never : condition(node)
    }
    use.sendsImages = fields["images"]?.text == "always"
    if !use.sendsImages { use.images = paths(fields["images"]) }
    use.thinks = condition(fields["thinks"]) ?? .never
    use.thinking = paths(fields["thinking"])
    use.instructions = paths(fields["instructions"])
    if let node = fields["prompt"] {
      let inner = self.fields(node, DescriptionPart.prompt.names)
      if let tokens = integer(inner["tokens"]), let reason = text(inner["because"]) {
        use.prompt = (tokens, reason)
      }
    }
    use.unsent = paths(fields["unsent-context"])
    return use
  }

  private func unset(_ node: Node) -> UnsetContext? {
    let fields = fields(node, DescriptionPart.unset.names)
    let effect: UnsetContext.Effect
    if let tokens = fields["sends"] {
      effect = .sends(integer(tokens) ?? 0)
    } else if let tokens = fields["counts-on"] {
      effect = .countsOn(tokens.text == "trained" ? nil : integer(tokens))
    } else if let tokens = fields["asks-otherwise"] {
      effect = .fallback(integer(tokens) ?? 0)
    } else if fields["unknown"] != nil {
      effect = .unknown
    } else {
      return unreadable(node, "expected `sends`, `counts-on`, `asks-otherwise` or `unknown`")
    }
    return UnsetContext(
      when: condition(fields["when"]) ?? .always, effect: effect, reason: text(fields["because"]) ?? "")
  }

  func choice(_ node: Node) -> ModelChoice {
    let fields = fields(node, DescriptionPart.choice.names + DescriptionPart.use.names)
    var choice = ModelChoice()
    choice.at = path(fields["at"]) ?? .here
    choice.when = condition(fields["when"]) ?? .always
    choice.provider = paths(fields["provider"])
    choice.fixedProvider = text(fields["provider-is"])
    choice.model = paths(fields["model"])
    choice.separator = text(fields["separator"])
    choice.isClosed = flag(fields["only-listed"]) ?? false
    choice.prefix = texts(fields["prefix"])
    choice.aliases = Set(texts(fields["aliases"]))
    choice.roles = words(fields["roles"], as: Role.self)
    if let node = fields["repeated"] {
      choice.isFirstOnly = node.text == "first"
      if node.text != "first" { report(node, "`repeated` must be `first`") }
    }
    choice.laterRoles = words(fields["later-roles"], as: Role.self)
    if DescriptionPart.use.names.contains(where: { $0 != "thinks" && fields[$0] != nil }) {
      choice.use = use(fields)
    }
    choice.thinks = condition(fields["thinks"]) ?? .never
    choice.checks = checks(fields["checks"])
    choice.api = word(fields["api"], as: ServerAPI.self)
    return choice
  }

  func loadedModel(_ node: Node) -> LoadedModel? {
    let fields = fields(node, DescriptionPart.loaded.names)
    guard let context = path(fields["context"]) else { return unreadable(node, "`context` is missing") }
    var model = LoadedModel(context: context)
    model.at = path(fields["at"]) ?? .here
    model.when = condition(fields["when"]) ?? .always
    model.nameBelow = text(fields["name-below"])
    model.dropsSuffix = text(fields["drops-suffix"])
    model.name = paths(fields["name"])
    model.shown = paths(fields["shown"])
    model.shownKey = path(fields["shown-key"])
    model.field = text(fields["field"])
    return model
  }
}
