import Syntax

/// What the services of a project are to each other, found once for all of them.
final class ComposeRelations {
  let project: ComposeProject
  let workspace: any Workspace

  init(_ project: ComposeProject, in workspace: any Workspace) {
    self.project = project
    self.workspace = workspace
  }

  private var environments: [ExactName: ComposeEnvironment] = [:]
  private var variables = 0

  /// Whether the services have more variables than are looked at, as many that share an anchor may have.
  var isExhausted: Bool { variables > SyntaxLimits.variables }

  /// What a service of the file is started with.
  func environment(of service: ComposeService) -> ComposeEnvironment {
    if service.nameRange.document == project.file.id, let known = environments[ExactName(service.name)] {
      return known
    }
    let environment = ComposeEnvironment(service, in: workspace)
    // Each text that a service is made of is looked at for every setting.
    variables += environment.variables.count + 2 * (service.layers.count - 1)
    if service.nameRange.document == project.file.id {
      environments[ExactName(service.name)] = environment
    }
    return environment
  }

  /// The services of the file and of those that are one project with it.
  private(set) lazy var services = project.allServices()

  private(set) lazy var callableNames = ComposeCallableNames(among: self)

  /// The first service that starts only once the one of this name is healthy.
  func waiter(for name: String) -> ComposeService? { waiters[ExactName(name)] }

  private lazy var waiters: [ExactName: ComposeService] = {
    var waiters: [ExactName: ComposeService] = [:]
    for service in services {
      // The topmost layer that states a condition decides.
      var decided: Set<ExactName> = []
      for dependencies in service.values("depends_on").reversed() {
        for entry in dependencies.entries() {
          guard let name = entry.key.text.map({ ExactName($0) }),
            let condition = entry.value.value("condition"), decided.insert(name).inserted,
            condition.text == "service_healthy", waiters[name] == nil,
            // One that is not required starts in any case (docker/compose `pkg/compose/convergence.go`, waitDependencies).
            entry.value.value("required")?.flag != false
          else { continue }
          waiters[name] = service
        }
      }
    }
    return waiters
  }()

  /// Whether a service only works on the volume of one that is restarted: no client reaches it, and it starts with a profile
  /// that the other does not have, to download something or to open a shell.
  func isWorker(_ service: ComposeService) -> Bool {
    let profiles = Set(service.items("profiles").compactMap(\.raw))
    guard !profiles.isEmpty, service.value("ports") == nil, service.value("restart") == nil,
      waiter(for: service.name) == nil
    else { return false }
    return service.items("volumes").compactMap(\.raw).contains { volume in
      restarted[volume]?.contains { $0.name != service.name && $0.profiles.isDisjoint(with: profiles) }
        ?? false
    }
  }

  /// The services that are restarted, by the mounts that they write.
  private lazy var restarted: [String: [(name: String, profiles: Set<String>)]] = {
    var restarted: [String: [(name: String, profiles: Set<String>)]] = [:]
    for service in services where service.value("restart") != nil {
      let profiles = Set(service.items("profiles").compactMap(\.raw))
      for volume in service.items("volumes").compactMap(\.raw) where restarted[volume]?.count ?? 0 < 16 {
        restarted[volume, default: []].append((service.name, profiles))
      }
    }
    return restarted
  }()

  /// Whether a service of this name is an Ollama with a health check of its own.
  func isCheckedServer(_ name: String) -> Bool { checkedServers.contains(ExactName(name)) }

  /// Whether the health check of such a server needs what is not there, or checks nothing.
  func isFailingServer(_ name: String) -> Bool { failingServers.contains(ExactName(name)) }

  private lazy var failingServers = Set(
    services.filter { isCheckedServer($0.name) && !ComposeContainer($0, among: self).checkCanPass }
      .map { ExactName($0.name) })

  private lazy var checkedServers = Set(
    services.filter { ComposeContainer.checksHealth($0) && ComposeContainer($0, among: self).serves }
      .map { ExactName($0.name) })

  /// Whether a service shares no network with any Ollama of the project.
  func isApart(_ service: ComposeService) -> Bool {
    guard let own = ComposeMistakes.networks(of: service), !serversNetworks.isEmpty else { return false }
    return serversNetworks.allSatisfy { networks in networks.map { own.isDisjoint(with: $0) } ?? false }
  }

  private lazy var serversNetworks: [Set<String>?] = servers.prefix(16).flatMap { services(called: $0) }.map {
    ComposeMistakes.networks(of: $0)
  }

  /// The services that a call by this name may reach, the first of the project first.
  func services(called name: String) -> [ComposeService] {
    (byName[ExactName(name)] ?? []).map { services[$0] }
  }

  private lazy var byName: [ExactName: [Int]] = {
    var found: [ExactName: [Int]] = [:]
    for (position, service) in services.enumerated() {
      let names = [service.name, service.value("container_name")?.text].compactMap {
        $0.map { ExactName($0) }
      }
      for name in Set(names) { found[name, default: []].append(position) }
    }
    return found
  }()

  /// The names of all that serve Ollama.
  private(set) lazy var servers = services.filter { ComposeContainer($0, among: self).serves }.map(\.name)
}
