import Diagnostics
import Formats
import Knowledge
import Linter
import Syntax

/// A finding, and the folder that the paths in it start from.
struct EditorFinding: Equatable {
  let diagnostic: Diagnostic
  let base: String
}

/// The open documents and what the linter says of the folders that they are in.
///
/// Editors name files as the user came to them; the linter by where they lie once links are resolved. Paths here are
/// the editor's, unless they are called real.
struct EditorWorkspace {
  private struct Document {
    let uri: String
    let realPath: String
    var text: EditorText
  }

  private struct Folder: Equatable {
    let path: String
    let realPath: String
  }

  private var folders: [Folder] = []
  private var documents: [String: Document] = [:]
  /// The URIs by which the editor called what it has closed.
  private var closed: [String: String] = [:]
  private static let mostClosed = 4096
  private(set) var findings: [String: [EditorFinding]] = [:]
  /// What all safe fixes make of files, by the document that was asked about; until something changes.
  private var fixed: [String: Fixed] = [:]

  /// Changes with the credentials of the files, which no answer says.
  struct Fixed {
    var changes: [FileChange] = []
    var secrets = Secrets()
  }

  /// What holds at places of files, by the document that was asked about; until something changes.
  private var hinted: [String: [FileHint]] = [:]

  private let options: @Sendable (String) throws -> Options
  /// The folders and documents as they were last linted, by their paths; none when something but a text changed.
  private var sessions: [String: LintingSession] = [:]

  /// Files that are not open and that fixes would change, as they were when they were read.
  private var states: [String: FileSystem.Status] = [:]

  /// The user's own folder, with links resolved.
  private let home: String?

  init(home: String?, options: @escaping @Sendable (String) throws -> Options) {
    self.home = home.flatMap(FileSystem.realPath)
    self.options = options
  }

  // MARK: What the editor has open

  /// Editors take the folder that they were started in, or that a file is in, where there is no repository. All that a user
  /// has is not a deployment, and is not walked with every key: files in it are linted one by one.
  mutating func add(folder path: String) {
    forget()
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let folder = Folder(path: path, realPath: FileSystem.realPath(path) ?? path)
    let holdsHome =
      home.map { ($0 + "/").hasPrefix(folder.realPath == "/" ? "/" : folder.realPath + "/") } ?? false
    if !folders.contains(folder), !holdsHome || LintRun.repository(above: folder.realPath) != nil {
      folders.append(folder)
    }
  }

  mutating func remove(folder path: String) {
    forget()
    folders.removeAll { $0.path == path || $0.path + "/" == path }
  }

  /// What is on disk, or is said of it, may be something else now.
  mutating func look() { forget() }

  mutating func open(_ path: String, uri: String, _ text: String) {
    forget()
    documents[path] = Document(uri: uri, realPath: Self.realPath(path), text: EditorText(Array(text.utf8)))
  }

  mutating func change(_ path: String, _ start: EditorPosition?, _ end: EditorPosition?, to text: String) {
    documents[path]?.text.change(start, end, to: text)
  }

  mutating func close(_ path: String) {
    forget()
    // Its findings are taken back under the name that they were reported under.
    if closed.count >= Self.mostClosed { closed = [:] }
    closed[path] = documents[path]?.uri
    documents[path] = nil
  }

  /// Whether a file may say anything. Some editors tell of every file; typing in most of them changes nothing.
  static func isRead(_ path: String) -> Bool { FormatRegistry.builtIn.hint(FileName(path: path)) > .no }

  /// What was read before counts no more.
  private mutating func forget() {
    sessions = [:]
    states = [:]
  }

  /// Whether a file still is what its findings and their edits are about.
  func isAsRead(_ path: String) -> Bool {
    documents[path] != nil || states[path] == FileSystem.status(of: path, followingLink: true)
  }

  /// The text as the editor has it, or as it is on disk.
  func text(at path: String) -> EditorText? {
    documents[path]?.text ?? (try? FileSystem.read(path, limit: 1 << 24)).map { EditorText($0.bytes) }
  }

  /// As the editor named it, or else as this server does.
  func uri(_ path: String) -> String { documents[path]?.uri ?? closed[path] ?? FileURI.uri(path) }

  // MARK: Linting

  /// Lints the folders as the editor has them, and each open document outside of them with what lies around it.
  ///
  /// - Parameter isStale: whether the work may be given up, for a text has changed again.
  /// - Returns: the paths whose findings are to be reported again, sorted, and why a folder could not be linted; `nil` where it
  ///   was given up.
  mutating func lint(isStale: @escaping @Sendable () -> Bool = { false }) -> (
    changed: [String], failures: [String]
  )? {
    fixed = [:]
    hinted = [:]
    var found: [String: [EditorFinding]] = [:]
    var failures: [String] = []
    let open = self.open
    func take(_ base: String, _ key: String, _ options: () throws -> Options) throws {
      var session = try sessions[key] ?? LintingSession(options())
      let diagnostics = session.diagnostics(open, isStale: isStale)
      for diagnostic in diagnostics ?? [] {
        let finding = EditorFinding(diagnostic: diagnostic, base: base)
        found[path(of: diagnostic.location, in: finding), default: []].append(finding)
        for path in Set((diagnostic.fix?.edits ?? []).map { self.path($0.path, in: finding) })
        where documents[path] == nil && states[path] == nil {
          states[path] = FileSystem.status(of: path, followingLink: true)
        }
      }
      sessions[key] = session
    }
    // A folder inside another is linted with it.
    for folder in folders where self.folder(of: folder.realPath) == nil {
      do {
        try take(folder.realPath, folder.realPath) {
          var options = try prepared(folder.realPath)
          options.paths = [folder.realPath]
          return options
        }
      } catch { failures.append(Self.describe(error)) }
    }
    for document in documents.values.sorted(by: { $0.realPath < $1.realPath })
    where folder(of: document.realPath) == nil && Self.isRead(document.realPath) {
      do {
        try take(Self.directory(document.realPath), document.realPath) { try alone(document) }
      } catch {
        failures.append(Self.describe(error))
      }
    }
    if isStale() { return nil }
    let changed = Set(found.keys).union(findings.keys).union(documents.keys)
      .filter { found[$0] != findings[$0] || documents[$0] != nil }
    findings = found
    return (changed.sorted(), failures)
  }

  /// What `--fix` makes of a document, and of the files that it changes with it. Files that would get another name are left
  /// to the command.
  mutating func allFixed(_ path: String) -> Fixed {
    if let known = fixed[path] { return known }
    guard let document = documents[path],
      findings[path]?.contains(where: { $0.diagnostic.fix?.safety == .safe }) == true
    else { return Fixed() }
    var new = Fixed()
    if let outcome = try? LintRun(alone(document)).run(fixing: .safe) {
      new = Fixed(changes: outcome.changes.filter { $0.movedTo == nil }, secrets: outcome.secrets)
    }
    fixed[path] = new
    return new
  }

  /// What follows from all files at places of this one. Nothing is computed before somebody asks.
  mutating func hints(in path: String) -> [FileHint] {
    if let known = hinted[path] { return known }
    guard let document = documents[path], Self.isRead(path) else { return [] }
    let hints = (try? LintRun(alone(document)).hints()) ?? []
    let base = base(of: document.realPath)
    hinted[path] = hints.filter { self.path($0.location.path, from: base) == path }
    return hinted[path] ?? []
  }

  /// The machine that the project's configuration names for a file.
  func machine(for path: String) -> Machine? {
    let real = documents[path]?.realPath ?? path
    let base = folder(of: real)?.realPath ?? Self.directory(real)
    return (try? options(base))?.configuration.machine(for: Path.relative(real, to: base) ?? real)
  }

  private func prepared(_ base: String) throws -> Options {
    var options = try options(base)
    options.workingDirectory = base
    options.severity = .info
    options.open = open
    return options
  }

  /// The texts that the editor holds, by their real paths.
  private var open: [String: [UInt8]] {
    Dictionary(documents.values.map { ($0.realPath, $0.text.bytes) }) { $1 }
  }

  /// One document, which need not lie on disk yet.
  private func alone(_ document: Document) throws -> Options {
    var options = try prepared(folder(of: document.realPath)?.realPath ?? Self.directory(document.realPath))
    options.standardInput = (document.realPath, document.text.bytes)
    return options
  }

  private static func describe(_ error: any Error) -> String {
    (error as? LintRun.Failure)?.message ?? String(describing: error)
  }

  // MARK: Paths

  /// A path in a finding, as the editor names it.
  func path(of location: Diagnostic.Location, in finding: EditorFinding) -> String {
    path(location.path, in: finding)
  }

  func path(_ path: String, in finding: EditorFinding) -> String { self.path(path, from: finding.base) }

  /// A place that a hint of a document points to.
  func path(of location: Diagnostic.Location, near document: String) -> String {
    path(location.path, from: base(of: documents[document]?.realPath ?? document))
  }

  /// The folder that a document is linted in.
  private func base(of realPath: String) -> String {
    folder(of: realPath)?.realPath ?? Self.directory(realPath)
  }

  private func path(_ path: String, from base: String) -> String {
    named(Path.absolute(path, from: base))
  }

  /// A real path, as the editor names it.
  func named(_ realPath: String) -> String {
    if let open = documents.first(where: { $0.value.realPath == realPath }) { return open.key }
    guard let folder = folder(of: realPath) else { return realPath }
    return folder.path + realPath.dropFirst(folder.realPath.count)
  }

  /// The outermost open folder that something is in.
  private func folder(of realPath: String) -> Folder? {
    folders.filter { $0.realPath == "/" && realPath != "/" || realPath.hasPrefix($0.realPath + "/") }
      .min { $0.realPath.count < $1.realPath.count }
  }

  private static func directory(_ path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "/"
  }

  /// Where a file lies, or would: it need not be there, but its directory counts.
  private static func realPath(_ path: String) -> String {
    if let real = FileSystem.realPath(path) { return real }
    guard let slash = path.lastIndex(of: "/"), let directory = FileSystem.realPath(self.directory(path))
    else { return path }
    return (directory == "/" ? "" : directory) + path[slash...]
  }
}
