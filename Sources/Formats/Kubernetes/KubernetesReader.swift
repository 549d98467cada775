import Syntax
import Vocabulary

/// Finds the containers and services of a file.
struct KubernetesReader {
  let document: Document
  let trees: [NodeDocument]
  let workspace: any Workspace
  let containers: [KubernetesContainer]
  /// What shows that the cluster is Docker Desktop's.
  let desktopStorage: SourceRange?
  /// The documents that are services, by a label of the pods that they point to.
  private let selecting: [Label: [(index: Int, tree: NodeDocument)]]
  let ingresses: [NodeDocument]

  private struct Label: Hashable {
    let key: String
    let value: String?
  }

  init(_ document: Document, _ trees: [NodeDocument], in workspace: any Workspace) {
    self.document = document
    self.trees = trees
    self.workspace = workspace
    containers = Self.containers(document, trees, in: workspace)
    desktopStorage = containers.isEmpty ? nil : Self.desktopStorage(document, trees, in: workspace)
    var selecting: [Label: [(index: Int, tree: NodeDocument)]] = [:]
    for (index, tree) in trees.enumerated() where tree.node(at: ["kind"])?.text == "Service" {
      guard let first = tree.node(at: ["spec", "selector"])?.entries?.first, let key = first.key.text else {
        continue
      }
      selecting[Label(key: key, value: first.value.text), default: []].append((index, tree))
    }
    self.selecting = selecting
    ingresses = trees.filter { $0.node(at: ["kind"])?.text == "Ingress" }
  }

  /// Kinds that start pods, and where the pod is in them.
  private static let pods: [String: [PathStep]] = [
    "Pod": [], "Deployment": ["spec", "template"], "StatefulSet": ["spec", "template"],
    "DaemonSet": ["spec", "template"], "ReplicaSet": ["spec", "template"], "Job": ["spec", "template"],
    "CronJob": ["spec", "jobTemplate", "spec", "template"], "Rollout": ["spec", "template"],
  ]

  private static func containers(
    _ document: Document, _ trees: [NodeDocument], in workspace: any Workspace
  ) -> [KubernetesContainer] {
    trees.enumerated().flatMap { index, tree in
      WorkloadPatches.isPatch(tree, in: document, workspace) ? [] : containers(document, tree, index)
    }
  }

  /// The containers of the workload that a document is, if it is one.
  static func containers(_ document: Document, _ tree: NodeDocument, _ index: Int) -> [KubernetesContainer] {
    guard let kind = tree.node(at: ["kind"])?.text, let template = pods[kind] else { return [] }
    let name = tree.node(at: ["metadata", "name"])
    let pod = template + ["spec"]
    // An init container that is restarted always runs next to the others (Kubernetes documentation, Sidecar Containers).
    let sidecars = (tree.node(at: pod + ["initContainers"])?.items ?? []).indices.map {
      pod + ["initContainers", .index($0)]
    }.filter { tree.node(at: $0 + ["restartPolicy"])?.text == "Always" }
    let own = (tree.node(at: pod + ["containers"])?.items ?? []).indices.map {
      pod + ["containers", .index($0)]
    }
    return (own + sidecars).map { path in
      let own = tree.node(at: path + ["name"])
      return KubernetesContainer(
        document: document, index: index, tree: tree, podPath: pod, path: path,
        workload: name?.text ?? own?.text ?? "the pod",
        nameRange: (own ?? name ?? tree.node(at: path))?.range ?? TextRange(at: 0))
    }
  }

  func facts() -> [Fact] {
    let servers = containers.filter { $0.serves(in: workspace) }
    let beside = Dictionary(servers.map { ($0.index, $0) }) { first, _ in first }
    let served = Set(servers.map(\.address))
    var facts: [Fact] = []
    // Aliases let a small text state very many.
    for server in servers where facts.count <= SyntaxLimits.facts {
      facts += KubernetesServer(server, in: self).facts(in: workspace)
    }
    for container in containers
    where facts.count <= SyntaxLimits.facts && !served.contains(container.address) {
      facts += client(container, beside: beside[container.index])
    }
    let known = Set(facts.map { $0.id.address.first })
    let fields = containers.filter { known.contains(String($0.index)) }.flatMap {
      PodFields(container: $0).facts
    }
    var seen: Set<FactID> = []
    facts += fields.filter { seen.insert($0.id).inserted }
    return facts + users + commands + unmatched(beside: servers) + namesake
      + ConfigObjects.notText(trees, document) + pullsBeforeServer
  }

  /// Init containers that pull, though the server next to them only starts when they have ended (Kubernetes documentation, Init
  /// Containers).
  private var pullsBeforeServer: [Fact] {
    guard !document.id.isDocumentation else { return [] }
    var seen: Set<Int> = []
    return containers.flatMap { container -> [Fact] in
      guard seen.insert(container.index).inserted else { return [] }
      return (container.pod("initContainers")?.items ?? []).prefix(64).enumerated().compactMap {
        index, item in
        let tree = container.tree
        func words(_ key: String) -> [String] {
          tree.value(of: key, in: item)?.items?.compactMap(\.text) ?? []
        }
        guard let image = tree.value(of: "image", in: item)?.text, ImageName(image).isOllama,
          tree.value(of: "restartPolicy", in: item)?.text != "Always"
        else { return nil }
        let variables = tree.value(of: "env", in: item)?.items ?? []
        guard !variables.contains(where: { tree.value(of: "name", in: $0)?.text == "OLLAMA_HOST" }),
          tree.value(of: "envFrom", in: item) == nil
        else { return nil }
        let all = words("command") + words("args")
        let text = all.joined(separator: " ")
        let isClient = ["pull", "run", "create"].contains { (verb: String) in
          text.contains("ollama \(verb) ") || words("command").isEmpty && all.first == verb
        }
        guard isClient, !ServerCommand.mentionsServe(text), !text.contains("OLLAMA_HOST") else { return nil }
        let at = container.at(tree.value(of: "command", in: item) ?? tree.value(of: "args", in: item) ?? item)
        var fact = SettingFact.make(
          FactID(.key, document.id, [String(container.index), "init", String(index)]), name: "initContainers",
          value: nil, kind: "instruction", format: "Kubernetes", problem: .misplaced, at: at)
        fact.write(.status, .misplaced, at: at)
        return fact
      }
    }
  }

  /// Clients in other files that take an address from a ConfigMap or Secret of this one, and do not name a server themselves.
  private var users: [Fact] {
    guard !document.id.isDocumentation, document.id.embedding.isEmpty,
      trees.contains(where: { ["ConfigMap", "Secret"].contains($0.node(at: ["kind"])?.text) })
        || ConfigObjects.isKustomization(FileName(path: document.id.path))
    else { return [] }
    var seen: Set<[String]> = []
    return ConfigObjects.of(workspace).unreadUsers(of: document.id.path).prefix(64).flatMap { use -> [Fact] in
      guard use.document != document.id, seen.insert([use.document.path] + use.address).inserted,
        let source = workspace.source(at: use.document.path), let trees = try? Manifests.parse(source)
      else { return [] }
      let other = KubernetesReader(Document(id: use.document, source: source), trees, in: workspace)
      return other.containers.filter { $0.address == use.address }.flatMap { other.client($0, beside: nil) }
    }
  }

  /// What containers of Ollama's image pull or run.
  private var commands: [Fact] {
    containers.enumerated().flatMap { index, container -> [Fact] in
      guard container.image?.isOllama == true else { return [] }
      return container.commandModels(at: ["commands", String(index)], variables: container.environment.variables)
    }
  }

  /// A command by the address that its models have, and whether its first word is handed to `ollama`.
  func command(at address: [String]) -> (range: TextRange, isOllamas: Bool)? {
    guard address.count == 3, address[0] == "commands", let index = Int(address[1]),
      containers.indices.contains(index)
    else { return nil }
    return containers[index].command(address[2])
  }

  /// A Service named `vllm` in the namespace of vLLM's pod: Kubernetes gives the pod VLLM_PORT=tcp://..., which vLLM reads as
  /// its own setting (vLLM, `docs/configuration/env_vars.md`; `vllm/envs.py`).
  private var namesake: [Fact] {
    guard !document.id.isDocumentation,
      let pod = containers.first(where: { container in
        container.image.flatMap(EngineImage.of)?.name == "vLLM"
          && container.pod("enableServiceLinks")?.flag != false
          && container["env"].map { env in
            env.items?.contains { container.tree.value(of: "name", in: $0)?.text == "VLLM_PORT" } == true
          } != true
      })
    else { return [] }
    let namespace = pod.tree.node(at: ["metadata", "namespace"])?.text
    return trees.enumerated().compactMap { index, tree in
      guard tree.node(at: ["kind"])?.text == "Service", let name = tree.node(at: ["metadata", "name"]),
        name.text == "vllm", tree.node(at: ["metadata", "namespace"])?.text == namespace
      else { return nil }
      return SettingFact.make(
        [String(index), "namesake"], name: "vllm", kind: "service", format: "Kubernetes", problem: .conflict,
        counterpart: pod.workload, replacement: "VLLM_PORT", at: document.at(name.range))
    }
  }

  /// Services for Ollama's port whose selector fits no pod of the file, though Ollama's pod is in it.
  private func unmatched(beside servers: [KubernetesContainer]) -> [Fact] {
    guard servers.count == 1, let server = servers.first, !document.id.isDocumentation else { return [] }
    let matched = Set(containers.flatMap { services(of: $0).map(\.index) })
    let namespace = server.tree.node(at: ["metadata", "namespace"])?.text
    return selecting.values.joined().sorted { $0.index < $1.index }.compactMap { index, tree in
      guard !matched.contains(index), let selector = tree.node(at: ["spec", "selector"]),
        let entries = selector.entries, !entries.isEmpty, entries.allSatisfy({ $0.value.text != nil }),
        tree.node(at: ["metadata", "namespace"])?.text == namespace,
        let name = tree.node(at: ["metadata", "name"])?.text,
        tree.node(at: ["spec", "ports"])?.items?.contains(where: { port in
          ["port", "targetPort"].contains { tree.value(of: $0, in: port)?.text == "11434" }
        }) == true
      else { return nil }
      let labels = server.tree.entries(
        of: server.tree.node(at: Array(server.podPath.dropLast()) + ["metadata", "labels"])
          ?? Node(.mapping([]), range: TextRange(at: 0)))
      let words = labels.compactMap { entry in
        entry.key.text.flatMap { key in entry.value.text.map { "\(key): \($0)" } }
      }
      guard !words.isEmpty else { return nil }
      return SettingFact.make(
        [String(index), "selector"], name: name, kind: "service", format: "Kubernetes", problem: .matchesNothing,
        counterpart: words.joined(separator: ", "), at: document.at(selector.range),
        owner: FactID(.server, document.id, server.address))
    }
  }

  /// Where a claim names the storage class that only Docker Desktop's cluster has, in this file or in one next to it.
  private static func desktopStorage(
    _ document: Document, _ trees: [NodeDocument], in workspace: any Workspace
  ) -> SourceRange? {
    let path = document.id.path
    let own = Self.desktopStorage(in: trees, document.id)
    guard own == nil, !document.id.isDocumentation, document.id.embedding.isEmpty else { return own }
    let directory = Path.directory(of: path)
    return workspace.remembered("Docker Desktop's storage in \(directory)") { workspace in
      workspace.names(in: directory).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.prefix(32)
        .lazy.compactMap { Path.join(directory, $0) }.compactMap { path -> SourceRange? in
          guard let source = workspace.source(at: path), source.bytes.count < 1 << 16,
            source.bytes[...].contains(bytesOf: "hostpath"), let trees = try? Manifests.parse(source)
          else { return nil }
          return Self.desktopStorage(in: trees, DocumentID(path))
        }.first
    }
  }

  private static func desktopStorage(in trees: [NodeDocument], _ id: DocumentID) -> SourceRange? {
    trees.lazy.compactMap { tree -> SourceRange? in
      guard tree.node(at: ["kind"])?.text == "PersistentVolumeClaim",
        let storage = tree.node(at: ["spec", "storageClassName"]), storage.text == "hostpath"
      else { return nil }
      return SourceRange(id, storage.range)
    }.first
  }

  private func client(_ container: KubernetesContainer, beside server: KubernetesContainer?) -> [Fact] {
    var spec = container.spec(.client, in: workspace)
    if let storage = desktopStorage {
      let reason = Reason("its storage class is Docker Desktop's", at: storage)
      spec?.fact.infer(.isForDesktop, true, because: [reason])
    }
    // Another container of the pod may be what listens on their loopback.
    if containers.contains(where: { $0.index == container.index && $0.address != container.address }) {
      spec?.network.namespace = .shared(container.workload)
    }
    if spec?.image.name.isOpenWebUI == true {
      spec?.ports = services(of: container).flatMap {
        KubernetesServer.published($0, in: document, to: OpenWebUI.port)
      }
      if WorkloadPatches.of(workspace).mention(["volumeMounts"], for: container.workload) { spec?.hasUnknownMounts = true }
    }
    let facts = spec?.facts() ?? []
    let shared = container.podEnvironment(in: workspace).shared
    let faults = PolicyFaults(container: container, workspace: workspace)
    let blocked = facts.filter { $0.subject == .endpoint }.compactMap(faults.unreachable)
    return blocked
      + facts.map { fact -> Fact in
        guard fact.subject == .endpoint else { return fact }
        var endpoint = fact
        // What is right for this pod may be wrong for another that takes the same value.
        if shared.contains(FactID(.key, fact.id.document, fact.id.address)) {
          endpoint.infer(.unknownReader, true)
        }
        // Containers of one pod share their loopback.
        if let server { endpoint.related[.owner] = FactID(.server, document.id, server.address) }
        let namespace = container.tree.node(at: ["metadata", "namespace"])?.text
        if !document.id.isDocumentation, let host = endpoint.text(.host), host != "localhost",
          ServiceNames.of(workspace).isUndefined(host, from: namespace)
        {
          endpoint.infer(.serviceUndefined, true)
        }
        return endpoint
      }
  }

  /// Services that are looked at for one workload; real ones have three at most.
  private static let mostServices = 64

  /// The services that point to the pods of a document.
  func services(of container: KubernetesContainer) -> [(index: Int, tree: NodeDocument)] {
    let labels = Dictionary(
      container.tree.entries(
        of: container.tree.node(at: Array(container.podPath.dropLast()) + ["metadata", "labels"])
          ?? Node(.mapping([]), range: TextRange(at: 0))
      ).compactMap { entry in entry.key.text.flatMap { key in entry.value.text.map { (key, $0) } } }
    ) { $1 }
    let candidates = labels.flatMap {
      (selecting[Label(key: $0.key, value: $0.value)] ?? []).prefix(Self.mostServices)
    }
    let nearest = candidates.sorted { $0.index < $1.index }.prefix(Self.mostServices)
    return nearest.compactMap { index, tree in
      guard let selector = tree.node(at: ["spec", "selector"])?.entries, !selector.isEmpty,
        selector.allSatisfy({ entry in entry.key.text.map { labels[$0] == entry.value.text } ?? false })
      else { return nil }
      return (index, tree)
    }
  }
}
