import Knowledge
import Syntax
import Vocabulary

/// Writes changes into a Compose file, in the style the file already has.
struct ComposeWriter: ContainerWriter {
  let file: ComposeFile
  let workspace: any Workspace
  let editor: YAMLEditor
  let usesShorthand: Bool
  let volumes: VolumeUses
  let readings: ComposeReadings
  /// Whether what a service shares with others is overridden in the service itself.
  private var isOwn = false

  init(_ file: ComposeFile, in workspace: any Workspace) {
    usesShorthand = file.services.contains {
      file.tree.value(of: "gpus", in: file.tree.resolve($0.value))?.text == "all"
    }
    volumes = VolumeUses(file, in: workspace)
    readings = ComposeReadings(file, in: workspace)
    self.file = file
    self.workspace = workspace
    editor = YAMLEditor(file.tree)
  }

  func ownEdits(for change: Change) -> [Edit]? {
    var own = self
    own.isOwn = true
    return own.edits(for: change)
  }

  /// A service with its name.
  typealias Container = (name: String, node: Node)

  func container(at address: [String]) -> (container: Container, rest: [String])? {
    guard address.count >= 2, address[0] == "services", let node = file.service(address[1]) else {
      return nil
    }
    return ((address[1], node), Array(address.dropFirst(2)))
  }

  func edits(_ field: ContainerField, of service: Container) -> [Edit]? {
    let (name, node) = service
    let path = self.path(name)
    switch field {
    case .variable(let variable, let value): return setEnvironment(variable, value, name, node)
    case .allGPUs:
      let key = file.services.first { $0.key.text == name }?.key.range ?? node.range
      return gpuWriter(service).edits().map {
        $0 + CPUNote.removal(from: file.tree, in: key.union(node.range))
      }
    case .renderDevice: return gpuWriter(service).passRenderDevice()
    case .restart(let policy): return editor.set(path + [.key("restart")], to: .string(policy))
    case .command(let words):
      return editor.set(path + [.key("command")], to: .string(words.joined(separator: " ")))
    case .arguments(let change): return setArguments(change, of: service)
    case .healthCheck(let words):
      let test = NewValue.list((["CMD"] + words).map(NewValue.quoted), flow: true)
      guard let (_, written) = place(["healthcheck", "test"], in: node, of: name) else {
        guard self.node(["healthcheck"], in: node) == nil else { return nil }
        // What the service takes from another one is changed there.
        if let base = extended(by: node) { return edits(field, of: base) }
        // The base file of `extends` would keep the setting for everyone who starts that file.
        guard self.node(["extends"], in: node) == nil else { return nil }
        return editor.insert(
          key: "healthcheck", value: ["test": test], into: path, after: "image")
      }
      return editor.set(written, to: test)
    case .mount(let volume, let directory):
      return volumes.name(volume, on: directory, for: name).flatMap {
        addVolume($0, directory, name, node)
      }
    case .mountText(let index, let text): return setVolume(index, to: text, of: service)
    case .hostEntry: return addHostGateway(name, node)
    case .unprivileged: return editor.remove(path + [.key("privileged")])
    case .portAddress(let port, let host):
      // A Swarm publishes on every address of its nodes: `docker stack deploy` refuses host_ip and ignores an address.
      guard !ComposeSwarm.isMentioned(by: node, in: file), !ComposeSwarm.starts(node, in: file),
        !isPublishedElsewhere(port, of: service)
      else { return nil }
      return setPort(port, of: service, long: "host_ip", .string(host)) {
        PortSpec.rewriting($0, address: host)
      }
    case .containerPort(let port, let number):
      return setPort(port, of: service, long: "target", .integer(number)) {
        PortSpec.rewriting($0, containerPort: number)
      }
    case .value(let variable, let text): return setVariable(variable, to: text, of: service)
    case .url(let variable, let text):
      // What is written with variables in it is not replaced by what they stand for here: that may be a password.
      let isWritten = environment(of: service).flatMap { value(of: variable, in: $0.node) } != nil
      return setVariable(variable, to: text, of: service)
        ?? (isWritten ? nil : setEnvironment(variable, text, name, node))
    case .urlHost(let variable, let host):
      guard let entry = hostEntry(for: host, service) else { return nil }
      return setHost(variable, to: host, of: service).map { $0 + entry }
    case .name(let old, let new): return renameVariable(old, to: new, of: service)
    case .noVariable(let variable): return removeVariable(variable, of: service)
    case .image(let text):
      return place(["image"], in: node, of: name).flatMap { editor.set($0.1, to: .string(text)) }
    }
  }

  func otherEdits(for change: Change) -> [Edit]? {
    switch (change.fact.subject, change.action) {
    case (.client, .remove(.startsBefore)):
      return container(at: change.fact.address).flatMap {
        waitForHealth($0.container.name, $0.container.node)
      }
    case (.key, .set(.status, .text(KeyStatus.known.rawValue))): return correct(change.fact.address)
    case (.key, .set(.name, .text(let name)))
    where change.fact.address.count == 4 && change.fact.address[0] == "models":
      return editor.rename(
        [.key("models"), .key(change.fact.address[1]), .key(change.fact.address[3])], to: name)
    case (.modelUse, _):
      return CommandModels(Document(id: file.id, source: file.tree.source)).edits(for: change) { address in
        guard address.count == 4, address[0] == "commands", let service = file.service(address[1]),
          let node = file.tree.value(of: address[2], in: service)
        else { return nil }
        return (node.range, address[3] == "own" && address[2] == "command")
      }
    case (.key, .removeFact) where change.fact.address == ["version"]:
      return editor.remove([.key("version")]).map { ComposeVersion.withItsNote($0, in: file) }
    default: return nil
    }
  }

  private func gpuWriter(_ service: Container) -> ComposeGPUWriter {
    ComposeGPUWriter(file, editor, service.name, service.node, usesShorthand: usesShorthand)
  }

  /// Fixes what ``ComposeMistakes`` found.
  private func correct(_ address: [String]) -> [Edit]? {
    if address.count == 2, address[0] == "volumes" {
      return editor.set([.key("volumes"), .key(address[1])], to: .null)
    }
    guard address.count == 4, let service = file.service(address[1]) else { return nil }
    switch address[2] {
    case "key":
      return ComposeMistakes.meant(by: address[3]).flatMap {
        editor.rename(path(address[1]) + [.key(address[3])], to: $0)
      }
    case "extra_hosts":
      guard let hosts = node(["extra_hosts"], in: service), let place = pathToNode(hosts) else { return nil }
      if hosts.entries != nil { return editor.set(place + [.key(address[3])], to: "host-gateway") }
      let index = hosts.items?.firstIndex { file.tree.resolve($0).text?.hasPrefix(address[3]) == true }
      return index.flatMap { editor.set(place + [.index($0)], to: .quoted("\(address[3]):host-gateway")) }
    case "helper": return setEnvironment("OLLAMA_HOST", address[3] + ":11434", address[1], service)
    case "item":
      guard let items = node(["environment"], in: service)?.items, let index = Int(address[3]),
        items.indices.contains(index), let slip = mistakes.environmentSlip(file.tree.resolve(items[index])),
        let place = pathToNode(items[index])
      else { return nil }
      return editor.set(place, to: .string(slip.corrected))
    case "dollars":
      guard let node = node(address[3].split(separator: ".").map(String.init), in: service) else { return nil }
      return mistakes.places(in: node).map { .insert("$", at: $0.range.start) }
    case "brace":
      return mistakes.foreignBraces(in: service).filter { $0.text == address[3] }.map { .insert("$", at: $0.range.start) }
    default: return nil
    }
  }

  private var mistakes: ComposeMistakes { ComposeMistakes(among: ComposeRelations(readings.project, in: workspace)) }

  /// The service of this file that a service extends; `nil` also for one that extends itself over others.
  private func extended(by service: Node) -> Container? {
    guard let extends = node(["extends"], in: service), node(["extends", "file"], in: service) == nil,
      let name = extends.text ?? node(["extends", "service"], in: service)?.text,
      let base = file.service(name), node(["extends"], in: base) == nil
    else { return nil }
    return (name, base)
  }

  func path(_ service: String) -> [PathStep] { [.key("services"), .key(service)] }

  func node(_ keys: [String], in service: Node) -> Node? { file.tree.value(at: keys, in: service) }

  /// A node with the path that it is changed at: where it is written, or in the service's own part.
  func place(_ keys: [String], in service: Node, of name: String) -> (node: Node, path: [PathStep])? {
    guard let node = node(keys, in: service) else { return nil }
    if isOwn { return (node, path(name) + keys.map(PathStep.key)) }
    return pathToNode(node).map { (node, $0) }
  }

  /// The path to a node where it is written, which for merged ones is inside the anchor.
  func pathToNode(_ node: Node) -> [PathStep]? {
    guard let root = file.tree.root else { return nil }
    return Self.path(to: node.range, from: root, depth: 0)
  }

  private static func path(to range: TextRange, from node: Node, depth: Int) -> [PathStep]? {
    guard depth < SyntaxLimits.depth else { return nil }
    if node.range == range, depth > 0 { return [] }
    for entry in node.entries ?? [] where entry.value.range.contains(range) {
      guard let key = entry.key.text else { continue }
      if let rest = path(to: range, from: entry.value, depth: depth + 1) { return [.key(key)] + rest }
    }
    for (index, item) in (node.items ?? []).enumerated() where item.range.contains(range) {
      if let rest = path(to: range, from: item, depth: depth + 1) { return [.index(index)] + rest }
    }
    return nil
  }

  // MARK: Dependencies

  /// `depends_on: [ollama, redis]` as a mapping, in which servers with a health check are waited for.
  private func waitForHealth(_ name: String, _ service: Node) -> [Edit]? {
    guard let depends = node(["depends_on"], in: service), let items = depends.items,
      let key = service.entries?.first(where: { $0.key.text == "depends_on" })?.key,
      let path = pathToNode(depends), path == self.path(name) + [.key("depends_on")]
    else { return nil }
    // A comment inside the list has no place in the mapping.
    let place = TextRange(key.range.end, max(key.range.end, depends.range.end))
    guard !file.tree.comments.contains(where: { place.overlaps($0) }) else { return nil }
    let services = readings.services
    var members: [NewValue.Member] = []
    for item in items {
      guard let other = file.tree.resolve(item).text, !other.contains("$"),
        !members.contains(where: { $0.key == other })
      else { return nil }
      guard let condition = condition(services.first { $0.name == other }) else { return nil }
      members.append(.init(other, ["condition": .string(condition)]))
    }
    return editor.set(path, to: .mapping(members))
  }

  /// `nil` for a check that would be waited for in vain.
  private func condition(_ service: ComposeService?) -> String? {
    guard let service, let test = service.value(at: ["healthcheck", "test"]),
      ComposeContainer.checksHealth(service),
      ComposeServerImage.isServer(service, in: workspace)
    else { return "service_started" }
    // Before Docker 25 the first check comes after one interval, and so does whatever waits for it.
    let interval = service.value(at: ["healthcheck", "interval"]).map { $0.text.flatMap(GoValues.seconds) }
    if let interval, interval.map({ $0 > 60 }) ?? true { return nil }
    let words = test.node.items != nil ? test.items().compactMap(\.raw) : [test.raw ?? ""]
    return HealthCheckTool.missing(in: words) == nil ? "service_healthy" : nil
  }

  // MARK: Environment

  func environment(of service: Container) -> (node: Node, path: [PathStep])? {
    place(["environment"], in: service.node, of: service.name)
  }

  func index(of name: String, in list: Node) -> Int? {
    list.items?.lastIndex { item in
      guard let text = file.tree.resolve(item).text else { return false }
      return text == name || text.hasPrefix(name + "=")
    }
  }

  private func setEnvironment(_ name: String, _ value: String, _ service: String, _ node: Node) -> [Edit]? {
    guard let environment = self.node(["environment"], in: node), environment.scalar == nil else {
      return editor.insert(
        key: "environment", value: [name: .quoted(value)], into: path(service),
        after: "image")
    }
    guard let path = place(["environment"], in: node, of: service)?.path else { return nil }
    if environment.entries != nil { return editor.set(path + [.key(name)], to: .quoted(value)) }
    if let index = index(of: name, in: environment) {
      return editor.set(path + [.index(index)], to: .string("\(name)=\(value)"))
    }
    return editor.append(.string("\(name)=\(value)"), to: path)
  }

  func setVariable(_ name: String, to value: String, of service: Container) -> [Edit]? {
    guard let environment = environment(of: service) else { return nil }
    let written = self.value(of: name, in: environment.node)
    // A variable that others may set stays; only what it falls back to changes.
    let value =
      value.contains("${")
      ? value
      : ComposeInterpolation.replacingDefault(in: written ?? "", with: value)
        ?? file.interpolation.rewriting(written ?? "", to: value)
    guard let value else { return nil }
    if environment.node.entries != nil {
      return editor.set(environment.path + [.key(name)], to: .string(value))
    }
    guard let index = index(of: name, in: environment.node) else { return nil }
    return editor.set(environment.path + [.index(index)], to: .string("\(name)=\(value)"))
  }

  private func renameVariable(_ name: String, to new: String, of service: Container) -> [Edit]? {
    guard let environment = environment(of: service) else { return nil }
    if let entries = environment.node.entries {
      // A second variable of that name would be lost or win over it.
      guard !entries.contains(where: { $0.key.text == new }) else { return nil }
      return editor.rename(environment.path + [.key(name)], to: new)
    }
    guard index(of: new, in: environment.node) == nil, let index = index(of: name, in: environment.node),
      let item = environment.node.items?[index], let text = item.text
    else { return nil }
    // The name alone, so that the value may be changed, too.
    if let start = file.tree.source.slice(item.range).firstIndex(ofBytes: name + "=") {
      return [Edit(TextRange(start, start + name.utf8.count), new)]
    }
    return editor.set(environment.path + [.index(index)], to: .string(new + text.dropFirst(name.count)))
  }

  private func removeVariable(_ name: String, of service: Container) -> [Edit]? {
    guard let environment = environment(of: service) else { return nil }
    if environment.node.entries != nil { return editor.remove(environment.path + [.key(name)]) }
    guard let index = index(of: name, in: environment.node) else { return nil }
    return editor.remove(environment.path + [.index(index)])
  }

  /// The value of a variable as it is written.
  func value(of name: String, in environment: Node) -> String? {
    guard environment.entries == nil else {
      return file.tree.value(of: name, in: environment).map(file.tree.resolve)?.text
    }
    return index(of: name, in: environment).flatMap { environment.items?[$0].text }
      .map { String($0.dropFirst(name.count + 1)) }
  }

  /// Another host in a URL; its scheme, port and path stay.
  private func setHost(_ name: String, to host: String, of service: Container) -> [Edit]? {
    guard let environment = environment(of: service) else { return nil }
    let text = value(of: name, in: environment.node)
    guard
      let new = text.flatMap({
        URLParts.replacingHost(in: ComposeInterpolation.wholeDefault(of: $0) ?? $0, with: host)
      })
    else { return nil }
    return setVariable(name, to: new, of: service)
  }
}
