import ClientDescription
import Syntax
import Vocabulary

/// Settings of a program without a description: tables that say of themselves what API they are about or which server they
/// name, and addresses on `localhost` in what a Compose file of the repository mounts into a container.
enum UndescribedFormat: Format {
  static let name = "undescribed"

  static let endings = [".json", ".toml", ".yaml", ".yml", ".ini"]

  static func hint(_ name: FileName) -> NameHint {
    guard isNamed(name) else { return .no }
    return words.contains(where: name.lowercased.contains) ? .possible : .no
  }

  private static let words = ["config", "setting", "run.y", "conf.", "llm", "model", "provider", "ollama", "agent"]

  static func recognises(_ candidate: Candidate) -> Recognition {
    guard !candidate.path.isEmpty, hint(candidate.name) > .no else { return .no }
    let isLocal = candidate.mentions("11434") || addresses.contains(where: candidate.mentions)
    return isLocal || candidate.mentions("ollama") && choices.contains(where: candidate.mentions) ? .byContent : .no
  }

  /// Settings that choose Ollama, whatever the address: a port with a typo is not a sign.
  private static let choices = [
    "provider: ollama", "provider: \"ollama\"", "provider: 'ollama'", "provider\": \"ollama\"", "provider = \"ollama\"",
  ]

  /// Addresses of Ollama and LM Studio on the program's own machine.
  private static let addresses = [
    "http://localhost:11434", "http://127.0.0.1:11434", "http://localhost:1234/v1",
    "http://127.0.0.1:1234/v1",
  ]

  static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    reading.embedded = NodeSyntax(of: document.id.path).map { Reading.documents(of: document, $0) } ?? []
    guard reading.embedded.isEmpty else { return reading }
    reading.facts = (file(document, in: workspace)?.facts ?? []).map { fact in
      guard fact.subject == .endpoint else { return fact }
      // The program may append a path of its own.
      var endpoint = fact
      endpoint.infer(.unknownReader, .flag(true))
      return endpoint
    }
    reading.problems = problems(document)
    reading.facts += loopbacks(in: document, workspace)
    return reading
  }

  static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    file(document, in: workspace)
  }

  /// What keeps a file of settings that names Ollama from being read at all. YAML may be a template of anything.
  private static func problems(_ document: Document) -> [Reading.Problem] {
    guard let syntax = NodeSyntax(of: document.id.path), syntax == .json || syntax == .toml,
      document.source.mentionsOllama, document.source.bytes.count < most, !document.source.isTemplate
    else { return [] }
    do {
      _ = try syntax.parse(document.source)
      return []
    } catch {
      return [.init(rule: syntax.rule, error)]
    }
  }

  /// Larger ones hold data, and hardly settings.
  private static let most = 1 << 17

  private static let client: ClientDescription? = BuiltInClients.entries.first { $0.id == name }.map { entry in
    var client = entry.description
    client.name = "this program"
    return client
  }

  private static func file(_ document: Document, in workspace: any Workspace) -> ClientFile? {
    guard let syntax = NodeSyntax(of: document.id.path), document.source.bytes.count < most, document.holes.isEmpty,
      !document.source.isTemplate, let client,
      !isKeptAsRecord(document.id.path, syntax), let tree = try? SettingsTree(document, syntax), !isRecord(tree)
    else { return nil }
    return ClientReader(client, tree, workspace).file()
  }

  /// Whether a program wrote it down there about what it did: nothing reads `logs/run.json` as its settings.
  private static func isKeptAsRecord(_ path: String, _ syntax: NodeSyntax) -> Bool {
    syntax == .json && path.lowercased().split(separator: "/").dropLast().contains { records.contains($0) }
  }

  private static let records: Set<Substring> = ["log", "logs", "result", "results", "transcripts"]

  /// What a benchmark or a test wrote down, the settings that it ran with among it.
  private static func isRecord(_ tree: SettingsTree) -> Bool {
    tree["results"] != nil && ["timestamp", "benchmark", "date", "duration"].contains { tree[.key($0)] != nil }
  }

  /// Addresses on `localhost` in a file that a container has which no description names.
  ///
  /// - Parameter program: whose settings they are, where that is known.
  static func loopbacks(in document: Document, _ workspace: any Workspace, of program: String? = nil) -> [Fact] {
    let bytes = document.source.bytes
    guard document.id.embedding.isEmpty, addresses.contains(where: bytes[...].contains(bytesOf:)),
      let mount = MountedFiles.of(workspace).mount(of: document.id.path)
    else { return [] }
    return Self.addresses.flatMap { address -> [Fact] in
      var found: [Fact] = []
      var position = 0
      while found.count < 8, let start = bytes[position...].firstIndex(ofBytes: address) {
        position = start + address.utf8.count
        // Not the beginning of another port.
        if let next = bytes[position...].first, (0x30...0x39).contains(next) { continue }
        // Nor what is commented out.
        let line = bytes[document.source.lineStart(of: start)..<start]
        if line.contains(bytesOf: " #") || line.drop(while: { $0 == 0x20 }).first == UInt8(ascii: "#") { continue }
        var fact = fact(address, TextRange(start, position), mount, document)
        // A container that is named after the program, or has it in a folder of its name, runs it.
        if let program, program.count > 4, [mount.service, mount.target ?? ""].contains(where: { letters($0).contains(letters(program)) }) {
          fact.infer(.program, .text(program))
        }
        found.append(fact)
      }
      return found
    }
  }

  private static func letters(_ text: String) -> String { text.lowercased().filter { $0.isLetter || $0.isNumber } }

  private static func fact(
    _ address: String, _ range: TextRange, _ mount: MountedFiles.Mount, _ document: Document
  ) -> Fact {
    SettingFact.make(
      FactID(.key, document.id, ["address", String(range.start)]), name: address, value: mount.file,
      kind: mount.isFolder ? "mounted-folder" : "mounted-file", format: "mounted settings",
      problem: .loopback, counterpart: mount.service, replacement: mount.server,
      at: document.at(range))
  }
}
