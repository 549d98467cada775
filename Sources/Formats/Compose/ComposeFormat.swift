import Syntax
import Vocabulary

/// Docker Compose files, as far as they run Ollama or something that talks to it.
public enum ComposeFormat: Format {
  public static let name = "compose"

  public static let endings = [".yml", ".yaml"]

  public static func hint(_ name: FileName) -> NameHint {
    guard isNamed(name) else { return .no }
    return isComposeName(name.lowercased) ? .certain : .possible
  }

  public static func recognises(_ candidate: Candidate) -> Recognition {
    if isComposeName(String(candidate.fileName)) { return .byName }
    guard candidate.path.hasSuffix(".yml") || candidate.path.hasSuffix(".yaml") || candidate.path.isEmpty
    else { return .no }
    let outline = candidate.outline
    guard outline.has("services"), outline.mentions(key: "image") || outline.mentions(key: "build") else {
      return .no
    }
    return ComposeSigns.isCompose(candidate.head) ? .byContent : .no
  }

  /// `compose.yaml`, `docker-compose.gpu.yml`, `compose.ollama.yaml`, `ollama-compose.yml`.
  static func isComposeName(_ name: String) -> Bool {
    let lower = name.lowercased()
    guard lower.hasSuffix(".yml") || lower.hasSuffix(".yaml"), lower.contains("compose") else { return false }
    return lower.prefix { $0 != "." }.split { $0 == "-" || $0 == "_" }.contains("compose")
  }

  private static let copyWords: Set<Substring> = ["backup", "bak", "old", "orig", "copy"]

  /// Whether a file is kept from before: `yml-backup.yml`, `compose.old.yml`, `docker-compose copy.yml`.
  private static func isCopy(_ path: String) -> Bool {
    return FileName(path: path).lowercased.words().contains { Self.copyWords.contains($0) }
  }

  public static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    let trees: [NodeDocument]
    do {
      trees = try YAMLParser.parse(document.source)
    } catch {
      // Templates and unrelated YAML are skipped unless they name a local model; a guide leaves parts out.
      if Relevance.isRelevant(document.source.bytes), !document.id.isDocumentation,
        !document.source.isTemplate
      {
        reading.problems.append(.init(rule: "syntax/yaml", error))
      }
      return reading
    }
    guard let tree = trees.first, let root = tree.root, root.entries != nil, !isCopy(document.id.path) else {
      return reading
    }
    let file = ComposeFile(
      id: document.id, tree: tree,
      interpolation: ComposeProject.interpolation(forProjectOf: document.id.path, in: workspace), in: workspace)
    reading.comments = trees.flatMap(\.comments)
    reading.isCutOff = tree.leavesOutMerged
    guard !ComposeCopies.isOne(file, in: workspace) else { return reading }
    let below = ComposeMerge.filesBelow(document.id, in: workspace)
    guard below.isEmpty else {
      reading.facts = added(by: file, to: below, in: workspace)
      return reading
    }
    let merges = ComposeMerge.merges(of: file, in: workspace)
    guard let first = merges.first,
      !first.bases.isEmpty || !ComposeProject.isOverlay(file, in: workspace)
    else { return reading }
    let project = ComposeProject(file, merged: first, in: workspace)
    guard !project.isMergedElsewhere else { return reading }
    let relations = ComposeRelations(project, in: workspace)
    reading.facts = facts(relations)
    reading.isCutOff = reading.isCutOff || relations.isExhausted
    if !reading.facts.isEmpty, merges.count > 1 {
      let others = merges.dropFirst().map {
        facts(ComposeRelations(ComposeProject(file, merged: $0, in: workspace), in: workspace))
      }
      reading.facts = ComposeMerge.agreed(reading.facts, with: others)
    }
    if !first.bases.isEmpty { reading.facts = reading.facts.compactMap { own($0, of: project) } }
    return reading
  }

  /// Of a file that is always merged over others: the services that only it has. The lowest file speaks for the rest.
  private static func added(by file: ComposeFile, to below: [ComposeFile], in workspace: any Workspace) -> [Fact] {
    let project = ComposeProject(file, merged: .init(bases: below, overrides: []), in: workspace)
    return facts(ComposeRelations(project, in: workspace)).filter { fact in
      fact.id.document == file.id && fact.id.address.count > 1 && project.base(of: fact.id.address[1]) == nil
    }
  }

  /// What a merge says beyond the file below it: the services as they become, and the override's own lines.
  private static func own(_ fact: Fact, of project: ComposeProject) -> Fact? {
    guard fact.id.document == project.file.id else { return nil }
    var fact = fact
    if fact.subject == .server || fact.subject == .client, fact.id.address.count == 2,
      let base = project.base(of: fact.id.address[1])
    {
      fact.related[.base] = FactID(fact.subject, base, fact.id.address)
    }
    return fact
  }

  private static func facts(_ relations: ComposeRelations) -> [Fact] {
    let (project, workspace) = (relations.project, relations.workspace)
    var facts: [Fact] = []
    func isFull() -> Bool { facts.count > SyntaxLimits.facts || relations.isExhausted }
    var servers: [ComposeService] = []
    var others: [ComposeService] = []
    // The files next to this one are read for it, once.
    var known: ComposePurpose?
    func purpose() -> ComposePurpose {
      let purpose = known ?? ComposePurpose(project, in: workspace)
      known = purpose
      return purpose
    }
    let extended = ComposeExtensions.services(of: project.file.id.path, in: workspace)
    for service in project.services
    where project.mayStart(service) && !isFull() && !extended.contains(service.name) {
      guard ComposeServerImage.isServer(service, in: workspace) else {
        others.append(service)
        continue
      }
      let found = ComposeContainer(service, among: relations).facts(purpose: purpose)
      if found.contains(where: { $0.subject == .server }) { servers.append(service) }
      facts += found
    }
    if project.bases.isEmpty {
      facts += UnreachedVariables.facts(project, servers: servers, in: workspace)
      facts += ExampleVariables.facts(project, servers: servers, in: workspace)
      facts += UnfilledVariables.facts(project, in: workspace)
      facts += MisnamedVariables.facts(project, in: workspace)
      facts += FixedVariables.facts(project, in: workspace)
    }
    let subnets = ComposeSubnets(project)
    // Where several take a variable from one file, the first speaks for it: one to which localhost is not the host.
    let hosts = others.filter { $0.value("network_mode")?.text == "host" }
    let bridged = others.filter { $0.value("network_mode")?.text != "host" }
    var besides: [ComposeService] = []
    for service in bridged + hosts where !isFull() {
      let found = ComposeContainer(service, among: relations).facts(purpose: purpose).map(subnets.placed)
      if found.isEmpty { besides.append(service) }
      facts += found
    }
    // Other servers of models matter to those that call them, and say nothing of the file.
    if !isFull(), facts.contains(where: { $0.subject != .service && $0.subject != .model }) {
      if facts.contains(where: { [.server, .endpoint, .modelUse].contains($0.subject) }) {
        facts += obsoleteVersion(project.file, in: workspace)
      }
      facts += ComposeMistakes(among: relations).facts
      facts +=
        commands(project) + ProxyUpstreams(among: relations).facts + besides.flatMap { ComposeContainer($0, among: relations).besideModels }
    }
    facts += ModelRunner.facts(project)
    return facts
  }

  /// What services pull or run; of those that are written here.
  private static func commands(_ project: ComposeProject) -> [Fact] {
    let models = CommandModels(Document(id: project.file.id, source: project.file.tree.source))
    return project.services.flatMap { service -> [Fact] in
      let isOllamas =
        service.value("image").flatMap(\.text).map { ImageName($0).isOllama } == true
        && service.value("entrypoint") == nil
      return ["entrypoint", "command"].flatMap { key -> [Fact] in
        guard let place = service.value(key), place.layer.file.id == project.file.id else { return [] }
        return models.facts(
          ["commands", service.name, key, isOllamas ? "own" : "any"], in: place.node.range,
          isOllamas: isOllamas && key == "command")
      }
    }
  }

  /// `version:` at the top, which Compose has ignored since its second generation.
  private static func obsoleteVersion(_ file: ComposeFile, in workspace: any Workspace) -> [Fact] {
    guard let root = file.tree.root, let entry = root.entries?.first(where: { $0.key.text == "version" })
    else { return [] }
    // docker stack deploy asked for the key for years.
    let isForSwarm = file.services.contains { service in
      let node = file.tree.resolve(service.value)
      return ComposeSwarm.isMentioned(by: node, in: file)
        || file.tree.value(of: "deploy", in: node).map(file.tree.resolve)?.entries?.contains { $0.key.text == "labels" } == true
    }
    guard !isForSwarm else { return [] }
    var fact = Fact(FactID(.key, file.id, ["version"]), at: file.at(entry.range))
    fact.write(.name, .text("version"), at: file.at(entry.key.range))
    fact.infer(.kind, .text("setting"))
    fact.infer(.format, .text("Compose"))
    fact.write(.status, .deprecated, at: file.at(entry.key.range))
    let document = Document(id: file.id, source: file.tree.source)
    let isCurrent =
      ComposeVersion.needsCurrent(file)
      || ["docker compose ", "docker/compose-action"].contains {
        Mentions.areThere(of: $0, besides: document, in: workspace)
      }
    if isCurrent { fact.infer(.readByCurrent, true) }
    return [fact]
  }

  public static func shares(of document: Document, in workspace: any Workspace) -> [Share] {
    guard let tree = try? YAMLParser.parse(document.source).first, tree.root?.entries != nil else {
      return []
    }
    let file = ComposeFile(
      id: document.id, tree: tree,
      interpolation: ComposeProject.interpolation(forProjectOf: document.id.path, in: workspace), in: workspace)
    return ComposeShares.shares(ComposeProject(file, in: workspace), in: workspace)
  }

  public static func edits(adding addition: Addition, to document: Document) -> [Edit]? {
    ComposeAddition.edits(addition, in: document.source)
  }

  public static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    guard document.holes.isEmpty, let tree = try? YAMLParser.parse(document.source).first else { return nil }
    let file = ComposeFile(
      id: document.id, tree: tree,
      interpolation: ComposeProject.interpolation(forProjectOf: document.id.path, in: workspace), in: workspace)
    return ComposeWriter(file, in: workspace)
  }
}
