import Syntax
import Vocabulary

/// A container that a task of Ansible starts. What Jinja fills in is known where the role or the play sets it.
///
/// Sources: ansible-collections/community.docker `plugins/modules/docker_container.py`; containers/ansible-podman-collections
/// `plugins/module_utils/podman/podman_container_lib.py` (options and their other names).
struct AnsibleContainer {
  private let document: Document
  private let tree: NodeDocument
  private let module: Node
  private let engine: ContainerEngine
  private let address: [String]
  private let variables: AnsibleVariables
  /// Whether it is one of several ways, of which another may have the GPU.
  private let isConditional: Bool

  private static let modules: [(name: String, engine: ContainerEngine)] = [
    ("community.docker.docker_container", .docker), ("docker_container", .docker),
    ("containers.podman.podman_container", .podman), ("podman_container", .podman),
  ]

  /// Signs of such a task in a text.
  static let signs = ["docker_container:", "podman_container:"]

  /// `nil` for a task that starts none.
  init?(_ task: Node, of tree: NodeDocument, in document: Document, variables: AnsibleVariables) {
    self.variables = variables
    isConditional = tree.value(of: "when", in: task) != nil
    for (name, engine) in Self.modules {
      guard let found = tree.value(of: name, in: task) else { continue }
      let module = tree.resolve(found)
      let state = tree.value(of: "state", in: module)?.text
      guard module.entries != nil, state == nil || ["started", "present", "quadlet"].contains(state), !document.id.isDocumentation
      else { return nil }
      (self.document, self.tree, self.module, self.engine) = (document, tree, module, engine)
      address = ["task", String(module.range.start)]
      return
    }
    return nil
  }

  private subscript(names: String...) -> Node? {
    names.lazy.compactMap { tree.value(of: $0, in: module) }.first.map(tree.resolve)
  }

  private func text(_ node: Node) -> String? { node.text.flatMap { variables.fill($0) } }
  private func at(_ node: Node) -> SourceRange { document.at(node.range) }

  /// The texts of a list, each with its place; `nil` for what is filled in as a whole.
  private func items(_ node: Node?) -> [(text: String?, at: SourceRange)]? {
    guard let node else { return [] }
    return node.items?.map { item in
      let item = tree.resolve(item)
      return (text(item), at(item))
    }
  }

  func facts(in workspace: any Workspace) -> [Fact] {
    guard let found = self["image"], let whole = text(found) ?? found.text else { return [] }
    // `ollama/ollama:{{ version }}`: the name is known without its tag.
    let known = whole.firstRange(ofBytes: "{{").map { whole[..<$0.lowerBound] } ?? whole[...]
    guard known.count == whole.count || known.hasSuffix(":") else { return [] }
    let name = ImageName(known.hasSuffix(":") ? String(known.dropLast()) : String(known))
    var fact = Fact(FactID(name.isOllama ? .server : .client, document.id, address), at: at(found))
    let own = self["name"].flatMap(text) ?? "the container"
    if name.isOllama { fact.write(.name, own, at: at(found)) } else { fact.infer(.name, own) }
    var spec = ContainerSpec(
      fact, format: "Ansible", image: .init(name: name, at: at(found), hasUnknownTag: known.count != whole.count),
      environment: environment, in: workspace)
    spec.engine = engine
    place(&spec)
    start(&spec)
    connect(&spec)
    return spec.facts()
  }

  private var environment: ContainerEnvironment {
    guard let node = self["env"] else { return .init(variables: [], isComplete: self["env_file"] == nil) }
    let variables = tree.entries(of: node).compactMap { entry -> Variable? in
      guard let name = entry.key.text else { return nil }
      return Variable(
        name: name, value: text(entry.value), address: address + [name], document: document.id, nameRange: entry.key.range,
        valueRange: entry.value.range, range: entry.key.range.union(entry.value.range))
    }
    return .init(variables: variables, isComplete: node.entries != nil && self["env_file"] == nil)
  }

  /// Mounts, devices and GPUs.
  private func place(_ spec: inout ContainerSpec) {
    let volumes = items(self["volumes", "volume"])
    spec.hasUnknownMounts = volumes == nil || self["mounts", "mount"] != nil
    spec.mounts = (volumes ?? []).map { item in
      .init(
        target: item.text.flatMap(VolumeSpec.target), at: item.at, written: item.text,
        isReadOnly: item.text.map(VolumeSpec.isReadOnly) ?? false)
    }
    // Whether the host enforces SELinux is its own affair.
    spec.isUnconfined = true
    spec.gpu = GPURequest(at: spec.image.at)
    for device in items(self["devices", "device"]) ?? [(nil, spec.image.at)] { spec.gpu.pass(device.text, at: device.at) }
    for request in self["device_requests"]?.items ?? [] {
      let request = tree.resolve(request)
      spec.gpu.grant(.all, tree.value(of: "driver", in: request)?.text == "nvidia" ? .nvidia : nil, at: at(request))
    }
    if let runtime = self["runtime"], runtime.text == "nvidia" { spec.gpu.grantByRuntime(at: at(runtime)) }
    if let gpus = self["gpus"] { spec.gpu.grant(.all, .nvidia, at: at(gpus)) }
    if isConditional || self["privileged"] != nil || self["cmd_args"] != nil || self["device_requests"]?.items == nil && self["device_requests"] != nil {
      spec.gpu.becomeUnknownIfAbsent()
    }
  }

  /// The command, and what happens when it ends.
  private func start(_ spec: inout ContainerSpec) {
    if let command = self["command"] {
      let words = command.items?.map { text(tree.resolve($0)) } ?? text(command)?.split(separator: " ").map { String($0) } ?? [nil]
      spec.command = words.contains(nil) ? Placed(nil, at: at(command)) : Placed(words.compactMap { $0 }, at: at(command))
    }
    if let entrypoint = self["entrypoint"] { spec.entrypoint = entrypoint.items?.compactMap(\.text) ?? [entrypoint.text ?? "?"] }
    if let policy = self["restart_policy"] { spec.restart = Placed(text(policy), at: at(policy)) }
    if let user = self["user"] { spec.user = Placed(text(user), at: at(user)) }
    spec.isTemporary = self["detach"]?.flag == false || self["auto_remove"]?.flag == true
  }

  private func connect(_ spec: inout ContainerSpec) {
    let ports = items(self["published_ports", "ports", "publish", "published"]) ?? []
    spec.ports = ports.enumerated().compactMap { index, port in
      port.text.flatMap { ContainerSpec.PublishedPort($0, raw: $0, FactID(.port, document.id, address + ["ports", String(index)]), at: port.at) }
    }
    if let mode = self["network_mode", "network", "net"], let text = mode.text ?? mode.items?.first?.text {
      if text == "host" { spec.network.host = at(mode) } else { spec.network.name = text }
    } else if let first = self["networks"]?.items?.first.map(tree.resolve) {
      spec.network.name = tree.value(of: "name", in: first)?.text
    }
    if let own = self["name"].flatMap(text) { spec.network.aliases = [own] }
    spec.network.knowsHost = self["etc_hosts"] != nil || engine == .podman
  }
}
