import CSystem
import Platform
import Syntax

/// Replaces files so that each is fully the old one or fully the new one, whatever happens in between.
enum FileWriter {
  /// The temporary file is next to its file under a name that later runs recognise.
  private static let marker = ".ollama-lint-"
  /// Hexadecimal digits after the marker.
  private static let suffixLength = 8
  /// Bytes that a name may have (NAME_MAX of Linux and macOS).
  private static let longestName = 255

  /// - Parameters:
  ///   - original: the bytes that the new ones were made from; a file that has others by now is refused.
  static func replace(_ path: String, original: [UInt8], with bytes: [UInt8]) throws(FileSystem.Failure) {
    func fail(_ reason: String) -> FileSystem.Failure { FileSystem.Failure(path: path, reason: reason) }
    let (current, status) = try FileSystem.read(path, limit: original.count + 1)
    guard current == original else { throw fail("it changed since it was read; run again") }
    guard status.links == 1 else {
      throw fail("it has several hard links, which replacing it would separate")
    }
    let (descriptor, temporary) = try create(beside: path)
    do throws(FileSystem.Failure) {
      try put(bytes, into: descriptor, like: path, status)
      guard let again = FileSystem.status(of: path), again.inode == status.inode,
        again.modified == status.modified,
        again.modifiedNanoseconds == status.modifiedNanoseconds, again.size == status.size
      else { throw fail("it changed while it was being replaced; run again") }
      guard renamed(temporary, path) else { throw fail(FileSystem.lastError()) }
    } catch {
      close(descriptor)
      unlinked(temporary)
      throw error
    }
    close(descriptor)
    settle(directory(of: path))
  }

  /// Replaces a report of an earlier run, whatever it says.
  static func overwrite(_ path: String, with bytes: [UInt8]) throws(FileSystem.Failure) {
    guard let status = FileSystem.status(of: path), status.kind == .file else {
      throw FileSystem.Failure(path: path, reason: "is not a regular file")
    }
    guard status.links == 1 else {
      throw FileSystem.Failure(
        path: path, reason: "it has several hard links, which replacing it would separate")
    }
    let (descriptor, temporary) = try create(beside: path)
    defer {
      unlinked(temporary)
      close(descriptor)
    }
    try put(bytes, into: descriptor, like: path, status)
    guard renamed(temporary, path) else {
      throw FileSystem.Failure(path: path, reason: FileSystem.lastError())
    }
    settle(directory(of: path))
  }

  /// Writes to a device or a pipe.
  static func stream(_ bytes: [UInt8], to path: String) throws(FileSystem.Failure) {
    let descriptor = PathText.withPath(path) { open($0, O_WRONLY | O_CLOEXEC) }
    guard descriptor >= 0 else { throw FileSystem.Failure(path: path, reason: FileSystem.lastError()) }
    defer { close(descriptor) }
    try fill(descriptor, bytes, path)
  }

  private static func renamed(_ old: String, _ new: String) -> Bool {
    PathText.withPath(old) { old in PathText.withPath(new) { rename(old, $0) } } == 0
  }

  private static func linked(_ old: String, _ new: String) -> Bool {
    PathText.withPath(old) { old in PathText.withPath(new) { link(old, $0) } } == 0
  }

  @discardableResult
  private static func unlinked(_ path: String) -> Bool { PathText.withPath(path) { unlink($0) } == 0 }

  /// Makes a file that is not there; it gets its name once it is whole.
  static func create(_ path: String, _ bytes: [UInt8], mode: mode_t) throws(FileSystem.Failure) {
    guard FileSystem.status(of: path) == nil else {
      throw FileSystem.Failure(path: path, reason: "already exists")
    }
    let (descriptor, temporary) = try create(beside: path)
    defer {
      unlinked(temporary)
      close(descriptor)
    }
    try fill(descriptor, bytes, path)
    // Nobody but the user's own mask says who may read it.
    let mask = umask(0)
    umask(mask)
    guard fchmod(descriptor, mode & ~mask) == 0, fsync(descriptor) == 0 else {
      throw FileSystem.Failure(path: path, reason: FileSystem.lastError())
    }
    guard linked(temporary, path) else {
      throw FileSystem.Failure(path: path, reason: FileSystem.lastError())
    }
    settle(directory(of: path))
  }

  /// Gives a file a new name, or puts another file under a new name in its place.
  ///
  /// The new file is there, whole, before the old name goes; nothing that has one of the new names is touched.
  /// - Parameter kept: where the old file stays when `bytes` are not its own.
  static func move(
    _ path: String, original: [UInt8], to target: String, with bytes: [UInt8], keptAs kept: String?
  ) throws(FileSystem.Failure) {
    func fail(_ reason: String) -> FileSystem.Failure { FileSystem.Failure(path: path, reason: reason) }
    let (current, status) = try FileSystem.read(path, limit: original.count + 1)
    guard current == original else { throw fail("it changed since it was read; run again") }
    guard status.links == 1 else { throw fail("it has several hard links, which moving it would separate") }
    let (descriptor, temporary) = try create(beside: target)
    defer {
      unlinked(temporary)
      close(descriptor)
    }
    try put(bytes, into: descriptor, like: path, status)
    guard linked(temporary, target) else {
      throw fail("\(name(of: target)) cannot be created next to it: \(FileSystem.lastError())")
    }
    settle(directory(of: target))
    if let kept, !linked(path, kept) {
      let reason = FileSystem.lastError()
      unlinked(target)
      throw fail("\(name(of: kept)) cannot be created next to it: \(reason)")
    }
    guard unlinked(path) else { throw fail(FileSystem.lastError()) }
    settle(directory(of: path))
  }

  /// Fills a temporary file and makes it one like `path` in owner, mode and attributes.
  private static func put(
    _ bytes: [UInt8], into descriptor: Int32, like path: String, _ status: FileSystem.Status
  ) throws(FileSystem.Failure) {
    try fill(descriptor, bytes, path)
    // The owner may only be kept by root, a group by its members; a file that others would gain is not replaced.
    if fchown(descriptor, status.owner, status.group) != 0 {
      var new = stat()
      guard fstat(descriptor, &new) == 0, new.st_uid == status.owner else {
        throw FileSystem.Failure(path: path, reason: "its owner cannot be preserved")
      }
      guard new.st_gid == status.group else {
        throw FileSystem.Failure(path: path, reason: "its group cannot be kept")
      }
    }
    guard fchmod(descriptor, mode_t(status.mode & 0o7777)) == 0 else {
      throw FileSystem.Failure(path: path, reason: FileSystem.lastError())
    }
    copyAttributes(from: path, to: descriptor)
    guard fsync(descriptor) == 0 else { throw FileSystem.Failure(path: path, reason: FileSystem.lastError()) }
  }

  /// Sees to it that the names in a directory outlive a loss of power.
  private static func settle(_ directory: String) {
    let folder = PathText.withPath(directory) { open($0, O_RDONLY | O_CLOEXEC) }
    guard folder >= 0 else { return }
    fsync(folder)
    close(folder)
  }

  private static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func name(of path: String) -> String {
    String(path[(path.lastIndex(of: "/") ?? path.startIndex)...].drop { $0 == "/" })
  }

  private static func create(beside path: String) throws(FileSystem.Failure) -> (Int32, String) {
    let (directory, name) = (directory(of: path), name(of: path))
    // A longer name than file systems take is shown by its beginning.
    var begin = name
    while begin.utf8.count > Self.longestName - marker.utf8.count - suffixLength - 1 { begin.removeLast() }
    for _ in 0..<16 {
      let digits = String(UInt32.random(in: .min ... .max), radix: 16)
      let suffix = String(repeating: "0", count: suffixLength - digits.utf8.count) + digits
      let temporary = "\(directory)/.\(begin)\(marker)\(suffix)"
      let descriptor = PathText.withPath(temporary) {
        open($0, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
      }
      if descriptor >= 0 {
        // Held as long as this process lives: what nobody holds is litter.
        _ = flock(descriptor, LOCK_EX | LOCK_NB)
        // A run that was clearing up may have taken it for litter just before.
        guard FileSystem.status(of: temporary) != nil else {
          close(descriptor)
          continue
        }
        return (descriptor, temporary)
      }
      guard errno == EEXIST else {
        throw FileSystem.Failure(
          path: path, reason: "its directory cannot be written to: \(FileSystem.lastError())")
      }
    }
    throw FileSystem.Failure(path: path, reason: "no temporary file could be created next to it")
  }

  static func fill(_ descriptor: Int32, _ bytes: [UInt8], _ path: String) throws(FileSystem.Failure) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes {
        write(descriptor, $0.baseAddress.map { $0 + offset }, bytes.count - offset)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileSystem.Failure(path: path, reason: FileSystem.lastError())
      }
      offset += count
    }
  }

  /// Extended attributes go along where the system lets them; labels it sets by itself are not missed.
  private static func copyAttributes(from path: String, to descriptor: Int32) {
    #if !canImport(Darwin)
      let path = PathText.bytes(of: path).map(CChar.init(bitPattern:)) + [0]
      let size = llistxattr(path, nil, 0)
      guard size > 0, size < 65536 else { return }
      var names = [CChar](repeating: 0, count: size)
      guard llistxattr(path, &names, size) == size else { return }
      for name in names.split(separator: 0) {
        let name = Array(name) + [0]
        let length = lgetxattr(path, name, nil, 0)
        guard length >= 0, length < 65536 else { continue }
        var value = [UInt8](repeating: 0, count: length)
        guard lgetxattr(path, name, &value, length) == length else { continue }
        _ = fsetxattr(descriptor, name, value, length, 0)
      }
    #endif
  }

  /// Whether the name is just such a one as temporary files get; what people call their copies is no litter.
  static func isTemporary(_ name: String) -> Bool {
    let bytes = Array(name.utf8)
    let end = bytes.suffix(marker.utf8.count + suffixLength)
    return bytes.first == 0x2E && bytes.count > end.count + 1 && end.starts(with: marker.utf8)
      && end.suffix(suffixLength).allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
  }

  /// Removes a temporary file that a killed run left; one that a living run still writes to is let be.
  static func clear(_ path: String) {
    let descriptor = PathText.withPath(path) { open($0, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK) }
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlinked(path) }
  }
}
