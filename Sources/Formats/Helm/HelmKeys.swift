import Syntax
import Vocabulary

/// Keys of the chart that are misspelt, or called as another chart calls them: Helm hands them on, and no template reads them.
///
/// Source: otwld/ollama-helm `values.yaml` (chart 1.77.0, August 2026).
struct HelmKeys {
  let values: HelmValues

  private static let known: [(place: [PathStep], keys: Set<String>)] = [
    (
      [],
      [
        "replicaCount", "knative", "image", "imagePullSecrets", "nameOverride", "fullnameOverride", "namespaceOverride",
        "ollama", "serviceAccount", "podAnnotations", "podLabels", "podSecurityContext", "priorityClassName",
        "securityContext", "runtimeClassName", "service", "deployment", "ingress", "resources", "livenessProbe",
        "readinessProbe", "autoscaling", "volumes", "volumeMounts", "extraArgs", "extraEnv", "extraEnvFrom",
        "persistentVolume", "nodeSelector", "tolerations", "affinity", "lifecycle", "updateStrategy",
        "topologySpreadConstraints", "terminationGracePeriodSeconds", "initContainers", "hostIPC", "hostPID", "hostNetwork",
        "extraObjects", "tests", "global", "dnsPolicy", "dnsConfig", "startupProbe", "gatewayApi", "httpRoute",
      ]
    ),
    (["ollama"], ["port", "gpu", "models", "insecure", "mountPath"]),
    (
      ["ollama", "gpu"],
      ["enabled", "draEnabled", "draDriverClass", "draExistingClaimTemplate", "type", "number", "nvidiaResource", "mig"]
    ),
    (["ollama", "models"], ["pull", "run", "create", "clean"]),
    (
      ["persistentVolume"],
      [
        "enabled", "accessModes", "annotations", "existingClaim", "size", "storageClass", "volumeMode", "subPath",
        "volumeName",
      ]
    ),
  ]

  /// What other charts call them.
  private static let meant: [String: String] = [
    "persistence": "persistentVolume", "count": "number", "storageClassName": "storageClass", "extraEnvs": "extraEnv",
    "claimName": "existingClaim", "existingClaimName": "existingClaim", "models.load": "run",
  ]

  var facts: [Fact] {
    guard !values.document.id.isDocumentation else { return [] }
    return Self.known.flatMap { place, keys -> [Fact] in
      guard let node = values.tree.node(at: values.base + place) else { return [] }
      let written = Set(values.tree.entries(of: node).compactMap(\.key.text))
      return values.tree.entries(of: node).compactMap { entry in
        guard let key = entry.key.text, !keys.contains(key), let near = Self.near(key, keys), !written.contains(near)
        else { return nil }
        return fact(place + [.key(key)], near, at: entry.key)
      }
    } + [flag].compactMap { $0 }
  }

  private static func near(_ key: String, _ keys: Set<String>) -> String? {
    if let word = meant[key], keys.contains(word) { return word }
    let near = keys.filter { Nearest.isOneLetterOff(key, from: $0) }
    return near.count == 1 ? near.first : nil
  }

  /// `ollama.gpu: true`
  private var flag: Fact? {
    guard let gpu = values["ollama", "gpu"], gpu.flag != nil else { return nil }
    return fact(["ollama", "gpu"], "gpu.enabled", at: gpu)
  }

  private func fact(_ path: [PathStep], _ meant: String, at node: Node) -> Fact {
    SettingFact.make(
      FactID(.key, values.document.id, (values.base + path).address + ["key"]), name: path.address.joined(separator: "."),
      value: nil, kind: "chart", format: "Helm", problem: .misspelt, replacement: meant, at: values.at(node),
      owner: FactID(.server, values.document.id, values.base.address))
  }
}
