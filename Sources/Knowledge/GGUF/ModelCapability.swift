/// What a model can be asked to do, by the names that `ollama show` prints.
public enum ModelCapability: String, Sendable, Hashable, CaseIterable {
  case completion, tools, insert, vision, embedding, thinking, audio, image
}

extension GGUFFile {
  /// What the file alone makes Ollama believe of the model, before templates of its own, projector and parser.
  ///
  /// A pooling type makes an embedding model, its absence one that completes text; an encoder within makes
  /// it see or hear. Source: Ollama `server/images.go`, ggufCapabilities, 2026-08.
  public var ownCapabilities: Set<ModelCapability> {
    var found: Set<ModelCapability> = [
      metadata[metadata.own("pooling_type")] != nil ? .embedding : .completion
    ]
    if metadata[metadata.own("vision.block_count")] != nil { found.insert(.vision) }
    if metadata[metadata.own("audio.block_count")] != nil { found.insert(.audio) }
    return found
  }

  /// Whether the file is a projector that also takes sound (`server/images.go`, projectorHasAudio).
  var projectsSound: Bool {
    let hasEncoder = metadata.values.contains { key, value in
      (key == "has_audio_encoder" || key.hasSuffix(".has_audio_encoder")) && value == .boolean(true)
    }
    return hasEncoder && metadata.string(metadata.own("vision.projector_type")) != "gemma3nv"
  }
}
