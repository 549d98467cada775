import Diagnostics
import Formats
import Knowledge
import Linter
import Syntax

/// A finding, and the folder that the paths in it are told from.
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
  private(set) var findings: [String: [EditorFinding]] = [:]
  /// What all safe fixes make of files, by the document that was asked about; until something changes.
  private var fixed: [String: Fixed] = [:]

  /// Changes with the credentials of the files, which no answer says.
  struct Fixed {
    var changes: [FileChange] = []
    var secrets = Secrets()
  }

  private let options: @Sendable (String) throws -> Options

  /// The user's own folder, with links resolved.
  private let home: String?

  init(home: String?, options: @escaping @Sendable (String) throws -> Options) {
    self.home = home.flatMap(FileSystem.realPath)
    self.options = options
  }

  // MARK: What the editor has open

  /// Editors take the folder that they were started in, or that a file lies in, where there is no repository. All that a user
  /// has is no deployment, and is not walked with every key: files in it are linted one by one.
  mutating func add(folder path: String) {
    let path = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let folder = Folder(path: path, realPath: FileSystem.realPath(path) ?? path)
    let holdsHome =
      home.map { ($0 + "/").hasPrefix(folder.realPath == "/" ? "/" : folder.realPath + "/") } ?? false
    if !folders.contains(folder), !holdsHome || Linter.repository(above: folder.realPath) != nil {
      folders.append(folder)
    }
  }

  mutating func remove(folder path: String) { folders.removeAll { $0.path == path || $0.path + "/" == path } }

  mutating func open(_ path: String, uri: String, _ text: String) {
    documents[path] = Document(uri: uri, realPath: Self.realPath(path), text: EditorText(Array(text.utf8)))
  }

  mutating func change(_ path: String, _ start: EditorPosition?, _ end: EditorPosition?, to text: String) {
    documents[path]?.text.change(start, end, to: text)
  }

  mutating func close(_ path: String) { documents[path] = nil }

  /// Whether a file may say anything. Some editors tell of every file; typing in most of them changes nothing.
  static func isRead(_ path: String) -> Bool { FormatRegistry.builtIn.hint(FileName(path: path)) > .no }

  /// The text as the editor has it, or as it lies on disk.
  func text(at path: String) -> EditorText? {
    documents[path]?.text ?? (try? FileSystem.read(path, limit: 1 << 24)).map { EditorText($0.bytes) }
  }

  /// As the editor named it, or else as this server does.
  func uri(_ path: String) -> String { documents[path]?.uri ?? FileURI.uri(path) }

  // MARK: Linting

  /// Lints the folders as the editor has them, and each open document outside of them with what lies around it.
  ///
  /// - Returns: the paths whose findings are to be told anew, sorted, and why a folder could not be linted.
  mutating func lint() -> (changed: [String], failures: [String]) {
    fixed = [:]
    var found: [String: [EditorFinding]] = [:]
    var failures: [String] = []
    func take(_ base: String, _ options: Options) throws {
      for diagnostic in try Linter(options).run(fixing: .none).report.diagnostics {
        let finding = EditorFinding(diagnostic: diagnostic, base: base)
        found[path(of: diagnostic.location, in: finding), default: []].append(finding)
      }
    }
    // A folder inside another is linted with it.
    for folder in folders where self.folder(of: folder.realPath) == nil {
      do {
        var options = try prepared(folder.realPath)
        options.paths = [folder.realPath]
        try take(folder.realPath, options)
      } catch { failures.append(Self.describe(error)) }
    }
    for document in documents.values.sorted(by: { $0.realPath < $1.realPath })
    where folder(of: document.realPath) == nil && Self.isRead(document.realPath) {
      do { try take(Self.directory(document.realPath), alone(document)) } catch {
        failures.append(Self.describe(error))
      }
    }
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
    if let outcome = try? Linter(alone(document)).run(fixing: .safe) {
      new = Fixed(changes: outcome.changes.filter { $0.movedTo == nil }, secrets: outcome.secrets)
    }
    fixed[path] = new
    return new
  }

  /// The machine that the project's configuration names for a file.
  func machine(for path: String) -> Machine? {
    let real = documents[path]?.realPath ?? path
    let base = folder(of: real)?.realPath ?? Self.directory(real)
    return (try? options(base))?.configuration.machine(for: String(real.dropFirst(base.count + 1)))
  }

  private func prepared(_ base: String) throws -> Options {
    var options = try options(base)
    options.workingDirectory = base
    options.severity = .info
    options.open = Dictionary(documents.values.map { ($0.realPath, $0.text.bytes) }) { $1 }
    return options
  }

  /// One document, which need not lie on disk yet.
  private func alone(_ document: Document) throws -> Options {
    var options = try prepared(folder(of: document.realPath)?.realPath ?? Self.directory(document.realPath))
    options.standardInput = (document.realPath, document.text.bytes)
    return options
  }

  private static func describe(_ error: any Error) -> String {
    (error as? Linter.Failure)?.message ?? String(describing: error)
  }

  // MARK: Paths

  /// A path in a finding, as the editor names it.
  func path(of location: Diagnostic.Location, in finding: EditorFinding) -> String {
    path(location.path, in: finding)
  }

  func path(_ path: String, in finding: EditorFinding) -> String {
    var parts: [Substring] = []
    for part in (path.hasPrefix("/") ? path : finding.base + "/" + path).split(separator: "/")
    where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return named("/" + parts.joined(separator: "/"))
  }

  /// A real path, as the editor names it.
  func named(_ realPath: String) -> String {
    if let open = documents.first(where: { $0.value.realPath == realPath }) { return open.key }
    guard let folder = folder(of: realPath) else { return realPath }
    return folder.path + realPath.dropFirst(folder.realPath.count)
  }

  /// The outermost open folder that something lies in.
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
