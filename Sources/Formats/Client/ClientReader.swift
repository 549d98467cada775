import ClientDescription
import Syntax
import Vocabulary

/// Reads a program's settings by its description.
struct ClientReader {
  let client: ClientDescription
  let view: SettingsView

  var tree: SettingsTree { view.tree }

  init(_ client: ClientDescription, _ tree: SettingsTree, _ workspace: any Workspace) {
    self.init(client, SettingsView(tree: tree, workspace: workspace, hook: client.hook.flatMap(ClientHooks.named)))
  }

  init(_ client: ClientDescription, _ view: SettingsView) {
    self.client = client
    self.view = view
  }

  /// A server that the settings name, or one that the program brings along.
  struct Server {
    let place: ServerPlace
    let scope: SettingsScope
    let id: String
    let isLocal: Bool
    let isOllama: Bool
    /// Whether it surely is not.
    let isOther: Bool
    /// Whether its section is written.
    let isWritten: Bool
    /// `nil` where it is not known.
    let api: ServerAPI?
    let shape: AddressShape
  }

  /// The names of the models that a server lists.
  static func models(of server: Server, in view: SettingsView) -> [String] {
    guard let models = server.place.models else { return [] }
    return view.places(models.at, from: server.scope).filter {
      view.exists($0.path) && view.holds(models.when, at: $0)
    }
    .compactMap { models.name.isEmpty ? $0.names["id"] : view.text(models.name, from: $0) }
  }

  /// A place that chooses a model.
  struct Choice {
    let place: ModelChoice
    let scope: SettingsScope
    let provider: String?
    /// Where the provider is named.
    let providerPath: [PathStep]?
    /// Where the name is, with the text before it.
    let path: [PathStep]
    let prefix: String
    let name: String
  }

  /// `nil` where the settings say nothing about models that run nearby.
  func file() -> ClientFile? {
    let servers = self.servers()
    let local = servers.filter(\.isLocal)
    let choices = self.choices()
    let ids = Set(local.map(\.id))
    let chosen = Set(choices.compactMap(\.provider)).intersection(ids)
    let isConcerned =
      client.isAlwaysJudged || local.contains(where: \.isWritten) || !chosen.isEmpty || view.holds(client.concerns, at: .root)
      || LocalSigns(section: client.section, view: view).areThere
    guard isConcerned || client.served != nil else { return nil }
    let isOllama =
      view.holds(client.isOllama, at: .root)
      || local.contains { server in
        server.isOllama && (server.isWritten || chosen.contains(server.id))
      }
    var file = ClientFile(tree, program: client.name, isOllama: isOllama, hook: view.hook)
    add(local, choices, to: &file)
    if let served = client.served { ServedReader(served: served, view: view).add(to: &file) }
    guard isConcerned else { return file.onlyServed }
    for model in client.models { LoadedModelReader(view).add(model, to: &file) }
    let names = ["local": local.isEmpty ? "false" : "true"]
    CheckReader(view).add(client.checks, at: SettingsScope(path: [], names: names), to: &file)
    if view.hook?.judgesChoices != true {
      ChoiceReader(view: view, client: client).add(choices, among: servers, to: &file)
    }
    var keys = KeyReader(client, view, besides: file)
    keys.add(to: &file)
    let before = file.facts.count
    CheckReader(view).add(client.secrets, at: .root, to: &file)
    file.tieSecretsToTheirNeighbour(from: before)
    for place in client.telemetry where view.holds(place.when, at: .root) {
      guard let path = view.place(place.at, from: .root) else { continue }
      file.addTelemetry(place.says, at: path, instead: place.instead)
      break
    }
    view.hook?.add(to: &file, view, servers, choices)
    file.nameKeys(by: client.programs)
    return file.facts.count == 1 && client.isAlwaysJudged && local.isEmpty ? nil : file
  }

  // MARK: Facts

  private func add(_ servers: [Server], _ choices: [Choice], to file: inout ClientFile) {
    let isAnyChosen = choices.contains { $0.provider != nil && $0.place.roles.contains(.agent) }
    let byProvider = Dictionary(grouping: choices) { $0.provider ?? "" }
    let builtIn = servers.filter(\.place.isBuiltIn)
    let ids = Set(servers.map(\.id))
    for server in servers where !server.place.isBuiltIn && !file.isFull {
      let chosen = byProvider[server.id] ?? []
      guard server.isWritten || !chosen.isEmpty else { continue }
      let endpoint = addEndpoint(server, to: &file)
      addModels(server, chosen, isAnyChosen, endpoint, to: &file)
      CheckReader(view).add(server.place.checks, at: server.scope, to: &file)
      let count = file.facts.count
      CheckReader(view).add(server.place.secrets, at: server.scope, to: &file)
      file.tieSecrets(from: count, to: endpoint)
    }
    for choice in choices where !file.isFull {
      if let server = builtIn.first(where: { $0.id == choice.provider }) {
        let endpoint = addBuiltIn(server, choice, to: &file)
        add(choice, server, item: nil, choice.place.roles, endpoint, to: &file)
      }
      guard let id = choice.provider, ids.contains(id) else { continue }
      CheckReader(view).add(choice.place.checks, at: choice.scope, to: &file)
    }
  }

  private func addEndpoint(_ server: Server, to file: inout ClientFile) -> FactID? {
    let place = server.place
    guard view.holds(place.hasEndpoint, at: server.scope),
      let path = Self.addresses(of: place, server.scope, in: view).first?.place ?? unwritten(server)
    else { return nil }
    var prefix = place.addressPrefix
    if case .assignment(let name)? = place.address.first(where: { view.place($0, from: server.scope) == path }
    )?.steps.last {
      prefix = name + "="
    }
    let shown = place.shown.lazy.compactMap { path -> TextRange? in
      guard let place = view.place(path, from: server.scope) else { return nil }
      return path.steps.isEmpty ? tree.entry(place)?.key.range : tree[place]?.range
    }.first
    let elsewhere =
      tree[path] == nil
      ? place.variable.flatMap { EnvironmentFiles.value(of: $0, beside: tree.document, in: view.workspace) }
      : nil
    // What a script exports before it starts the program, or a dev container sets, is nobody's default.
    if tree[path] == nil, elsewhere == nil, let variable = place.variable,
      [variable + "=", "\"\(variable)\""].contains(where: { Mentions.areThere(of: $0, besides: tree.document, in: view.workspace) })
    {
      return nil
    }
    let endpoint = file.addEndpoint(
      path, prefix: prefix, elsewhere: elsewhere,
      fallback: place.fallback.flatMap { view.text($0, at: server.scope) }, at: shown,
      api: server.api, shape: server.shape, needsScheme: place.needsScheme,
      isOllama: server.isOllama,
      name: place.label.flatMap { view.text($0, at: server.scope) })
    if endpoint != nil, let fact = file.facts.last, mayBeInContainer(fact.text(.host)?.lowercased() ?? "") {
      file.facts[file.facts.count - 1].infer(.maybeInContainer, true)
    }
    return endpoint
  }

  /// Whether the program may run where the name of a service in its address is known: a file here mentions its settings, or
  /// sets up the container that the project is worked on in.
  private func mayBeInContainer(_ host: String) -> Bool {
    guard !host.isEmpty, !host.contains("."), !host.contains(":"), host != "localhost" else { return false }
    let document = tree.document
    // What a guide shows is written to a file of the program's.
    let names = document.id.embedding.isEmpty ? [document.id.path] : document.name.isEmpty ? client.files.map(\.path) : [document.name]
    return names.contains { ContainerFiles.speak(of: $0, in: view.workspace) }
  }

  /// Where the address would stand; of an assignment in a list, below what is pointed at instead.
  private func unwritten(_ server: Server) -> [PathStep]? {
    guard let first = server.place.address.first else { return nil }
    if let path = view.place(first, from: server.scope) { return path }
    return view.first(server.place.shown, from: server.scope).map { $0 + [.key(first.name ?? "")] }
  }

  private func addBuiltIn(_ server: Server, _ choice: Choice, to file: inout ClientFile) -> FactID? {
    guard let path = choice.providerPath, let node = tree[path] else { return nil }
    return file.addEndpoint(
      choice.scope.path + ["model_provider", "built-in"],
      fallback: server.place.fallback.flatMap { view.text($0, at: .root) }, at: node.range,
      api: server.api, shape: server.shape, isOllama: server.isOllama)
  }

  private func addModels(
    _ server: Server, _ chosen: [Choice], _ isAnyChosen: Bool, _ endpoint: FactID?, to file: inout ClientFile
  ) {
    guard let models = server.place.models else {
      var named: Set<String> = []
      for choice in chosen where named.insert(choice.name).inserted || !choice.place.isFirstOnly {
        let isLater = named.count > 1 && !choice.place.laterRoles.isEmpty
        add(
          choice, server, item: nil, isLater ? choice.place.laterRoles : choice.place.roles, endpoint,
          to: &file)
      }
      return
    }
    let items = view.places(models.at, from: server.scope).filter {
      view.exists($0.path) && view.holds(models.when, at: $0)
    }
    func name(_ item: SettingsScope) -> String? {
      models.name.isEmpty ? item.names["id"] : view.text(models.name, from: item)
    }
    func listed(_ choice: Choice) -> SettingsScope? {
      items.first { item in name(item).map { $0 == choice.name || $0 == choice.prefix + choice.name } ?? false
      }
    }
    var used: Set<String> = []
    for choice in chosen {
      let item = listed(choice)
      if item == nil {
        var scope = choice.scope
        scope.server = server.scope.path
        scope.names["server"] = server.id
        CheckReader(view).add(models.unlistedChecks, at: scope, to: &file)
      }
      guard item == nil ? view.holds(models.unlisted, at: server.scope) : models.isPlacedAtChoice else {
        continue
      }
      let isOnce = models.isPlacedAtChoice || item == nil && choice.place.isFirstOnly
      guard !isOnce || used.insert(choice.name).inserted else { continue }
      let roles =
        isOnce
        ? chosen.filter { $0.name == choice.name }.flatMap(\.place.roles) : choice.place.roles
      add(choice, server, item: item, roles, endpoint, to: &file)
    }
    for item in items {
      if let name = name(item), !used.contains(name) || !models.isPlacedAtChoice {
        let own = chosen.filter { $0.name == name }.flatMap(\.place.roles)
        let (roles, list) = roles(own, item, models, isAnyChosen, !chosen.isEmpty)
        if !roles.isEmpty || list != nil {
          addModel(
            item, server, models, roles: roles, listed: list, isChosen: !own.isEmpty,
            thinks: chosen.contains { $0.name == name && thinks($0) }, endpoint, to: &file)
        }
        if models.isPlacedAtChoice { used.insert(name) }
      }
      CheckReader(view).add(models.checks, at: item, to: &file)
    }
  }

  /// What a model is for: what it is chosen for, or what the description says of those that are not chosen; with the list
  /// that says so, where one does.
  private func roles(
    _ chosen: [Role], _ item: SettingsScope, _ models: ModelPlaces, _ isAnyChosen: Bool,
    _ isChosenHere: Bool
  ) -> ([Role], Node?) {
    if !chosen.isEmpty { return (chosen, nil) }
    for rule in models.roles where view.holds(rule.when, at: item) {
      switch rule.chosen {
      case .none where isAnyChosen, .noneHere where isChosenHere: continue
      default: break
      }
      guard let path = rule.listed else { return (rule.roles, nil) }
      guard let list = view.place(path, from: item).flatMap({ tree[$0] }), let words = list.items else {
        continue
      }
      return (words.compactMap { $0.text.flatMap { rule.words[$0] } }, list)
    }
    return ([.chat], nil)
  }

  private func thinks(_ choice: Choice) -> Bool { view.holds(choice.place.thinks, at: choice.scope) }

  private func addModel(
    _ item: SettingsScope, _ server: Server, _ models: ModelPlaces, roles: [Role], listed: Node?,
    isChosen: Bool, thinks: Bool, _ endpoint: FactID?, to file: inout ClientFile
  ) {
    let known = view.first(models.knownAs, from: item)
    let isKey = known == nil && models.name.isEmpty
    guard let name = known ?? (isKey ? item.path : view.first(models.name, from: item)) else { return }
    let text = tree[name]?.text ?? ""
    let prefix = models.prefix.first { text.hasPrefix($0) } ?? ""
    file.addUse(
      item.path, name: name, prefix: prefix, api: server.api, isOllama: server.isOllama,
      roles: roles, endpoint: endpoint, isKey: isKey, isChosen: isChosen
    ) { use in
      describe(server, in: &use)
      UseReader(view: view, use: models.use).read(&use, own: item, server: server.scope)
      if thinks { use.infer(.thinks, .flag(true)) }
      if let listed { use.write(.roles, .texts(Set(roles.map(\.rawValue)).sorted()), at: listed) }
      if let path = models.servedAs, let node = view.place(path, from: item).flatMap({ tree[$0] }),
        let text = node.text
      {
        use.write(.servedAs, .text(text), at: node)
        use.fact.related[.owner] = ServedReader.id(of: tree.document.id)
      }
    }
  }

  private func describe(_ server: Server, in use: inout ClientFile.Use) {
    if server.isOther { use.infer(.isOllama, .flag(false)) }
    if let provider = server.place.provider.flatMap({ view.text($0, at: server.scope) }) {
      use.infer(.provider, .text(provider))
    }
  }

  private func add(
    _ choice: Choice, _ server: Server, item: SettingsScope?, _ roles: [Role], _ endpoint: FactID?,
    to file: inout ClientFile
  ) {
    file.addUse(
      choice.path, name: choice.path, prefix: choice.prefix, api: choice.place.api ?? server.api,
      isOllama: server.isOllama, roles: roles, endpoint: endpoint, isChosen: true
    ) { use in
      describe(server, in: &use)
      if thinks(choice) { use.infer(.thinks, .flag(true)) }
      if let own = choice.place.use {
        UseReader(view: view, use: own).read(&use, own: choice.scope, server: server.scope)
      } else if let models = server.place.models {
        UseReader(view: view, use: models.use).read(&use, own: item, server: server.scope)
      }
    }
  }
}
