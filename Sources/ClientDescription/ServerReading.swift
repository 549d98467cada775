import Syntax
import Vocabulary

extension DescriptionReader {
  func server(_ node: Node) -> ServerPlace {
    let fields = fields(node, DescriptionPart.server.names)
    var server = ServerPlace()
    server.at = path(fields["at"]) ?? .here
    server.id = template(fields["id"])
    server.when = condition(fields["when"]) ?? .always
    server.isOff = condition(fields["off"]) ?? .never
    server.isLocal = condition(fields["local"])
    server.isOllama = condition(fields["ollama"])
    server.presumedLocal = condition(fields["presumed-local"]) ?? .never
    server.presumedOllama = condition(fields["presumed-ollama"]) ?? .never
    server.isOther = condition(fields["other"]) ?? .never
    for item in items(fields["address"]) {
      let inner = item.entries == nil ? ["at": item] : self.fields(item, DescriptionPart.address.names)
      guard let path = path(inner["at"]) else { continue }
      server.address.append(path)
      server.addressWhen[path] = condition(inner["when"])
    }
    server.misreadAddress = paths(fields["misread"])
    server.addressPrefix = text(fields["prefix"]) ?? ""
    server.fallback = template(fields["default"])
    server.variable = text(fields["variable"])
    server.isOptional = flag(fields["optional"]) ?? false
    server.shown = paths(fields["shown"])
    if let rules = fields["api"]?.items {
      server.apis = rules.compactMap(apiRule)
    } else {
      server.api = word(fields["api"], as: ServerAPI.self)
    }
    if let node = fields["scheme"] {
      server.needsScheme = node.text != "optional"
      if !["optional", "needed"].contains(node.text) {
        report(node, "`scheme` must be `optional` or `needed`")
      }
    }
    server.shape = word(fields["shape"], as: AddressShape.self) ?? .any
    server.label = template(fields["label"])
    server.provider = template(fields["provider"])
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

  private func apiRule(_ node: Node) -> APIRule? {
    let fields = fields(node, DescriptionPart.api.names)
    return word(fields["is"], as: ServerAPI.self).map { api in
      APIRule(
        when: condition(fields["when"]) ?? .always, api: api,
        shape: word(fields["shape"], as: AddressShape.self) ?? .any)
    }
  }

  private func models(_ node: Node) -> ModelPlaces {
    let fields = fields(node, DescriptionPart.models.names + DescriptionPart.use.names)
    var models = ModelPlaces()
    models.at = path(fields["at"]) ?? .here
    models.name = paths(fields["name"])
    models.prefix = texts(fields["prefix"])
    models.knownAs = paths(fields["known-as"])
    models.servedAs = path(fields["served-as"])
    models.when = condition(fields["when"]) ?? .always
    models.roles = items(fields["roles"]).compactMap(roleRule)
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
    return models
  }

  private func roleRule(_ node: Node) -> RoleRule? {
    guard node.entries != nil else {
      return word(node, as: Role.self).map { RoleRule(when: .always, chosen: .whatever, roles: [$0]) }
    }
    let fields = fields(node, DescriptionPart.role.names)
    let chosen = word(fields["chosen"], as: RoleRule.Chosen.self) ?? .whatever
    var rule = RoleRule(
      when: condition(fields["when"]) ?? .always, chosen: chosen, roles: words(fields["are"], as: Role.self))
    rule.listed = path(fields["listed"])
    for (name, _, value) in entries(fields["as"]) { rule.words[name] = word(value, as: Role.self) }
    return rule
  }
}

extension DescriptionReader {
  /// What the program serves to others.
  func served(_ node: Node) -> ServedModels? {
    let fields = fields(node, DescriptionPart.served.names)
    guard let port = integer(fields["port"]) else { return unreadable(node, "`port` is missing") }
    var served = ServedModels(port: port)
    served.names = paths(fields["names"])
    served.isOpen = condition(fields["open"]) ?? .never
    if let node = fields["loads"] {
      let inner = self.fields(node, DescriptionPart.loads.names)
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
