import Knowledge
import Vocabulary

/// A value that is written somewhere; `nil` where it is written but cannot be known.
struct Placed<Value> {
  let value: Value?
  let at: SourceRange

  init(_ value: Value?, at: SourceRange) {
    self.value = value
    self.at = at
  }
}

/// A container as some host starts it: what every format that starts containers fills in.
///
/// A format says what is written and where, with what only its own kind of host knows of the container in ``fact``
/// (a unit, a profile). What follows from it is said once for all of them: ``serverFacts()`` for Ollama,
/// ``clientFacts()`` for what talks to it. Changes come back through ``ContainerWriter``.
struct ContainerSpec {
  /// What becomes of it: a server or a client with its name, and with what only this kind of host says of it.
  var fact: Fact
  /// As messages call the kind of file: `Compose`.
  let format: String
  let workspace: any Workspace
  var image: Image
  /// The engine of a command line or a Quadlet; `nil` where any may start it.
  var engine: ContainerEngine?
  var environment: ContainerEnvironment
  /// Where Ollama keeps its models unless a variable says otherwise.
  var modelsDirectory = Self.modelsDirectory
  var mounts: [Mount] = []
  var ports: [PublishedPort] = []
  var gpu: GPURequest
  /// In bytes.
  var memoryLimit: Placed<Int>?
  /// In processors.
  var cpuLimit: Placed<Double>?
  /// What the image's entry point, or the container's own, is handed.
  var command: Placed<[String]>?
  /// The same word by word, those that only the running host knows as well.
  var arguments: [CommandWord] = []
  /// The container's own entry point.
  var entrypoint: [String]?
  /// The first word of an entry point that is a list, which no shell splits.
  var program: CommandWord?
  /// Where relative paths start from, unless that is the image's own folder.
  var workingDirectory: String?
  /// The health check of the image, where the engine runs it and nothing here replaces it or turns it off.
  var imageCheck: ImageCheck?
  /// Whether its shared memory is the host's, or has a size of its own.
  var hasSharedMemory = false
  var healthCheck: HealthCheck?
  /// After how many seconds its host ends it where it does not answer yet.
  var liveness: Placed<Int>?
  /// Ports that the host asks by itself, where no other container shares them.
  var askedPorts: [Placed<Int>] = []
  /// Paths of the server that the host asks for by itself.
  var askedPaths: [Placed<String>] = []
  /// Whether what starts it may install a program first.
  var mayInstall: (_ tool: String) -> Bool = { _ in false }
  var restart: Placed<String>?
  var user: Placed<String>?
  var groups: [Placed<String>] = []
  /// Whether Podman runs it without root, where the file says so.
  var isRootless = false
  /// Entries of the container's hosts file, as `name:address`.
  var extraHosts: [Placed<String>] = []
  /// Where it receives all of the host's devices and rights.
  var privileged: SourceRange?
  /// Where everything that is not mounted is made read-only.
  var readOnlyRoot: SourceRange?
  /// Whether SELinux does not confine it.
  var isUnconfined = false
  var network = Network()
  /// Other files that are about this container alone.
  var dropIns: Set<DocumentID> = []
  /// Where another program is described that this container takes settings from: what is there is right for that one.
  var lent: [SourceRange] = []
  /// Whether it stops with its terminal, or is removed when it stops.
  var isTemporary = false
  /// Whether something else may be mounted.
  var hasUnknownMounts = false
  /// Whether something puts single files into it, such as `configs` of Compose.
  var hasOtherFiles = false
  /// Whether any part may be set by something that the files do not show.
  var hasUnknownParts = false

  init(
    _ fact: Fact, format: String, image: Image, environment: ContainerEnvironment, in workspace: any Workspace
  ) {
    self.fact = fact
    self.format = format
    self.image = image
    self.environment = environment
    self.workspace = workspace
    gpu = GPURequest(at: fact.range)
    modelsDirectory = image.name.modelsDirectory ?? Self.modelsDirectory
    if fact.id.document.isDocumentation { self.fact.infer(.example, .flag(true)) }
  }

  var id: FactID { fact.id }

  /// A setting of the container, at an address below its own.
  func setting(
    _ place: [String], name: String, value: String? = nil, kind: String, problem: ValueFault,
    consequence: String? = nil, counterpart: String? = nil, replacement: String? = nil, corrected: String? = nil,
    expected: String? = nil, at range: SourceRange
  ) -> Fact {
    SettingFact.make(
      id.address + place, name: name, value: value, kind: kind, format: format, problem: problem,
      consequence: consequence, counterpart: counterpart, replacement: replacement, corrected: corrected,
      expected: expected, at: range, owner: id)
  }

  private func isLent(_ fact: Fact) -> Bool {
    [.key, .port].contains(fact.subject)
      && lent.contains { $0.document == fact.range.document && $0.range.contains(fact.range.range) }
  }

  /// What there is to say of it: nothing of a helper that uses Ollama's image and ends, or of what has nothing to do with a
  /// local model.
  func facts() -> [Fact] {
    guard id.subject == .server else {
      let facts = clientFacts().filter { !isLent($0) }
      return facts + (facts.isEmpty ? [] : committedSecrets + missingScripts) + engineFacts() + engineMistakes()
        + loopbackFacts() + (facts.isEmpty && EngineImage.program(in: image.name) == nil ? [] : slips + besideModels)
        + imageFacts + userMistakes() + [ownPort, shellPieces].compactMap { $0 }
    }
    guard serves else {
      return helperFacts + missingScripts + [programWithBlank, shellPieces].compactMap { $0 } + imageFacts
    }
    return serverFacts() + committedSecrets + missingScripts + slips + imageFacts + userMistakes() + wrongPaths
      + [shellPieces, shellInCheck].compactMap { $0 }
  }

  /// What is wrong with a container whatever it has to do with models.
  var besideModels: [Fact] { unservedPorts + hiddenPrograms + [shellInCheck].compactMap { $0 } }

  private var committedSecrets: [Fact] {
    CommittedSecrets.facts(environment.variables, of: id, in: workspace) { $0.document == id.document }
  }
}

extension ContainerSpec {
  /// Whether an entry of a hosts file, `name:address` or `name=address`, is that of a name.
  static func isEntry(_ entry: String, of name: String) -> Bool {
    entry == name || entry.hasPrefix(name + ":") || entry.hasPrefix(name + "=")
  }

  struct Image {
    let name: ImageName
    let at: SourceRange
    /// Whether only a variable knows the tag.
    var hasUnknownTag = false
    /// Whether what is written here can be overruled: by a variable with a default, a kustomization, `--set`.
    var isTagOverruled = false
    /// Whether an image of another making may run under this name, with programs of its own.
    var mayBeAnother = false
    /// What brings the tag where none is written: completes "... version".
    var tagElsewhere: String?
    /// Whose GPU it is for, where that is not in its tag.
    var vendor: ImageGPU?
    /// What is known of an image that is built here.
    var build: Build?

    /// An image of another name that runs Ollama: nothing of what Ollama's own image holds is known of it.
    static func another(_ name: ImageName, at range: SourceRange) -> Image {
      Image(
        name: name, at: range, hasUnknownTag: true, mayBeAnother: true,
        build: .init(hasEntrypoint: true, runsOllama: true) { _ in true })
    }

    /// The version of Ollama that is written; `nil` where another image may run.
    var version: Version? { mayBeAnother ? nil : name.version }
  }

  /// What a Dockerfile adds to the image that it starts from.
  struct Build {
    let hasEntrypoint: Bool
    /// Whether it starts as the image that it is made from.
    var startsAsBase = false
    /// Whether it brings an Ollama of its own.
    let runsOllama: Bool
    let mayHave: (_ tool: String) -> Bool
  }

  /// A directory of the container that outlives it.
  struct Mount {
    /// `nil` where it depends on what the files do not show.
    let target: String?
    let at: SourceRange
    /// The file or folder of the repository that is mounted, from the root.
    var source: String?
    /// The folder of the host, where the file says it, with whatever follows it.
    var hostPath: String?
    /// Whether it ends with the container anyway.
    var isTemporary = false
    /// Whether its source begins with a `~` that no shell expands.
    var hasQuotedTilde = false
    /// In Docker's short form.
    var written: String?
    /// Whether the container may not write there.
    var isReadOnly = false
  }

  /// A port of the container that the host publishes.
  struct PublishedPort {
    /// Of its fact, by which a fix finds it again.
    let id: FactID
    let at: SourceRange
    var address: Placed<String>?
    var hostPort: Placed<Int>?
    var containerPort: Placed<Int>?
    /// As written, for messages about the whole mapping.
    var text = ""

    /// Whether the program is reached at the same port of every address without it, once it listens on the host itself.
    var isSameOnHost: Bool {
      guard let port = hostPort?.value, port == containerPort?.value else { return false }
      return address.map { $0.value == "0.0.0.0" } ?? true
    }
  }

  /// A health check of the image that the engine runs.
  struct ImageCheck {
    /// The service that waits until it passes.
    let waiter: String?
  }

  struct HealthCheck {
    /// As one line; `nil` where it cannot be known.
    let text: String?
    let words: [String]
    let at: SourceRange
    /// Why something waits until it passes.
    var awaited: Reason?
  }

  struct Network {
    /// One of its own that it joins, where containers know each other's names.
    var name: String?
    /// Those with names that other files may join as well.
    var shared: [String] = []
    /// Where it receives its host's.
    var host: SourceRange?
    /// Whose interfaces it has.
    var namespace = NetworkNamespace.own
    /// Whether `localhost` may point to another container.
    var sharesLoopback = false
    /// Whether the engine brings `host.docker.internal` along.
    var knowsHost = false
    var aliases: [String] = []
    /// Whether it is known to be on the engine's default network, where names do not resolve.
    var isDefault = false
  }
}

/// The variables that a container is started with.
struct ContainerEnvironment {
  /// Of several assignments of one name the last one counts.
  var variables: [Variable] = []
  /// Whether these are all, or a file that is not here may bring others.
  var isComplete = true
  /// Lines of files of variables that do something else than they seem to.
  var misread: [MisreadLine] = []
  /// Those of the image, over which the container's own count.
  var inherited: [Variable] = []

  func last(_ name: String) -> Variable? { variables.last { $0.name == name } }

  /// What the program finds under a name, by the container or its image.
  func effective(_ name: String) -> Variable? { last(name) ?? inherited.last { $0.name == name } }
}
