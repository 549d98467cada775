import Syntax
import Vocabulary

/// `source .env` before `ollama serve`, where neither the script nor the file exports what is set there.
///
/// The shell that reads the file knows the variables, and the programs that it starts do not (POSIX shell, 2.14 export and
/// set -a).
struct SourcedVariables {
  let script: ShellScript
  let document: Document
  let workspace: any Workspace

  var facts: [Fact] {
    guard !document.id.isDocumentation, !FileName(path: Path.deployed(document.id.path)).hasSuffix(".fish"),
      let serve = script.commands.firstIndex(where: \.startsOllama), !script.exportsAll
    else { return [] }
    let uses = UsedVariables(script)
    // A file that is read again says the same again.
    var read: Set<String> = []
    for command in script.commands[..<serve] {
      guard command.words.count == 2, ["source", "."].contains(command.words[0].text ?? ""),
        read.insert(script.source.string(command.words[1].range)).inserted,
        let file = file(script.source.string(command.words[1].range)),
        let name = kept(in: file.source).first(where: { !uses.has($0) })
      else { continue }
      let line = script.source.string(command.range)
      var fact = SettingFact.make(
        ["sourced", name], name: name, value: line, kind: "variable", format: "shell", problem: .noAssignment,
        consequence: "without export, only this shell sees what is read from \(file.name), not ollama serve",
        corrected: "set -a; \(line); set +a", at: document.at(command.range))
      fact.infer(.status, .known)
      return [fact]
    }
    return []
  }

  /// The file that is read; an example that users copy tells what will be in it.
  private func file(_ word: String) -> (name: String, source: SourceText)? {
    let path = word.filter { $0 != "\"" && $0 != "'" }
    let name = path.split(separator: "/").last.map(String.init) ?? ""
    guard name == ".env" || name.hasSuffix(".env") else { return nil }
    // What a variable points to is most often the script's folder, or the one above it.
    let places = path.contains("$") ? [name, "../" + name] : [path]
    for place in places.flatMap({ [$0, $0 + ".example"] }) {
      if let found = Path.join(document.directory, place) ?? Path.join("", place), let source = workspace.source(at: found) {
        return (name, source)
      }
    }
    return nil
  }

  /// Ollama's variables that the file sets, and does not export itself.
  private func kept(in source: SourceText) -> [String] {
    DotenvParser.parse(source).entries.filter { entry in
      ShellSlips.isRead(entry.key) && entry.value?.isEmpty == false
        && !source.string(TextRange(source.lineStart(of: entry.keyRange.start), entry.keyRange.start)).contains("export")
    }.map(\.key)
  }
}
