import Syntax
import Vocabulary

/// What files that no format reads tell of the models that are used here.
public enum UseMentions {
  /// Adds to each use of a model the file that sets a server's context, or that is another program's about the model.
  public static func apply(to facts: inout [Fact], of document: Document, in workspace: any Workspace) {
    let uses = facts.indices.filter { facts[$0].subject == .modelUse && !facts[$0].has(.contextSent) }
    guard !uses.isEmpty else { return }
    let setter = contextSetter(in: workspace)
    let isTold = setter == nil && tellsOfContext(document, in: workspace)
    let described = described(in: workspace)
    let created = created(in: workspace)
    for index in uses {
      if let setter {
        let reason = Reason("\(setter) sets OLLAMA_CONTEXT_LENGTH, and is not read")
        facts[index].infer(.contextMentioned, .text(setter), because: [reason])
      } else if isTold {
        let reason = Reason("the guide says how long the context must be")
        facts[index].infer(.contextMentioned, .text(document.id.path), because: [reason])
      }
      if let name = facts[index].text(.name), let path = described[name] {
        let reason = Reason("\(path) has the name of this model, as a file of another program")
        facts[index].infer(.describedBy, .text(path), because: [reason])
      } else if let name = facts[index].text(.name), let path = created[name] {
        facts[index].infer(.describedBy, .text(path), because: [Reason("\(path) has a command that creates it")])
      }
    }
  }

  private static let ofContext = FoldedNeedles(contextWords)

  /// Whether a guide mentions the context itself, so that who follows it sets more than its code blocks show.
  private static func tellsOfContext(_ document: Document, in workspace: any Workspace) -> Bool {
    guard document.id.isDocumentation, let guide = workspace.source(at: document.id.path), guide.bytes.count < 1 << 18 else {
      return false
    }
    return ofContext.occur(in: guide.bytes)
  }

  /// A file of a system's or a tool's own language that names the variable outside of a comment: a module of NixOS, a
  /// template of Ansible, a script. Which of them starts the server is not known.
  private static func contextSetter(in workspace: any Workspace) -> String? {
    WorkspaceWalk.gathered(
      "what sets a context and is not read", in: workspace,
      among: {
        $0.hasSuffix(
          ".nix", ".j2", ".ps1", ".psm1", ".bat", ".cmd", ".reg", ".tf", ".hcl", ".nomad", ".guix", ".scm", ".sh", ".bash",
          ".zsh", ".fish", ".env")
      }, upTo: 1 << 17
    ) { path, source -> [String] in
      guard source.bytes[...].contains(bytesOf: "OLLAMA_CONTEXT_LENGTH") else { return [] }
      let isSet = source.bytes.split(separator: 0x0A).contains { line in
        guard line.count < 1000 else { return false }
        let text = String(decoding: line.drop { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
        return !text.hasPrefix("#") && !text.hasPrefix("//") && text.contains("OLLAMA_CONTEXT_LENGTH")
      }
      return isSet ? [path] : []
    }.first
  }

  /// A command of a text that makes a model, such as one that another command writes into a script.
  private struct Creation: Sendable, Equatable {
    let name: String
    let path: String
  }

  /// The models that `ollama create` makes anywhere, by name, with the first file that has the command.
  private static func created(in workspace: any Workspace) -> [String: String] {
    let command = "ollama create "
    let found = WorkspaceWalk.gathered("which models are created", in: workspace, among: ReachMentions.isText, upTo: 1 << 17) {
      path, source -> [Creation] in
      var rest = source.bytes[...]
      var creations: [Creation] = []
      while let start = rest.firstIndex(ofBytes: command) {
        rest = rest[(start + command.utf8.count)...]
        let word = rest.prefix { ReachMentions.isHostByte($0) || [0x3A, 0x2F, 0x5F].contains($0) }
        if let first = word.first, first != UInt8(ascii: "-") {
          creations.append(Creation(name: String(decoding: word, as: UTF8.self), path: path))
        }
      }
      return creations
    }
    return Dictionary(found.map { ($0.name, $0.path) }) { first, _ in first }
  }

  /// Files in folders called `models`, by their names without what comes after the last dot.
  ///
  /// Ollama keeps its own models by hashes; a program that has `models/mistral-7b.toml` serves a model of that name.
  private static func described(in workspace: any Workspace) -> [String: String] {
    workspace.remembered("files that are named for models") { workspace in
      let files = WorkspaceWalk.files(
        for: "files in folders of models", in: workspace,
        among: { $0.parent.lowercased() == "models" && $0.hasSuffix(".toml", ".yaml", ".yml", ".json", ".gguf") })
      var found: [String: String] = [:]
      for path in files.paths {
        guard let file = path.split(separator: "/").last, let dot = file.lastIndex(of: ".") else { continue }
        found[String(file[..<dot])] = path
      }
      return found
    }
  }
}
