/// Why a file could not be read as GGUF.
///
/// `reason` continues a sentence that begins with the file's name, in lower case without a full stop:
/// "is cut off: tensor "blk.3.ffn_up.weight" ends at 4.2 GB, the file at 1.1 GB".
public struct GGUFError: Error, Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// The file cannot be opened or read.
    case unreadable
    /// It does not begin as GGUF files do.
    case notGGUF
    /// A version or a tensor type that is not known here, perhaps because it is newer.
    case unsupported
    /// The file ends before what it announces: most often a download that was interrupted.
    case cutOff
    /// It contradicts itself or the format.
    case malformed
    /// It requests more than ``GGUFLimits`` allow.
    case excessive
  }

  public let kind: Kind
  public let reason: String
  /// Bytes from the start of the file to what is wrong; `nil` if the file could not be opened.
  public let offset: Int?

  init(_ kind: Kind, at offset: Int?, _ reason: String) {
    self.kind = kind
    self.reason = reason
    self.offset = offset
  }

  /// A name out of the file as it can be shown: in quotes, control characters escaped, not too long.
  static func quoted(_ name: String) -> String {
    let shown = name.unicodeScalars.prefix(80)
    return String(reflecting: String(shown)) + (shown.endIndex == name.unicodeScalars.endIndex ? "" : "...")
  }

  /// A size as disks and downloads are labelled: `4.2 GB` for 4 200 000 000 bytes.
  static func size(_ bytes: UInt64) -> String {
    for (unit, name) in [(1_000_000_000_000, "TB"), (1_000_000_000, "GB"), (1_000_000, "MB"), (1000, "kB")]
    where bytes >= unit {
      let tenths = bytes / (UInt64(unit) / 10)
      return "\(tenths / 10).\(tenths % 10) \(name)"
    }
    return bytes == 1 ? "1 byte" : "\(bytes) bytes"
  }

  /// Two sizes that differ, told so that the difference can be seen.
  static func sizes(_ first: UInt64, _ second: UInt64) -> (String, String) {
    let rounded = (size(first), size(second))
    return rounded.0 == rounded.1 ? ("\(first) bytes", "\(second) bytes") : rounded
  }
}
