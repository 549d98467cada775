import Syntax
import Vocabulary

/// Writes changes into a Compose file, in the style the file already has.
struct ComposeWriter: ChangeWriter {
  private let file: ComposeFile
  private let workspace: any Workspace
  private let editor: YAMLEditor
  private let usesShorthand: Bool
  /// Whether what a service shares with others is overridden in the service itself.
  private var isOwn = false

  init(_ file: ComposeFile, in workspace: any Workspace) {
    usesShorthand = file.services.contains {
      file.tree.value(of: "gpus", in: file.tree.resolve($0.value))?.text == "all"
    }
    self.file = file
    self.workspace = workspace
    editor = YAMLEditor(file.tree)
  }

  func ownEdits(for change: Change) -> [Edit]? {
    var own = self
    own.isOwn = true
    return own.edits(for: change)
  }

  func edits(for change: Change) -> [Edit]? {
    let address = change.fact.address
    switch (change.fact.subject, change.action) {
    case (.server, .set(let attribute, let value)), (.client, .set(let attribute, let value)):
      guard address.count == 2, let service = file.service(address[1]) else { return nil }
      return set(attribute, value, on: address[1], service)
    case (.server, .remove(.privileged)):
      guard address.count == 2, file.service(address[1]) != nil else { return nil }
      return editor.remove(path(address[1]) + [.key("privileged")])
    case (.client, .remove(.startsBefore)):
      guard address.count == 2, let service = file.service(address[1]) else { return nil }
      return waitForHealth(address[1], service)
    case (.port, .set(.address, .text(let host))):
      return setPort(address, long: "host_ip", .string(host)) { PortSpec.rewriting($0, address: host) }
    case (.port, .set(.port, .integer(let port))):
      return setPort(address, long: "target", .integer(port)) { PortSpec.rewriting($0, containerPort: port) }
    case (.endpoint, .set(.url, let value)):
      guard let text = value.text else { return nil }
      if let edits = setVariable(address, to: text) { return edits }
      guard address.count == 4, let service = file.service(address[1]) else { return nil }
      return setEnvironment(address[3], text, address[1], service)
    case (.endpoint, .set(.host, let value)):
      guard let text = value.text else { return nil }
      return setHost(address, to: text)
    case (.key, .set(.status, .text("known"))): return correct(address)
    case (.key, .set(.value, let value)):
      guard let text = value.text else { return nil }
      return setVariable(address, to: text)
    case (.key, .set(.name, let value)):
      guard let text = value.text else { return nil }
      if address.count == 4, address[0] == "models" {
        return editor.rename([.key("models"), .key(address[1]), .key(address[3])], to: text)
      }
      return renameVariable(address, to: text)
    case (.key, .removeFact):
      if address == ["version"] { return editor.remove([.key("version")]) }
      return removeVariable(address)
    default: return nil
    }
  }

  /// Mends what ``ComposeMistakes`` found.
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
      if hosts.entries != nil { return editor.set(place + [.key(address[3])], to: .string("host-gateway")) }
      let index = hosts.items?.firstIndex { file.tree.resolve($0).text?.hasPrefix(address[3]) == true }
      return index.flatMap { editor.set(place + [.index($0)], to: .quoted("\(address[3]):host-gateway")) }
    case "dollars":
      let mistakes = ComposeMistakes(ComposeProject(file, in: workspace), in: workspace)
      guard let node = node([address[3]], in: service) else { return nil }
      return mistakes.places(in: node).map { .insert("$", at: $0.range.start) }
    default: return nil
    }
  }

  private func path(_ service: String) -> [PathStep] { [.key("services"), .key(service)] }

  private func set(_ attribute: Attribute, _ value: Value, on name: String, _ service: Node) -> [Edit]? {
    if let variable = ServerVariables.assignment(attribute, value) {
      return setEnvironment(variable.name, variable.value, name, service)
    }
    switch (attribute, value) {
    case (.gpu, .text("all")):
      return ComposeGPUWriter(file, editor, name, service, usesShorthand: usesShorthand).edits()
    case (.gpuVendor, .text("dri")):
      return ComposeGPUWriter(file, editor, name, service, usesShorthand: usesShorthand).passRenderDevice()
    case (.restart, .text(let policy)): return editor.set(path(name) + [.key("restart")], to: .string(policy))
    case (.command, .text(let command)):
      return editor.set(path(name) + [.key("command")], to: .string(command))
    case (.healthCheck, .text(let command)):
      let words = ["CMD"] + command.split(separator: " ").map(String.init)
      guard let (_, path) = place(["healthcheck", "test"], in: service, of: name) else { return nil }
      return editor.set(path, to: .list(words.map(NewValue.quoted), flow: true))
    case (.modelVolume, .text(let directory)): return addVolume(directory, name, service)
    case (.needsHostGateway, .flag(false)): return addHostGateway(name, service)
    default: return nil
    }
  }

  private func node(_ keys: [String], in service: Node) -> Node? {
    var current: Node? = service
    for key in keys { current = current.flatMap { file.tree.value(of: key, in: $0) }.map(file.tree.resolve) }
    return current
  }

  /// A node with the path that it is changed at: where it is written, or in the service's own part.
  private func place(_ keys: [String], in service: Node, of name: String) -> (node: Node, path: [PathStep])? {
    guard let node = node(keys, in: service) else { return nil }
    if isOwn { return (node, path(name) + keys.map(PathStep.key)) }
    return pathToNode(node).map { (node, $0) }
  }

  /// The path to a node where it is written, which for merged ones is inside the anchor.
  private func pathToNode(_ node: Node) -> [PathStep]? {
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
    let services = ComposeProject(file, in: workspace).allServices()
    var members: [NewValue.Member] = []
    for item in items {
      guard let other = file.tree.resolve(item).text, !other.contains("$"),
        !members.contains(where: { $0.key == other })
      else { return nil }
      guard let condition = condition(services.first { $0.name == other }) else { return nil }
      members.append(.init(other, .mapping([.init("condition", .string(condition))])))
    }
    return editor.set(path, to: .mapping(members))
  }

  /// `nil` for a check that would be waited for in vain.
  private func condition(_ service: ComposeService?) -> String? {
    guard let service, let test = service.value(at: ["healthcheck", "test"]),
      ComposeServer.checksHealth(service), ComposeServer.image(of: service, in: workspace) != nil
    else { return "service_started" }
    let words = test.node.items != nil ? test.items().compactMap(\.raw) : [test.raw ?? ""]
    return HealthCheckTool.missing(in: words) == nil ? "service_healthy" : nil
  }

  // MARK: Environment

  private func environment(of address: [String]) -> (node: Node, path: [PathStep])? {
    guard address.count >= 4, let service = file.service(address[1]),
      let (environment, path) = place(["environment"], in: service, of: address[1])
    else { return nil }
    return (environment, path)
  }

  private func index(of name: String, in list: Node) -> Int? {
    list.items?.lastIndex { item in
      guard let text = file.tree.resolve(item).text else { return false }
      return text == name || text.hasPrefix(name + "=")
    }
  }

  private func setEnvironment(_ name: String, _ value: String, _ service: String, _ node: Node) -> [Edit]? {
    guard let environment = self.node(["environment"], in: node), environment.scalar == nil else {
      return editor.insert(
        key: "environment", value: .mapping([.init(name, .quoted(value))]), into: path(service),
        after: "image")
    }
    guard let path = place(["environment"], in: node, of: service)?.path else { return nil }
    if environment.entries != nil { return editor.set(path + [.key(name)], to: .quoted(value)) }
    if let index = index(of: name, in: environment) {
      return editor.set(path + [.index(index)], to: .string("\(name)=\(value)"))
    }
    return editor.append(.string("\(name)=\(value)"), to: path)
  }

  private func setVariable(_ address: [String], to value: String) -> [Edit]? {
    guard let environment = environment(of: address) else { return nil }
    let name = address[3]
    let written = self.value(of: name, in: environment.node)
    // A variable that others may set stays; only what it falls back to changes.
    let value =
      value.contains("${") ? value : ComposeInterpolation.replacingDefault(in: written ?? "", with: value)
    guard let value else { return nil }
    if environment.node.entries != nil {
      return editor.set(environment.path + [.key(name)], to: .string(value))
    }
    guard let index = index(of: name, in: environment.node) else { return nil }
    return editor.set(environment.path + [.index(index)], to: .string("\(name)=\(value)"))
  }

  private func renameVariable(_ address: [String], to new: String) -> [Edit]? {
    guard let environment = environment(of: address) else { return nil }
    let name = address[3]
    if let entries = environment.node.entries {
      // A second variable of that name would be lost or win over it.
      guard !entries.contains(where: { $0.key.text == new }) else { return nil }
      return editor.rename(environment.path + [.key(name)], to: new)
    }
    guard index(of: new, in: environment.node) == nil, let index = index(of: name, in: environment.node),
      let text = environment.node.items?[index].text
    else { return nil }
    return editor.set(environment.path + [.index(index)], to: .string(new + text.dropFirst(name.count)))
  }

  private func removeVariable(_ address: [String]) -> [Edit]? {
    guard let environment = environment(of: address) else { return nil }
    if environment.node.entries != nil { return editor.remove(environment.path + [.key(address[3])]) }
    guard let index = index(of: address[3], in: environment.node) else { return nil }
    return editor.remove(environment.path + [.index(index)])
  }

  /// The value of a variable as it is written.
  private func value(of name: String, in environment: Node) -> String? {
    guard environment.entries == nil else {
      return file.tree.value(of: name, in: environment).map(file.tree.resolve)?.text
    }
    return index(of: name, in: environment).flatMap { environment.items?[$0].text }
      .map { String($0.dropFirst(name.count + 1)) }
  }

  /// Another host in a URL; its scheme, port and path stay.
  private func setHost(_ address: [String], to host: String) -> [Edit]? {
    guard let environment = environment(of: address) else { return nil }
    let name = address[3]
    let text = value(of: name, in: environment.node)
    guard
      let new = text.flatMap({
        URLParts.replacingHost(in: ComposeInterpolation.wholeDefault(of: $0) ?? $0, with: host)
      })
    else { return nil }
    return setVariable(address, to: new)
  }

  // MARK: Ports, volumes, hosts

  /// A published port in its long form, by a key of its own, or in its short one.
  private func setPort(
    _ address: [String], long key: String, _ value: NewValue, short rewriting: (String) -> String?
  ) -> [Edit]? {
    guard address.count == 4, let index = Int(address[3]), let service = file.service(address[1]),
      let (ports, path) = place(["ports"], in: service, of: address[1]), let items = ports.items,
      items.indices.contains(index)
    else { return nil }
    let item = file.tree.resolve(items[index])
    if item.entries != nil { return editor.set(path + [.index(index), .key(key)], to: value) }
    guard let text = item.text, let new = rewriting(text) else { return nil }
    return editor.set(path + [.index(index)], to: .quoted(new))
  }

  /// A named volume on `directory`, declared at the top as Compose wants it.
  private func addVolume(_ directory: String, _ name: String, _ service: Node) -> [Edit]? {
    let volume = directory == OpenWebUI.dataDirectory ? "open-webui" : "ollama"
    let item = NewValue.string("\(volume):\(directory)")
    // What takes the mounts of another file away is meant to.
    if node(["volumes"], in: service)?.tag?.hasSuffix("reset") == true { return nil }
    var edits: [Edit]?
    if let (volumes, path) = place(["volumes"], in: service, of: name), volumes.items != nil {
      edits = editor.append(item, to: path)
    } else {
      edits = editor.insert(key: "volumes", value: .list([item], flow: false), into: path(name), after: nil)
    }
    guard var edits, let root = file.tree.root else { return nil }
    if let top = file.tree.value(of: "volumes", in: root), file.tree.value(of: volume, in: top) != nil {
      return edits
    }
    guard let declaration = editor.set([.key("volumes"), .key(volume)], to: .null) else { return nil }
    // At the end of the file both stand in the same place, the service's own first.
    if edits.count == 1, declaration.count == 1, edits[0].range == declaration[0].range,
      edits[0].range.isEmpty
    {
      return [Edit(edits[0].range, edits[0].text + declaration[0].text)]
    }
    edits += declaration
    return EditList(edits) == nil ? nil : edits
  }

  private func addHostGateway(_ name: String, _ service: Node) -> [Edit]? {
    let entry = "host.docker.internal:host-gateway"
    if let (hosts, path) = place(["extra_hosts"], in: service, of: name) {
      if hosts.entries != nil {
        return editor.set(path + [.key("host.docker.internal")], to: .string("host-gateway"))
      }
      return editor.append(.quoted(entry), to: path)
    }
    return editor.insert(
      key: "extra_hosts", value: .list([.quoted(entry)], flow: false), into: path(name), after: nil)
  }
}
