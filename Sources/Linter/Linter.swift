import BuiltInRules
import Deployment
import Diagnostics
import Formats
import Knowledge
import RuleEngine
import Syntax
import Vocabulary

/// Lints roots: finds the files, reads them, ties them together, checks and mends them.
public struct Linter {
  /// Why a run could not do its work; the command ends with status 2.
  public struct Failure: Error, Sendable {
    public let message: String
  }

  let options: Options
  let workingDirectory: String
  let rules: RuleSet

  public init(_ options: Options) {
    self.options = options
    workingDirectory = options.workingDirectory ?? FileSystem.workingDirectory()
    let select = options.select + options.configuration.select
    let ignore = options.ignore + options.configuration.ignore
    rules = RuleSet(own: options.configuration.rules) { id in
      (select.isEmpty || select.contains { Suppressions.covers($0, id) })
        && !ignore.contains { Suppressions.covers($0, id) }
    }
  }

  /// Names that rules and categories go by; for checking what users select.
  public static func knownRuleNames(_ extra: [Rule]) -> Set<String> {
    var names: Set<String> = [
      "syntax", "io", "lint", "lint/unused-suppression", "lint/unknown-rule", "lint/stale-baseline",
    ]
    for format in ["yaml", "json", "modelfile", "shell", "dotenv", "ini", "toml", "xml", "lua", "elisp"] {
      names.insert("syntax/" + format)
    }
    names.formUnion(["io/unreadable", "io/too-large"])
    for rule in BuiltInRules.all + extra {
      names.insert(rule.id)
      names.insert(rule.category)
    }
    return names
  }

  /// What a run found, and the texts it would write.
  public struct Outcome: Sendable {
    public var report: Report
    public var changes: [FileChange] = []
    /// Temporary files that a killed run may have left, by absolute path.
    public var litter: [String] = []
    /// Credentials in the files, which nothing prints whole.
    public var secrets = Secrets()
    /// Fixes that were tried and not taken, in words.
    public var refusals: [String] = []
  }

  public enum Fixing: Sendable { case none, safe, all }

  public func run(fixing: Fixing) throws(Failure) -> Outcome {
    try run(fixing: fixing) { _ in }
  }

  /// - Parameter observe: is shown each root's analysis, before any fix; the tests keep its facts.
  func run(fixing: Fixing, observe: (Analysis) -> Void) throws(Failure) -> Outcome {
    var diagnostics: [Diagnostic] = []
    var files: [Report.File] = []
    var outcome = Outcome(
      report: Report(toolVersion: Self.version, machine: nil, files: [], diagnostics: [], fixed: 0))
    var fixed = 0
    for root in try roots() {
      let session = RootSession(root, options: options, rules: rules, workingDirectory: workingDirectory)
      outcome.litter += session.litter.map { root.path + "/" + $0 }
      var analysis = session.analyse()
      observe(analysis)
      outcome.secrets.formUnion(analysis.secrets(in: Set(analysis.secrets.map(\.document.path))))
      if fixing != .none {
        let result = session.fix(analysis) { fixing == .all || $0.safety == .safe }
        outcome.changes += changes(result, analysis, session)
        let secrets = analysis.secrets(in: Set(result.texts.keys))
        outcome.secrets.formUnion(secrets)
        outcome.refusals += result.refused.map {
          secrets.masked(
            "\(session.shown($0.violation.at.document.path)): \($0.violation.rule) was not fixed: \($0.reason)"
          )
        }
        if result.untried > 0 {
          outcome.refusals.append(
            "stopped fixing after too much work; \(result.untried) fixable findings are left. Run it again to continue."
          )
        }
        fixed += result.fixed
        analysis = result.analysis
      }
      diagnostics += session.diagnostics(analysis)
      files += session.files(analysis)
    }
    outcome.report = Report(
      toolVersion: Self.version, machine: machine, files: Set(files).sorted { $0.path < $1.path },
      diagnostics: Self.sorted(diagnostics), fixed: fixed)
    return outcome
  }

  private func changes(
    _ result: Fixer.Result, _ analysis: Analysis, _ session: RootSession
  ) -> [FileChange] {
    func place(_ path: String) -> FileChange.Place {
      .init(path: session.root.path + "/" + path, shown: session.shown(path))
    }
    return result.texts.sorted { $0.key < $1.key }.compactMap { path, text in
      guard let before = analysis.workspace.bytes(at: path) else { return nil }
      if let text { return text == before ? nil : FileChange(place(path), before: before, after: text) }
      guard let successor = result.successors[path], case let after?? = result.texts[successor.path] else {
        return nil
      }
      return FileChange(
        place(path), before: before, after: after, movedTo: place(successor.path),
        keptAs: successor.keptAs.map(place))
    }
  }

  /// The models that the given files name, as their servers would load them; each once, by name.
  public func loads() throws(Failure) -> [MemoryLoad] {
    var loads: [MemoryLoad] = []
    for root in try roots() {
      let session = RootSession(root, options: options, rules: .none, workingDirectory: workingDirectory)
      loads += session.analyse().loads().filter { root.contains($0.path) }
    }
    return loads
  }

  /// The models that clients use in the given files, with what the files promise of them.
  public func expectations() throws(Failure) -> [ModelExpectation] {
    var all: [ModelExpectation] = []
    for root in try roots() {
      all += RootSession(root, options: options, rules: .none, workingDirectory: workingDirectory)
        .expectations()
    }
    return all
  }

  /// Writes the changed texts, and clears what a killed run left behind.
  public static func write(_ outcome: Outcome) -> [FileSystem.Failure] {
    clear(outcome)
    return write(outcome.changes)
  }

  /// Clears what a killed run left behind.
  public static func clear(_ outcome: Outcome) {
    for path in outcome.litter { FileWriter.clear(path) }
  }

  /// Writes changed texts; each file on its own, so that one that cannot be written holds up no other.
  public static func write(_ changes: [FileChange]) -> [FileSystem.Failure] {
    var failures: [FileSystem.Failure] = []
    for change in changes {
      do {
        // Through a link to the file itself, which the workspace has found to lie inside the root.
        let path = FileSystem.realPath(change.path) ?? change.path
        if let target = change.movedTo {
          try FileWriter.move(
            path, original: change.before, to: target.path, with: change.after, keptAs: change.keptAs?.path)
        } else {
          try FileWriter.replace(path, original: change.before, with: change.after)
        }
      } catch {
        failures.append(FileSystem.Failure(path: change.shown, reason: error.reason))
      }
    }
    return failures
  }

  static func sorted(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
    // Services that share an anchor break a rule at the same place; it is said once.
    struct Place: Hashable {
      let rule: String
      let location: Diagnostic.Location
    }
    var seen: Set<Place> = []
    return diagnostics.filter { seen.insert(Place(rule: $0.rule, location: $0.location)).inserted }.sorted {
      a, b in
      if a.location.path != b.location.path {
        return a.location.path.utf8.lexicographicallyPrecedes(b.location.path.utf8)
      }
      if a.location.start.offset != b.location.start.offset {
        return a.location.start.offset < b.location.start.offset
      }
      return a.rule != b.rule ? a.rule < b.rule : a.message < b.message
    }
  }

  private var machine: Report.Machine? {
    (options.machine ?? options.configuration.machines.first { $0.glob == nil }?.machine
      ?? options.thisComputer.known)
      .map {
        Report.Machine(
          gpu: $0.hasNoGPU ? nil : $0.gpus.first?.name, vramBytes: $0.vramBytes, ramBytes: $0.ramBytes,
          source: $0.source.rawValue)
      }
  }

  // MARK: Roots

  /// The given paths by the repository, or else the directory, that they belong to.
  func roots() throws(Failure) -> [Root] {
    var roots: [Root] = []
    func add(_ path: String, _ target: Root.Target, isRepository: Bool) {
      if let index = roots.firstIndex(where: { $0.path == path }) {
        roots[index].targets.append(target)
      } else {
        roots.append(Root(path: path, isRepository: isRepository, targets: [target]))
      }
    }
    if let input = options.standardInput {
      let absolute = input.path.hasPrefix("/") ? input.path : workingDirectory + "/" + input.path
      guard let slash = absolute.lastIndex(of: "/") else {
        throw Failure(message: "\(input.path) is not a path")
      }
      // The directory need not exist yet: an editor may ask about a file that was never saved.
      let directory = FileSystem.realPath(String(absolute[..<slash])) ?? String(absolute[..<slash])
      let name = String(absolute[absolute.index(after: slash)...])
      let repository = Self.repository(above: directory)
      let root = repository ?? base(of: directory, isFile: true)
      let full = directory + "/" + name
      add(root, .file(String(full.dropFirst(root.count + 1))), isRepository: repository != nil)
      return roots
    }
    for path in options.paths.isEmpty ? ["."] : options.paths {
      guard let real = FileSystem.realPath(path), let kind = FileSystem.status(of: real)?.kind else {
        throw Failure(message: "\(path): \(FileSystem.lastError())")
      }
      let directory =
        kind == .directory ? real : String(real[..<(real.lastIndex(of: "/") ?? real.startIndex)])
      let repository = Self.repository(above: directory.isEmpty ? "/" : directory)
      let root = repository ?? base(of: directory.isEmpty ? "/" : directory, isFile: kind != .directory)
      let relative = real == root ? "" : String(real.dropFirst(root == "/" ? 1 : root.count + 1))
      add(root, kind == .directory ? .directory(relative) : .file(relative), isRepository: repository != nil)
    }
    return roots
  }

  /// From where a path outside any repository is told: `.codex/config.toml` is known by its folder, too.
  private func base(of directory: String, isFile: Bool) -> String {
    if isFile, let here = FileSystem.realPath(workingDirectory), directory.hasPrefix(here + "/") {
      return here
    }
    var path = ""
    for part in directory.split(separator: "/") {
      if part.hasPrefix("."), !path.isEmpty { return path }
      path += "/" + part
    }
    return directory
  }

  /// The nearest directory with a `.git`, from `directory` upwards.
  public static func repository(above directory: String) -> String? {
    var current = directory
    while true {
      if FileSystem.status(of: current + "/.git") != nil { return current }
      guard let slash = current.lastIndex(of: "/"), slash != current.startIndex else { return nil }
      current = String(current[..<slash])
    }
  }
}

/// One root with what of it was asked for.
struct Root: Sendable {
  enum Target: Sendable, Hashable {
    /// Everything below a directory of the root; the empty string is the root itself.
    case directory(String)
    case file(String)
  }

  let path: String
  let isRepository: Bool
  var targets: [Target]

  func contains(_ path: String) -> Bool {
    targets.contains { target in
      switch target {
      case .directory(let directory): directory.isEmpty || path.hasPrefix(directory + "/")
      case .file(let file): file == path
      }
    }
  }
}
