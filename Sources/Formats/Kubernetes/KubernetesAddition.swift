import Syntax

/// Manifests that a file is to gain, behind those that are there.
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
    // Behind what is no YAML nothing is read, and what is not found is asked for again.
    guard (try? YAMLParser.parse(SourceText(source.bytes + Array(addition.utf8)))) != nil else { return nil }
    return [.insert(addition, at: end)]
  }

  private static func manifest(_ version: String, _ kind: String, _ name: String, _ spec: [NewValue.Member])
    -> NewValue
  {
    .mapping([
      .init("apiVersion", .string(version)), .init("kind", .string(kind)),
      .init("metadata", .mapping([.init("name", .string(name))])), .init("spec", .mapping(spec)),
    ])
  }

  private static func deployment(_ name: String, _ container: [NewValue.Member], volume: String) -> NewValue {
    let labels = NewValue.mapping([.init("app", .string(name))])
    let claim = NewValue.mapping([.init("claimName", .string(name))])
    return manifest(
      "apps/v1", "Deployment", name,
      [
        .init("replicas", .integer(1)),
        // A volume that one node writes to cannot be had by the old pod and the new one at once.
        .init("strategy", .mapping([.init("type", .string("Recreate"))])),
        .init("selector", .mapping([.init("matchLabels", labels)])),
        .init(
          "template",
          .mapping([
            .init("metadata", .mapping([.init("labels", labels)])),
            .init(
              "spec",
              .mapping([
                .init("containers", .list([.mapping(container)], flow: false)),
                .init(
                  "volumes",
                  .list(
                    [.mapping([.init("name", .string(volume)), .init("persistentVolumeClaim", claim)])],
                    flow: false)),
              ])),
          ])),
      ])
  }

  private static func environment(_ variables: [(name: String, value: String)]) -> NewValue {
    .list(
      variables.map { .mapping([.init("name", .string($0.name)), .init("value", .quoted($0.value))]) },
      flow: false)
  }

  private static func mount(_ name: String, _ path: String) -> NewValue {
    .list([.mapping([.init("name", .string(name)), .init("mountPath", .string(path))])], flow: false)
  }

  private static func server(_ addition: Addition, _ image: String) -> NewValue {
    let port = NewValue.integer(11434)
    var container: [NewValue.Member] = [
      .init("name", .string("ollama"), comment: nil),
      .init("image", .string(image), comment: addition.text(.gpuIntended)),
      .init("env", environment(addition.serverVariables)),
      .init("ports", .list([.mapping([.init("containerPort", port)])], flow: false)),
      .init(
        "readinessProbe",
        .mapping([.init("httpGet", .mapping([.init("path", .string("/")), .init("port", port)]))])),
    ]
    if addition.wantsGPU {
      let vendor = addition[.gpuVendor] ?? .nvidia
      let resource = KubernetesGPU.cards.first { $0.vendor == vendor }?.resource ?? "nvidia.com/gpu"
      let count = NewValue.integer(max(1, addition.integer(.count) ?? 1))
      container.append(.init("resources", .mapping([.init("limits", .mapping([.init(resource, count)]))])))
    }
    container.append(.init("volumeMounts", mount("models", ContainerSpec.modelsDirectory)))
    return deployment("ollama", container, volume: "models")
  }

  private static let service = manifest(
    "v1", "Service", "ollama",
    [
      .init("selector", .mapping([.init("app", .string("ollama"))])),
      .init(
        "ports",
        .list(
          [.mapping([.init("port", .integer(11434)), .init("targetPort", .integer(11434))])], flow: false)),
    ])

  private static func claim(_ name: String, _ size: String) -> NewValue {
    manifest(
      "v1", "PersistentVolumeClaim", name,
      [
        .init("accessModes", .list([.string("ReadWriteOnce")], flow: true)),
        .init("resources", .mapping([.init("requests", .mapping([.init("storage", .string(size))]))])),
      ])
  }

  private static func client(_ webUI: OpenWebUIAddition) -> NewValue {
    deployment(
      "open-webui",
      [
        .init("name", .string("open-webui")), .init("image", .string(webUI.image)),
        .init("env", environment(webUI.variables)),
        .init("volumeMounts", mount("data", OpenWebUI.dataDirectory)),
      ], volume: "data")
  }
}
