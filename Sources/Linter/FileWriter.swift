import CSystem

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Replaces files so that each is wholly the old one or wholly the new one, whatever happens in between.
enum FileWriter {
  /// The temporary file lies beside its file under a name that later runs recognise.
  private static let marker = ".ollama-lint-"

  /// - Parameters:
  ///   - original: the bytes that the new ones were made from; a file that has others by now is refused.
  static func replace(_ path: String, original: [UInt8], with bytes: [UInt8]) throws(FileSystem.Failure) {
    func fail(_ reason: String) -> FileSystem.Failure { FileSystem.Failure(path: path, reason: reason) }
    let (current, status) = try FileSystem.read(path, limit: original.count + 1)
    guard current == original else { throw fail("it changed since it was read; run again") }
    guard status.links == 1 else { throw fail("it has several hard links, and replacing it would part them") }
    let slash = path.lastIndex(of: "/") ?? path.startIndex
    let directory = slash == path.startIndex ? "/" : String(path[..<slash])
    let name = String(path[slash...].drop { $0 == "/" })
    let (descriptor, temporary) = try create(in: directory, for: name, path)
    do throws(FileSystem.Failure) {
      try fill(descriptor, bytes, path)
      // The owner may only be kept by root; a file that would change hands is not replaced.
      if fchown(descriptor, status.owner, status.group) != 0, status.owner != geteuid() {
        throw fail("its owner cannot be kept")
      }
      guard fchmod(descriptor, mode_t(status.mode & 0o7777)) == 0 else { throw fail(FileSystem.lastError()) }
      copyAttributes(from: path, to: descriptor)
      guard fsync(descriptor) == 0 else { throw fail(FileSystem.lastError()) }
      guard let again = FileSystem.status(of: path), again.inode == status.inode,
        again.modified == status.modified,
        again.modifiedNanoseconds == status.modifiedNanoseconds, again.size == status.size
      else { throw fail("it changed while it was being replaced; run again") }
      guard rename(temporary, path) == 0 else { throw fail(FileSystem.lastError()) }
    } catch {
      close(descriptor)
      unlink(temporary)
      throw error
    }
    close(descriptor)
    let folder = open(directory, O_RDONLY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
  }

  private static func create(
    in directory: String, for name: String, _ path: String
  ) throws(FileSystem.Failure) -> (Int32, String) {
    for _ in 0..<16 {
      let suffix = String(UInt32.random(in: .min ... .max), radix: 16)
      let temporary = "\(directory)/.\(name)\(marker)\(suffix)"
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
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
    throw FileSystem.Failure(path: path, reason: "no temporary file could be made beside it")
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

  /// Whether the name is one of a temporary file.
  static func isTemporary(_ name: String) -> Bool {
    name.hasPrefix(".") && name.firstRange(of: marker) != nil
  }

  /// Removes a temporary file that a killed run left; one that a living run still writes to is let be.
  static func clear(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return }
    defer { close(descriptor) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
  }
}
