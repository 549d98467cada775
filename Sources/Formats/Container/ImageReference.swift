import Knowledge
import Vocabulary

/// An image that is no longer published: one row of `Catalogue/images.yaml`.
struct DiscontinuedImage: Sendable {
  let repository: String
  let since: String
  let effect: String
  let instead: String
  /// Prefixes of variables. One must be set for the program to use models; empty if it always does.
  var onlyWith: [String] = []

  static func of(_ image: ImageName) -> DiscontinuedImage? {
    all.first { image.repository == $0.repository || image.repository == "docker.io/" + $0.repository }
  }
}

/// Names of images that no registry has, or that no engine takes.
extension ContainerSpec {
  var imageFacts: [Fact] {
    let name = image.name
    if isOwn(image.at), image.build == nil, !id.document.isDocumentation, let gone = DiscontinuedImage.of(name), usesModels(gone) {
      return [
        setting(
          ["image"], name: name.repository, value: name.tag, kind: "discontinued-image", problem: .outdated,
          consequence: gone.effect, replacement: gone.instead, expected: gone.since, at: image.at)
      ]
    }
    if let misnamed { return [misnamed] }
    let bare = engine == .podman ? nil : name.withoutTransport
    guard isOwn(image.at), image.build == nil, !image.hasUnknownTag, let corrected = bare ?? name.corrected.map(forGPU) else {
      return []
    }
    return [
      setting(
        ["image"], name: name.repository, value: name.tag ?? "latest", kind: "image",
        problem: name.isMalformed || bare != nil ? .syntax : name.hasMoved ? .outdated : .undefined,
        corrected: corrected, at: image.at)
    ]
  }
}

extension ContainerSpec {
  private func usesModels(_ gone: DiscontinuedImage) -> Bool {
    gone.onlyWith.isEmpty || environment.variables.contains { gone.onlyWith.contains(where: $0.name.hasPrefix) }
  }

  /// An image of llama.cpp with the backend of the container's GPU: the plain one computes on the CPU.
  private func forGPU(_ reference: String) -> String {
    let name = ImageName(reference)
    guard name.repository.hasSuffix("/llama.cpp"), let tag = name.tag.flatMap(tagForGPU) else { return reference }
    return "\(name.repository):\(tag)"
  }

  /// `open-webui/open-webui:main` without its registry; a name without an owner may be that of an image made here.
  private var misnamed: Fact? {
    guard engine != .podman, isOwn(image.at), image.build == nil, !image.name.isPinnedByDigest, !id.document.isDocumentation,
      let meant = ImageName.meant[image.name.repository]
    else { return nil }
    let isMadeHere = workspace.names(in: Path.directory(of: id.document.path)).contains { $0.lowercased().contains("dockerfile") }
    guard image.name.repository.contains("/") || !isMadeHere else { return nil }
    return setting(
      ["image"], name: image.name.repository, value: image.name.tag ?? "latest", kind: "image", problem: .misnamed,
      corrected: meant + (image.name.tag.map { ":" + $0 } ?? ""), at: image.at)
  }
}

extension ImageName {
  private static let llamaImages = "ghcr.io/ggml-org/llama.cpp"
  /// Where llama.cpp's images were until 2025 (ggml-org/llama.cpp, discussion 11801 and pull request 11890).
  private static let formerLlamaImages = "ghcr.io/ggerganov/llama.cpp"

  fileprivate var hasMoved: Bool { repository == Self.formerLlamaImages && !isPinnedByDigest }

  /// Without the transport of Podman and Skopeo, which Docker's references do not have.
  fileprivate var withoutTransport: String? {
    guard repository.hasPrefix("docker://") else { return nil }
    let rest = repository.dropFirst("docker://".count)
    // Without a registry, Podman would look for the short name elsewhere.
    guard rest.prefix(while: { $0 != "/" }).contains("."), !isPinnedByDigest else { return nil }
    return rest + (tag.map { ":" + $0 } ?? "")
  }

  /// What was meant; `nil` for a name that may exist.
  ///
  /// Docker Hub's tags of `ollama/ollama` have no v, unlike the releases on GitHub.
  var corrected: String? {
    if !isPinnedByDigest, [Self.llamaImages, Self.formerLlamaImages].contains(repository) {
      let known = llamaTag
      return hasMoved || known != tag || isMalformed ? known.map { "\(Self.llamaImages):\($0)" } : nil
    }
    guard let tag else { return isMalformed ? repository : nil }
    if isMalformed { return "\(repository):\(tag)" }
    let isHub = ["ollama/ollama", "docker.io/ollama/ollama"].contains(repository)
    if isHub, tag.hasPrefix("v"), Version(tag.dropFirst()) != nil {
      return "\(repository):\(tag.dropFirst())"
    }
    // vLLM's and SGLang's have one (their release workflows push `v0.10.2`).
    let isTaggedWithV = ["vllm/vllm-openai", "lmsysorg/sglang"].contains {
      repository == $0 || repository == "docker.io/" + $0
    }
    guard isTaggedWithV, tag.first?.isNumber == true, tag.allSatisfy({ $0.isNumber || $0 == "." }),
      tag.contains(".")
    else { return nil }
    return "\(repository):v\(tag)"
  }

  /// The tag of llama.cpp's images that is meant; the tag itself where it may exist, `nil` where nobody can tell.
  ///
  /// They are `server-cuda-b9049`: a program, a backend and a build, and there is no `latest` (ggml-org/llama.cpp,
  /// docs/docker.md and `.github/workflows/docker.yml`).
  private var llamaTag: String? {
    guard let tag, !tag.isEmpty else { return "server" }
    let rest = tag.hasPrefix("latest-") ? String(tag.dropFirst(7)) : tag
    let first = rest.prefix { $0 != "-" }
    if ["server", "full", "light"].contains(first) { return rest }
    if rest == "latest" { return "server" }
    let isBackend = ["cuda", "cuda12", "cuda13", "rocm", "vulkan", "intel", "musa"].contains(first)
    let isBuild = first.first == "b" && first.count > 3 && first.dropFirst().allSatisfy(\.isNumber)
    return isBackend || isBuild ? "server-" + rest : tag.hasPrefix("latest-") ? nil : tag
  }
}
