import Deployment
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
  private let overlaidNames: [String: [String]]
  private let passedOver: PassedOver
  let own: OwnDescriptions
  let deployments: DeploymentFolders
  private let disk: Disk
  private let questions = Mutex<[String: Question]>([:])
  /// Answers that no longer hold, and the texts that are others since.
  private let outdated: [String: Outdated]
  /// What this is laid over, and what differs; it has answers that hold here as well.
  private let below: Below?

  /// What was seen of the disk, whatever is laid over it.
  private final class Disk: Sendable {
    let texts = Mutex<[String: [UInt8]?]>([:])
    let heads = Mutex<[String: Result<GGUFFile, GGUFError>]>([:])
    /// The inner `nil` stands for what cannot be known.
    let kinds = Mutex<[String: EntryKind?]>([:])
    let listings = Mutex<[String: [String]]>([:])
    let directories = Mutex<[String: Place]>([:])
  }

  /// Where a directory lies once links are resolved.
  private enum Place: Sendable {
    /// Below the root.
    case inside(String)
    /// There is no such directory, nor anything else of that name.
    case missing
    case elsewhere
  }

  /// What was computed about the repository, and what that rests on.
  private struct Answer: Sendable {
    let value: any Sendable
    let dependencies: Dependencies
  }

  private struct Outdated: Sendable {
    let answer: Answer
    var changed: Set<String> = []
  }

  /// A question about the repository.
  private final class Question: Sendable {
    let answer: Mutex<Answer?>
    /// Held by the thread that works out the answer for all that wait.
    let turn = Mutex<Void>(())

    init(_ answer: Answer? = nil) { self.answer = Mutex(answer) }

    var known: Answer? { answer.withLock { $0 } }
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

  init(
    root: String, overlay: [String: [UInt8]?], passingOver passedOver: PassedOver = PassedOver(), own: OwnDescriptions = OwnDescriptions(),
    deployments: DeploymentFolders = DeploymentFolders([])
  ) {
    self.root = root
    self.own = own
    self.deployments = deployments
    self.overlay = overlay
    overlaidNames = Self.names(in: overlay)
    self.passedOver = passedOver
    disk = Disk()
    below = nil
    outdated = [:]
  }

  private init(_ below: Below, overlay: [String: [UInt8]?]) {
    root = below.workspace.root
    self.overlay = overlay
    overlaidNames = Self.names(in: overlay)
    passedOver = below.workspace.passedOver
    own = below.workspace.own
    deployments = below.workspace.deployments
    disk = below.workspace.disk
    guard below.depth > Self.deepest else {
      self.below = below
      outdated = [:]
      return
    }
    self.below = nil
    let known = below.workspace.allAnswers.filter { below.keeps($0.value) }.mapValues { Question($0) }
    outdated = below.workspace.lastAnswers(before: below.change.withLock { $0 }).filter { known[$0.key] == nil }
    questions.withLock { $0 = known }
  }

  /// The same root with other texts laid over it: what was read stays read, and what does not rest on them stays known.
  func overlaid(_ texts: [String: [UInt8]?], _ change: WorkspaceChange) -> DiskWorkspace {
    DiskWorkspace(Below(self, change), overlay: overlay.merging(texts) { $1 })
  }

  /// These texts, and those by which this workspace differs from another of the same root: what makes the other this one.
  func texts(with texts: [String: [UInt8]?], over other: DiskWorkspace) -> [String: [UInt8]?] {
    var all: [String: [UInt8]?] = [:]
    for path in Set(overlay.keys).union(other.overlay.keys) {
      all[path] = .some(isThere(path) ? bytes(at: path) : nil)
    }
    return all.merging(texts) { $1 }
  }

  /// What each question was answered with last, with the texts that are others since, in a workspace laid over this one.
  private func lastAnswers(before change: WorkspaceChange) -> [String: Outdated] {
    guard change.kinds.isEmpty else { return [:] }
    var last = below.map { $0.workspace.lastAnswers(before: $0.change.withLock { $0 }) } ?? outdated
    for (question, asked) in questions.withLock({ $0 }) {
      if let answer = asked.known { last[question] = Outdated(answer: answer) }
    }
    return last.mapValues { Outdated(answer: $0.answer, changed: $0.changed.union(change.texts)) }
  }

  /// What a question was answered with last, and the texts that are others since; `nil` where files came or went.
  private func earlier<Value: Sendable>(_ question: String) -> (value: Value, changed: Set<String>)? {
    var changed: Set<String> = []
    var workspace = self
    while let below = workspace.below {
      let (texts, isSameFiles) = below.change.withLock { ($0.texts, $0.kinds.isEmpty) }
      guard isSameFiles else { return nil }
      changed.formUnion(texts)
      workspace = below.workspace
      if let answer = workspace.questions.withLock({ $0[question] })?.known {
        return (answer.value as? Value).map { ($0, changed) }
      }
    }
    guard let last = workspace.outdated[question], let value = last.answer.value as? Value else { return nil }
    return (value, changed.union(last.changed))
  }

  private var allAnswers: [String: Answer] {
    let own = questions.withLock { $0 }.compactMapValues(\.known)
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
    guard let normal = Path.join("", path) else { return nil }
    if let entry = entry(at: normal), entry.kind != .link { return entry.path }
    return resolved(normal)
  }

  private func resolved(_ normal: String) -> String? {
    guard let real = FileSystem.realPath(root + "/" + normal) else { return nil }
    return real == root || real.hasPrefix(root == "/" ? "/" : root + "/") ? real : nil
  }

  /// The entry at a path whose directories are all inside the root. Links are not followed. `nil` for any other path.
  ///
  /// Many files are asked for in few directories: only these are resolved.
  private func entry(at normal: String) -> (path: String, kind: FileSystem.Kind)? {
    guard !normal.isEmpty, normal.utf8.allSatisfy({ $0 < 0x80 && $0 != 0 }),
      case .inside(let directory) = directory(Path.directory(of: normal))
    else { return nil }
    let name = normal.utf8.lastIndex(of: UInt8(ascii: "/")).map { normal[normal.utf8.index(after: $0)...] }
    let path = (directory == "/" ? "" : directory) + "/" + (name ?? normal[...])
    return FileSystem.status(of: path).map { (path, $0.kind) }
  }

  private func directory(_ normal: String) -> Place {
    if normal.isEmpty { return .inside(root) }
    if let known = disk.directories.withLock({ $0[normal] }) { return known }
    let place: Place
    switch directory(Path.directory(of: normal)) {
    case .missing: place = .missing
    case .elsewhere: place = .elsewhere
    case .inside:
      if let entry = entry(at: normal) {
        switch entry.kind {
        case .directory: place = .inside(entry.path)
        case .link:
          let real = resolved(normal)
          let isDirectory = real.map { FileSystem.status(of: $0)?.kind == .directory } ?? false
          place = real.flatMap { isDirectory ? .inside($0) : nil } ?? .elsewhere
        case .file, .other: place = .elsewhere
        }
      } else {
        // A name that is not plain is resolved each time.
        place = normal.utf8.allSatisfy { $0 < 0x80 && $0 != 0 } ? .missing : .elsewhere
      }
    }
    disk.directories.withLock { $0[normal] = place }
    return place
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

  /// The answer to a question, and what it rests on. The first thread that asks works it out, and others wait for it; it may
  /// begin with what the answer was before some texts changed.
  ///
  /// - Parameter mayWait: whether the thread is at no other question. Of two that each wait for what the other is at,
  ///   neither would go on, so one that must not wait works the answer out for itself; it is the same.
  func answer<Value: Sendable>(
    to question: String, mayWait: Bool,
    _ work: (_ earlier: () -> (value: Value, changed: Set<String>)?) -> (value: Value, dependencies: Dependencies)
  ) -> (value: Value, dependencies: Dependencies) {
    let place = questions.withLock { questions in
      let place = questions[question] ?? Question()
      questions[question] = place
      return place
    }
    // An answer may itself be nil: only what is in the table was asked.
    func known() -> (value: Value, dependencies: Dependencies)? {
      guard let known = place.known ?? answerBelow(to: question), let value = known.value as? Value else {
        return nil
      }
      return (value, known.dependencies)
    }
    func worked() -> (value: Value, dependencies: Dependencies) {
      let found = work { earlier(question) }
      place.answer.withLock { $0 = Answer(value: found.value, dependencies: found.dependencies) }
      return found
    }
    if let known = known() { return known }
    return mayWait ? place.turn.withLock { _ in known() ?? worked() } : worked()
  }

  /// What is known below, where nothing that differs here touches it.
  private func answerBelow(to question: String) -> Answer? {
    guard let below, let answer = below.workspace.known(question), below.keeps(answer) else { return nil }
    return answer
  }

  private func known(_ question: String) -> Answer? {
    questions.withLock { $0[question] }?.known ?? answerBelow(to: question)
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
    switch directory(Path.directory(of: normal)) {
    case .missing: return .missing
    case .inside where !normal.isEmpty && normal.utf8.allSatisfy { $0 < 0x80 && $0 != 0 }:
      switch entry(at: normal)?.kind {
      case nil, .other: return .missing
      case .file: return .file
      case .directory: return .directory
      case .link: break
      }
    case .inside, .elsewhere: break
    }
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
    let names = namesOnDisk(in: directory)
    guard let laid = overlaidNames[directory] else { return names }
    let gone = Set(laid.filter { !isThere(directory.isEmpty ? $0 : directory + "/" + $0) })
    let known = Set(names)
    return names.filter { !gone.contains($0) } + laid.filter { !gone.contains($0) && !known.contains($0) }
  }

  private func namesOnDisk(in directory: String) -> [String] {
    if let known = disk.listings.withLock({ $0[directory] }) { return known }
    let entries = realPathInside(directory).map { FileSystem.entries(of: $0) } ?? []
    let names = entries.map(\.name)
    disk.listings.withLock { $0[directory] = names }
    // Whoever lists a directory asks next what its entries are.
    if case .inside = self.directory(directory) {
      disk.kinds.withLock { kinds in
        for entry in entries where entry.kind == .file || entry.kind == .directory {
          kinds[directory.isEmpty ? entry.name : directory + "/" + entry.name] = entry.kind == .file ? .file : .directory
        }
      }
    }
    return names
  }

  /// The files that texts are laid over, by their folder, each in the order of names.
  private static func names(in overlay: [String: [UInt8]?]) -> [String: [String]] {
    Dictionary(grouping: overlay.keys, by: Path.directory(of:)).mapValues { paths in
      paths.map { String($0.split(separator: "/").last ?? "") }.sorted { $0.precedes(exactly: $1) }
    }
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
    passedOver.isIgnored(path) { kind(at: path) == .directory }
  }

  func isExcluded(_ path: String) -> Bool { passedOver.isExcluded(path) }
}
