import Syntax
import Vocabulary

/// Writes changes into the instructions of a Dockerfile.
struct DockerfileWriter: ChangeWriter {
  private let tree: DockerfileTree

  init(_ tree: DockerfileTree) { self.tree = tree }

  func edits(for change: Change) -> [Edit]? {
    let models = CommandModels(Document(id: change.fact.document, source: tree.source))
    if let edits = models.edits(
      for: change,
      in: { address in
        guard address.first == "run", let index = address.last.flatMap({ Int($0) }), tree.instructions.indices.contains(index)
        else { return nil }
        return (tree.instructions[index].arguments, false)
      })
    {
      return edits
    }
    guard let index = change.fact.address.first.flatMap({ Int($0) }),
      tree.instructions.indices.contains(index)
    else { return nil }
    let instruction = tree.instructions[index]
    switch (change.fact.subject, change.action) {
    case (.key, .set(.status, .text("known"))) where ["CMD", "ENTRYPOINT"].contains(instruction.name):
      let newline = tree.source.newline
      return [
        .insert(
          "ENV OLLAMA_HOST=0.0.0.0:11434" + newline,
          at: tree.source.lineStart(of: instruction.nameRange.start))
      ]
    case (.key, .set(.status, .text("known"))) where change.fact.address.last == "runner":
      return CopiedServer.line(instruction, tree).map {
        [.insert(tree.source.newline + $0, at: tree.source.lineEnd(of: instruction.arguments.end))]
      }
    case (.key, .set(.status, .text("known"))) where change.fact.address.last == "pairs":
      return VariablesWithoutEquals.edits(instruction, tree)
    case (.key, .set(let attribute, .text(let text))):
      guard
        let assignment = tree.assignments(of: instruction).first(where: {
          $0.name == change.fact.address.last
        })
      else { return nil }
      switch attribute {
      case .name: return [Edit(assignment.nameRange, text)]
      case .value: return Self.value(text).map { [Edit(assignment.valueRange, $0)] }
      default: return nil
      }
    case (.server, .set(.command, .text(let command))) where instruction.name == "CMD":
      let words = command.split(separator: " ").map { "\"\($0)\"" }
      return [Edit(instruction.arguments, "[" + words.joined(separator: ", ") + "]")]
    case (.server, .set(.healthCheck, .text(let command))) where instruction.name == "HEALTHCHECK":
      return healthCheck(command, instruction)
    default: return nil
    }
  }

  /// The command alone; options before it stay.
  private func healthCheck(_ command: String, _ instruction: DockerfileTree.Instruction) -> [Edit]? {
    let bytes = tree.source.slice(instruction.arguments)
    let text = String(decoding: bytes, as: UTF8.self)
    guard let found = text.firstRange(ofBytes: "CMD") else { return nil }
    let place = instruction.arguments.start + text.utf8.distance(from: text.startIndex, to: found.lowerBound)
    return [Edit(TextRange(place, instruction.arguments.end), "CMD " + command)]
  }

  /// A value as `ENV` takes it.
  private static func value(_ text: String) -> String? {
    guard !text.contains("\""), !text.contains("\\"), !text.contains("$") else { return nil }
    return text.contains(" ") ? "\"\(text)\"" : text
  }
}
