import Knowledge
import Syntax
import Vocabulary

/// An image that nobody makes any more: one row of `Catalogue/images.yaml`.
struct DiscontinuedImage: Sendable {
  let repository: String
  let since: String
  let effect: String
  let instead: String

  static func of(_ image: ImageName) -> DiscontinuedImage? {
    all.first { image.repository == $0.repository || image.repository == "docker.io/" + $0.repository }
  }
}

/// Names of images that no registry has, or that no engine takes.
extension ContainerSpec {
  var imageFacts: [Fact] {
    let name = image.name
    if isOwn(image.at), image.build == nil, !id.document.isDocumentation, let gone = DiscontinuedImage.of(name) {
      return [
        SettingFact.make(
          FactID(.key, image.at.document, id.address + ["image"]), name: name.repository, value: name.tag,
          kind: "discontinued-image", format: format, problem: .outdated, consequence: gone.effect,
          replacement: gone.instead, expected: gone.since, at: image.at, owner: id)
      ]
    }
    guard isOwn(image.at), image.build == nil, !image.hasUnknownTag, let corrected = name.corrected else {
      return []
    }
    return [
      SettingFact.make(
        FactID(.key, image.at.document, id.address + ["image"]), name: name.repository, value: name.tag,
        kind: "image", format: format,
        problem: name.isMalformed ? .syntax : name.hasMoved ? .outdated : .undefined,
        corrected: corrected, at: image.at, owner: id)
    ]
  }
}

extension ImageName {
  private static let llamaImages = "ghcr.io/ggml-org/llama.cpp"

  /// Whether it is where llama.cpp's images were until 2025 (ggml-org/llama.cpp, discussion 11801 and pull request 11890).
  fileprivate var hasMoved: Bool { repository == "ghcr.io/ggerganov/llama.cpp" && !isPinnedByDigest }

  /// What was meant; `nil` for a name that may exist.
  ///
  /// Docker Hub's tags of `ollama/ollama` have no v, unlike the releases on GitHub. llama.cpp's are `server-cuda-b9049`
  /// (ggml-org/llama.cpp, `.github/workflows/docker.yml`).
  var corrected: String? {
    guard let tag else { return isMalformed ? repository : hasMoved ? Self.llamaImages : nil }
    if isMalformed { return "\(repository):\(tag)" }
    if hasMoved { return "\(Self.llamaImages):\(tag.hasPrefix("latest-") ? String(tag.dropFirst(7)) : tag)" }
    let isHub = ["ollama/ollama", "docker.io/ollama/ollama"].contains(repository)
    if isHub, tag.hasPrefix("v"), Version(tag.dropFirst()) != nil {
      return "\(repository):\(tag.dropFirst())"
    }
    // vLLM's and SGLang's have one (their release workflows push `v0.10.2`).
    let isTaggedWithV = ["vllm/vllm-openai", "lmsysorg/sglang"].contains {
      repository == $0 || repository == "docker.io/" + $0
    }
    if isTaggedWithV, tag.first?.isNumber == true, tag.allSatisfy({ $0.isNumber || $0 == "." }),
      tag.contains(".")
    {
      return "\(repository):v\(tag)"
    }
    let isLlama = repository.hasSuffix("/llama.cpp")
    return isLlama && tag.hasPrefix("latest-") ? "\(repository):\(tag.dropFirst(7))" : nil
  }
}
