/// A model in a store: its parts. The weights are not read.
public struct StoredModel: Sendable, Hashable {
  /// In the manifest's order.
  let layers: [StoredLayer]
  /// Whether its weights are in a GGUF file: not those of remote and safetensors models.
  let isGGUF: Bool

  /// Bytes of all layers of a kind.
  public func byteCount(of kind: StoredLayer.Kind) -> Int {
    var sum = 0
    for layer in layers where layer.kind == kind { sum += layer.byteCount }
    return sum
  }

  /// The header of its weights, of several files the last, as Ollama takes it; `nil` if it has none in this format.
  public func weights() throws(GGUFError) -> GGUFFile? {
    guard isGGUF, let path = layers.last(where: { $0.kind == .model })?.path else { return nil }
    return try GGUFFile(path: path)
  }
}

/// One part of a stored model: its weights, its template, ...
public struct StoredLayer: Sendable, Hashable {
  /// What the part is, after `application/vnd.ollama.image.` in its media type (Ollama `server/images.go`, 2026-08).
  public enum Kind: String, Sendable {
    /// The GGUF file.
    case model
    /// A GGUF file that turns images or sound into what the model reads.
    case projector
    case other

    init(mediaType: String) {
      let prefix = "application/vnd.ollama.image."
      self = mediaType.hasPrefix(prefix) ? Self(rawValue: String(mediaType.dropFirst(prefix.utf8.count))) ?? .other : .other
    }
  }

  let kind: Kind
  /// Bytes, as the manifest says.
  let byteCount: Int
  /// Where the part lies.
  let path: String
}
