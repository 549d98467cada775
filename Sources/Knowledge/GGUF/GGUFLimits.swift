/// Bounds on what a GGUF header may ask for; real ones stay far below.
///
/// The largest tokenizers make a header of about 20 MB with 300 000 tokens and as many merges; the
/// largest models have about 3000 tensors and 70 metadata entries.
public enum GGUFLimits {
  /// Bytes of a whole file, so that sums of sizes cannot overflow: 64 PiB.
  public static let fileBytes = 1 << 56
  /// Bytes of header, metadata and tensor table together.
  public static let headerBytes = 256 << 20
  public static let metadataEntries = 65_536
  public static let tensors = 262_144
  /// Bytes of a key or a tensor's name; the format's own bound for keys.
  public static let nameBytes = 65_535
  /// Bytes of one string, as Ollama bounds it (`fs/gguf/gguf.go`, MaxStringLength, 2026-08).
  public static let stringBytes = 16 << 20
  /// Bytes of a string that is kept; longer ones are only measured.
  public static let keptStringBytes = 1 << 20
  /// Numbers of one array that are kept; longer arrays are only counted.
  public static let keptItems = 4096
  /// Numbers kept of all arrays together, since one of a byte in the file takes eight in memory.
  public static let keptItemsInAll = 1 << 18
  /// Arrays within arrays. Ollama follows none.
  public static let arrayDepth = 4
  /// Dimensions of a tensor (`fs/gguf/gguf.go`, MaxTensorDims).
  public static let dimensions = 4
  /// Bytes that are read from the file at a time.
  static let chunkBytes = 256 << 10
}
