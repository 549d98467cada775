import Platform
import Syntax

/// Bytes that are read piece by piece: a file that may be larger than memory, or an array.
public struct ByteSource: Sendable {
  /// Why bytes could not be had.
  public struct Failure: Error, Sendable, Hashable {
    public enum Kind: Sendable, Hashable { case missing, forbidden, other }

    public let kind: Kind
    /// In plain words, lower case.
    public let reason: String
  }

  /// Bytes in all, when it was opened.
  public let byteCount: Int
  private let piece: @Sendable (_ offset: Int, _ count: Int) throws(Failure) -> [UInt8]

  /// - Parameter piece: gives `count` bytes from `offset`, or fewer if there are no more.
  public init(
    byteCount: Int, piece: @escaping @Sendable (_ offset: Int, _ count: Int) throws(Failure) -> [UInt8]
  ) {
    self.byteCount = byteCount
    self.piece = piece
  }

  public init(_ bytes: [UInt8]) {
    self.init(byteCount: bytes.count) { offset, count in
      guard offset >= 0, offset < bytes.count, count > 0 else { return [] }
      return Array(bytes[offset..<offset + min(count, bytes.count - offset)])
    }
  }

  /// A regular file, kept open until the last copy of the source is gone. Symbolic links are followed:
  /// stores are often moved to another disk that way.
  public init(file path: String) throws(Failure) {
    let file = try OpenFile(path)
    self.init(byteCount: file.byteCount) { offset, count throws(Failure) in
      try file.bytes(at: offset, count: count)
    }
  }

  /// At most `count` bytes from `offset`; fewer where the source ends.
  public func bytes(at offset: Int, count: Int) throws(Failure) -> [UInt8] { try piece(offset, count) }

  /// All bytes of a small file, which must not have more than `limit`.
  static func contents(of path: String, limit: Int) throws(Failure) -> [UInt8] {
    let source = try ByteSource(file: path)
    guard source.byteCount <= limit else {
      throw Failure(kind: .other, reason: "is larger than \(limit >> 10) KiB, the limit for such files")
    }
    return try source.bytes(at: 0, count: source.byteCount)
  }
}

private final class OpenFile: Sendable {
  private let descriptor: Int32
  let byteCount: Int

  init(_ path: String) throws(ByteSource.Failure) {
    // Not waiting keeps a named pipe from holding the program up.
    let descriptor = PathText.withPath(path) { open($0, O_RDONLY | O_NONBLOCK | O_CLOEXEC) }
    guard descriptor >= 0 else { throw Self.lastFailure() }
    var status = stat()
    let failure: ByteSource.Failure? =
      if fstat(descriptor, &status) != 0 {
        Self.lastFailure()
      } else if status.st_mode & S_IFMT != S_IFREG {
        ByteSource.Failure(kind: .other, reason: "is not a regular file")
      } else {
        nil
      }
    if let failure {
      close(descriptor)
      throw failure
    }
    self.descriptor = descriptor
    byteCount = Int(status.st_size)
  }

  deinit { close(descriptor) }

  func bytes(at offset: Int, count wanted: Int) throws(ByteSource.Failure) -> [UInt8] {
    guard offset >= 0, offset < byteCount, wanted > 0 else { return [] }
    let wanted = min(wanted, byteCount - offset)
    guard let bytes = Descriptor.bytes(descriptor, at: offset, count: wanted) else { throw Self.lastFailure() }
    return bytes
  }

  private static func lastFailure() -> ByteSource.Failure {
    let code = errno
    let kind: ByteSource.Failure.Kind =
      switch code {
      case ENOENT, ENOTDIR: .missing
      case EACCES, EPERM: .forbidden
      default: .other
      }
    let text = String(cString: strerror(code))
    return ByteSource.Failure(kind: kind, reason: text.prefix(1).lowercased() + text.dropFirst())
  }
}
