import Formats
import Knowledge
import Synchronization
import Syntax

/// The files below a root: read once, bounded, and never through a link that leads out.
final class DiskWorkspace: Sendable {
  let root: String
  /// Texts that are in for files: fixes that are being tried, and standard input.
  /// `nil` stands for a file that is to go.
  private let overlay: [String: [UInt8]?]
  private let ignoreFiles: [IgnoreFile]
  private let disk: Disk
  private let answers = Mutex<[String: Answer]>([:])
  /// What this is laid over, and what differs; it has answers that hold here as well.
  private let below: Below?

  /// What was seen of the disk, whatever is laid over it.
  private final class Disk: Sendable {
    let texts = Mutex<[String: [UInt8]?]>([:])
    let heads = Mutex<[String: Result<GGUFFile, GGUFError>]>([:])
    /// The inner `nil` stands for what cannot be known.
    let kinds = Mutex<[String: EntryKind?]>([:])
    let listings = Mutex<[String: [String]]>([:])
  }

  /// What was computed about the repository, and what that rests on.
  private struct Answer: Sendable {
    let value: any Sendable
    let dependencies: Dependencies
  }

  private final class Below: Sendable {
    let workspace: DiskWorkspace
    let change: Mutex<WorkspaceChange>
    let depth: Int

    init(_ workspace: DiskWorkspace, _ change: WorkspaceChange) {
      self.workspace = workspace
      self.change = Mutex(change)
      depth = (workspace.below?.depth ?? 0) + 1
    }

    func keeps(_ answer: Answer) -> Bool { !change.withLock { $0.touches(answer.dependencies) } }
  }

  /// Workspaces laid over one another, before one takes over what all of them know.
  private static let deepest = 6

  init(root: String, overlay: [String: [UInt8]?], ignoreFiles: [IgnoreFile]) {
    self.root = root
    self.overlay = overlay
    self.ignoreFiles = ignoreFiles
    disk = Disk()
    below = nil
  }

  private init(_ below: Below, overlay: [String: [UInt8]?]) {
    root = below.workspace.root
    self.overlay = overlay
    ignoreFiles = below.workspace.ignoreFiles
    disk = below.workspace.disk
    guard below.depth > Self.deepest else {
      self.below = below
      return
    }
    self.below = nil
    let known = below.workspace.allAnswers.filter { below.keeps($0.value) }
    answers.withLock { $0 = known }
  }

  /// The same root with other texts laid over it: what was read stays read, and what does not rest on them stays known.
  func overlaid(_ texts: [String: [UInt8]?], _ change: WorkspaceChange) -> DiskWorkspace {
    DiskWorkspace(Below(self, change), overlay: overlay.merging(texts) { $1 })
  }

  private var allAnswers: [String: Answer] {
    let own = answers.withLock { $0 }
    guard let below else { return own }
    return below.workspace.allAnswers.filter { below.keeps($0.value) }.merging(own) { $1 }
  }

  /// Whether a file is there to be read.
  func isThere(_ path: String) -> Bool { kind(at: path) == .file }

  func bytes(at path: String) -> [UInt8]? {
    if let text = overlay[path] { return text }
    if let known = disk.texts.withLock({ $0[path] }) { return known }
    let bytes = readInside(path)
    disk.texts.withLock { $0[path] = bytes }
    return bytes
  }

  /// The text of a file that the walk found, and so behind no link; kept only when ``keep(_:at:)`` says so,
  /// for most files that are opened turn out to have nothing to do with models.
  func discovered(_ path: String) -> [UInt8]? {
    if let text = overlay[path] { return text }
    if let known = disk.texts.withLock({ $0[path] }) { return known }
    guard
      let read = try? FileSystem.read(root + "/" + path, limit: SyntaxLimits.bytes + 1, followingLink: false)
    else {
      return bytes(at: path)
    }
    guard read.bytes.count <= SyntaxLimits.bytes else { return nil }
    return read.bytes
  }

  func keep(_ bytes: [UInt8], at path: String) {
    guard overlay[path] == nil else { return }
    disk.texts.withLock { $0[path] = bytes }
  }

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

  /// What was already computed, and what it rests on. Two threads may both work an answer out; it is the same.
  func answer<Value: Sendable>(to question: String) -> (value: Value, dependencies: Dependencies)? {
    // An answer may itself be nil: only what is in the table was asked.
    guard let known = known(question), let value = known.value as? Value else { return nil }
    return (value, known.dependencies)
  }

  private func known(_ question: String) -> Answer? {
    if let own = answers.withLock({ $0[question] }) { return own }
    guard let below, let answer = below.workspace.known(question), below.keeps(answer) else { return nil }
    return answer
  }

  func remember(_ value: any Sendable, _ dependencies: Dependencies, for question: String) {
    answers.withLock { $0[question] = Answer(value: value, dependencies: dependencies) }
  }

  func source(at path: String) -> SourceText? {
    bytes(at: path).map { TextDecoding.utf16($0)?.source ?? SourceText($0) }
  }

  func kind(at path: String) -> EntryKind? {
    if let text = overlay[path] { return text == nil ? .missing : .file }
    if let known = disk.kinds.withLock({ $0[path] }) { return known }
    let kind = kindOnDisk(path)
    disk.kinds.withLock { $0[path] = .some(kind) }
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
    if let known = disk.listings.withLock({ $0[directory] }) { return known }
    let names = realPathInside(directory).map { FileSystem.entries(of: $0).map(\.name) } ?? []
    disk.listings.withLock { $0[directory] = names }
    return names
  }

  func weights(at path: String) -> Result<GGUFFile, GGUFError>? {
    guard let real = realPathInside(path), FileSystem.status(of: real)?.kind == .file else { return nil }
    if let known = disk.heads.withLock({ $0[real] }) { return known }
    let head: Result<GGUFFile, GGUFError>
    do { head = .success(try GGUFFile(path: real)) } catch { head = .failure(error) }
    disk.heads.withLock { $0[real] = head }
    return head
  }

  func isIgnored(_ path: String) -> Bool {
    for file in ignoreFiles.reversed() where file.directory.isEmpty || path.hasPrefix(file.directory + "/") {
      if let verdict = file.verdict(path, isDirectory: false) { return verdict }
    }
    return false
  }
}
