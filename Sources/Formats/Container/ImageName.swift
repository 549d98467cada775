import Knowledge

/// A container image's name: `[registry/]repository[:tag][@digest]`.
struct ImageName: Sendable, Hashable {
  /// With its registry, as written: `ghcr.io/open-webui/open-webui`.
  let repository: String
  /// `nil` where none is written.
  let tag: String?
  let isPinnedByDigest: Bool
  /// Whether no engine takes it: `ollama/ollama:/0.11.5`, `ollama/ollama:`.
  let isMalformed: Bool

  init(_ text: String) {
    var rest = text[...]
    // A mount, `ollama:/root/.ollama`, is no reference.
    if let slip = text.firstRange(ofBytes: ":/"), slip.lowerBound > text.startIndex,
      text[slip.upperBound...].first?.isNumber == true, !text[slip.upperBound...].contains("/")
    {
      repository = String(text[..<slip.lowerBound])
      tag = String(text[slip.upperBound...])
      isPinnedByDigest = false
      isMalformed = true
      return
    }
    isMalformed = text.hasSuffix(":") || text.contains("::")
    while rest.hasSuffix(":") { rest.removeLast() }
    if let at = rest.firstIndex(of: "@") {
      rest = rest[..<at]
      isPinnedByDigest = true
    } else {
      isPinnedByDigest = false
    }
    if let colon = rest.lastIndex(of: ":"), !rest[colon...].contains("/") {
      tag = String(rest[rest.index(after: colon)...])
      rest = rest[..<colon]
    } else {
      tag = nil
    }
    repository = String(rest)
  }

  /// Whether a container of it serves Ollama: `ollama/ollama`, a mirror of it, or Open WebUI's bundle.
  var isOllama: Bool {
    let parts = repository.lowercased().split(separator: "/")
    if parts.last == "ollama" {
      return parts.count == 1 || parts.dropLast().last == "ollama" || parts.count > 2
        || repository.contains(".") || isSmall || modelsDirectory != nil
    }
    return isBundledWebUI
  }

  /// Alpine's image of Ollama, which keeps models where Ollama's own does (alpine-docker/ollama, Dockerfile).
  var isSmall: Bool { repository.lowercased().hasSuffix("alpine/ollama") }

  /// Where an image with another place for models keeps them; `nil` for Ollama's own place.
  ///
  /// dusty-nv/jetson-containers, `packages/llm/ollama/README.md`: below the folder `data`, which only its own script mounts.
  var modelsDirectory: String? {
    repository.lowercased().hasSuffix("dustynv/ollama") ? "/data/models/ollama/models" : nil
  }

  /// Whether it is the image that Ollama publishes, or a mirror of it.
  var isOllamas: Bool { repository.lowercased().hasSuffix("ollama/ollama") }

  var isOpenWebUI: Bool { repository.lowercased().split(separator: "/").last == "open-webui" }
  var isBundledWebUI: Bool { isOpenWebUI && (tag == "ollama" || tag?.hasSuffix("-ollama") == true) }

  /// Whether it is a plain database, cache, queue or file store, which calls no model.
  var isStore: Bool {
    let name = repository.lowercased().split(separator: "/").last
    return [
      "postgres", "mysql", "mariadb", "redis", "valkey", "mongo", "memcached", "rabbitmq", "minio", "adminer",
      "qdrant",
    ].contains(name)
  }

  /// Whether it can only be an image that was made here: Docker Hub has no `ollama` without an owner.
  var isLocal: Bool { repository.lowercased() == "ollama" }

  /// Whose GPUs the image can use, where it is only one vendor's.
  var vendor: String? {
    guard let tag else { return nil }
    return tag == "rocm" || tag.hasSuffix("-rocm") ? "amd" : nil
  }

  /// The version of Ollama that the tag pins.
  var version: Version? { isOpenWebUI ? nil : tag.flatMap { Version($0) } }

  /// The name without its variables: `ollama/ollama` of `${MIRROR}/ollama/ollama:${TAG}`.
  static func withoutVariables(_ text: String) -> String {
    var result = ""
    var depth = 0
    for character in text {
      if character == "{" { depth += 1 }
      if depth == 0, character != "$" { result.append(character) }
      if character == "}" { depth = max(0, depth - 1) }
    }
    while result.hasSuffix(":") || result.hasSuffix("-") { result.removeLast() }
    return String(result.drop { $0 == "/" })
  }
}
