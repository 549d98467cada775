/// Where the bytes of a model's file belong.
public struct WeightLayout: Sendable, Hashable {
  /// Bytes of each block, first block first.
  public let layers: [Int]
  /// Bytes of each block that are experts of a mixture; the first blocks of some have none.
  public let experts: [Int]
  /// The token embedding; it stays in RAM, read where it is in the file.
  public let inputEmbedding: Int
  /// Embeddings for every layer (Gemma 3n and 4 E-models); they stay in RAM too.
  public let perLayerEmbedding: Int
  /// The output layer; the token embedding once more where the model has no other.
  public let output: Int
  /// Whether `output` is a copy of the token embedding, so that the file holds it once.
  public let isTied: Bool
  /// The part that turns images into embeddings.
  public let vision: Int

  /// Bytes of the file.
  public var fileBytes: Int {
    layers.reduce(0, +) + inputEmbedding + perLayerEmbedding + (isTied ? 0 : output) + vision
  }

  /// Bytes that go to the GPU when every layer does.
  public var offloadable: Int { layers.reduce(0, +) + output + vision }

  /// Bytes that stay in RAM however large the GPU is.
  public var alwaysInRAM: Int { inputEmbedding + perLayerEmbedding }
}
