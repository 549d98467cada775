import Syntax
import Vocabulary

/// `ENV` with several variables, some without an equals sign: the first takes the rest as its value, or the build fails.
enum VariablesWithoutEquals {
  static func facts(_ document: Document, _ tree: DockerfileTree) -> [Fact] {
    let start = tree.instructions.lastIndex { $0.name == "FROM" } ?? 0
    return tree.instructions.indices.dropFirst(start).compactMap { index in
      let instruction = tree.instructions[index]
      guard let pairs = tree.pairsWithoutEquals(of: instruction), !document.id.isDocumentation else {
        return nil
      }
      let names = pairs.map { tree.source.string($0.name) }
      guard names.contains(where: { $0.hasPrefix("OLLAMA_") }) else { return nil }
      let isOldForm = !pairs[0].isAssigned
      let lost = isOldForm ? Array(names.dropFirst()) : zip(names, pairs).filter { !$1.isAssigned }.map(\.0)
      return SettingFact.make(
        [String(index), "pairs"], name: isOldForm ? names[0] : lost[0], kind: "instruction", format: "Dockerfile",
        problem: isOldForm ? .several : .noAssignment, counterpart: lost.joined(separator: ", "),
        at: document.at(instruction.arguments), owner: FactID(.client, document.id, []))
    }
  }

  /// An equals sign in the place of the blanks after each name.
  static func edits(_ instruction: DockerfileTree.Instruction, _ tree: DockerfileTree) -> [Edit]? {
    tree.pairsWithoutEquals(of: instruction)?.filter { !$0.isAssigned }.map {
      Edit(TextRange($0.name.end, $0.value.start), "=")
    }
  }
}
