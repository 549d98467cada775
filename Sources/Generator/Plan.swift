import Knowledge
import Vocabulary

/// What brings a deployment to a request: changes of settings, and texts that are not settings.
public struct Plan: Sendable {
  public let choice: ModelChoice
  /// In the order in which they are to be made.
  public let changes: [PlannedChange]
  /// The path of the script, which is to be run.
  public static let programs: Set<String> = ["create-models.sh", "environment.sh", "open-webui.sh"]
  /// The commands to run and the reasons, as a short README.
  public let guide: String
  /// What was chosen and why, and what is kept instead, for people to read.
  public let reasons: [String]
  private let harnesses: [Harness]

  /// - Parameters:
  ///   - graph: what is in the folder already, and is kept.
  ///   - folder: the way from the graph's root to the folder, empty or with a slash at its end.
  ///   - isOurs: whether what has the name of a model that is to be made may be brought up to date.
  public init(
    _ request: SetupRequest, from graph: DeploymentGraph = DeploymentGraph([]), below folder: String = "",
    isOurs: Bool = true
  )
    throws(GeneratorError)
  {
    if request.machine.gpus.contains(where: { $0.vendor == .apple }), request.topology != .native {
      throw GeneratorError(
        message: "containers and VMs on a Mac have no GPU access; use --topology native")
    }
    let cloudless = graph.facts.first {
      $0.subject == .server && $0.flag(.noCloud) == true && $0.flag(.example) != true
        && $0.id.document.path.hasPrefix(folder)
    }
    let all = try ModelChoice(request, cloudlessServer: cloudless?.text(.name))
    let choice = all.avoiding { Self.isTaken($0, in: graph, below: folder, isOurs: isOurs) }
    self.choice = choice
    self.harnesses = request.harnesses
    let server = ServerFiles(request: request, choice: choice)
    let servers = server.all()
    let there = servers.compactMap { $0.found(in: graph, below: folder) }
    let present = there.first { $0.fact.subject == .server }?.fact
    let harnesses = HarnessFiles(request: request, address: ServerAddress.ofClients(present, in: graph))
    let settings = request.harnesses.flatMap { harnesses.all($0, choice) }
    let uses = settings + server.webUI(beside: present, below: folder)
    // A client that has a model for the work keeps it, and nobody needs another one created.
    let isNeeded = { (model: ModelChoice.Model) in
      uses.contains { wanted in
        guard wanted.name == model.name || wanted.attributes[.defaultModel] == .text(model.name) else {
          return false
        }
        return wanted.found(in: graph, below: folder).map(\.isOwn) ?? true
      }
    }
    let models = ([choice.agent] + [choice.autocomplete].compactMap { $0 }).filter(isNeeded)
    let adopted = there.filter { !$0.isOwn }.map(\.fact)
    let access = ServerAccess(request, adopted: adopted.first { $0.subject == .server }, below: folder)
    let guest = GuestAccess(request, adopted: adopted.first { $0.subject == .machine }, below: folder)
    let wanted = ModelFiles(access: access).all(models, choice.remote) + servers + uses
    changes = wanted.flatMap { $0.changes(from: graph, below: folder, isOurs: isOurs) }
    let kept =
      Self.kept(settings, in: graph, below: folder) + Self.withoutGPU(there, changes, request, below: folder)
    // What is chosen for nobody is no news.
    let isUnused = models.isEmpty && choice.remote == nil
    reasons =
      isUnused ? kept + ["No model is created: each client here keeps its own."] : choice.reasons + kept
    guide = Guide.text(request, choice, access, guest, reasons: reasons, createsModels: !isUnused)
  }

  /// The command that points a client to what is written beside its own settings; `nil` for a file that it reads by itself.
  public func start(of path: String) -> String? { harnesses.lazy.compactMap { $0.start(of: path) }.first }

  /// Settings that keep the model they have.
  private static func kept(_ settings: [Wanted], in graph: DeploymentGraph, below folder: String) -> [String] {
    var lines: [String] = []
    for wanted in settings {
      guard let (fact, isOwn) = wanted.found(in: graph, below: folder), !isOwn, let name = fact.text(.name),
        name != wanted.name
      else {
        continue
      }
      let line = "\(fact.id.document.path.dropFirst(folder.count)) keeps its model, \(name)."
      if !lines.contains(line) { lines.append(line) }
    }
    return lines
  }

  /// Guests and servers that stay without the GPU that the machine has.
  private static func withoutGPU(
    _ there: [(fact: Fact, isOwn: Bool)], _ changes: [PlannedChange], _ request: SetupRequest,
    below folder: String
  ) -> [String] {
    guard !request.runsOnCPU else { return [] }
    return there.compactMap { fact, _ in
      let isGiven = changes.contains { planned in
        guard planned.change.fact == fact.id, case .set(.gpu, _) = planned.change.action else { return false }
        return true
      }
      guard fact[.gpu] == .noGPU, !isGiven else { return nil }
      let path = fact.id.document.path.dropFirst(folder.count)
      return
        "\(path) gives \(fact.text(.name) ?? "the server") no GPU: give it one, or delete the file and run init again."
    }
  }

  /// Whether another model has the name of this one: one that says something else, and was not made here before.
  private static func isTaken(
    _ model: ModelChoice.Model, in graph: DeploymentGraph, below folder: String, isOurs: Bool
  ) -> Bool {
    let path = folder + ModelFiles.path(model)
    let named = graph.facts.filter {
      $0.id.document.path.hasPrefix(folder) && $0.text(.name) == model.name
    }
    let creations = named.filter { $0.subject == .creation }
    let script = folder + ModelFiles.script
    if isOurs, creations.contains(where: { $0.id.document.path == script }) { return false }
    let others = creations.compactMap { $0.text(.modelfile) }
    if others.contains(where: { $0 != path }) { return true }
    return named.contains { fact in
      fact.subject == .model
        && (fact.id.document.path != path || fact.text(.base) != model.base
          || fact.integer(.context) != model.settings.context)
    }
  }
}
