import Diagnostics
import Generator
import Knowledge
import Linter
import Reporting
import Syntax
import Vocabulary

/// The folder that files are generated into, with what is there already.
struct GeneratedFolder {
  struct File {
    enum State { case missing, same, other }

    /// From the folder.
    let path: String
    /// `nil` where there is no file.
    let before: [UInt8]?
    let after: [UInt8]

    var state: State { before == nil ? .missing : before == after ? .same : .other }
    var isProgram: Bool { Plan.programs.contains(path) }
  }

  struct Files {
    /// Sorted by path.
    let all: [File]
    /// Why the models were taken, for people to read.
    let reasons: [String]
    /// What has no place in a file that is there.
    let refused: [String]
    let secrets: Secrets
  }

  private static let configuration = ".ollama-lint.yaml"

  /// As it was given, without a slash at its end.
  let path: String

  init(_ path: String) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }

  func shown(_ file: String) -> String { path == "." ? file : path + "/" + file }

  func diff(of file: File, hiding secrets: Secrets) -> [UInt8] {
    UnifiedDiff.render(path: shown(file.path), before: file.before ?? [], after: file.after, hiding: secrets)
  }

  /// The file with the commands to run: a README that somebody wrote is left alone.
  var guide: String {
    guard FileSystem.status(of: path + "/README.md") != nil else { return "README.md" }
    let own =
      (try? FileSystem.read(path + "/README.md", limit: SyntaxLimits.bytes, followingLink: false))?.bytes
      ?? []
    return own.starts(with: Guide.title.utf8) ? "README.md" : "LOCAL-MODELS.md"
  }

  private var isThere: Bool { FileSystem.status(of: path, followingLink: true)?.kind == .directory }

  private func options(_ configuration: ProjectConfiguration, _ machine: Machine?) -> Options {
    var options = Options()
    options.paths = [path]
    options.configuration = configuration
    options.machine = machine
    return options
  }

  // MARK: What is to be there

  /// - Parameter configuration: what `.ollama-lint.yaml` is to say of the request.
  func files(_ request: SetupRequest, configuration: (ModelChoice) -> SetupFile) throws -> Files {
    let (plan, place) = try plan(request)
    guard let place else {
      let drafting = Drafting(root: path, clients: try ConfigurationFile.find(for: path).clients)
      return try files(plan, drafting, "", configuration, fixing: nil)
    }
    return try files(
      plan, Drafting(root: place.root, clients: place.options.configuration.clients), place.folder, configuration,
      fixing: place.isNew ? nil : (place.options, place.root))
  }

  /// Where the folder lies among what is there: below the graph's root, with its options.
  typealias Place = (root: String, folder: String, isNew: Bool, options: Options)

  /// What is to be done; without a place where there is no folder yet.
  func plan(_ request: SetupRequest) throws -> (plan: Plan, place: Place?) {
    guard isThere else { return (try Plan(request), nil) }
    let options = options(try ConfigurationFile.find(for: path), request.machine)
    let (graph, root, folder) = try LintRun(options).survey()
    // Where nothing here was ever set up, what has a name of ours is someone else's.
    let isOurs = options.configuration.wanted != nil
    let plan = try Plan(request, from: graph, below: folder, isOurs: isOurs)
    let isNew = !graph.facts.contains { $0.id.document.path.hasPrefix(folder) }
    return (plan, (root, folder, isNew, options))
  }

  private func files(
    _ plan: Plan, _ start: Drafting, _ folder: String, _ configuration: (ModelChoice) -> SetupFile,
    fixing: (options: Options, root: String)?
  ) throws -> Files {
    var drafting = start
    drafting.make(plan.changes)
    var texts = drafting.texts
    var secrets = Secrets()
    if let fixing {
      let fixed = try fix(texts, fixing.options, fixing.root)
      texts.merge(fixed.texts) { $1 }
      secrets = fixed.secrets
    }
    var all = texts.filter { $0.key.hasPrefix(folder) }.map { path, text in
      file(String(path.dropFirst(folder.count)), text)
    }
    var refused = drafting.refused.map { planned in
      "\(Self.name(of: planned.change.fact.subject)) in \(planned.change.fact.document.path)"
    }
    if drafting.hasPlace(for: folder + guide) {
      all.append(file(guide, Array(plan.guide.utf8)))
    } else {
      refused.append("the commands in \(guide)")
    }
    if drafting.hasPlace(for: folder + Self.configuration) {
      all.append(self.configuration(configuration(plan.choice)))
    } else {
      refused.append("the setup in \(Self.configuration)")
    }
    let beside = drafting.moved.sorted { $0.key < $1.key }.compactMap { path, other in
      plan.start(of: other).map {
        "\(path) keeps the model it has. \(other) has the local one: run `\($0)`."
      }
    }
    return Files(
      all: all.sorted { $0.path < $1.path }, reasons: plan.reasons + beside, refused: refused,
      secrets: secrets)
  }

  /// What a change is about, as a person would call it.
  private static func name(of subject: Subject) -> String {
    switch subject {
    case .modelUse: "the model"
    case .creation: "the commands that create the model"
    case .endpoint: "the address of the server"
    case .client: "the settings"
    default: "the \(subject.rawValue)"
    }
  }

  /// One that is there is to say the request, too.
  private func configuration(_ request: SetupFile) -> File {
    let new = file(Self.configuration, Array(request.text.utf8))
    guard let before = new.before else { return new }
    return File(path: new.path, before: before, after: request.text(over: before))
  }

  private func file(_ name: String, _ after: [UInt8]) -> File {
    let before = try? FileSystem.read(path + "/" + name, limit: SyntaxLimits.bytes).bytes
    return File(path: name, before: before, after: after)
  }

  /// What was there is brought along by the linter's own fixes, as far as they are about what the request is about.
  private func fix(
    _ texts: [String: [UInt8]], _ options: Options, _ root: String
  ) throws -> (texts: [String: [UInt8]], secrets: Secrets) {
    var options = options
    options.select = ["context", "gpu"]
    options.open = Dictionary(uniqueKeysWithValues: texts.map { (root + "/" + $0.key, $0.value) })
    let outcome = try LintRun(options).run(fixing: .safe)
    let fixed = outcome.changes.map { (String($0.path.dropFirst(root.count + 1)), $0.after) }
    return (Dictionary(fixed) { $1 }, outcome.secrets)
  }

  // MARK: Writing

  /// - Parameter changing: whether files that are there are changed.
  /// - Returns: files that could not be changed.
  func write(_ files: Files, changing: Bool) throws -> [FileSystem.Failure] {
    let changes = files.all.filter { changing && $0.state == .other }.map { file in
      FileChange(
        .init(path: path + "/" + file.path, shown: shown(file.path)), before: file.before ?? [],
        after: file.after)
    }
    // What is there comes first: the next run takes up one that was ended in between, and would take a new file for all that was
    // missing.
    let failures = LintRun.write(changes)
    for file in files.all where file.state == .missing {
      let path = path + "/" + file.path
      do {
        try FileSystem.makeDirectories(above: path)
        try FileSystem.create(path, file.after, isProgram: file.isProgram)
      } catch {
        throw RunFailure(message: "\(path): \(error.reason)")
      }
    }
    return failures
  }

  func lint(_ machine: Machine?) throws -> Report {
    let project = try ConfigurationFile.find(for: path)
    let outcome = try LintRun(options(project, machine)).run(fixing: .none)
    LintRun.clear(outcome)
    return outcome.report
  }
}
