import Syntax

/// Manifests that a file is to gain, after those that are there.
enum KubernetesAddition {
  static func edits(_ addition: Addition, in source: SourceText) -> [Edit]? {
    let manifests: [NewValue]
    if addition.subject == .server, let image = addition.image {
      manifests = [server(addition, image), service, claim("ollama", "100Gi")]
    } else if let webUI = OpenWebUIAddition(addition) {
      manifests = [client(webUI), claim("open-webui", "5Gi")]
    } else {
      return nil
    }
    let text = manifests.compactMap(NodeSyntax.yaml.text).joined(separator: "---\n")
    if source.holdsNothing() { return source.writing(text) }
    let end = source.bytes.count
    let addition = (source.lineStart(of: end) == end ? "" : source.newline) + "---\n" + text
    // Behind what is not YAML nothing is read, and what is not found is asked for again.
    guard (try? YAMLParser.parse(SourceText(source.bytes + Array(addition.utf8)))) != nil else { return nil }
    return [.insert(addition, at: end)]
  }

  private static func manifest(_ version: String, _ kind: String, _ name: String, _ spec: NewValue) -> NewValue {
    ["apiVersion": .string(version), "kind": .string(kind), "metadata": ["name": .string(name)], "spec": spec]
  }

  private static func deployment(_ name: String, _ container: NewValue, volume: String) -> NewValue {
    let labels: NewValue = ["app": .string(name)]
    return manifest(
      "apps/v1", "Deployment", name,
      [
        "replicas": 1,
        // A volume that one node writes to cannot be had by the old pod and the new one at once.
        "strategy": ["type": "Recreate"],
        "selector": ["matchLabels": labels],
        "template": [
          "metadata": ["labels": labels],
          "spec": [
            "containers": [container],
            "volumes": [["name": .string(volume), "persistentVolumeClaim": ["claimName": .string(name)]]],
          ],
        ],
      ])
  }

  private static func environment(_ variables: [(name: String, value: String)]) -> NewValue {
    .list(variables.map { ["name": .string($0.name), "value": .quoted($0.value)] }, flow: false)
  }

  private static func mount(_ name: String, _ path: String) -> NewValue {
    [["name": .string(name), "mountPath": .string(path)]]
  }

  private static func server(_ addition: Addition, _ image: String) -> NewValue {
    var container: [NewValue.Member] = [
      .init("name", "ollama"),
      .init("image", .string(image), comment: addition.text(.gpuIntended)),
      .init("env", environment(addition.serverVariables)),
      .init("ports", [["containerPort": 11434]]),
      .init("readinessProbe", ["httpGet": ["path": "/", "port": 11434]]),
    ]
    if addition.wantsGPU {
      let vendor = addition[.gpuVendor] ?? .nvidia
      let resource = KubernetesGPU.cards.first { $0.vendor == vendor }?.resource ?? "nvidia.com/gpu"
      let count = NewValue.integer(max(1, addition.integer(.count) ?? 1))
      container.append(.init("resources", ["limits": [resource: count]]))
    }
    container.append(.init("volumeMounts", mount("models", ContainerSpec.modelsDirectory)))
    return deployment("ollama", .mapping(container), volume: "models")
  }

  private static let service = manifest(
    "v1", "Service", "ollama", ["selector": ["app": "ollama"], "ports": [["port": 11434, "targetPort": 11434]]])

  private static func claim(_ name: String, _ size: String) -> NewValue {
    manifest(
      "v1", "PersistentVolumeClaim", name,
      ["accessModes": .list(["ReadWriteOnce"], flow: true), "resources": ["requests": ["storage": .string(size)]]])
  }

  private static func client(_ webUI: OpenWebUIAddition) -> NewValue {
    deployment(
      "open-webui",
      [
        "name": "open-webui", "image": .string(webUI.image), "env": environment(webUI.variables),
        "volumeMounts": mount("data", OpenWebUI.dataDirectory),
      ], volume: "data")
  }
}
