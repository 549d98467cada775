import Syntax
import Vocabulary

/// Lists of words that start something else than they seem to: a shell's command in pieces, and brackets that hold no JSON, which
/// Docker reads as a shell command.
///
/// Sources: POSIX, sh (-c); moby/buildkit `frontend/dockerfile/parser/line_parsers.go` (parseMaybeJSON: encoding/json, else the text).
struct CommandList {
  let document: Document
  let tree: DockerfileTree
  let image: ImageName

  var facts: [Fact] {
    let start = tree.instructions.lastIndex { $0.name == "FROM" } ?? 0
    guard !document.id.isDocumentation else { return [] }
    return tree.instructions.indices.dropFirst(start).compactMap { index in
      let instruction = tree.instructions[index]
      let text = tree.text(of: instruction)
      guard ["CMD", "ENTRYPOINT"].contains(instruction.name), text.hasPrefix("[") else { return nil }
      let at = document.at(instruction.arguments)
      if !Self.isJSON(text) {
        let isOurs = image.isOllama || EngineImage.of(image) != nil || Self.servers.contains { text.contains($0) }
        // `[ -f x ] && ...` is a test of a shell.
        guard isOurs, text.dropFirst().first != " " || text.contains(",") else { return nil }
        return SettingFact.make(
          FactID(.key, document.id, ["list", String(index)]), name: instruction.name, value: text, kind: "instruction",
          format: "Dockerfile", problem: .syntax, at: at)
      }
      let words = DockerfileReader.words(text)
      if let repeated = repeated(words, index, after: start) { return repeated }
      guard let (command, rest) = ShellLine.pieces(in: words),
        Self.servers.contains(words[command].split(separator: "/").last.map(String.init) ?? "")
      else { return nil }
      return SettingFact.make(
        FactID(.key, document.id, ["pieces", String(index)]), name: words[command],
        value: words[..<command].joined(separator: " "), kind: "engine-command", format: "Dockerfile", problem: .apart,
        counterpart: rest, at: at)
    }
  }

  /// `CMD ["vllm", "serve", ...]` in an image whose entry point these words are.
  private func repeated(_ words: [String], _ index: Int, after start: Int) -> Fact? {
    let instruction = tree.instructions[index]
    guard instruction.name == "CMD", let engine = EngineImage.of(image),
      !tree.instructions[start...].contains(where: { $0.name == "ENTRYPOINT" }),
      let begin = engine.entrypoint.first(where: { words.starts(with: $0) }), begin.count > 1
    else { return nil }
    return SettingFact.make(
      ["repeated", String(index)], name: engine.name, value: begin.joined(separator: " "), kind: "engine-command",
      format: "Dockerfile", problem: .duplicate, at: document.at(instruction.arguments))
  }

  /// Whether a text is a list of texts as JSON has it: no single quotes, no comma after the last.
  static func isJSON(_ text: String) -> Bool {
    guard let tree = try? JSONParser.parse(SourceText(text)), StrictJSON.excesses(in: tree).isEmpty else { return false }
    return tree.root?.items?.allSatisfy { $0.scalar?.type == .string } ?? false
  }
}
