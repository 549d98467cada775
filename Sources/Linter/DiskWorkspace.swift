import Formats
import Knowledge
import Synchronization
import Syntax

/// The files below a root: read once, bounded, and never through a link that leads out.
final class DiskWorkspace: Workspace {
  let root: String
  /// Texts that stand in for files: fixes that are being tried, and standard input.
  /// `nil` stands for a file that is to go.
  private let overlay: [String: [UInt8]?]
  private let ignoreFiles: [IgnoreFile]
  private let cache = Mutex<[String: [UInt8]?]>([:])
  private let answers = Mutex<[String: any Sendable]>([:])
  private let heads = Mutex<[String: Result<GGUFFile, GGUFError>]>([:])
  /// What lies where on the disk, whatever is laid over it; the inner `nil` stands for what cannot be known.
  private let kinds = Mutex<[String: EntryKind?]>([:])
  private let listings = Mutex<[String: [String]]>([:])

  init(root: String, overlay: [String: [UInt8]?], ignoreFiles: [IgnoreFile]) {
    self.root = root
    self.overlay = overlay
    self.ignoreFiles = ignoreFiles
  }

  /// The same root with other texts laid over it; what was read stays read.
  func overlaid(_ texts: [String: [UInt8]?]) -> DiskWorkspace {
    let workspace = DiskWorkspace(
      root: root, overlay: overlay.merging(texts) { $1 }, ignoreFiles: ignoreFiles)
    let known = cache.withLock { $0 }
    workspace.cache.withLock { $0 = known }
    let kinds = kinds.withLock { $0 }
    workspace.kinds.withLock { $0 = kinds }
    let listings = listings.withLock { $0 }
    workspace.listings.withLock { $0 = listings }
    return workspace
  }

  func bytes(at path: String) -> [UInt8]? {
    if let text = overlay[path] { return text }
    if let known = cache.withLock({ $0[path] }) { return known }
    let bytes = readInside(path)
    cache.withLock { $0[path] = bytes }
    return bytes
  }

  /// The text of a file that the walk found, and so behind no link; kept only when ``keep(_:at:)`` says so,
  /// for most files that are opened turn out to have nothing to do with models.
  func discovered(_ path: String) -> [UInt8]? {
    if let text = overlay[path] { return text }
    if let known = cache.withLock({ $0[path] }) { return known }
    guard
      let read = try? FileSystem.read(root + "/" + path, limit: SyntaxLimits.bytes + 1, followingLink: false)
    else {
      return bytes(at: path)
    }
    guard read.bytes.count <= SyntaxLimits.bytes else { return nil }
    return read.bytes
  }

  func keep(_ bytes: [UInt8], at path: String) { cache.withLock { $0[path] = bytes } }

  private func readInside(_ path: String) -> [UInt8]? {
    guard let real = realPathInside(path),
      let read = try? FileSystem.read(real, limit: SyntaxLimits.bytes + 1),
      read.bytes.count <= SyntaxLimits.bytes
    else { return nil }
    return read.bytes
  }

  /// The resolved path, if it does not leave the root.
  private func realPathInside(_ path: String) -> String? {
    guard let normal = Path.join("", path), let real = FileSystem.realPath(root + "/" + normal) else {
      return nil
    }
    return real == root || real.hasPrefix(root == "/" ? "/" : root + "/") ? real : nil
  }

  /// Whether a directory on the way to what is not there lies elsewhere.
  private func leadsOut(_ path: String) -> Bool {
    var directory = Path.directory(of: path)
    while !directory.isEmpty {
      if FileSystem.status(of: root + "/" + directory) != nil { return realPathInside(directory) == nil }
      directory = Path.directory(of: directory)
    }
    return false
  }

  /// Two threads may both work an answer out; it is the same.
  func remembered<Value: Sendable>(_ question: String, _ answer: () -> Value) -> Value {
    // An answer may itself be nil: only what is in the table was asked.
    if let known = answers.withLock({ $0[question] }), let value = known as? Value { return value }
    let value = answer()
    answers.withLock { $0[question] = value }
    return value
  }

  func source(at path: String) -> SourceText? {
    bytes(at: path).map { TextDecoding.utf16($0)?.source ?? SourceText($0) }
  }

  func kind(at path: String) -> EntryKind? {
    if let text = overlay[path] { return text == nil ? .missing : .file }
    if let known = kinds.withLock({ $0[path] }) { return known }
    let kind = kindOnDisk(path)
    kinds.withLock { $0[path] = .some(kind) }
    return kind
  }

  private func kindOnDisk(_ path: String) -> EntryKind? {
    guard let normal = Path.join("", path) else { return nil }
    guard let real = realPathInside(normal) else {
      // What could lie behind a link that leads out is not known to be missing.
      return FileSystem.status(of: root + "/" + normal) == nil && !leadsOut(normal) ? .missing : nil
    }
    switch FileSystem.status(of: real)?.kind {
    case .file: return .file
    case .directory: return .directory
    default: return .missing
    }
  }

  func names(in directory: String) -> [String] {
    if let known = listings.withLock({ $0[directory] }) { return known }
    let names = realPathInside(directory).map { FileSystem.entries(of: $0).map(\.name) } ?? []
    listings.withLock { $0[directory] = names }
    return names
  }

  func weights(at path: String) -> Result<GGUFFile, GGUFError>? {
    guard let real = realPathInside(path), FileSystem.status(of: real)?.kind == .file else { return nil }
    if let known = heads.withLock({ $0[real] }) { return known }
    let head: Result<GGUFFile, GGUFError>
    do { head = .success(try GGUFFile(path: real)) } catch { head = .failure(error) }
    heads.withLock { $0[real] = head }
    return head
  }

  func isIgnored(_ path: String) -> Bool {
    for file in ignoreFiles.reversed() where file.directory.isEmpty || path.hasPrefix(file.directory + "/") {
      if let verdict = file.verdict(path, isDirectory: false) { return verdict }
    }
    return false
  }
}
