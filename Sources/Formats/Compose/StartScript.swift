import Syntax
import Vocabulary

/// The script that starts an Ollama container, where it needs a program that the image does not have.
///
/// The image holds ollama, bash and the core utilities (ollama/ollama `Dockerfile`).
struct StartScript {
  private let service: ComposeService
  private let owner: FactID
  private let workspace: any Workspace

  init(_ service: ComposeService, of owner: FactID, in workspace: any Workspace) {
    self.service = service
    self.owner = owner
    self.workspace = workspace
  }

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

  /// A script of the repository that is mounted, and named as what the container runs.
  private var files: [Fact] {
    let run = Set(words.compactMap(\.raw).flatMap { $0.split(separator: " ").map(String.init) })
    return service.items("volumes").compactMap { item in
      let parts = (item.raw ?? "").split(separator: ":").map(String.init)
      let source = item.node.entries != nil ? item.value("source")?.text : parts.first
      let target = item.node.entries != nil ? item.value("target")?.text : parts.count > 1 ? parts[1] : nil
      guard let source, let target, run.contains(target),
        let path = Path.join(item.layer.file.directory, source), let text = workspace.source(at: path),
        text.bytes.count < 1 << 16, let tool = Self.tool(in: ShellParser.parse(text), text.string(text.range))
      else { return nil }
      let document = DocumentID(path)
      return fact(tool.name, UnitFiles.fileName(path), SourceRange(document, tool.range), ["tool"])
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
      FactID(.key, at.document, address + [tool]), name: tool, value: script, kind: "command", format: "Compose",
      problem: "missing-tool", at: at, owner: owner)
  }
}
