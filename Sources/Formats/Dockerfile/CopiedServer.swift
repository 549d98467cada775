import Knowledge
import Syntax
import Vocabulary

/// `COPY --from=ollama/ollama /bin/ollama /usr/local/bin/ollama`: the program without what runs the models. Since 0.30 that is llama-server
/// in the folder lib/ollama next to the program's own.
///
/// Sources: ollama/ollama `llm/llama_server.go` ("llama-server binary not found"), `ml/path.go` (LibOllamaPath), `Dockerfile`.
struct CopiedServer {
  private let document: Document
  private let tree: DockerfileTree
  private let stages: DockerfileStages

  /// `nil` where there is no stage.
  init?(_ document: Document, _ tree: DockerfileTree) {
    guard let stages = DockerfileStages(tree) else { return nil }
    (self.document, self.tree, self.stages) = (document, tree, stages)
  }

  /// - Parameter script: the text of a file that the build may copy, by its name.
  func facts(script: (_ name: String) -> String?) -> [Fact] {
    let copies = stages.instructions.filter { stages.origin(of: tree.instructions[$0]).map { ImageName($0).isOllama } == true }
    guard let index = copies.first(where: { sources(of: $0).contains { ["/bin/ollama", "/usr/bin/ollama"].contains($0) } }),
      !document.id.isDocumentation, let from = stages.origin(of: tree.instructions[index]), !from.contains("$"),
      !copies.contains(where: { sources(of: $0).contains(where: Self.holdsRunner) }), isNewEnough(ImageName(from)), serves(script)
    else { return [] }
    let instruction = tree.instructions[index]
    var fact = SettingFact.make(
      FactID(.key, document.id, [String(index), "runner"]), name: "COPY", value: from, kind: "instruction", format: "Dockerfile",
      problem: .incomplete, corrected: Self.line(instruction, tree), at: document.at(instruction.arguments),
      owner: FactID(.client, document.id, []))
    fact.infer(.status, .ignored)
    return [fact]
  }

  private func words(of index: Int) -> [String] {
    DockerfileReader.words(tree.text(of: tree.instructions[index])).filter { !$0.hasPrefix("--") }
  }

  private func sources(of index: Int) -> [String] {
    words(of: index).dropLast().map { $0.count > 1 && $0.hasSuffix("/") ? String($0.dropLast()) : $0 }
  }

  /// `/lib` is `/usr/lib` there; a pattern may be any folder of it.
  private static func holdsRunner(_ source: String) -> Bool {
    ["/", "/usr", "/usr/lib", "/lib"].contains(source) || source.contains("/lib/ollama") || source.contains("*") || source.contains("$")
  }

  /// Before 0.30 the program ran the models itself; what tag a variable brings is not known.
  private func isNewEnough(_ image: ImageName) -> Bool {
    guard let tag = image.tag, let first = tag.first, first.isNumber else { return true }
    guard let version = image.version, let since = Version("0.30") else { return false }
    return version >= since
  }

  /// Whether the image is for a server, and not for commands that call one.
  private func serves(_ script: (_ name: String) -> String?) -> Bool {
    var isServer = false
    for index in stages.instructions {
      let instruction = tree.instructions[index]
      let text = tree.text(of: instruction)
      if instruction.name == "RUN", text.contains("/install.sh") || text.contains("llama-server") { return false }
      guard ["CMD", "ENTRYPOINT", "RUN", "COPY", "ADD"].contains(instruction.name) else { continue }
      let words = DockerfileReader.words(text)
      let starts =
        ContainerSpec.startsOllama(text)
        || zip(words, words.dropFirst()).contains { $0.split(separator: "/").last == "ollama" && $1 == "serve" }
      isServer =
        isServer || starts || words.dropLast().contains { !$0.hasPrefix("--") && script($0).map(ContainerSpec.startsOllama) == true }
    }
    return isServer
  }

  /// The line that brings the folder to where the copied program looks for it; `nil` where that is not written out.
  static func line(_ instruction: DockerfileTree.Instruction, _ tree: DockerfileTree) -> String? {
    let words = DockerfileReader.words(tree.text(of: instruction))
    let options = words.filter { $0.hasPrefix("--from=") }
    guard options.count == 1, let target = words.last, target.hasPrefix("/"), !target.contains("$") else { return nil }
    let folder = target.hasSuffix("/") ? String(target.dropLast()) : Path.directory(of: target)
    // `/bin` is a link to `/usr/bin`.
    guard folder == "/bin" || folder.hasSuffix("/bin") else { return nil }
    let prefix = folder == "/bin" ? "/usr" : String(folder.dropLast("/bin".count))
    return "COPY \(options[0]) /usr/lib/ollama \(prefix)/lib/ollama"
  }
}
