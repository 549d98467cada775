/// One part of a stored model: its weights, its template, ...
public struct StoredLayer: Sendable, Hashable {
  /// What the part is, after `application/vnd.ollama.image.` in its media type (Ollama
  /// `server/images.go`, 2026-08).
  public enum Kind: Sendable, Hashable {
    /// The GGUF file.
    case model
    /// A GGUF file that turns images or sound into what the model reads.
    case projector
    case adapter
    /// A small model that guesses ahead for the large one.
    case draft
    /// Weights and settings of models that are not GGUF.
    case tensor, json
    /// The TEMPLATE; its older name is `prompt`.
    case template
    case system
    case parameters
    case messages
    case license
    /// Given up by Ollama.
    case embed
    case other(String)

    init(mediaType: String) {
      let prefix = "application/vnd.ollama.image."
      guard mediaType.hasPrefix(prefix) else {
        self = .other(mediaType)
        return
      }
      switch mediaType.dropFirst(prefix.count) {
      case "model": self = .model
      case "projector": self = .projector
      case "adapter": self = .adapter
      case "draft": self = .draft
      case "tensor": self = .tensor
      case "json": self = .json
      case "template", "prompt": self = .template
      case "system": self = .system
      case "params": self = .parameters
      case "messages": self = .messages
      case "license": self = .license
      case "embed": self = .embed
      default: self = .other(mediaType)
      }
    }
  }

  public let kind: Kind
  public let digest: BlobDigest
  /// Bytes, as the manifest says.
  public let byteCount: Int
  /// Where the part lies.
  public let path: String
}
