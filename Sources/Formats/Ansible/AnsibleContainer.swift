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
  /// Whether the task is conditional: another variant of it may have the GPU.
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
    limit(&spec)
    connect(&spec)
    if let extra = self["cmd_args"] {
      let words = extra.items?.map(tree.resolve) ?? [extra]
      spec.apply(EngineOptions(words.map { .init(text: text($0), raw: $0.text ?? "?", at: at($0)) }))
    }
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
    if isConditional || self["privileged"] != nil || self["device_requests"]?.items == nil && self["device_requests"] != nil {
      spec.gpu.becomeUnknownIfAbsent()
    }
  }

  /// The command, and what happens when it ends.
  private func start(_ spec: inout ContainerSpec) {
    if let command = self["command"] {
      let words = words(of: command)
      spec.command = words.contains { $0.text == nil } ? Placed(nil, at: at(command)) : Placed(words.compactMap(\.text), at: at(command))
      spec.arguments = words
    }
    if let entrypoint = self["entrypoint"] { spec.entrypoint = entrypoint.items?.compactMap(\.text) ?? [entrypoint.text ?? "?"] }
    if let policy = self["restart_policy"] { spec.restart = Placed(text(policy), at: at(policy)) }
    if let user = self["user"] { spec.user = Placed(text(user), at: at(user)) }
    spec.isTemporary = self["detach"]?.flag == false || self["auto_remove"]?.flag == true
  }

  /// The words of a command: items of a list, or a text that the module splits as a shell would (shlex).
  private func words(of command: Node) -> [CommandWord] {
    if let items = command.items {
      return items.map { item in
        let item = tree.resolve(item)
        return CommandWord(text: text(item), raw: item.text ?? "?", at: at(item), isFixed: true)
      }
    }
    guard let text = text(command) else { return [CommandWord(text: nil, raw: command.text ?? "?", at: at(command), isFixed: false)] }
    return CommandText.words(text).map { CommandWord(text: $0, raw: $0, at: at(command), isFixed: false) }
  }

  /// What it may use, and how it is asked for its health.
  private func limit(_ spec: inout ContainerSpec) {
    if let memory = self["memory"], let text = memory.text, text != "0" {
      spec.memoryLimit = Placed(self.text(memory).flatMap(MemorySize.bytes), at: at(memory))
    }
    if let cpus = self["cpus"] {
      spec.cpuLimit = Placed(text(cpus).flatMap(CPUSize.processors), at: at(cpus))
    } else if let set = self["cpuset_cpus"] {
      spec.cpuLimit = Placed(text(set).flatMap(CPUSize.count), at: at(set))
    }
    if let privileged = self["privileged"], privileged.flag == true { spec.privileged = at(privileged) }
    if let root = self["read_only"], root.flag == true { spec.readOnlyRoot = at(root) }
    spec.hasSharedMemory =
      self["shm_size", "tmpfs", "pod"] != nil
      || self["ipc_mode", "ipc"].map { !["private", "none", "shareable"].contains($0.text) } ?? false
    spec.groups = (items(self["groups", "group_add"]) ?? []).map { Placed($0.text, at: $0.at) }
    guard let check = self["healthcheck"], !isConditional else { return }
    let test = check.entries == nil ? check : tree.value(of: "test", in: check).map(tree.resolve)
    guard let test else { return }
    let words = test.items?.map { text(tree.resolve($0)) } ?? [text(test)]
    guard words.first != "NONE", words != ["none"], !words.contains(nil) else { return }
    let known = words.compactMap { $0 }
    spec.healthCheck = .init(text: known.joined(separator: " "), words: known, at: at(test))
  }

  private func connect(_ spec: inout ContainerSpec) {
    let ports = items(self["published_ports", "ports", "publish", "published"]) ?? []
    spec.ports = ports.enumerated().compactMap { index, port in
      port.text.flatMap {
        ContainerSpec.PublishedPort($0, raw: $0, FactID(.port, document.id, address + ["ports", String(index)]), at: port.at)
      }
    }
    if let mode = self["network_mode", "network", "net"], let text = mode.text ?? mode.items?.first?.text {
      if text == "host" { spec.network.host = at(mode) } else { spec.network.name = text }
    } else if let first = self["networks"]?.items?.first.map(tree.resolve) {
      spec.network.name = tree.value(of: "name", in: first)?.text
    }
    if let own = self["name"].flatMap(text) { spec.network.aliases = [own] }
    if let hosts = self["etc_hosts"] {
      spec.extraHosts = tree.entries(of: hosts).map { entry in
        Placed(entry.key.text.flatMap { name in text(entry.value).map { "\(name):\($0)" } }, at: at(entry.value))
      }
    }
    spec.network.knowsHost = self["etc_hosts"] != nil || engine == .podman
  }
}
