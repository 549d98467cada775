import Vocabulary

/// How commands start the server and run something where it is: the server that is there already, or the one that is
/// written. All paths are from the folder.
struct ServerAccess {
  /// For people to run, in order.
  let start: [String]
  /// The prefix for a command that has to run where the server is.
  let run: String
  /// The prefix for an interactive command.
  let converse: String
  /// What brings a file to where the server is, before its path there; `nil` where it has the files already.
  private let copy: ((String, String) -> String)?

  private init(
    start: [String], run: String = "", converse: String? = nil, copy: ((String, String) -> String)? = nil
  ) {
    self.start = start
    self.run = run
    self.converse = converse ?? run
    self.copy = copy
  }

  /// - Parameter server: one that is there already and not as `init` itself names it.
  init(_ request: SetupRequest, adopted server: Fact?, below folder: String) {
    guard let server else {
      self = Self.written(request)
      return
    }
    let path = String(server.id.document.path.dropFirst(folder.count))
    let name = server.text(.name) ?? "ollama"
    if server.id.address.first == "services" {
      // A file that is included need not be a project by itself.
      let whole = server.text(.includedBy).flatMap {
        $0.hasPrefix(folder) ? String($0.dropFirst(folder.count)) : nil
      }
      self = .compose(request, whole ?? path, name, profile: server.texts(.profiles).first)
    } else if server[.topology] == .pod {
      self = .cluster(server, path, name)
    } else if server[.topology] == .container {
      self = .container(server, path, name)
    } else {
      self = .service(server, path)
    }
  }

  /// The lines of a script that create a model from its file.
  func creation(of model: String, from file: String) -> String {
    guard let copy else { return "\(run)ollama create \(model) -f \(file)" }
    let inside = "/tmp/\(model)"
    return "\(copy(file, inside))\n\(run)ollama create \(model) -f \(inside)"
  }

  // MARK: Where servers are

  private static func written(_ request: SetupRequest) -> ServerAccess {
    switch request.topology {
    case .docker: return compose(request, "compose.yaml", "ollama")
    case .podman: return quadlet("*.container", "ollama", "ollama", request)
    case .kubernetes:
      return cluster(
        ["kubectl apply -f ollama.yaml", "kubectl rollout status deploy/ollama"], [], "deploy/ollama")
    case .native where request.machine.gpus.contains { $0.vendor == .apple }:
      return ServerAccess(start: [
        "./environment.sh", "osascript -e 'quit app \"Ollama\"' && sleep 2 && open -a Ollama",
      ])
    default: return service("ollama.service.d/override.conf", "ollama.service")
    }
  }

  /// Names that Compose itself looks for, in this order.
  private static let composeNames = [
    "compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml",
  ]

  /// - Parameter profile: one that the service starts with.
  private static func compose(
    _ request: SetupRequest, _ path: String, _ service: String, profile: String? = nil
  ) -> ServerAccess {
    let file = composeNames.contains(path) ? "" : " -f \(ShellWord(path))"
    let program =
      (request.topology == .podman ? "podman" : "docker") + " compose" + file
      + (profile.map { " --profile \(ShellWord($0))" } ?? "")
    let word = ShellWord(service)
    return ServerAccess(
      start: ["\(program) up -d --wait"], run: "\(program) exec -T \(word) ",
      converse: "\(program) exec \(word) "
    ) { "\(program) cp \($0) \(word):\($1)" }
  }

  private static func container(_ server: Fact, _ path: String, _ name: String) -> ServerAccess {
    let engine = (server[.engine] ?? .docker).rawValue
    let word = Self.word(for: server, name, engine)
    let start: [String]
    if let unit = server.text(.unit) {
      if path.hasSuffix(".container") { return quadlet("\(ShellWord(path))", unit, name, nil) }
      start = service(path, unit).start
    } else {
      let file = path.split(separator: "/").last?.lowercased() ?? ""
      start =
        file.contains("makefile") || file.hasSuffix(".mk") || file.hasSuffix("justfile")
        ? ["# Start the server with its target in \(ShellWord(path))."]
        : ["sh \(ShellWord(path))   # after \(engine) rm --force \(word), if it is already running"]
    }
    return exec(start, engine, word)
  }

  /// The name of a container; one that has none is found by its image.
  private static func word(for server: Fact, _ name: String, _ engine: String) -> String {
    guard name == Self.nameless || server.text(.name) == nil else { return ShellWord(name).description }
    let image = server.text(.image) ?? "ollama/ollama"
    return
      "\"$(\(engine) ps -qf ancestor=\(ShellWord(image + (server.text(.imageTag).map { ":" + $0 } ?? ""))))\""
  }

  /// What readers call a container that is started without a name.
  private static let nameless = "the container"

  private static func exec(_ start: [String], _ engine: String, _ word: String) -> ServerAccess {
    ServerAccess(start: start, run: "\(engine) exec \(word) ", converse: "\(engine) exec -it \(word) ") {
      "\(engine) cp \($0) \(word):\($1)"
    }
  }

  /// - Parameter request: of files that are all written here.
  private static func quadlet(_ files: String, _ unit: String, _ name: String, _ request: SetupRequest?)
    -> ServerAccess
  {
    let hasWebUI = request?.harnesses.contains(where: \.isBesideServer) ?? false
    let network = hasWebUI ? "podman network create --ignore local-models && " : ""
    let start =
      "systemctl --user daemon-reload && systemctl --user "
      // What runs already is to read its variables again.
      + (request == nil ? "restart" : "start") + " \(ShellWord(unit))" + (hasWebUI ? " open-webui" : "")
    return exec(
      ["install -D -t ~/.config/containers/systemd \(files)", network + start], "podman",
      ShellWord(name).description)
  }

  private static func cluster(_ server: Fact, _ path: String, _ name: String) -> ServerAccess {
    guard let workload = server.text(.workload) else {
      // Values of the chart, which names its deployment after its release.
      let start = [
        "helm repo add otwld https://helm.otwld.com/",
        "helm upgrade --install ollama otwld/ollama --values \(ShellWord(path))",
      ]
      return cluster(start, [], "deploy/\(name)")
    }
    let flags = server.text(.namespace).map { ["-n", $0] } ?? []
    let target = (flags + [workload]).map { ShellWord($0).description }.joined(separator: " ")
    return cluster(
      ["kubectl apply -f \(ShellWord(path))", "kubectl rollout status \(target)"], flags, workload)
  }

  private static func cluster(_ start: [String], _ flags: [String], _ workload: String) -> ServerAccess {
    let target = (flags + [workload]).map { ShellWord($0).description }.joined(separator: " ")
    return ServerAccess(
      start: start, run: "kubectl exec \(target) -- ", converse: "kubectl exec -it \(target) -- "
    ) { "kubectl exec -i \(target) -- tee \($1) <\($0) >/dev/null" }
  }

  private static func service(_ server: Fact, _ path: String) -> ServerAccess {
    guard let unit = server.text(.unit) else {
      return ServerAccess(start: ["sh \(ShellWord(path))   # in a terminal of its own"])
    }
    return service(path, unit)
  }

  private static func service(_ path: String, _ unit: String) -> ServerAccess {
    let parts = path.split(separator: "/")
    // A drop-in's folder has the name of its unit.
    let name = parts.suffix(parts.dropLast().last?.hasSuffix(".d") ?? false ? 2 : 1).joined(separator: "/")
    let target = ShellWord("/etc/systemd/system/" + name)
    return ServerAccess(start: [
      "sudo install -D \(ShellWord(path)) \(target)",
      "sudo systemctl daemon-reload && sudo systemctl restart \(ShellWord(unit.hasSuffix(".service") ? String(unit.dropLast(8)) : unit))",
    ])
  }
}
