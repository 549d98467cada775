import Syntax
import Vocabulary

/// Writes changes into a script's commands.
struct ShellWriter: ChangeWriter {
  private let script: ShellScript
  private let document: Document?
  private let holes: [TextRange]
  private let editor: ShellEditor
  private let volumes = Once<VolumeUses>()
  private let exported: ExportedCommand?
  private let slips = Once<[ShellSlips.Slip]>()
  private let images = Once<[String: TextRange]>()
  private let workspace: (any Workspace)?

  /// - Parameter holes: as ``DockerRun`` requires them.
  init(
    _ script: ShellScript, holes: [TextRange] = [], document: Document? = nil,
    in workspace: (any Workspace)? = nil
  ) {
    self.workspace = workspace
    self.document = document
    self.script = script
    exported = document.map { ExportedCommand(script: script, document: $0) }
    self.holes = holes
    editor = ShellEditor(script)
  }

  func edits(for change: Change) -> [Edit]? {
    guard let edits = written(change) else { return nil }
    // What something else replaces before the shell sees it is not ours to touch.
    // The command prompt of Windows takes a single quote for a part of the word.
    if let document, FileName(path: document.id.path).hasSuffix(".bat", ".cmd"),
      edits.contains(where: { $0.text.contains("'") })
    {
      return nil
    }
    let touchesHole = edits.contains { edit in holes.contains { $0.overlaps(edit.range) } }
    return touchesHole ? nil : edits
  }

  private func written(_ change: Change) -> [Edit]? {
    let address = change.fact.address
    if AgentCommands.Agent(rawValue: address.first ?? "") != nil, let document, let workspace {
      return AgentCommands(script: script, document: document, workspace: workspace).edits(for: change, editor)
    }
    if let variable = ModelVariables.variableChange(change) { return written(variable) }
    if change.fact.subject == .modelUse, let document, let workspace {
      return OllamaCommands(script: script, document: document, workspace: workspace).edits(for: change)
    }
    if address.first == "assignment" || address.first == "serve" { return assignmentEdits(change) }
    if address.first == "launchctl" { return launchedEdits(change) }
    if address.first == "set" { return fishEdits(change) }
    if address.first == "bare", case .set(.value, .text) = change.action, let image = address.last.flatMap(image) {
      return [.insert("-e ", at: image.start)]
    }
    if address.first == "compose-option", let document {
      return ComposeCommandLine(script: script, document: document).edits(for: change)
    }
    if address.first == "option-name", let document {
      return CommandOptions(script: script, document: document).edits(for: change)
    }
    if address.first == "tunnel", let document { return Tunnels(script: script, document: document).edits(for: change) }
    if address.first == "exec-program", let document, let workspace {
      return ExecCommand(script: script, document: document, workspace: workspace).edits(for: change)
    }
    if address.first == "slip" { return slipEdits(change) }
    if address.first == "continuation" {
      return document.flatMap { BrokenContinuation(script: script, document: $0).edits(for: change) }
    }
    if address.first == "load" {
      return document.flatMap { LMStudioCommands(script: script, document: $0).edits(for: change, editor) }
    }
    if address.first == "exported" { return exported?.edits(for: change) }
    if address.first == "line-endings" {
      return document.flatMap { WindowsLineEndings(script: script, document: $0).edits(for: change) }
    }
    return DockerRunWriter(script, holes: holes, volumes: volumes).edits(for: change)
  }

  /// The place of the image in a `docker run`, by the command's name.
  private func image(of run: String) -> TextRange? {
    images.value {
      let runs = script.commands.compactMap { DockerRun($0, in: script, holes: holes) }
      return Dictionary(runs.map { (script.ordinal(at: $0.range.start), $0.image.range) }) { first, _ in first }
    }[run]
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
    let slips = slips.value { document.map { ShellSlips(script: script, document: $0).slips } ?? [] }
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
