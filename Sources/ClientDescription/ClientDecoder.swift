import Syntax
import Wording

/// Makes a client of its description.
public enum ClientDecoder {
  static let keys = [
    "client", "summary", "sources", "files", "recognise", "images", "define", "concerns", "ollama", "servers",
    "choices", "models",
    "checks", "secrets", "keys", "telemetry", "variables", "init", "about", "hook",
  ]

  /// - Parameters:
  ///   - id: the name of the format.
  ///   - file: how errors name the file.
  ///   - table: a file of keys beside it, derived from a published schema.
  public static func client(
    id: String, file: String, source: SourceText, table: (file: String, source: SourceText)? = nil
  ) throws(DescriptionErrors) -> (description: ClientDescription, signs: FileSigns) {
    var reader = DescriptionReader(file: file, source: source)
    guard let root = reader.root() else { throw DescriptionErrors(reader.errors) }
    var (client, signs) = reader.client(root, id: id)
    if client.isCoded { signs = FileSigns() }
    var errors = reader.errors
    if let table {
      var reader = DescriptionReader(file: table.file, source: table.source)
      if let root = reader.root() {
        let fields = reader.fields(root, ["source", "keys"])
        client.keys.source = reader.text(fields["source"])
        let derived = fields["keys"].flatMap { reader.table($0) }
        client.keys.table = derived.map { client.keys.table?.merging($0) ?? $0 } ?? client.keys.table
      }
      errors += reader.errors
    }
    guard errors.isEmpty else { throw DescriptionErrors(errors) }
    return (client, signs)
  }
}

extension DescriptionReader {
  /// The root of the one document that a description is.
  mutating func root() -> Node? {
    do {
      let documents = try YAMLParser.parse(source)
      guard documents.count == 1, let root = documents[0].root else {
        report(source.range, "expected one YAML document")
        return nil
      }
      var left = 50_000
      guard let resolved = Self.resolved(root, documents[0], &left, depth: 0) else {
        report(source.range, "too much, or nested too deeply")
        return nil
      }
      return resolved
    } catch {
      report(error.range, error.message)
      return nil
    }
  }

  /// The tree without aliases.
  private static func resolved(_ node: Node, _ document: NodeDocument, _ left: inout Int, depth: Int) -> Node?
  {
    let node = document.resolve(node)
    left -= 1
    guard left > 0, depth < 64 else { return nil }
    switch node.content {
    case .scalar, .alias, .computed: return node
    case .sequence(let items):
      var all: [Node] = []
      for item in items {
        guard let item = resolved(item, document, &left, depth: depth + 1) else { return nil }
        all.append(item)
      }
      return Node(.sequence(all), range: node.range, isFlow: node.isFlow)
    case .mapping:
      var all: [Node.Entry] = []
      for entry in document.entries(of: node) {
        guard let value = resolved(entry.value, document, &left, depth: depth + 1) else { return nil }
        all.append(Node.Entry(key: entry.key, value: value))
      }
      return Node(.mapping(all), range: node.range, isFlow: node.isFlow)
    }
  }

  mutating func client(_ node: Node, id: String) -> (ClientDescription, FileSigns) {
    let fields = fields(node, ClientDecoder.keys)
    var client = ClientDescription()
    client.id = id
    for key in ["client", "summary", "sources", "files"] where fields[key] == nil {
      report(TextRange(at: node.range.start), "`\(key)` is missing")
    }
    client.name = text(fields["client"]) ?? ""
    client.summary = text(fields["summary"]) ?? ""
    client.sources = texts(fields["sources"])
    for (name, _, value) in entries(fields["define"]) { named[name] = condition(value) }
    for item in items(fields["files"]) { client.files += fileKind(item) }
    client.concerns = condition(fields["concerns"]) ?? .never
    client.isOllama = condition(fields["ollama"]) ?? .never
    client.images = texts(fields["images"])
    for item in items(fields["servers"]) { client.servers.append(server(item)) }
    for item in items(fields["choices"]) { client.choices.append(choice(item)) }
    for item in items(fields["models"]) { client.models += loadedModel(item) }
    client.checks = checks(fields["checks"])
    client.secrets = secrets(fields["secrets"])
    client.keys = keyRules(fields["keys"])
    for item in items(fields["telemetry"]) { client.telemetry += telemetry(item) }
    for (name, _, value) in entries(fields["variables"]) { client.variables += variable(name, value) }
    for item in items(fields["init"]) { client.additions += addition(item) }
    client.facts = behaviour(fields["about"])
    client.hook = text(fields["hook"])
    var signs = signs(fields["recognise"], client.files)
    signs.images = client.images
    return (client, signs)
  }

  // MARK: Files

  private mutating func fileKind(_ node: Node) -> [SettingsFileKind] {
    let fields = fields(node, ["path", "scope", "matches", "syntax", "content"])
    guard let path = text(fields["path"]), let syntax = text(fields["syntax"]) else {
      report(node, "a file needs `path` and `syntax`")
      return []
    }
    let known = NodeSyntax.names
    if !known.contains(syntax) {
      report(
        fields["syntax"] ?? node, "unknown syntax `\(syntax)`; expected \(Wording.list(known, "or"))"
      )
    }
    let patterns = fields["matches"] == nil ? [path] : texts(fields["matches"])
    return [
      SettingsFileKind(
        path: path, scope: word(fields["scope"], as: SettingsFileKind.Scope.self) ?? .project,
        patterns: patterns.map(FilePattern.init), syntax: syntax, content: texts(fields["content"]))
    ]
  }

  private mutating func signs(_ node: Node?, _ files: [SettingsFileKind]) -> FileSigns {
    var signs = FileSigns()
    signs.certain = files.flatMap(\.patterns)
    guard let node else { return signs }
    let fields = fields(node, ["possible", "content", "needs", "not", "suffixes", "languages"])
    signs.possible = texts(fields["possible"]).map(FilePattern.init)
    for item in items(fields["content"]) { signs.content.append(texts(item)) }
    for item in items(fields["needs"]) { signs.needed.append(texts(item)) }
    signs.not = texts(fields["not"])
    signs.suffixes = texts(fields["suffixes"])
    signs.languages = texts(fields["languages"])
    return signs
  }

  // MARK: Servers

  private mutating func server(_ node: Node) -> ServerPlace {
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
      if !["optional", "needed"].contains(node.text) { report(node, "`scheme` must be `optional` or `needed`") }
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
      "at", "name", "prefix", "when", "roles", "checks", "placed", "unlisted", "unlisted-checks",
      "written-roles",
    ]
    let fields = fields(node, own + Self.useKeys)
    var models = ModelPlaces()
    models.at = path(fields["at"]) ?? .here
    models.name = paths(fields["name"])
    models.prefix = texts(fields["prefix"])
    models.when = condition(fields["when"]) ?? .always
    for item in items(fields["roles"]) { models.roles += roleRule(item) }
    models.use = use(fields)
    models.checks = checks(fields["checks"])
    if let placed = fields["placed"] {
      models.isPlacedAtChoice = text(placed) == "choice"
      if !["choice", "model"].contains(placed.text) { report(placed, "`placed` must be `choice` or `model`") }
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

  // MARK: Uses

  private static let useKeys = [
    "context", "output", "tools", "tools-word", "tools-offered", "images", "prompt", "unsent-context",
  ]

  private mutating func use(_ fields: [String: Node]) -> UseDescription {
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

  // MARK: Choices

  private mutating func choice(_ node: Node) -> ModelChoice {
    let own = [
      "at", "when", "provider", "provider-is", "model", "separator", "prefix", "aliases", "roles",
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

  private mutating func loadedModel(_ node: Node) -> [LoadedModel] {
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

  // MARK: Checks

  mutating func checks(_ node: Node?) -> [SettingCheck] {
    var all: [SettingCheck] = []
    for item in items(node) { all += check(item) }
    return all
  }

  private mutating func check(_ node: Node) -> [SettingCheck] {
    let fields = fields(
      node,
      [
        "key", "missing", "document", "shown", "shown-value", "or-empty", "when", "kind", "status", "problem",
        "name", "replacement",
        "corrected", "expected", "consequence", "must-be", "nearest", "nearest-key-of", "nearest-value-of",
        "quoted",
        "value-is-key",
        "hook",
      ])
    var check = SettingCheck()
    if fields["key"] != nil {
      guard let path = path(fields["key"]) else { return [] }
      check.kind = .present(path)
    } else if fields["missing"] != nil {
      guard let path = path(fields["missing"]) else { return [] }
      let value = self.path(fields["shown-value"])
      check.kind = .missing(
        path, shown: value ?? self.path(fields["shown"]), isValue: value != nil,
        orEmpty: flag(fields["or-empty"]) ?? false)
    } else if fields["document"] == nil, fields["hook"] == nil {
      report(node, "a check needs `key`, `missing` or `document`")
    }
    check.when = condition(fields["when"]) ?? .always
    check.sort = text(fields["kind"]) ?? "setting"
    check.status = text(fields["status"])
    check.problem = text(fields["problem"])
    check.name = template(fields["name"])
    check.replacement = templates(fields["replacement"])
    check.corrected = templates(fields["corrected"])
    check.expected = template(fields["expected"])
    check.consequence = template(fields["consequence"])
    check.mustBe = type(fields["must-be"])
    check.nearest = texts(fields["nearest"])
    check.nearestKeys = paths(fields["nearest-key-of"])
    check.nearestValues = paths(fields["nearest-value-of"])
    check.isQuoted = flag(fields["quoted"]) ?? false
    check.valueIsKey = flag(fields["value-is-key"]) ?? false
    check.hook = text(fields["hook"])
    return [check]
  }

  private mutating func secrets(_ node: Node?) -> [SecretPlace] {
    var all: [SecretPlace] = []
    for item in items(node) {
      if item.entries == nil {
        if let path = path(item) { all.append(SecretPlace(at: path, prefix: "", replacement: nil)) }
        continue
      }
      let fields = fields(item, ["at", "prefix", "instead", "names-end-with"])
      guard let path = path(fields["at"]) else { continue }
      all.append(
        SecretPlace(
          at: path, prefix: text(fields["prefix"]) ?? "", replacement: template(fields["instead"]),
          nameEnds: text(fields["names-end-with"])))
    }
    return all
  }

  private mutating func telemetry(_ node: Node) -> [TelemetryPlace] {
    let fields = fields(node, ["when", "at", "says"])
    guard let at = path(fields["at"]), let says = text(fields["says"]) else { return [] }
    return [TelemetryPlace(when: condition(fields["when"]) ?? .always, at: at, says: says)]
  }

  private mutating func variable(_ name: String, _ node: Node) -> [VariableDescription] {
    let fields = fields(node, ["shape", "api", "separator", "is"])
    return [
      VariableDescription(
        name: name, shape: word(fields["shape"], as: AddressShape.self), api: text(fields["api"]) ?? "native",
        separator: text(fields["separator"]), meaning: text(fields["is"]) ?? "")
    ]
  }

  private mutating func behaviour(_ node: Node?) -> Behaviour {
    var facts = Behaviour()
    guard let node else { return facts }
    let fields = fields(
      node,
      [
        "type", "agent", "autocomplete", "git", "context", "set-context", "prompt", "tools", "timeout",
        "wrong-keys", "layers", "notes",
      ])
    facts.type = text(fields["type"])
    facts.agent = text(fields["agent"])
    facts.autocomplete = text(fields["autocomplete"])
    facts.git = text(fields["git"])
    facts.context = text(fields["context"])
    facts.setContext = text(fields["set-context"])
    facts.prompt = text(fields["prompt"])
    facts.tools = text(fields["tools"])
    facts.timeout = text(fields["timeout"])
    facts.wrongKeys = text(fields["wrong-keys"])
    facts.layers = text(fields["layers"])
    facts.notes = texts(fields["notes"])
    return facts
  }
}
