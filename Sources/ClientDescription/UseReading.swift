import Syntax

extension DescriptionReader {
  static let useKeys = [
    "context", "output", "tools", "tools-word", "tools-offered", "images", "prompt", "unsent-context",
  ]

  mutating func use(_ fields: [String: Node]) -> UseDescription {
    var use = UseDescription()
    if let node = fields["context"] {
      let inner = self.fields(node, ["sent", "stated", "written", "quoted", "unset"])
      use.sendsContext = inner["sent"] != nil
      use.context = paths(inner["sent"] ?? inner["stated"])
      if inner["sent"] != nil, inner["stated"] != nil { report(node, "use either `sent` or `stated`") }
      use.contextWritten = path(inner["written"])
      use.isQuoted = flag(inner["quoted"]) ?? false
      for item in items(inner["unset"]) { use.unset += unset(item) }
    }
    use.output = paths(fields["output"])
    use.tools = paths(fields["tools"])
    if let node = fields["tools-word"] {
      let inner = self.fields(node, ["in", "word"])
      if let list = path(inner["in"]), let word = text(inner["word"]) { use.toolsWord = (list, word) }
    }
    use.toolsOffered = flag(fields["tools-offered"])
    use.images = paths(fields["images"])
    if let node = fields["prompt"] {
      let inner = self.fields(node, ["tokens", "because"])
      if let tokens = integer(inner["tokens"]), let reason = text(inner["because"]) {
        use.prompt = (tokens, reason)
      }
    }
    use.unsent = paths(fields["unsent-context"])
    return use
  }

  private mutating func unset(_ node: Node) -> [UnsetContext] {
    let fields = fields(node, ["when", "sends", "counts-on", "asks-otherwise", "unknown", "because"])
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
      report(node, "expected `sends`, `counts-on`, `asks-otherwise` or `unknown`")
      return []
    }
    return [
      UnsetContext(
        when: condition(fields["when"]) ?? .always, effect: effect, reason: text(fields["because"]) ?? "")
    ]
  }

  mutating func choice(_ node: Node) -> ModelChoice {
    let own = [
      "at", "when", "provider", "provider-is", "model", "separator", "only-listed", "prefix", "aliases",
      "roles",
      "later-roles", "repeated",
      "checks", "api",
    ]
    let fields = fields(node, own + Self.useKeys)
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
    choice.roles = texts(fields["roles"])
    if let node = fields["repeated"] {
      choice.isFirstOnly = node.text == "first"
      if node.text != "first" { report(node, "`repeated` must be `first`") }
    }
    choice.laterRoles = texts(fields["later-roles"])
    if Self.useKeys.contains(where: { fields[$0] != nil }) { choice.use = use(fields) }
    choice.checks = checks(fields["checks"])
    choice.api = text(fields["api"])
    return choice
  }

  mutating func loadedModel(_ node: Node) -> [LoadedModel] {
    let fields = fields(
      node, ["at", "when", "name-below", "drops-suffix", "name", "shown", "shown-key", "context", "field"])
    guard let context = path(fields["context"]) else {
      report(node, "`context` is missing")
      return []
    }
    var model = LoadedModel(context: context)
    model.at = path(fields["at"]) ?? .here
    model.when = condition(fields["when"]) ?? .always
    model.nameBelow = text(fields["name-below"])
    model.dropsSuffix = text(fields["drops-suffix"])
    model.name = paths(fields["name"])
    model.shown = paths(fields["shown"])
    model.shownKey = path(fields["shown-key"])
    model.field = text(fields["field"])
    return [model]
  }
}
