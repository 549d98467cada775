import ClientDescription
import Syntax
import Vocabulary

/// A described program in a container: its environment, read as the settings that its description explains.
struct DescribedContainer {
  private let client: ClientDescription

  /// `nil` for an image that no description names.
  init?(image: ImageName?, in workspace: any Workspace) {
    guard let image, let entry = workspace.own.entry(ofImage: image.repository) else { return nil }
    client = entry.description
  }

  /// - Parameter variables: of a container that is made from something else than a published image; names that only one
  ///   program reads tell what is in it.
  /// - Parameter isOwn: whether it is built here, so that it may be a program without a description.
  init?(builtWith variables: [Variable], isOwn: Bool = true, in workspace: any Workspace) {
    let names = Set(variables.map(\.name))
    let known = workspace.own.entries.filter { $0.sign(in: names) != nil }
    guard let entry = known.first(where: { !$0.isOfAnyProgram }) ?? (isOwn ? known.first : nil) else { return nil }
    client = entry.description
  }

  init(_ client: ClientDescription) { self.client = client }

  /// As messages call the program.
  var name: String { client.name }

  /// Which of the files and folders that are mounted may hold its settings: for a program that has none but variables, files
  /// of those.
  func settings(among sources: [String]) -> [String] {
    client.files.isEmpty ? sources.filter { DotenvFormat.hint(FileName(path: $0)) > .no } : sources
  }

  /// Whether it takes `localhost` for the host.
  var asksHostForLoopback: Bool { client.asksHostForLoopback }

  /// How its command names a file of settings.
  var command: CommandSettings? { client.command }

  /// Whether its settings hold commands, which it runs in addition to itself.
  var runsCommands: Bool { client.served?.loaded != nil }

  /// What the variables say; nothing where they have to do with no model that runs nearby.
  ///
  /// - Parameters:
  ///   - owner: the client as its container describes it.
  ///   - isComplete: whether these are all variables that it receives.
  ///   - workspace: the files around it.
  func facts(
    _ variables: [Variable], of owner: FactID, sharesHostNetwork: Bool, isComplete: Bool,
    in workspace: any Workspace
  ) -> [Fact] {
    let environment = EnvironmentTree(client.counted(variables), in: owner.document)
    guard let file = ClientReader(client, environment.tree, workspace).file() else { return [] }
    // What is missing may be where nobody here can look; what is empty here may be set where it is started.
    let open = Set(variables.filter { $0.value?.isEmpty != false }.map(\.name))
    let known = file.facts.dropFirst().filter { fact in
      fact[.problem] != .incomplete || isComplete && !open.contains(fact.text(.name) ?? "")
    }
    let shared = SharedVariables(variables, of: owner, in: workspace)
    return known.compactMap { fact in
      var placed = environment.placed(fact, owner: owner)
      if shared.mayExplain(placed) { return nil }
      if fact.subject == .endpoint {
        placed.infer(.from, .container)
        if sharesHostNetwork { placed.infer(.sharesHostNetwork, .flag(true)) }
      }
      return placed
    }
  }
}

extension ClientDescription {
  /// What is empty, like `${OLLAMA_BASE_URL:-}` where nobody sets it, is taken for not set by most programs.
  func counted(_ variables: [Variable]) -> [Variable] {
    variables.filter { $0.value?.isEmpty != true || countsEmpty.contains($0.name) }
  }
}

extension DescribedContainer {
  /// Variables whose name is a typo of one that the program reads and that is not set.
  func misspelt(_ variables: [Variable], of owner: FactID, in workspace: any Workspace) -> [Fact] {
    let shared = SharedVariables(variables, of: owner, in: workspace)
    return variables.compactMap { variable in
      guard let meant = client.variable(meantBy: variable.name),
        !variables.contains(where: { $0.name == meant })
      else { return nil }
      let fact = SettingFact.misspelt(variable, for: meant, of: name, owner: owner)
      return shared.mayExplain(fact) ? nil : fact
    }
  }

  /// Variables that only an Ollama server reads, in the container of a program that is another one, where the file starts
  /// no server that may share them.
  func servers(_ variables: [Variable], of owner: FactID, in workspace: any Workspace) -> [Fact] {
    let own = client.variableNames
    let found = variables.filter { variable in
      ServerVariables.serverOnly.contains(variable.name) && variable.name != "OLLAMA_KEEP_ALIVE"
        && !own.contains(variable.name) && variable.document == owner.document
    }
    guard !found.isEmpty, let source = workspace.source(at: owner.document.path),
      !source.bytes.contains(bytesOf: "ollama/ollama")
    else { return [] }
    return found.map { variable in
      SettingFact.of(
        variable, kind: "client-setting", format: name, owner: owner, status: .misplaced,
        replacement: "\(variable.name) in the environment of the Ollama server",
        consequence: "\(name) does not read it; only the server does")
    }
  }

  /// The variable that the program itself reads the address from; `nil` for one with other settings.
  private var ownVariable: String? {
    guard let path = client.servers.first?.address.first, path.steps.count == 1,
      case .key(let name)? = path.steps.first, name == name.uppercased()
    else { return nil }
    return name
  }

  /// Addresses under another program's name, where the program's own variable is not set.
  func foreign(_ variables: [Variable], of owner: FactID, format: String) -> [Fact] {
    guard let own = ownVariable, !variables.contains(where: { $0.name == own }) else { return [] }
    let foreign = variables.filter {
      Self.names.contains($0.name) && $0.value?.contains("://") == true
    }
    return foreign.map(\.whereNamed).compactMap { variable in
      guard let value = variable.value else { return nil }
      var fact = SettingFact.make(
        variable.address, name: variable.name, value: value, kind: "client-variable", format: format,
        problem: .notItsOwn, counterpart: name, corrected: own, at: variable.nameAt, owner: owner)
      fact.write(.value, .text(value), at: variable.valueAt)
      // Which of several addresses is meant, a person decides.
      if foreign.count > 1 { fact.infer(.count, .integer(foreign.count)) }
      return fact
    }
  }
}

extension DescribedContainer {
  /// Open WebUI, whose other variables code reads.
  static var openWebUI: DescribedContainer? {
    BuiltInClients.entries.first { $0.id == "open-webui" }.map { DescribedContainer($0.description) }
  }

  /// What the description's checks find among variables.
  func checks(_ variables: [Variable], of owner: FactID, in workspace: any Workspace) -> [Fact] {
    let environment = EnvironmentTree(variables, in: owner.document)
    var file = ClientFile(environment.tree, program: client.name, isOllama: false)
    file.addDescribed(client.id, areVariables: true, in: workspace)
    let shared = SharedVariables(variables, of: owner, in: workspace)
    return file.facts.dropFirst().map { environment.placed($0, owner: owner) }.filter { !shared.mayExplain($0) }
  }

  /// What Aider's variables choose: `AIDER_MODEL` in a `.env` is `model` of its configuration (aider/args.py,
  /// `auto_env_var_prefix`).
  static func aider(_ variables: [Variable], of owner: FactID, in workspace: any Workspace) -> [Fact] {
    let prefix = "AIDER_"
    let settings = variables.filter { $0.name.hasPrefix(prefix) }.map { variable in
      variable.named(String(variable.name.dropFirst(prefix.count).map { $0 == "_" ? "-" : $0 }).lowercased())
    }
    guard !settings.isEmpty, let entry = BuiltInClients.entries.first(where: { $0.id == "aider" }) else {
      return []
    }
    let document = Document(id: owner.document, source: SourceText(""))
    // Whoever puts the variable together with something else knows what is in it.
    let isUsed = ["$AIDER_MODEL", "${AIDER_MODEL"].contains { Mentions.areThere(of: $0, besides: document, in: workspace) }
    guard !isUsed else { return [] }
    let environment = EnvironmentTree(settings, in: owner.document)
    let facts = ClientReader(entry.description, environment.tree, workspace).file()?.facts ?? []
    return facts.filter {
      $0.subject == .key && [.deprecated, .misspelt].contains($0[.status]) && $0[.kind] == "choice"
    }
    .map { environment.placed($0, owner: owner) }
  }
}
