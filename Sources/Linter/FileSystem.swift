#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The file system, as little of it as is needed; nothing here follows a symbolic link unless it says so.
public enum FileSystem {
  public enum Kind: Sendable, Hashable { case file, directory, link, other }

  public struct Status: Sendable, Hashable {
    public let kind: Kind
    public let size: Int
    public let device: UInt64
    public let inode: UInt64
    public let modified: Int64
    public let modifiedNanoseconds: Int64
    public let links: Int
    public let mode: UInt32
    public let owner: UInt32
    public let group: UInt32
  }

  /// Why a file could not be read or written.
  public struct Failure: Error, Sendable, Hashable {
    public let path: String
    /// In plain words, lower case.
    public let reason: String
  }

  public static func status(of path: String, followingLink: Bool = false) -> Status? {
    var buffer = stat()
    guard (followingLink ? stat(path, &buffer) : lstat(path, &buffer)) == 0 else { return nil }
    return status(buffer)
  }

  static func status(_ buffer: stat) -> Status {
    let kind: Kind =
      switch buffer.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .link
      default: .other
      }
    #if canImport(Darwin)
      let time = buffer.st_mtimespec
    #else
      let time = buffer.st_mtim
    #endif
    return Status(
      kind: kind, size: Int(buffer.st_size), device: UInt64(buffer.st_dev), inode: UInt64(buffer.st_ino),
      modified: Int64(time.tv_sec), modifiedNanoseconds: Int64(time.tv_nsec), links: Int(buffer.st_nlink),
      mode: UInt32(buffer.st_mode), owner: buffer.st_uid, group: buffer.st_gid)
  }

  /// The bytes of a regular file, at most `limit`; a longer file is cut there.
  ///
  /// Opened without waiting, so that a named pipe cannot hold the tool up.
  public static func read(
    _ path: String, limit: Int, followingLink: Bool = true
  ) throws(Failure) -> (bytes: [UInt8], status: Status) {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | (followingLink ? 0 : O_NOFOLLOW))
    guard descriptor >= 0 else { throw Failure(path: path, reason: lastError()) }
    defer { close(descriptor) }
    var buffer = stat()
    guard fstat(descriptor, &buffer) == 0 else { throw Failure(path: path, reason: lastError()) }
    let status = status(buffer)
    guard status.kind == .file else {
      throw Failure(path: path, reason: status.kind == .directory ? "is a directory" : "is not a regular file")
    }
    let wanted = min(status.size, limit)
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { target, count in
      guard let base = target.baseAddress else { return }
      while count < wanted {
        let got = Self.systemRead(descriptor, base + count, wanted - count)
        if got == 0 { break }
        if got < 0 {
          if errno == EINTR { continue }
          failed = true
          break
        }
        count += got
      }
    }
    if failed { throw Failure(path: path, reason: lastError()) }
    return (bytes, status)
  }

  private static func systemRead(_ descriptor: Int32, _ pointer: UnsafeMutablePointer<UInt8>, _ count: Int)
    -> Int
  {
    #if canImport(Glibc)
      Glibc.read(descriptor, pointer, count)
    #elseif canImport(Musl)
      Musl.read(descriptor, pointer, count)
    #else
      Darwin.read(descriptor, pointer, count)
    #endif
  }

  /// The entries of a directory with their kinds, sorted by name; empty if it cannot be read.
  public static func entries(of directory: String) -> [(name: String, kind: Kind)] {
    guard let stream = opendir(directory) else { return [] }
    defer { closedir(stream) }
    var entries: [(name: String, kind: Kind)] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      let kind: Kind
      switch Int32(entry.pointee.d_type) {
      case Int32(DT_REG): kind = .file
      case Int32(DT_DIR): kind = .directory
      case Int32(DT_LNK): kind = .link
      case Int32(DT_UNKNOWN): kind = status(of: directory + "/" + name)?.kind ?? .other
      default: kind = .other
      }
      entries.append((name, kind))
    }
    return entries.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// The absolute path with every link resolved; `nil` if it does not exist.
  public static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  public static func workingDirectory() -> String { realPath(".") ?? "/" }

  /// What `errno` says, in words.
  static func lastError() -> String {
    let text = String(cString: strerror(errno))
    return text.prefix(1).lowercased() + text.dropFirst()
  }
}

extension FileSystem {
  /// Makes the directories that a file is to lie in.
  public static func makeDirectories(above path: String) throws(Failure) {
    var current = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/").dropLast() {
      current += (current.isEmpty || current == "/" ? "" : "/") + part
      if mkdir(current, 0o755) != 0, errno != EEXIST { throw Failure(path: current, reason: lastError()) }
    }
  }

  /// Writes a file that is not there, and that is there whole or not at all; one of that name, or a link, is left alone.
  public static func create(_ path: String, _ bytes: [UInt8], isProgram: Bool) throws(Failure) {
    try FileWriter.create(path, bytes, mode: isProgram ? 0o755 : 0o644)
  }

  /// Writes a new file, or over an old one; for reports, where no earlier content is worth keeping.
  public static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw Failure(path: path, reason: lastError()) }
    defer { close(descriptor) }
    try FileWriter.fill(descriptor, bytes, path)
  }
}
