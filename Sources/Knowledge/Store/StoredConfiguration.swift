import Syntax

/// What a stored model's configuration blob says (Ollama `types/model/config.go`, ConfigV2, 2026-08).
///
/// All strings are `nil` where they are missing or empty.
public struct StoredConfiguration: Sendable, Hashable {
  /// `gguf` or `safetensors`.
  public let format: String?
  public let family: String?
  public let families: [String]
  /// The size as it is shown: `7.6B`.
  public let parameterSize: String?
  /// The quantization as it is shown: `Q4_K_M`.
  public let quantization: String?
  /// What renders its chats and reads its answers instead of a template.
  public let renderer: String?
  public let parser: String?
  /// The least version of Ollama.
  public let requires: String?
  /// Set for a model that runs on another host.
  public let remoteHost: String?
  public let remoteModel: String?
  public let capabilities: [String]
  /// Tokens; given for remote models.
  public let contextLength: Int?

  public var isGGUF: Bool { format == nil || format == "gguf" }

  init(_ fields: StoreObject) {
    format = fields.string("model_format")
    family = fields.string("model_family")
    families = fields.strings("model_families")
    parameterSize = fields.string("model_type")
    quantization = fields.string("file_type")
    renderer = fields.string("renderer")
    parser = fields.string("parser")
    requires = fields.string("requires")
    remoteHost = fields.string("remote_host")
    remoteModel = fields.string("remote_model")
    capabilities = fields.strings("capabilities")
    contextLength = fields.integer("context_length")
  }
}
