import Syntax
import Vocabulary

/// Writes changes into a script's commands.
struct ShellWriter {
  private let script: ShellScript
  private let editor: ShellEditor

  init(_ script: ShellScript) {
    self.script = script
    editor = ShellEditor(script)
  }

  func edits(for change: Change) -> [Edit]? {
    let address = change.fact.address
    if address.first == "assignment" || address.first == "serve" { return assignmentEdits(change) }
    guard address.count >= 2, address[0] == "run", let index = Int(address[1]),
      script.commands.indices.contains(index),
      let run = DockerRun(script.commands[index], in: script)
    else { return nil }
    switch (change.fact.subject, change.action) {
    case (.server, .set(let attribute, let value)): return set(attribute, value, run)
    case (.port, .set(.address, .text(let host))):
      guard address.count == 4, let index = Int(address[3]), run.all("--publish").indices.contains(index)
      else { return nil }
      let option = run.all("--publish")[index]
      guard let text = option.value, option.words.allSatisfy({ $0.text != nil }),
        let new = PortSpec.rewriting(text, address: host)
      else { return nil }
      return replaceValue(option, with: new)
    case (.key, .set(.value, .text(let value))):
      guard address.count == 4 else { return nil }
      return environment(address[3], run).flatMap { replaceValue($0, with: "\(address[3])=\(value)") }
    case (.key, .set(.name, .text(let name))):
      guard address.count == 4, let option = environment(address[3], run), let text = option.value else {
        return nil
      }
      return replaceValue(option, with: name + text.dropFirst(address[3].count))
    case (.key, .removeFact):
      guard address.count == 4, let option = environment(address[3], run) else { return nil }
      return editor.remove(option.words)
    default: return nil
    }
  }

  private func environment(_ name: String, _ run: DockerRun) -> DockerRun.Option? {
    run.all("--env").last { $0.raw.prefix { $0 != "=" } == name }
  }

  /// The value inside its word, or the word that is the value.
  private func replaceValue(_ option: DockerRun.Option, with text: String) -> [Edit]? {
    guard let word = option.words.last, let whole = word.text else { return nil }
    if option.words.count == 2 { return editor.replace(word, with: text) }
    guard let value = option.value, whole.hasSuffix(value) else { return nil }
    return editor.replace(word, with: whole.dropLast(value.count) + text)
  }

  private func set(_ attribute: Attribute, _ value: Value, _ run: DockerRun) -> [Edit]? {
    switch (attribute, value) {
    case (.gpu, .text("all")): return gpu(run)
    case (.context, .integer(let tokens)):
      if let option = environment("OLLAMA_CONTEXT_LENGTH", run) {
        return replaceValue(option, with: "OLLAMA_CONTEXT_LENGTH=\(tokens)")
      }
      return editor.insert("-e OLLAMA_CONTEXT_LENGTH=\(tokens)", behind: run.verb)
    case (.modelVolume, .text(let directory)):
      return editor.insert("-v ollama:\(directory)", behind: run.verb)
    case (.restart, .text(let policy)): return editor.insert("--restart \(policy)", behind: run.verb)
    case (.command, .text(let command)):
      guard let first = run.arguments.first, let last = run.arguments.last else { return nil }
      return [Edit(first.range.union(last.range), command)]
    case (.healthCheck, .text(let command)):
      return run.last("--health-cmd").flatMap { replaceValue($0, with: command) }
    default: return nil
    }
  }

  private func gpu(_ run: DockerRun) -> [Edit]? {
    let flag = run.engine == .podman ? "--device nvidia.com/gpu=all" : "--gpus=all"
    if let option = run.last("--gpus"), let value = option.value, value.contains(","),
      let word = option.words.last
    {
      let head = option.words.count == 1 ? "--gpus " : ""
      return [Edit(word.range, head + "'\"\(value)\"'")]
    }
    // What stands behind the image moves in front of it.
    if let stray = run.arguments.firstIndex(where: { $0.text?.hasPrefix("--gpus") == true }) {
      var words = [run.arguments[stray]]
      if words[0].text == "--gpus", stray + 1 < run.arguments.count { words.append(run.arguments[stray + 1]) }
      guard let removed = editor.remove(words) else { return nil }
      return removed + editor.insert(words.compactMap(\.text).joined(separator: " "), behind: run.verb)
    }
    return editor.insert(flag, behind: run.verb)
  }

  private func assignmentEdits(_ change: Change) -> [Edit]? {
    guard change.fact.address.count == 2 else { return nil }
    let name = change.fact.address[1]
    let found = script.commands.flatMap(\.assignments).filter { $0.name == name }
    guard found.count == 1, let assignment = found.first else { return nil }
    switch change.action {
    case .set(.value, .text(let value)):
      guard assignment.value.text != nil else { return nil }
      let plain = value.allSatisfy { $0.isLetter || $0.isNumber || "._:/-,".contains($0) }
      return [Edit(assignment.value.range, plain ? value : "\"\(value)\"")]
    case .set(.name, .text(let new)): return [Edit(assignment.nameRange, new)]
    default: return nil
    }
  }
}
