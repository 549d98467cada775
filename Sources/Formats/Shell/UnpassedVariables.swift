import ClientDescription
import Syntax
import Vocabulary

/// `export LLM_MODEL=...` before a `docker run` that does not name the variable: the container does not get it.
///
/// Source: docker/cli `docs/reference/commandline/container_run.md` (`--env`): only what is named is passed on.
struct UnpassedVariables: ShellReader {
  let script: ShellScript
  let document: Document

  var facts: [Fact] {
    guard !document.id.isDocumentation else { return [] }
    let runs = script.commands.enumerated().compactMap { index, command in
      DockerRun(command, in: script, holes: document.holes).map { (index, $0) }
    }
    // With two containers, nobody knows which of them was meant.
    guard runs.count == 1, let (index, run) = runs.first,
      let entry = BuiltInClients.entry(ofImage: ImageName(run.imageText).repository)
    else { return [] }
    guard !run.hasUnknownOptions, run.last("--env-file") == nil else { return [] }
    let passed = Set(run.all("--env").map { $0.raw.prefix { $0 != "=" } })
    let text = script.source.string(script.source.range)
    let known = entry.description.variableNames
    let exported = script.commands[..<index].filter { $0.words.first?.text == "export" }.flatMap(
      \.assignments)
    return exported.filter { variable in
      known.contains(variable.name) && !Self.isAnybodys(variable.name) && !text.contains("$" + variable.name)
        && !text.contains("${" + variable.name) && !passed.contains(variable.name[...])
    }
    .map { fact($0, entry.description.name) }
  }

  /// What programs of the host read as well.
  private static func isAnybodys(_ name: String) -> Bool {
    ["OLLAMA_", "OPENAI_", "ANTHROPIC_"].contains(where: name.hasPrefix)
  }

  private func fact(_ variable: ShellScript.Assignment, _ program: String) -> Fact {
    let id = FactID(.key, document.id, ["unpassed", variable.name])
    var fact = Fact(id, at: document.at(variable.range))
    fact.write(.name, .text(variable.name), at: document.at(variable.nameRange))
    fact.infer(.kind, .text("client-setting"))
    fact.infer(.format, .text(program))
    fact.write(.status, .misplaced, at: document.at(variable.nameRange))
    fact.infer(.replacement, .text("-e \(variable.name) in docker run"))
    fact.infer(
      .consequence,
      .text("docker run only passes the variables named by -e, and this one is not"))
    return fact
  }
}
