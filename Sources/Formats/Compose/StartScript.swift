import Syntax
import Vocabulary

/// The script that starts an Ollama container, where it needs a program that the image does not have.
///
/// The image holds ollama, bash and the core utilities (ollama/ollama `Dockerfile`).
struct StartScript {
  let service: ComposeService
  let owner: FactID
  let workspace: any Workspace

  private static let missing: Set<String> = ["curl", "wget", "jq", "nc", "netcat"]

  var facts: [Fact] { (inline + files).prefix(1).map { $0 } }

  private var words: [ComposeService.Found] { service.items("entrypoint") + service.items("command") }

  /// `["/bin/sh", "-c", "ollama serve & until curl ...; do"]`
  private var inline: [Fact] {
    words.compactMap { item in
      guard let text = item.raw, text.contains(" "), item.layer.file.id == owner.document,
        let tool = Self.tool(in: ShellParser.parse(SourceText(text)), text)
      else { return nil }
      return fact(tool.name, "the start script", item.range, ["services", service.name, "tool"])
    }
  }

  /// Whether what starts the container may give it a program: it installs it, or cannot be read.
  func mayInstall(_ tool: String) -> Bool {
    let isInline = words.contains { Self.installs(tool, $0.raw ?? "") }
    return isInline
      || mounted.contains { _, path in
        guard let path, let text = workspace.source(at: path), text.bytes.count < 1 << 16 else { return true }
        return Self.installs(tool, text.string(text.range))
      }
  }

  private static func installs(_ tool: String, _ text: String) -> Bool {
    text.contains(tool) && ["apt-get", "apt ", "apk ", "install"].contains(where: text.contains)
  }

  /// What is mounted where the container's command points to, and the file here; `nil` where it is elsewhere.
  private var mounted: [(target: String, path: String?)] {
    // `sh -c "/start.sh"` has its quotes where Compose splits the line.
    let run = Set(
      words.compactMap(\.raw).flatMap { text in
        text.split(whereSeparator: { " \"';&".contains($0) }).map(String.init)
      })
    return service.items("volumes").flatMap { item -> [(target: String, path: String?)] in
      let parts = (item.raw ?? "").split(separator: ":").map(String.init)
      let source = item.node.entries != nil ? item.value("source")?.text : parts.first
      let target = item.node.entries != nil ? item.value("target")?.text : parts.count > 1 ? parts[1] : nil
      guard let source, let target else { return [] }
      return run.filter { $0 == target || $0.hasPrefix(target.hasSuffix("/") ? target : target + "/") }
        .sorted()
        .map { ($0, Path.join(item.layer.file.directory, source + $0.dropFirst(target.count))) }
    }
  }

  /// A script of the repository that is mounted, and named as what the container runs.
  private var files: [Fact] {
    mounted.compactMap { _, path in
      guard let path, let text = workspace.source(at: path), text.bytes.count < 1 << 16,
        let tool = Self.tool(in: ShellParser.parse(text), text.string(text.range))
      else { return nil }
      return fact(tool.name, UnitFiles.fileName(path), SourceRange(DocumentID(path), tool.range), ["tool"])
    }
  }

  private static func tool(in script: ShellScript, _ text: String) -> (name: String, range: TextRange)? {
    guard !["apt-get", "apt ", "apk ", "install"].contains(where: text.contains) else { return nil }
    // What is asked for first may be done without.
    guard !text.contains("command -v"), !text.contains("which ") else { return nil }
    for command in script.commands {
      guard let word = command.words.first, let name = word.text, missing.contains(name) else { continue }
      return (name, word.range)
    }
    return nil
  }

  private func fact(_ tool: String, _ script: String, _ at: SourceRange, _ address: [String]) -> Fact {
    SettingFact.make(
      address + [tool], name: tool, value: script, kind: "command", format: "Compose", problem: .missingTool, at: at,
      owner: owner)
  }
}
