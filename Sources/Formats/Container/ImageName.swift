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

  /// The repository in small letters, and its parts between slashes.
  private let lowercase: String
  private let parts: [Substring]

  init(_ text: String) {
    let bytes = Array(text.utf8)
    let (colon, slash) = (UInt8(ascii: ":"), UInt8(ascii: "/"))
    func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    // A mount, `ollama:/root/.ollama`, is not a reference.
    let slip = bytes.indices.dropFirst().first { bytes[$0] == colon && $0 + 1 < bytes.count && bytes[$0 + 1] == slash }
    if let slip, slip + 2 < bytes.count, (0x30...0x39).contains(bytes[slip + 2]), !bytes[(slip + 2)...].contains(slash) {
      self.init(string(0..<slip), tag: string(slip + 2..<bytes.count), isMalformed: true)
      return
    }
    var end = bytes.count
    while end > 0, bytes[end - 1] == colon { end -= 1 }
    let isMalformed = bytes.last == colon || zip(bytes, bytes.dropFirst()).contains { $0 == colon && $1 == colon }
    let at = bytes[..<end].firstIndex(of: UInt8(ascii: "@"))
    end = at ?? end
    var tag: String?
    if let mark = bytes[..<end].lastIndex(of: colon), !bytes[mark..<end].contains(slash) {
      tag = string(mark + 1..<end)
      end = mark
    }
    self.init(string(0..<end), tag: tag, isPinnedByDigest: at != nil, isMalformed: isMalformed)
  }

  private init(_ repository: String, tag: String?, isPinnedByDigest: Bool = false, isMalformed: Bool) {
    self.repository = repository
    self.tag = tag
    self.isPinnedByDigest = isPinnedByDigest
    self.isMalformed = isMalformed
    lowercase = repository.lowercased()
    parts = lowercase.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
  }

  /// Whether a container of it serves Ollama: `ollama/ollama`, a mirror of it, or Open WebUI's bundle.
  var isOllama: Bool {
    if parts.last == "ollama" {
      return parts.count == 1 || parts.dropLast().last == "ollama" || parts.count > 2
        || repository.contains(".") || isSmall || modelsDirectory != nil
    }
    return isBundledWebUI
  }

  /// Alpine's image of Ollama, which keeps models where Ollama's own does (alpine-docker/ollama, Dockerfile).
  var isSmall: Bool { lowercase.hasSuffix("alpine/ollama") }

  /// Where an image with another place for models keeps them; `nil` for Ollama's own place.
  ///
  /// dusty-nv/jetson-containers, `packages/llm/ollama/README.md`: below the folder `data`, which only its own script mounts.
  var modelsDirectory: String? {
    lowercase.hasSuffix("dustynv/ollama") ? "/data/models/ollama/models" : nil
  }

  /// Whether it is the image that Ollama publishes, or a mirror of it.
  var isOllamas: Bool { lowercase.hasSuffix("ollama/ollama") }

  /// Whether it is one of some images, by the ends of their names, in small letters: `librechat/librechat` from any registry.
  func isOne(of names: [String]) -> Bool { names.contains { lowercase == $0 || lowercase.hasSuffix("/" + $0) } }

  /// What the image is called without its registry and owner, in small letters.
  var lastPart: Substring { parts.last ?? "" }

  var isOpenWebUI: Bool { parts.last == "open-webui" }
  var isBundledWebUI: Bool { isOpenWebUI && (tag == "ollama" || tag?.hasSuffix("-ollama") == true) }

  /// Whether it is a plain database, cache, queue or file store, which calls no model.
  var isStore: Bool {
    guard let name = parts.last else { return false }
    return Self.stores.contains(name)
  }

  /// Whether it can only be an image that was made here: Docker Hub has no `ollama` without an owner.
  var isLocal: Bool { lowercase == "ollama" }

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
