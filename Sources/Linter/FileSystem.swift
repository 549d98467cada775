import Formats
import Knowledge
import Platform
import Syntax

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

  /// Bytes from which on the system refuses a path (`PATH_MAX`).
  static let longestPath = 4095

  public static func status(of path: String, followingLink: Bool = false) -> Status? {
    var buffer = stat()
    let result = PathText.withPath(path) { followingLink ? stat($0, &buffer) : lstat($0, &buffer) }
    guard result == 0 else { return nil }
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
    let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC | (followingLink ? 0 : O_NOFOLLOW)
    let descriptor = PathText.withPath(path) { open($0, flags) }
    guard descriptor >= 0 else { throw Failure(path: path, reason: lastError()) }
    defer { close(descriptor) }
    var buffer = stat()
    guard fstat(descriptor, &buffer) == 0 else { throw Failure(path: path, reason: lastError()) }
    let status = status(buffer)
    guard status.kind == .file else {
      throw Failure(
        path: path, reason: status.kind == .directory ? "is a directory" : "is not a regular file")
    }
    let wanted = min(status.size, limit)
    guard let bytes = Descriptor.bytes(descriptor, count: wanted) else { throw Failure(path: path, reason: lastError()) }
    return (bytes, status)
  }

  /// The entries of a directory with their kinds, sorted by name; empty if it cannot be read.
  public static func entries(of directory: String) -> [(name: String, kind: Kind)] {
    (try? readEntries(of: directory)) ?? []
  }

  /// The same.
  ///
  /// - Throws: why the directory cannot be read.
  static func readEntries(of directory: String) throws(Failure) -> [(name: String, kind: Kind)] {
    guard let stream = PathText.withPath(directory, { opendir($0) }) else {
      throw Failure(path: directory, reason: lastError())
    }
    defer { closedir(stream) }
    var entries: [(name: String, kind: Kind)] = []
    // Names that are not ASCII, by their number.
    var special: [Int: [UInt8]] = [:]
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: UInt8.self, capacity: 256) { name in
          let bytes = UnsafeBufferPointer(
            start: name, count: strlen(UnsafeRawPointer(name).assumingMemoryBound(to: CChar.self)))
          // By far most names are ASCII.
          guard bytes.contains(where: { $0 >= 0x80 }) else { return String(decoding: bytes, as: UTF8.self) }
          special[entries.count] = Array(bytes)
          return PathText.text(bytes)
        }
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
    guard !special.isEmpty else { return entries.sorted { $0.name < $1.name } }
    // Names that Unicode takes for one are told apart by their bytes.
    let count = Dictionary(entries.map { ($0.name, 1) }, uniquingKeysWith: +)
    let all = entries.enumerated().map { index, entry in (bytes: special[index] ?? Array(entry.name.utf8), entry: entry) }
    return all.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }.map { bytes, entry in
      (count[entry.name] == 1 ? entry.name : PathText.distinct(bytes), entry.kind)
    }
  }

  /// The absolute path with every link resolved; `nil` if it does not exist.
  public static func realPath(_ path: String) -> String? {
    guard let resolved = PathText.withPath(path, { realpath($0, nil) }) else { return nil }
    defer { free(resolved) }
    let bytes = Array(UnsafeBufferPointer(start: resolved, count: strlen(resolved))).map(
      UInt8.init(bitPattern:))
    guard bytes.contains(where: { $0 >= 0x80 }) else { return PathText.text(bytes) }
    // Each name as the directory that holds it is read.
    var text = ""
    for part in bytes.split(separator: 0x2F) {
      let isPlain = !part.contains { $0 >= 0x80 }
      let name =
        isPlain
        ? PathText.text(part)
        : entries(of: text.isEmpty ? "/" : text).first { PathText.bytes(of: $0.name).elementsEqual(part) }?
          .name
          ?? PathText.text(part)
      text += "/" + name
    }
    return text.isEmpty ? "/" : text
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
      if PathText.withPath(current, { mkdir($0, 0o755) }) != 0, errno != EEXIST {
        throw Failure(path: current, reason: lastError())
      }
    }
  }

  /// Writes a file that is not there, and that is there whole or not at all; one of that name, or a link, is left alone.
  /// Puts a file in its place, whole, or instead of one that is there.
  public static func replace(_ path: String, with bytes: [UInt8]) throws(Failure) {
    if status(of: path) == nil {
      try FileWriter.create(path, bytes, mode: 0o644)
    } else {
      try FileWriter.overwrite(path, with: bytes)
    }
  }

  /// Removes a file; one that is not there is no mistake.
  public static func remove(_ path: String) { _ = PathText.withPath(path) { unlink($0) } }

  public static func create(_ path: String, _ bytes: [UInt8], isProgram: Bool) throws(Failure) {
    try FileWriter.create(path, bytes, mode: isProgram ? 0o755 : 0o644)
  }

  /// Writes a new file, or one in place of an old one; whole or not at all.
  ///
  /// What is not a regular file, such as `/dev/stdout`, is written to as it is.
  ///
  /// - Parameter base: links in it that lead out of it are not followed.
  public static func write(_ bytes: [UInt8], to path: String, inside base: String) throws(Failure) {
    if isStream(path) { return try FileWriter.stream(bytes, to: path) }
    guard !leadsOut(path, of: base) else {
      throw Failure(path: path, reason: "this link points outside \(base) and is not followed")
    }
    guard status(of: path) != nil else { return try FileWriter.create(path, bytes, mode: 0o644) }
    guard let real = realPath(path) else { throw Failure(path: path, reason: "this link is broken") }
    try FileWriter.overwrite(real, with: bytes)
  }

  /// Whether it is written to as it is: a device, a pipe, or a link of the system's to what a program has open, which may be a
  /// file. What is kept in memory (`/dev/shm`) is a file like others.
  private static func isStream(_ path: String) -> Bool {
    let isOfSystem = path.hasPrefix("/dev/") || path.hasPrefix("/proc/")
    if isOfSystem, let own = status(of: path), own.kind == .link { return true }
    return status(of: path, followingLink: true).map { $0.kind != .file && $0.kind != .directory } == true
  }

  /// Whether a path that reads as if it lay in a directory lies elsewhere once links are resolved.
  private static func leadsOut(_ path: String, of base: String) -> Bool {
    let absolute = Path.absolute(path, from: workingDirectory())
    var parts = absolute.split(separator: "/")
    let folder = base == "/" ? "/" : base + "/"
    guard absolute.hasPrefix(folder) else { return false }
    // Behind a link, `..` is the folder above the one that it points to.
    let above = path.contains("/") ? String(path[...(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
    if let real = realPath(above), real != base, !real.hasPrefix(folder) { return true }
    // What is not there yet lies where the nearest directory above it does.
    while !parts.isEmpty {
      let place = "/" + parts.joined(separator: "/")
      if status(of: place) != nil {
        return realPath(place).map { $0 != base && !$0.hasPrefix(folder) } ?? true
      }
      parts.removeLast()
    }
    return false
  }
}
