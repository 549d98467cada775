import Syntax
import Vocabulary

/// A container of a pod in a YAML document: in a manifest of Kubernetes, or in the values of a chart that becomes one.
protocol PodContainer {
  var document: Document { get }
  var tree: NodeDocument { get }
  /// The way to the container in it.
  var path: [PathStep] { get }
  /// The name of the workload.
  var workload: String { get }
  var nameRange: TextRange { get }
  /// What the container has at a path, such as `resources`, `limits`, `memory`.
  subscript(keys: PathStep...) -> Node? { get }
  /// What its pod has at a path.
  func pod(_ keys: PathStep...) -> Node?
  /// Whether the pod is given device nodes of its host.
  var mountsDevices: Bool { get }
}

extension PodContainer {
  func at(_ node: Node) -> SourceRange { document.at(node.range) }

  /// The words of `command` or `args`; a single text is one word.
  func words(_ key: PathStep) -> [String] {
    guard let node = self[key] else { return [] }
    return node.text.map { [$0] } ?? node.items?.compactMap { tree.resolve($0).text } ?? []
  }

  private func items(_ key: PathStep) -> [CommandWord] {
    (self[key]?.items ?? []).map { item in
      let item = tree.resolve(item)
      // Kubernetes replaces $(NAME) by the container's own variables.
      let isKnown = item.text?.contains("$(") == false
      return CommandWord(
        text: isKnown ? item.text : nil, raw: item.text ?? "", at: at(item), isFixed: true)
    }
  }

  /// Limits, rights, user and command, which every pod says in the same words.
  func describeOperation(_ spec: inout ContainerSpec) {
    if let limit = self["resources", "limits", "memory"] {
      spec.memoryLimit = Placed(limit.text.flatMap(KubernetesSize.bytes), at: at(limit))
    }
    if let limit = self["resources", "limits", "cpu"] {
      spec.cpuLimit = Placed(limit.text.flatMap(CPUSize.processors), at: at(limit))
    }
    // Without a device plugin a pod is only given its host's device nodes with all rights.
    let hasPlugin = KubernetesGPU.cards.contains { card in
      self["resources", "limits", .key(card.resource)] != nil
    }
    if let privileged = self["securityContext", "privileged"], privileged.flag == true, hasPlugin {
      spec.privileged = at(privileged)
    }
    if let root = self["securityContext", "readOnlyRootFilesystem"], root.flag == true {
      spec.readOnlyRoot = at(root)
    }
    if let user = self["securityContext", "runAsUser"] ?? pod("securityContext", "runAsUser") {
      spec.user = Placed(user.text, at: at(user))
    }
    if self["startupProbe"] == nil, let probe = self["livenessProbe"], self["livenessProbe", "httpGet"] != nil {
      func number(_ key: String, _ usual: Int) -> Int? {
        self["livenessProbe", .key(key)].map { $0.text.flatMap { Int($0) } } ?? usual
      }
      if let delay = number("initialDelaySeconds", 0), let period = number("periodSeconds", 10),
        let failures = number("failureThreshold", 3), (0...86400).contains(delay), (1...86400).contains(period),
        (1...1000).contains(failures)
      {
        spec.liveness = Placed(delay + period * (failures - 1), at: at(probe))
      }
    }
    if self["command"] != nil {
      spec.entrypoint = words("command")
      spec.program = items("command").first
    }
    if let arguments = self["args"] {
      spec.command = Placed(words("args"), at: at(arguments))
      spec.arguments = items("args")
    }
    spec.workingDirectory = self["workingDir"].map { $0.text ?? "?" }
    spec.hasSharedMemory = pod("hostIPC")?.flag == true
    if let host = pod("hostNetwork") {
      if host.flag == true { spec.network.host = at(host) }
      // A template may give the pod its host's loopback.
      spec.network.sharesLoopback = host.flag == nil
    }
  }

  /// A probe that runs a command.
  ///
  /// - Parameter key: as Kubernetes calls it: `readinessProbe`.
  func healthCheck(_ command: Node, of key: String) -> ContainerSpec.HealthCheck {
    let words = command.items?.compactMap(\.text) ?? []
    return .init(
      text: words.joined(separator: " "), words: words, at: at(command),
      awaited: key == "livenessProbe"
        ? nil : Reason("the pod receives no requests before its \(key) succeeds"))
  }

  // MARK: Models of its commands

  private static var commandPlaces: [(name: String, path: [PathStep])] {
    [("args", ["args"]), ("command", ["command"]), ("postStart", ["lifecycle", "postStart", "exec", "command"])]
  }

  /// One of its commands, and whether the first word is handed to `ollama`.
  ///
  /// - Parameter name: `command`, `args` or `postStart`.
  func command(_ name: String) -> (range: TextRange, isOllamas: Bool)? {
    guard let place = Self.commandPlaces.first(where: { $0.name == name }), let node = tree.node(at: path + place.path)
    else { return nil }
    return (node.range, name == "args" && tree.node(at: path + ["command"]) == nil)
  }

  /// What its commands pull or run, where its image is Ollama's.
  ///
  /// - Parameter address: of its commands; the name of each follows.
  func commandModels(at address: [String], variables: [Variable]) -> [Fact] {
    let models = CommandModels(document)
    return Self.commandPlaces.flatMap { place -> [Fact] in
      guard let command = command(place.name) else { return [] }
      return models.facts(
        address + [place.name], in: command.range, isOllamas: command.isOllamas, variables: variables)
    }
  }
}
