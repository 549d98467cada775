import Syntax
import Vocabulary

/// Shell scripts, profiles, recipes and code blocks, as far as they start, fill or use Ollama.
public enum ShellFormat: Format {
  public static let name = "docker-run"

  public static func hint(_ name: FileName) -> NameHint {
    if name.hasSuffix(".sh", ".bash", ".zsh") || isProfile(name) { return .possible }
    if isRecipe(name.lowercased) { return .possible }
    // Commands in a `bin` folder have no ending.
    return (name.parent == "bin" || name.parent == "scripts") && !name.lowercased.contains(".")
      ? .possible : .no
  }

  /// What a login or a new shell reads; of fish only what `export` would be elsewhere is understood.
  static func isProfile(_ path: String) -> Bool { isProfile(FileName(path: Path.deployed(path))) }

  /// - Parameter name: that the file is installed by.
  private static func isProfile(_ name: FileName) -> Bool {
    profiles.contains(name.lowercased) || name.lowercased == "config.fish"
      || name.hasSuffix(".fish") && ["conf.d", "functions"].contains(name.parent)
      || name.hasSuffix(".sh") && name.parent == "profile.d"
  }

  static func isRecipe(_ name: String) -> Bool {
    name == "makefile" || name == "gnumakefile" || name.hasSuffix(".mk") || name == "justfile"
      || name == ".justfile"
  }

  public static func recognises(_ candidate: Candidate) -> Recognition {
    if let language = candidate.language, languages.contains(language) { return .byName }
    let name = candidate.name
    if name.hasSuffix(".sh", ".bash", ".zsh") || isProfile(name) || isRecipe(name.lowercased) {
      return .byName
    }
    return Shebang.isShell(candidate.head) == true ? .byContent : .no
  }

  /// Whether Terraform puts values into a text before a shell reads the script: `$${` is its escape, and a file of it names the
  /// script.
  private static func isFilledIn(_ here: ShellScript.HereDocument, of document: Document, in workspace: any Workspace) -> Bool {
    guard here.text.holes.isEmpty, here.text.source.bytes[...].contains(bytesOf: "${") else { return false }
    if document.source.bytes[...].contains(bytesOf: "$${") { return true }
    let calls = WorkspaceWalk.gathered(
      "templates of Terraform", in: workspace, among: { $0.hasSuffix(".tf") }, upTo: 1 << 16
    ) { _, source in
      source.string(source.range).split(separator: "\n").filter { $0.contains("templatefile(") }.map(String.init)
    }
    let name = document.id.path.split(separator: "/").last ?? ""
    return calls.contains { $0.contains("/\(name)\"") }
  }

  public static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    if isRecipe(FileName(path: document.id.path).lowercased), document.id.embedding.isEmpty {
      reading.embedded = RecipeText.recipes(of: document.source).map { text in
        .init(name: nil, language: "sh", source: text.source, map: text.map, holes: text.holes)
      }
      return reading
    }
    let script = ShellParser.parse(document.source)
    reading.comments = script.comments
    // What a test writes is its data.
    let isOfTest = RestartMentions.isOfTest(document.id.path)
    let whole = script.hereDocuments.isEmpty ? nil : WrittenInPieces(script)
    reading.embedded = script.hereDocuments.filter { here in
      !isProgram(here) && !isOfTest && whole?.isPart(here) != true && !isFilledIn(here, of: document, in: workspace)
    }.map { here in
      let path = here.target.flatMap { Path.join(document.directory, $0) ?? pathOutside($0) }
      return .init(
        name: path, language: here.isRun ? "sh" : nil, source: here.text.source, map: here.text.map, holes: here.text.holes)
    }
    reading.embedded += SettingsInVariable(script: script, document: document).texts.map { text in
      .init(name: text.name, language: nil, source: text.source, map: text.map, holes: text.holes)
    }
    reading.facts = containers(script, document, in: workspace)
    reading.facts += OllamaCommands(script: script, document: document, workspace: workspace).facts()
    reading.facts += readers.flatMap { $0.init(script: script, document: document).facts }
    if let server = reading.facts.firstIndex(where: { $0.id.address == ["serve"] && $0.has(.hostAddress) }),
      ImageScript.isOne(document, in: workspace)
    {
      reading.facts[server].attributes[.hostAddress] = nil
    }
    reading.facts += UnitPort(script: script, document: document, workspace: workspace).facts
    reading.facts += SourcedVariables(script: script, document: document, workspace: workspace).facts
    reading.facts += Tunnels(script: script, document: document).facts(in: workspace)
    reading.facts += EnabledQuadlet(script: script, document: document, workspace: workspace).facts
    reading.facts += ExecCommand(script: script, document: document, workspace: workspace).facts
    reading.facts += AgentCommands(script: script, document: document, workspace: workspace).facts(besides: reading.facts)
    let described = programs(script, document, in: workspace)
    let known = Set(described.map(\.id))
    reading.facts = reading.facts.filter { !known.contains($0.id) && !ModelVariables.isSaid($0, by: known) } + described
    return reading
  }

  private static let readers: [any ShellReader.Type] = [
    LMStudioCommands.self, NativeServer.self, EngineCommands.self, ShellSlips.self, EarlyPull.self,
    DefaultNetwork.self, ContainerNamesInScript.self, BrokenContinuation.self, ExportedCommand.self,
    WindowsLineEndings.self,
    UnpassedVariables.self, LostVariables.self, CommandOptions.self, ComposeCommandLine.self,
    ClientScript.self,
    InstalledOnHost.self, HostServer.self, DeadDownloads.self, OldPrograms.self, QuotedRequests.self,
    UserDataHome.self,
  ]

  /// What exported variables say to a described program that is set up by them.
  private static func programs(_ script: ShellScript, _ document: Document, in workspace: any Workspace) -> [Fact] {
    guard !document.id.isDocumentation else { return [] }
    // Containers get what they are given.
    let text = script.source.string(script.source.range)
    guard isProfile(document.id.path) || !["docker", "podman", "compose", "kubectl"].contains(where: text.contains) else { return [] }
    let exported = NativeServer(script: script, document: document).exported
    return exported.isEmpty ? [] : DescribedEnvironment(exported, of: document, in: workspace).facts(in: workspace)
  }

  /// Whether it is a program in another language: `python3 - <<'EOF'`. What it prints may be a settings file, but it is none.
  private static func isProgram(_ here: ShellScript.HereDocument) -> Bool {
    if let target = here.target, FileName(path: target).hasSuffix(".py", ".js", ".mjs", ".ts", ".rb", ".pl", ".php", ".go") {
      return true
    }
    if Shebang.isShell(here.text.source.bytes) == false { return true }
    guard let reader = here.reader else { return false }
    return interpreters.contains(reader)
      || interpreters.contains(String(reader.prefix { $0.isLetter })) && reader.last?.isNumber == true
  }

  /// `~/.aider.conf.yml` and `/etc/docker/daemon.json` lie in no folder of the repository, but their names tell what they are.
  private static func pathOutside(_ target: String) -> String? {
    for root in ["~/", "/"] where target.hasPrefix(root) {
      return Path.join("", String(target.dropFirst(root.count)))
    }
    return nil
  }

  /// The containers that a script starts, as far as they serve Ollama or talk to it.
  static func containers(
    _ script: ShellScript, _ document: Document, in workspace: any Workspace, isService: Bool = false
  ) -> [Fact] {
    var known: ShellPurpose?
    func purpose() -> ShellPurpose {
      let purpose = known ?? ShellPurpose(script, in: document, workspace: workspace)
      known = purpose
      return purpose
    }
    let images = BuiltImages(script, in: document, workspace: workspace)
    let joined = Set(
      script.commands.flatMap(\.words).compactMap(\.text).compactMap { text in
        text.firstRange(ofBytes: "container:").map { String(text[$0.upperBound...]) }
      })
    return script.commands.enumerated().flatMap { index, command -> [Fact] in
      guard let run = DockerRun(command, in: script, holes: document.holes) else {
        return SwallowedImage.fact(command, script, document).map { [$0] } ?? []
      }
      if let missing = SwallowedImage.missingValue(run, in: script, document)
        ?? SwallowedImage.gluedOption(run, in: script, document)
        ?? SwallowedImage.splitVariable(run, in: script, document)
        ?? SwallowedImage.bareVariable(run, in: script, document) ?? SwallowedImage.splitVolume(run, in: script, document)
      {
        return [missing]
      }
      var spec = DockerRunContainer(
        run, index: index, origin: images.origin(of: ImageName(run.imageText)), joined: joined,
        in: document, workspace: workspace
      ).spec { purpose().reason(for: run) }
      // A service is started again and again, with --rm from nothing each time.
      if isService { spec.isTemporary = false }
      return spec.facts()
    }
  }

  public static func shares(of document: Document, in workspace: any Workspace) -> [Share] {
    ScriptShares.shares(of: document, in: workspace)
  }

  public static func edits(adding addition: Addition, to document: Document) -> [Edit]? {
    ShellAddition.edits(addition, in: document.source)
  }

  public static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    ShellWriter(ShellParser.parse(document.source), holes: document.holes, document: document, in: workspace)
  }
}
