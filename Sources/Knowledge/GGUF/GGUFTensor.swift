/// One tensor of a GGUF file, as its table describes it; the weights themselves are never read.
public struct GGUFTensor: Sendable, Hashable {
  public let name: String
  /// One to four lengths, each at least 1; the first is the length of a row.
  public let dimensions: [Int]
  public let type: GGUFTensorType
  /// Numbers it holds.
  public let elementCount: Int
  /// Bytes it takes in the file and, once loaded, in memory: `elements / block length * block bytes`.
  public let byteCount: Int
  /// Bytes from the start of the file to its first.
  public let offset: Int
}
