import Knowledge
import Syntax
import Vocabulary

/// Dockerfiles whose last stage is made from Ollama's image, installs Ollama by its script, or calls it while it is built.
///
/// Sources: https://docs.docker.com/reference/dockerfile/, ollama/ollama `Dockerfile`.
enum DockerfileFormat: Format {
  static let name = "dockerfile"

  static func hint(_ name: FileName) -> NameHint { isDockerfile(name.lowercased) ? .possible : .no }

  private static func isDockerfile(_ name: String) -> Bool {
    // Every file's name is asked, and few are this long.
    guard name.utf8.count >= 10 else { return false }
    return name == "dockerfile" || name == "containerfile" || name.hasPrefix("dockerfile.")
      || name.hasPrefix("containerfile.") || name.ends(exactly: ".dockerfile") || name.ends(exactly: ".containerfile")
  }

  static func recognises(_ candidate: Candidate) -> Recognition {
    if let language = candidate.language, language == "dockerfile" || language == "docker" { return .byName }
    return isDockerfile(candidate.name.lowercased) ? .byName : .no
  }

  static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    let tree = DockerfileParser.parse(document.source)
    var reading = Reading()
    reading.comments = tree.comments
    let copied = CopiedServer(document, tree)?.facts { name in
      Path.join(document.directory, name).flatMap { workspace.source(at: $0) }.map { $0.string($0.range) }
    }
    reading.facts = copied ?? []
    guard let image = DockerfileBase.last(of: tree).map(ImageName.init) else { return reading }
    reading.facts +=
      image.isOllama
      ? DockerfileReader(document, tree, in: workspace).facts(image)
      : InstalledServer(document, tree).facts(in: workspace)
    reading.facts +=
      DeadDownloads.facts(in: tree, of: document) + OldPrograms.facts(in: tree, of: document) + VariablesWithoutEquals.facts(document, tree)
      + CPUBuild.facts(document, tree) + CommandList(document: document, tree: tree, image: image).facts
    return reading
  }

  static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    document.holes.isEmpty ? DockerfileWriter(DockerfileParser.parse(document.source)) : nil
  }
}

/// What the last stage of a Dockerfile makes of Ollama's image.
struct DockerfileReader {
  private let document: Document
  private let tree: DockerfileTree
  private let stages: DockerfileStages?
  private let workspace: any Workspace
  /// Where the last stage begins.
  private let start: Int

  init(_ document: Document, _ tree: DockerfileTree, in workspace: any Workspace) {
    self.document = document
    self.tree = tree
    self.workspace = workspace
    stages = DockerfileStages(tree)
    start = tree.instructions.lastIndex { $0.name == "FROM" } ?? 0
  }

  func facts(_ image: ImageName) -> [Fact] {
    let stage = tree.instructions.indices.dropFirst(start)
    let variables = stage.flatMap { index in
      tree.assignments(of: tree.instructions[index]).map { assignment in
        Variable(
          name: assignment.name, value: assignment.value, address: [String(index), assignment.name],
          document: document.id, nameRange: assignment.nameRange, valueRange: assignment.valueRange,
          range: assignment.nameRange.union(assignment.valueRange))
      }
    }
    // What the image sets is the container's to change, so there is no server to link to here.
    let owner = FactID(.client, document.id, [])
    var facts = ServerVariables.facts(variables, of: owner, version: image.version, format: "Dockerfile")
    for index in stage {
      let instruction = tree.instructions[index]
      switch instruction.name {
      case "CMD": facts += command(image, index, instruction)
      case "HEALTHCHECK": facts += healthCheck(image, index, instruction)
      default: break
      }
    }
    return facts + base(image) + models + volumes() + pulls() + loopback(variables, stage)
      + LostInstructions(document: document, tree: tree, stage: stage).facts
  }

  /// The image that it starts from. A release with a known fault is told here, unless Compose builds it and tells it there.
  private func base(_ image: ImageName) -> [Fact] {
    let instruction = tree.instructions[start]
    let at = document.at(instruction.arguments)
    var from = Fact(FactID(.key, document.id, ["FROM"]), at: at)
    from.write(.name, .text("FROM"), at: document.at(instruction.nameRange))
    from.write(.value, .text(image.repository), at: at)
    from.infer(.kind, .text("instruction"))
    from.infer(.format, .text("Dockerfile"))
    from.infer(.status, .known)
    guard let version = image.version, Advisory.affecting(version) != nil, !image.isBundledWebUI, !isBuiltByCompose else {
      return [from]
    }
    var server = spec(image, start, instruction).fact
    server.write(.image, image.repository, at: at)
    server.infer(.version, version.description)
    return [from, server]
  }

  private var isBuiltByCompose: Bool {
    var folder = document.directory
    while true {
      let isThere = workspace.names(in: folder).contains { name in
        guard ComposeFormat.isComposeName(name), let path = Path.join(folder, name),
          let source = workspace.source(at: path)
        else { return false }
        return source.bytes[...].contains(bytesOf: "build:")
      }
      if isThere || folder.isEmpty { return isThere }
      folder = Path.directory(of: folder)
    }
  }

  /// The models that its steps pull or run.
  private var models: [Fact] {
    let models = CommandModels(document)
    return Self.runs(tree).flatMap { models.facts(["run", String($0)], in: tree.instructions[$0].arguments, isOllamas: false) }
  }

  /// The steps of the last stage that run something.
  static func runs(_ tree: DockerfileTree) -> [Int] {
    let start = tree.instructions.lastIndex { $0.name == "FROM" } ?? 0
    return tree.instructions.indices.dropFirst(start).filter { ["RUN", "CMD", "ENTRYPOINT"].contains(tree.instructions[$0].name) }
  }

  /// `ENV OLLAMA_HOST=127.0.0.1` over the image's own 0.0.0.0, in an image whose port is meant for others.
  private func loopback(_ variables: [Variable], _ stage: Range<Int>) -> [Fact] {
    guard let host = variables.last(where: { $0.name == "OLLAMA_HOST" }),
      let text = host.value.map({ URLParts(OllamaVariable.trimmed($0)).host }),
      text == "localhost" || text.hasPrefix("127."), !document.id.isDocumentation,
      stage.contains(where: { index in
        tree.instructions[index].name == "EXPOSE"
          && Self.words(tree.text(of: tree.instructions[index])).contains { $0.hasPrefix("11434") }
      })
    else { return [] }
    return [
      SettingFact.make(
        FactID(.key, document.id, ["loopback"]), name: "ENV", value: host.value, kind: "instruction",
        format: "Dockerfile", problem: .loopback, at: host.valueAt)
    ]
  }

  /// The image as a container of it would be started, by one instruction.
  private func spec(_ image: ImageName, _ index: Int, _ instruction: DockerfileTree.Instruction)
    -> ContainerSpec
  {
    let at = document.at(instruction.arguments)
    var server = Fact(FactID(.server, document.id, [String(index)]), at: at)
    server.infer(.name, "this image")
    server.infer(.topology, .image)
    return ContainerSpec(
      server, format: "Dockerfile",
      image: .init(
        name: image, at: at,
        build: .init(hasEntrypoint: stages?.hasEntrypoint == true, runsOllama: false) { tool in
          stages?.installs(tool) == true
        }), environment: ContainerEnvironment(), in: workspace)
  }

  /// Both forms: a list in brackets, and a line for the shell.
  static func words(_ text: String) -> [String] {
    guard text.hasPrefix("["), let nodes = try? JSONParser.parse(SourceText(text)),
      let items = nodes.root?.items
    else { return text.split(whereSeparator: \.isWhitespace).map(String.init) }
    return items.compactMap(\.text)
  }

  private func command(_ image: ImageName, _ index: Int, _ instruction: DockerfileTree.Instruction) -> [Fact] {
    var spec = spec(image, index, instruction)
    let text = tree.text(of: instruction)
    // Without brackets a shell is put before it, which the entry point hands to ollama.
    let words = text.hasPrefix("[") ? Self.words(text) : ["/bin/sh", "-c", text]
    spec.command = Placed(words, at: spec.fact.range)
    var server = spec.fact
    spec.start(&server)
    guard server.has(.commandProblem) else { return [] }
    if !text.hasPrefix("[") {
      server.write(.command, Self.words(text).joined(separator: " "), at: server.range)
    }
    return [server]
  }

  private func healthCheck(_ image: ImageName, _ index: Int, _ instruction: DockerfileTree.Instruction)
    -> [Fact]
  {
    var spec = spec(image, index, instruction)
    // Options come first: `--interval=30s CMD [...]`. `NONE` takes the image's check away.
    let written = tree.text(of: instruction).split(whereSeparator: \.isWhitespace).drop { $0.hasPrefix("--") }
    guard written.first == "CMD" else { return [] }
    let command = written.dropFirst().joined(separator: " ")
    let words = [command.hasPrefix("[") ? "CMD" : "CMD-SHELL"] + Self.words(command)
    spec.healthCheck = .init(text: words.joined(separator: " "), words: words, at: spec.fact.range)
    var server = spec.fact
    spec.checkHealth(&server)
    return server.has(.healthProblem) || server.has(.healthCheckTool) ? [server] : []
  }

  /// `VOLUME ["./data:/root/.ollama"]`: a source is not part of an image.
  private func volumes() -> [Fact] {
    tree.instructions.indices.dropFirst(start).compactMap { index in
      let instruction = tree.instructions[index]
      guard instruction.name == "VOLUME",
        let item = Self.words(tree.text(of: instruction)).first(where: { $0.contains(":/") })
      else { return nil }
      let target = item.split(separator: ":", maxSplits: 1).last.map(String.init) ?? item
      return SettingFact.make(
        [String(index), "VOLUME"], name: "VOLUME", value: item, kind: "instruction", format: "Dockerfile",
        problem: .asBind, replacement: target, at: document.at(instruction.arguments))
    }
  }

  /// The steps of an image with Ollama in it that need a server.
  func pulls() -> [Fact] {
    tree.instructions.indices.dropFirst(start).filter { tree.instructions[$0].name == "RUN" }
      .flatMap { run($0, tree.instructions[$0]) }
  }

  /// A pull without a server next to it.
  private func run(_ index: Int, _ instruction: DockerfileTree.Instruction) -> [Fact] {
    let text = tree.text(of: instruction)
    // What is only printed, or written into a script, is not run.
    let calls = text.split { "&|;\n".contains($0) }.contains { command in
      ["ollama pull ", "ollama create ", "ollama run "].contains(where: command.contains)
        && !command.contains("echo")
    }
    guard calls, !text.contains("serve"), !text.contains("OLLAMA_HOST"),
      !text.contains("start"), !text.contains(".sh") || text.contains("/install.sh"), !text.contains("<<"),
      !text.contains("> /")
    else { return [] }
    let at = document.at(instruction.arguments)
    var fact = Fact(FactID(.key, document.id, [String(index)]), at: at)
    fact.write(.name, .text("RUN"), at: document.at(instruction.nameRange))
    fact.infer(.kind, .text("instruction"))
    fact.infer(.format, .text("Dockerfile"))
    fact.write(.status, .misplaced, at: at)
    fact.write(.value, .text(text), at: at)
    return [fact]
  }
}
