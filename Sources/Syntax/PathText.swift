/// Paths as text that gives back the very bytes that the file system has.
///
/// Names of files are bytes, and strings that Unicode takes for equal (`é` as one scalar or as two) are equal in
/// Swift. Bytes that are not UTF-8, and all that is not ASCII in a name that is equal to another one next to it, stand
/// as one scalar each of a private-use range: then two paths are equal where their bytes are.
public enum PathText {
  /// The scalar that stands for byte 0; a name that has such a scalar itself is written with all bytes replaced.
  private static let base: UInt32 = 0x10FE00

  /// The text of a name or a path, from its bytes.
  public static func text(_ bytes: some Collection<UInt8>) -> String {
    if bytes.allSatisfy({ $0 < 0x80 }) { return String(decoding: bytes, as: UTF8.self) }
    if let text = String(validating: bytes, as: UTF8.self), !hasBytes(text) {
      return text
    }
    return distinct(bytes)
  }

  /// The same with every byte that is not ASCII replaced.
  public static func distinct(_ bytes: some Collection<UInt8>) -> String {
    var text = ""
    for byte in bytes { text.unicodeScalars.append(scalar(byte)) }
    return text
  }

  public static func bytes(of text: String) -> [UInt8] {
    guard hasBytes(text) else { return Array(text.utf8) }
    var bytes: [UInt8] = []
    for scalar in text.unicodeScalars {
      if isByte(scalar) {
        bytes.append(UInt8(scalar.value - base))
      } else {
        bytes += Array(String(scalar).utf8)
      }
    }
    return bytes
  }

  /// For people: bytes that are not UTF-8 as `\xff`.
  public static func shown(_ text: String) -> String {
    guard hasBytes(text) else { return text }
    let bytes = bytes(of: text)
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    var shown = ""
    for scalar in text.unicodeScalars {
      if isByte(scalar) {
        shown += "\\x" + String(scalar.value - base, radix: 16)
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  /// Calls the system with the path in its form.
  public static func withPath<Result>(_ text: String, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    guard hasBytes(text) else { return text.withCString(body) }
    return (bytes(of: text) + [0]).withUnsafeBytes { buffer in
      buffer.withMemoryRebound(to: CChar.self) { pointer in
        // Never empty: it ends with a zero.
        pointer.baseAddress.map(body) ?? text.withCString(body)
      }
    }
  }

  private static func scalar(_ byte: UInt8) -> Unicode.Scalar {
    byte < 0x80 ? Unicode.Scalar(byte) : Unicode.Scalar(base + UInt32(byte)) ?? "\u{FFFD}"
  }

  private static func isByte(_ scalar: Unicode.Scalar) -> Bool {
    (base + 0x80...base + 0xFF).contains(scalar.value)
  }

  /// The range begins with these bytes in UTF-8; no other text is looked at closely.
  private static func hasBytes(_ text: String) -> Bool {
    (text.utf8.withContiguousStorageIfAvailable { $0.contains(0xF4) } ?? text.utf8.contains(0xF4))
      && text.unicodeScalars.contains(where: isByte)
  }
}
