import Vocabulary

/// What a container of a pod requests in GPUs.
struct KubernetesGPU {
  /// What device plugins call the cards, and whose they are.
  static let cards: [(resource: String, vendor: PassedGPU)] = [
    ("nvidia.com/gpu", .nvidia), ("amd.com/gpu", .amd), ("gpu.intel.com/i915", .intel),
    ("gpu.intel.com/xe", .intel),
  ]

  private let container: any PodContainer

  init(_ container: any PodContainer) { self.container = container }

  var request: GPURequest {
    var gpu = GPURequest(at: container.document.at(container.nameRange))
    if reserve(&gpu) { return gpu }
    // The runtime hands out all cards to the image, which requests them by itself.
    if let runtime = container.pod("runtimeClassName"), runtime.text?.contains("nvidia") == true {
      gpu.grant(.all, nil, at: container.at(runtime))
    } else if hasDevices {
      gpu.grant(.someGPUs, nil, at: gpu.at)
    } else {
      gpu.omitted = onPurpose
    }
    return gpu
  }

  /// Cards by the names of their device plugins.
  private func reserve(_ gpu: inout GPURequest) -> Bool {
    for card in Self.cards {
      let limit = container["resources", "limits", .key(card.resource)]
      let request = container["resources", "requests", .key(card.resource)]
      guard let shown = limit ?? request else { continue }
      let isGiven = limit != nil && limit?.text != "0"
      if limit?.text == "0" { gpu.omitted = Reason("\(card.resource) is 0", at: container.at(shown)) }
      gpu.name(isGiven ? .someGPUs : .noGPU, card.vendor, at: container.at(shown))
      if card.vendor == .nvidia, let count = limit?.text.flatMap({ Int($0) }), (1...16).contains(count) {
        gpu.devices = (0..<count).map(String.init)
      }
      if let text = shown.text, shown.scalar != nil, !text.contains("{"), Int(text) == nil {
        gpu.complain(
          "is for \(text) of \(card.resource), which only comes in whole numbers", at: container.at(shown))
      } else if let request, limit?.text != request.text {
        gpu.complain(
          limit.map {
            "requests \(request.text ?? "?") of \(card.resource) but is limited to \($0.text ?? "?")"
          } ?? "requests \(card.resource) without a limit; Kubernetes requires it under limits",
          at: container.at(request))
      }
      return true
    }
    return false
  }

  private var hasDevices: Bool {
    container.mountsDevices || container["resources", "claims"] != nil
      || container["securityContext", "privileged"]?.flag == true
  }

  /// A name or a comment that mentions the CPU.
  private var onPurpose: Reason? {
    if ModelPurpose.namesCPU(container.workload) { return Reason("its name says CPU") }
    if let namespace = container.tree.node(at: ["metadata", "namespace"]), ModelPurpose.namesCPU(namespace.text ?? "") {
      return Reason("its namespace says CPU", at: container.at(namespace))
    }
    if ModelPurpose.namesCPU(inPath: container.document.id.path) { return Reason("its path says CPU") }
    let comment = container.tree.comments.first { ModelPurpose.namesCPU(container.document.source.string($0)) }
    return comment.map { .comment(container.document.source.string($0), at: container.document.at($0)) }
  }
}
