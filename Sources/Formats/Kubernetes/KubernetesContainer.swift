import Syntax
import Vocabulary

/// A container of a pod, with its place in the file.
struct KubernetesContainer: PodContainer {
  let document: Document
  /// Which document of the file it is in.
  let index: Int
  let tree: NodeDocument
  /// The way to the pod's own `spec`.
  let podPath: [PathStep]
  let path: [PathStep]
  /// The name of the workload.
  let workload: String
  let nameRange: TextRange

  subscript(keys: PathStep...) -> Node? { tree.node(at: path + keys) }
  func pod(_ keys: PathStep...) -> Node? { tree.node(at: podPath + keys) }

  var mountsDevices: Bool {
    (pod("volumes")?.items ?? []).contains { volume in
      tree.value(of: "hostPath", in: volume).flatMap { tree.value(of: "path", in: $0)?.text }
        .map { $0.hasPrefix("/dev/") } ?? false
    }
  }

  var address: [String] { [String(index)] + path.address }
  var image: ImageName? { self["image"]?.text.map(ImageName.init) }

  var environment: EnvironmentList {
    EnvironmentList(document: document, tree: tree, path: path + ["env"], prefix: [String(index)])
  }

  /// Its variables with those of ConfigMaps and Secrets that the repository defines.
  func podEnvironment(in workspace: any Workspace) -> PodEnvironment {
    PodEnvironment(
      self, own: environment.variables, namespace: tree.node(at: ["metadata", "namespace"])?.text,
      in: workspace)
  }

  /// Whether it serves Ollama.
  func serves(in workspace: any Workspace) -> Bool {
    (image?.isOllama == true || runsOllama) && !leavesServing && spec(.server, in: workspace)?.serves == true
  }

  /// Whether it runs a script of one's own next to a container of the pod that says it serves.
  private var leavesServing: Bool {
    let own = words("command") + words("args")
    guard own.first?.contains("/") == true, !own.contains(where: ServerCommand.mentionsServe) else { return false }
    return (pod("containers")?.items ?? []).contains { item in
      ["command", "args"].contains { key in
        tree.value(of: key, in: item)?.items?.contains { $0.text.map(ServerCommand.mentionsServe) ?? false } ?? false
      }
    }
  }

  /// Whether its command starts Ollama, from an image of another name.
  private var runsOllama: Bool {
    image?.isOllama == false && ServerCommand.startsOllama(words("command") + words("args"))
  }

  /// What the pod gives the container; `nil` where it has no image.
  func spec(_ subject: Subject, in workspace: any Workspace) -> ContainerSpec? {
    guard let name = image, let node = self["image"] else { return nil }
    let shown = document.at(nameRange)
    var fact = Fact(FactID(subject, document.id, address), at: shown)
    if subject == .server { fact.write(.name, workload, at: shown) } else { fact.infer(.name, workload) }
    fact.infer(.topology, .pod)
    let isAnother = subject == .server && runsOllama
    var spec = ContainerSpec(
      fact, format: "Kubernetes",
      image: isAnother
        ? .another(name, at: at(node))
        : KustomizeImages.of(workspace).applied(to: .init(name: name, at: at(node)), in: document.id.path),
      environment: podEnvironment(in: workspace).environment, in: workspace)
    spec.mounts = mounts
    // What a claim template or an operator mounts is not seen here.
    if subject == .client && !name.isOpenWebUI || isAnother { spec.hasUnknownMounts = true }
    spec.gpu = KubernetesGPU(self).request
    if isAnother { spec.gpu.becomeUnknownIfAbsent() }
    spec.network.knowsHost = true
    if PlayedPods.contain(document.id.path, in: workspace) { spec.engine = .podman }
    // A field under a misspelt name is not missing.
    let meant = PodFields(container: self).meant
    if !meant.isDisjoint(with: ["volumeMounts", "mountPath"]) { spec.hasUnknownMounts = true }
    if !meant.isDisjoint(with: ["resources", "limits", "nvidia.com/gpu", "amd.com/gpu", "runtimeClassName"]) {
      spec.gpu.becomeUnknownIfAbsent()
    }
    if meant.contains("env") { spec.environment.isComplete = false }
    describeOperation(&spec)
    spec.askedPaths = ["readinessProbe", "startupProbe", "livenessProbe"].compactMap { key in
      self[.key(key), "httpGet", "path"].map { Placed($0.text, at: at($0)) }
    }
    if (pod("containers")?.items?.count ?? 1) == 1, pod("initContainers") == nil {
      spec.askedPorts = ["readinessProbe", "startupProbe", "livenessProbe"].compactMap { key in
        self[.key(key), "httpGet", "port"].flatMap { node in node.text.flatMap { Int($0) }.map { Placed($0, at: at(node)) } }
      }
    }
    spec.healthCheck = (probes.first { HealthCheckTool.missing(in: $0.check.words) != nil } ?? probes.first)?.check
    return spec
  }

  /// The probes that run a command.
  var probes: [(path: [PathStep], check: ContainerSpec.HealthCheck)] {
    ["readinessProbe", "startupProbe", "livenessProbe"].compactMap { key in
      let path: [PathStep] = [.key(key), "exec", "command"]
      return tree.node(at: self.path + path).map { (path, healthCheck($0, of: key)) }
    }
  }

  /// Whether it is the one pod of a Deployment that starts the new pod before it ends the old one, on nodes that are there.
  var surges: Bool {
    tree.node(at: ["kind"])?.text == "Deployment"
      && tree.node(at: ["spec", "strategy", "type"])?.text ?? "RollingUpdate" == "RollingUpdate"
      && !["0", "0%"].contains(tree.node(at: ["spec", "strategy", "rollingUpdate", "maxSurge"])?.text)
      && tree.node(at: ["spec", "replicas"])?.text ?? "1" == "1" && !makesNodes
  }

  /// Whether the cluster makes a node for a pod that finds none (GKE Autopilot and compute classes, Karpenter).
  private var makesNodes: Bool {
    let signs = ["cloud.google.com/compute-class", "karpenter.sh/", "eks.amazonaws.com/compute-type"]
    return (pod("nodeSelector")?.entries ?? []).contains { entry in
      signs.contains { entry.key.text?.hasPrefix($0) == true }
    }
  }

  private var mounts: [ContainerSpec.Mount] {
    (self["volumeMounts"]?.items ?? []).compactMap { mount in
      guard let target = tree.value(of: "mountPath", in: mount)?.text else { return nil }
      // What lives as long as the pod keeps nothing.
      let name = tree.value(of: "name", in: mount)?.text
      return .init(
        target: target, at: at(mount), isTemporary: isTemporary(name),
        isReadOnly: tree.value(of: "readOnly", in: mount)?.flag == true)
    }
  }

  private func isTemporary(_ volume: String?) -> Bool {
    (pod("volumes")?.items ?? []).contains { item in
      tree.value(of: "name", in: item)?.text == volume && tree.value(of: "emptyDir", in: item) != nil
    }
  }
}

/// A quantity as Kubernetes writes it.
enum KubernetesSize {
  /// `8Gi`, `8G`, `8192Mi`.
  static func bytes(_ text: String) -> Int? {
    let units: [(String, Double)] = [
      ("Ki", 1024), ("Mi", 1_048_576), ("Gi", 1_073_741_824), ("Ti", 1_099_511_627_776), ("k", 1e3),
      ("M", 1e6),
      ("G", 1e9), ("T", 1e12), ("", 1),
    ]
    guard let unit = units.first(where: { text.hasSuffix($0.0) }),
      let number = Double(text.dropLast(unit.0.count)), number > 0, number * unit.1 < 1e16
    else { return nil }
    return Int(number * unit.1)
  }
}
