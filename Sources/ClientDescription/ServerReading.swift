import Syntax

extension DescriptionReader {
  mutating func server(_ node: Node) -> ServerPlace {
    let fields = fields(
      node,
      [
        "at", "id", "when", "off", "local", "ollama", "presumed-local", "presumed-ollama", "address",
        "misread", "prefix", "default", "shown", "api", "variable", "optional",
        "shape", "label", "scheme", "built-in", "endpoint", "models", "checks", "secrets",
      ])
    var server = ServerPlace()
    server.at = path(fields["at"]) ?? .here
    server.id = template(fields["id"])
    server.when = condition(fields["when"]) ?? .always
    server.isOff = condition(fields["off"]) ?? .never
    server.isLocal = condition(fields["local"])
    server.isOllama = condition(fields["ollama"])
    server.presumedLocal = condition(fields["presumed-local"]) ?? .never
    server.presumedOllama = condition(fields["presumed-ollama"]) ?? .never
    server.address = paths(fields["address"])
    server.misreadAddress = paths(fields["misread"])
    server.addressPrefix = text(fields["prefix"]) ?? ""
    server.fallback = template(fields["default"])
    server.variable = text(fields["variable"])
    server.isOptional = flag(fields["optional"]) ?? false
    server.shown = paths(fields["shown"])
    server.api = text(fields["api"])
    if let api = server.api, !["native", "openai", "anthropic"].contains(api), let node = fields["api"] {
      report(node, "`api` must be `native`, `openai` or `anthropic`")
    }
    if let node = fields["scheme"] {
      server.needsScheme = node.text != "optional"
      if !["optional", "needed"].contains(node.text) {
        report(node, "`scheme` must be `optional` or `needed`")
      }
    }
    server.shape = word(fields["shape"], as: AddressShape.self) ?? .any
    server.label = template(fields["label"])
    if let id = text(fields["built-in"]) {
      server.isBuiltIn = true
      server.id = TextTemplate(literal: id)
    }
    server.hasEndpoint = condition(fields["endpoint"]) ?? .always
    server.models = fields["models"].map { models($0) }
    server.checks = checks(fields["checks"])
    server.secrets = secrets(fields["secrets"])
    return server
  }

  private mutating func models(_ node: Node) -> ModelPlaces {
    let own = [
      "at", "name", "prefix", "served-as", "when", "roles", "checks", "placed", "unlisted", "unlisted-checks",
      "written-roles",
    ]
    let fields = fields(node, own + Self.useKeys)
    var models = ModelPlaces()
    models.at = path(fields["at"]) ?? .here
    models.name = paths(fields["name"])
    models.prefix = texts(fields["prefix"])
    models.servedAs = path(fields["served-as"])
    models.when = condition(fields["when"]) ?? .always
    for item in items(fields["roles"]) { models.roles += roleRule(item) }
    models.use = use(fields)
    models.checks = checks(fields["checks"])
    if let placed = fields["placed"] {
      models.isPlacedAtChoice = text(placed) == "choice"
      if !["choice", "model"].contains(placed.text) {
        report(placed, "`placed` must be `choice` or `model`")
      }
    }
    models.unlisted = condition(fields["unlisted"]) ?? .never
    models.unlistedChecks = checks(fields["unlisted-checks"])
    if let node = fields["written-roles"] {
      let inner = self.fields(node, ["at", "words", "default"])
      var words: [String: [String]] = [:]
      for (word, _, value) in entries(inner["words"]) { words[word] = texts(value) }
      if let at = path(inner["at"]) {
        models.writtenRoles = WrittenRoles(at: at, words: words, fallback: texts(inner["default"]))
      }
    }
    return models
  }

  private mutating func roleRule(_ node: Node) -> [RoleRule] {
    guard node.entries != nil else {
      return text(node).map { [RoleRule(when: .always, chosen: .whatever, roles: [$0])] } ?? []
    }
    let fields = fields(node, ["when", "chosen", "are"])
    let chosen = word(fields["chosen"], as: RoleRule.Chosen.self) ?? .whatever
    return [
      RoleRule(when: condition(fields["when"]) ?? .always, chosen: chosen, roles: texts(fields["are"]))
    ]
  }
}

extension DescriptionReader {
  /// What the program serves to others.
  mutating func served(_ node: Node) -> ServedModels? {
    let fields = fields(node, ["port", "names", "open", "loads"])
    guard let port = integer(fields["port"]) else {
      report(node, "`port` is missing")
      return nil
    }
    var served = ServedModels(port: port)
    served.names = paths(fields["names"])
    served.isOpen = condition(fields["open"]) ?? .never
    if let node = fields["loads"] {
      let inner = self.fields(node, ["at", "aliases", "command", "macros"])
      guard let at = path(inner["at"]), let command = path(inner["command"]) else {
        report(node, "`at` and `command` are needed")
        return served
      }
      served.loaded = CommandedModels(
        at: at, aliases: paths(inner["aliases"]), command: command, macros: paths(inner["macros"]))
    }
    return served
  }
}
