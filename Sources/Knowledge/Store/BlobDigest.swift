/// The name of a blob in Ollama's store: `sha256:` and 64 hexadecimal digits, and nothing else.
///
/// Whatever else a manifest says is refused, so that none can point outside the store
/// (Ollama `manifest/paths.go`, BlobsPath, 2026-08).
public struct BlobDigest: Sendable, Hashable {
  /// The 64 digits as they are written.
  public let hexadecimal: String

  /// With `:` as manifests or `-` as file names have it.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 71, text.hasPrefix("sha256:") || text.hasPrefix("sha256-") else { return nil }
    let digits = bytes[7...]
    guard digits.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }) else {
      return nil
    }
    hexadecimal = String(decoding: digits, as: UTF8.self)
  }

  var fileName: String { "sha256-" + hexadecimal }
}
