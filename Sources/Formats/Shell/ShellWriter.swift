import Syntax
import Vocabulary

/// Writes changes into a script's commands.
struct ShellWriter: ChangeWriter {
  private let script: ShellScript
  private let document: Document?
  private let holes: [TextRange]
  private let editor: ShellEditor

  /// - Parameter holes: as ``DockerRun`` wants them.
  init(_ script: ShellScript, holes: [TextRange] = [], document: Document? = nil) {
    self.document = document
    self.script = script
    self.holes = holes
    editor = ShellEditor(script)
  }

  func edits(for change: Change) -> [Edit]? {
    guard let edits = written(change) else { return nil }
    // What something else replaces before the shell sees it is not ours to touch.
    let touchesHole = edits.contains { edit in holes.contains { $0.overlaps(edit.range) } }
    return touchesHole ? nil : edits
  }

  private func written(_ change: Change) -> [Edit]? {
    let address = change.fact.address
    if address.first == "assignment" || address.first == "serve" { return assignmentEdits(change) }
    if address.first == "launchctl" { return launchedEdits(change) }
    if address.first == "set" { return fishEdits(change) }
    if address.first == "slip" { return slipEdits(change) }
    if address.first == "continuation" {
      return document.flatMap { BrokenContinuation(script, in: $0).edits(for: change) }
    }
    if address.first == "load" { return LMStudioCommands(script).edits(for: change, editor) }
    guard address.count >= 2, address[0] == "run", let index = Int(address[1]),
      script.commands.indices.contains(index),
      let run = DockerRun(script.commands[index], in: script, holes: holes)
    else { return nil }
    switch (change.fact.subject, change.action) {
    case (.server, .set(let attribute, let value)), (.client, .set(let attribute, let value)):
      return set(attribute, value, run)
    case (.server, .remove(.privileged)):
      return run.options.last { $0.name == "--privileged" }.flatMap { editor.remove($0.words) }
    case (.port, .set(.address, .text(let host))):
      guard address.count == 4, let index = Int(address[3]), run.all("--publish").indices.contains(index)
      else { return nil }
      return publish(run.all("--publish")[index], on: host)
    case (.port, .set(.port, .integer(let port))):
      guard address.count == 4, let index = Int(address[3]), run.all("--publish").indices.contains(index),
        run.all("--publish")[index].isWritten, let text = run.all("--publish")[index].value
      else { return nil }
      return PortSpec.rewriting(text, containerPort: port).flatMap {
        replaceValue(run.all("--publish")[index], with: $0)
      }
    case (.endpoint, .set(.url, .text(let url))):
      guard address.count == 4 else { return nil }
      guard let option = environment(address[3], run) else {
        return editor.insert("-e \(address[3])=\(ShellEditor.quoted(url, like: 0))", behind: run.verb)
      }
      return replaceValue(option, with: "\(address[3])=\(url)")
    case (.endpoint, .set(.host, .text(let host))):
      guard address.count == 4, let option = environment(address[3], run), let text = option.value,
        let new = URLParts.replacingHost(in: String(text.dropFirst(address[3].count + 1)), with: host),
        let edits = replaceValue(option, with: "\(address[3])=\(new)")
      else { return nil }
      return edits + hostEntry(for: host, run)
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

  /// The entry that `host.docker.internal` needs on Linux; Podman brings the name along.
  private func hostEntry(for host: String, _ run: DockerRun) -> [Edit] {
    guard host == "host.docker.internal", run.engine == .docker, !run.sharesHostNetwork,
      !run.hasUnknownOptions,
      !run.all("--add-host").contains(where: { $0.raw.hasPrefix(host) })
    else { return [] }
    return editor.insert("--add-host=host.docker.internal:host-gateway", behind: run.verb)
  }

  private func environment(_ name: String, _ run: DockerRun) -> DockerRun.Option? {
    run.all("--env").last { $0.isWritten && $0.raw.prefix { $0 != "=" } == name }
  }

  /// Rewrites a mapping; one that holds variables gets the address put before it, if it has none.
  private func publish(_ option: DockerRun.Option, on host: String) -> [Edit]? {
    if option.isWritten, let text = option.value {
      return PortSpec.rewriting(text, address: host).flatMap { replaceValue(option, with: $0) }
    }
    guard option.words.count == 2, let word = option.words.last else { return nil }
    let isSplitHere = word.parts.contains { part in
      if case .literal(let text) = part { text.contains(":") } else { false }
    }
    guard isSplitHere, let spec = PortSpec.parts(option.raw), spec.count == 2 else { return nil }
    let isQuoted = [0x22, 0x27].contains(script.source.byte(at: word.range.start))
    return [.insert(host + ":", at: word.range.start + (isQuoted ? 1 : 0))]
  }

  /// The value inside its word, or the word that is the value.
  private func replaceValue(_ option: DockerRun.Option, with text: String) -> [Edit]? {
    guard option.isWritten, let word = option.words.last, let whole = word.text else { return nil }
    if option.words.count == 2 { return editor.replace(word, with: text) }
    guard let value = option.value, whole.hasSuffix(value) else { return nil }
    return editor.replace(word, with: whole.dropLast(value.count) + text)
  }

  private func set(_ attribute: Attribute, _ value: Value, _ run: DockerRun) -> [Edit]? {
    if let variable = ServerVariables.assignment(attribute, value) {
      let text = "\(variable.name)=\(variable.value)"
      if let option = environment(variable.name, run) { return replaceValue(option, with: text) }
      return editor.insert("-e " + text, behind: run.verb)
    }
    switch (attribute, value) {
    case (.gpu, .text("all")): return gpu(run)
    case (.modelVolume, .text(let directory)):
      let volume = directory == OpenWebUI.dataDirectory ? "open-webui" : "ollama"
      return editor.insert("-v \(volume):\(directory)", behind: run.verb)
    case (.needsHostGateway, .flag(false)):
      return editor.insert("--add-host=host.docker.internal:host-gateway", behind: run.verb)
    case (.restart, .text(let policy)):
      if let option = run.last("--restart") { return replaceValue(option, with: policy) }
      return editor.insert("--restart \(policy)", behind: run.verb)
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
      guard option.isWritten else { return nil }
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

  /// Changes of what `launchctl setenv` sets; a variable that is not set yet goes below the last one.
  private func launchedEdits(_ change: Change) -> [Edit]? {
    let set = script.commands.filter { NativeServer.launchedVariable($0) != nil }
    func word(_ name: String) -> (name: ShellScript.Word, value: ShellScript.Word)? {
      set.lazy.compactMap(NativeServer.launchedVariable).first { $0.name.text == name }
    }
    switch change.action {
    case .set(let attribute, let value) where change.fact.subject == .server:
      guard let variable = ServerVariables.assignment(attribute, value) else { return nil }
      if let found = word(variable.name) { return editor.replace(found.value, with: variable.value) }
      guard let last = set.last else { return nil }
      let line = "launchctl setenv \(variable.name) \(variable.value)"
      return [.insert(script.source.newline + line, at: script.source.lineEnd(of: last.range.end))]
    case .set(.value, .text(let value)):
      return change.fact.address.last.flatMap(word).flatMap { editor.replace($0.value, with: value) }
    case .set(.name, .text(let name)):
      return change.fact.address.last.flatMap(word).flatMap { editor.replace($0.name, with: name) }
    default: return nil
    }
  }

  private func slipEdits(_ change: Change) -> [Edit]? {
    let slips = document.map { ShellSlips(script, in: $0).slips } ?? []
    guard case .set(.value, .text(let text)) = change.action, change.fact.address.count == 2,
      let index = Int(change.fact.address[1]), slips.indices.contains(index), slips[index].corrected == text
    else { return nil }
    return [Edit(slips[index].range, text)]
  }

  /// Changes of what fish exports: `set -gx NAME value`.
  private func fishEdits(_ change: Change) -> [Edit]? {
    let found = script.commands.filter { command in
      command.words.first?.text == "set" && command.words.dropLast().last?.text == change.fact.address.last
    }
    guard found.count == 1, let words = found.first?.words, let name = words.dropLast().last,
      let value = words.last
    else { return nil }
    switch change.action {
    case .set(.value, .text(let text)), .set(.url, .text(let text)): return editor.replace(value, with: text)
    case .set(.name, .text(let text)): return editor.replace(name, with: text)
    default: return nil
    }
  }

  private func assignmentEdits(_ change: Change) -> [Edit]? {
    guard change.fact.address.count == 2 else { return nil }
    let name = change.fact.address[1]
    let found = script.commands.flatMap(\.assignments).filter { $0.name == name }
    guard found.count == 1, let assignment = found.first else { return nil }
    switch change.action {
    case .set(.value, .text(let value)), .set(.url, .text(let value)):
      guard assignment.value.text != nil else { return nil }
      let plain = value.allSatisfy { $0.isLetter || $0.isNumber || "._:/-,".contains($0) }
      return [Edit(assignment.value.range, plain ? value : "\"\(value)\"")]
    case .set(.name, .text(let new)): return [Edit(assignment.nameRange, new)]
    default: return nil
    }
  }
}
