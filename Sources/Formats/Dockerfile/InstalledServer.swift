import Knowledge
import Syntax
import Vocabulary

/// Ollama in an image of another kind, where its script installed it: nothing of what Ollama's own image sets is there.
struct InstalledServer {
  private let document: Document
  private let tree: DockerfileTree
  private let stage: ArraySlice<DockerfileTree.Instruction>

  init(_ document: Document, _ tree: DockerfileTree) {
    self.document = document
    self.tree = tree
    stage = tree.instructions[(tree.instructions.lastIndex { $0.name == "FROM" } ?? 0)...]
  }

  func facts(in workspace: any Workspace) -> [Fact] {
    let isInstalled = stage.contains { instruction in
      guard instruction.name == "RUN" else { return false }
      let text = tree.text(of: instruction)
      return text.contains("ollama.com/install.sh") || text.contains("ollama.ai/install.sh")
    }
    // However Ollama came into the image, a step of its build that calls a server has none.
    let pulls = callsElsewhere ? [] : DockerfileReader(document, tree, in: workspace).pulls()
    return isInstalled ? pulls + operators + missingUnpacker + address(in: workspace) : pulls
  }

  /// `CMD ["ollama", "serve", "&&", "bash", "start.sh"]`: without a shell the signs are arguments
  /// (Dockerfile reference, "Shell and exec form").
  private var operators: [Fact] {
    zip(stage.indices, stage).compactMap { index, instruction in
      let text = tree.text(of: instruction)
      guard ["CMD", "ENTRYPOINT"].contains(instruction.name), text.hasPrefix("["),
        !document.id.isDocumentation
      else { return nil }
      let words = DockerfileReader.words(text)
      guard words.first?.split(separator: "/").last == "ollama",
        let sign = ServerCommand.operators.first(where: words.contains)
      else { return nil }
      return SettingFact.make(
        ["operator", String(index)], name: instruction.name, value: sign, kind: "instruction", format: "Dockerfile",
        problem: .notExpanded, at: document.at(instruction.arguments))
    }
  }

  /// install.sh without zstd, in an image that is known not to have it (ollama/ollama `scripts/install.sh`).
  private var missingUnpacker: [Fact] {
    let text = document.source.string(document.source.range)
    guard !text.contains("zstd"), !text.contains("OLLAMA_VERSION"), !document.id.isDocumentation,
      let image = DockerfileBase.last(in: document.source).map(ImageName.init), Self.isSlim(image),
      let (index, step) = zip(stage.indices, stage).first(where: {
        $0.1.name == "RUN" && tree.text(of: $0.1).contains("/install.sh") && !isLeftOut("/install.sh", of: $0.1, at: $0.0)
      })
    else { return [] }
    // `install.sh | sh || true`: the step succeeds without Ollama.
    let line = tree.text(of: step)
    let rest = line.firstRange(ofBytes: "/install.sh").map { line[$0.upperBound...].prefix { $0 != "&" } }
    let isHidden = rest?.contains("||") == true || rest?.contains("; true") == true
    return [
      SettingFact.make(
        ["unpacker", String(index)], name: "zstd", value: isHidden ? "|| true" : nil, kind: "instruction",
        format: "Dockerfile", problem: .missingTool, at: document.at(step.arguments))
    ]
  }

  /// Whether a word of a step is only in a branch that the file's own defaults do not take.
  private func isLeftOut(_ word: String, of step: DockerfileTree.Instruction, at index: Int) -> Bool {
    let defaults = tree.variables(before: index)
    let naming = ShellParser.parse(SourceText(tree.text(of: step))).commands.filter { command in
      command.words.contains { $0.text?.contains(word) == true }
    }
    return !naming.isEmpty && naming.allSatisfy { $0.isLeftOut { defaults[$0] } }
  }

  /// Debian's and Ubuntu's own images, and those that are made from them without more programs.
  private static func isSlim(_ image: ImageName) -> Bool {
    let name = image.repository.lowercased()
    let base = name.split(separator: "/").last.map(String.init) ?? name
    if ["ubuntu", "debian"].contains(base), !name.contains("devcontainers") { return true }
    if name.hasSuffix("nvidia/cuda") { return true }
    return ["python", "node"].contains(base) && image.tag?.contains("slim") == true
  }

  /// Whether its commands are for a server of another machine.
  private var callsElsewhere: Bool {
    stage.contains { instruction in
      guard ["ENV", "ARG"].contains(instruction.name) else { return false }
      return tree.assignments(of: instruction).contains { assignment in
        guard assignment.name == "OLLAMA_HOST" else { return false }
        let host = assignment.value.map { URLParts($0).host } ?? "elsewhere"
        return !host.isEmpty && host != "::" && !HostNames.isLoopback(host)
      }
    }
  }

  /// A server that is meant for others, and that nothing tells to listen for them.
  private func address(in workspace: any Workspace) -> [Fact] {
    let isMeantForOthers = stage.contains { instruction in
      instruction.name == "EXPOSE"
        && DockerfileReader.words(tree.text(of: instruction)).contains { $0 == "11434" || $0 == "11434/tcp" }
    }
    guard isMeantForOthers, !Self.names(document.source), let (index, start) = start(),
      !isSetElsewhere(workspace)
    else { return [] }
    let at = document.at(start.arguments)
    var fact = Fact(FactID(.key, document.id, [String(index)]), at: at)
    fact.write(.name, .text(start.name), at: document.at(start.nameRange))
    fact.infer(.kind, .text("instruction"))
    fact.infer(.format, .text("Dockerfile"))
    fact.write(.problem, .loopback, at: at)
    return [fact]
  }

  /// The instruction that starts the server and nothing else.
  private func start() -> (Int, DockerfileTree.Instruction)? {
    let starts = zip(stage.indices, stage).filter { $0.1.name == "CMD" || $0.1.name == "ENTRYPOINT" }
    guard let (index, last) = starts.last else { return nil }
    let all = starts.flatMap { DockerfileReader.words(tree.text(of: $0.1)) }
    let serve = all.firstIndex { $0.split(separator: "/").last == "ollama" }
    guard let serve, serve + 1 < all.count, all[serve + 1] == "serve" else { return nil }
    // The server itself, or a line of the shell with nothing in it that could tell the address.
    let others = all[..<serve] + all[(serve + 2)...]
    guard !others.contains(where: { $0.hasSuffix(".sh") || $0.contains("=") }) else { return nil }
    return (index, last)
  }

  /// Whether what starts the container may set the address: any file that names the variable may be that.
  private func isSetElsewhere(_ workspace: any Workspace) -> Bool {
    WorkspaceWalk.has(
      "does a file set OLLAMA_HOST", in: workspace,
      among: { $0.hasSuffix(".yml", ".yaml", ".json", ".sh", ".env", ".md", ".toml", "makefile", "justfile") }
    ) { Self.names($1) }
  }

  private static func names(_ source: SourceText) -> Bool {
    source.string(source.range).contains("OLLAMA_HOST")
  }
}
