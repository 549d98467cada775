import Syntax
import Vocabulary

/// Writes changes into a unit, a drop-in or a Quadlet, in the style the file already has.
struct UnitWriter: ChangeWriter {
  let document: Document
  let file: INIFile
  let editor: INIEditor
  /// Where variables stand: `Service`, or a Quadlet's `Container`.
  private let section: String
  private let workspace: any Workspace
  /// The last assignment of each variable, by the key that it is under.
  private let variables: [String: [String: UnitAssignment]]

  init(_ document: Document, section: String, workspace: any Workspace) {
    self.document = document
    self.section = section
    self.workspace = workspace
    file = INIParser.parse(document.source)
    editor = INIEditor(file)
    variables = ["Environment", "ExecStart"].reduce(into: [:]) { [file] all, key in
      let assignments = file.entries(key, in: section).flatMap { file.assignments(in: $0) }
      all[key] = Dictionary(assignments.map { ($0.name, $0) }) { $1 }
    }
  }

  func edits(for change: Change) -> [Edit]? {
    guard let edits = written(change), EditList(edits) != nil else { return nil }
    // What something else writes before systemd reads it is not ours to touch.
    let touchesHole = edits.contains { edit in document.holes.contains { $0.overlaps(edit.range) } }
    return touchesHole ? nil : edits
  }

  private func written(_ change: Change) -> [Edit]? {
    let address = change.fact.address
    switch address.first {
    case "run": return container(change)
    case "start" where change.action == .set(.status, .text("known")):
      if address.last == "never-starts" { return editor.add("WantedBy", "default.target", in: "Install") }
      let entries = file.entries(in: "Install").filter { $0.value.contains("multi-user.target") }
      return entries.first.flatMap { entry in
        let targets = entry.value.split(separator: " ").map {
          $0 == "multi-user.target" ? "default.target" : String($0)
        }
        return editor.replace(entry, with: targets.joined(separator: " "))
      }
    case "unknown" where change.action == .set(.status, .text("known")):
      guard let key = address.last, let meant = QuadletMistakes.meant(by: key) else { return nil }
      return file.entries(key, in: section).map { Edit($0.keyRange, meant) }
    case "section":
      guard case .set(.name, .text(let name)) = change.action, address.count == 2,
        let index = Int(address[1]), file.sections.indices.contains(index)
      else { return nil }
      return [Edit(file.sections[index].range, "[\(name)]")]
    case section where address == [section, "exec"] && change.action == .set(.status, .text("known")):
      let starts = file.entries("ExecStart", in: section)
      guard starts.count == 1, let start = starts.first, file.words(of: start).count == 1 else { return nil }
      return editor.replace(start, with: start.value + " serve")
    case section where address == [section, "terminal"] && change.action == .set(.status, .text("known")):
      guard let word = startedContainer?.terminalWord else { return nil }
      return [.delete(TextRange(word.start, word.end + (file.source.byte(at: word.end) == 0x20 ? 1 : 0)))]
    case "misplaced": return MisplacedWriter(writer: self, section: section).edits(for: change)
    case section: break
    default: return nil
    }
    switch (change.fact.subject, change.action) {
    case (.server, .set(let attribute, let value)) where address.count == 1: return set(attribute, value)
    case (.port, .set(.address, .text(let host))) where address == [section, "binding"]: return bind(host)
    case (.endpoint, .set(.url, .text(let url))) where variable(address) == nil && address.count == 3:
      return setVariable(address[2], to: url)
    case (.endpoint, .set(.url, .text(let url))), (.key, .set(.value, .text(let url))):
      return variable(address).flatMap { replace($0, value: url) }
    case (.endpoint, .set(.host, .text(let host))):
      guard let found = variable(address), let url = URLParts.replacingHost(in: found.raw, with: host) else {
        return nil
      }
      return replace(found, value: url)
    case (.key, .set(.name, .text(let name))): return variable(address).flatMap { rename($0, to: name) }
    case (.key, .removeFact):
      if address.count == 2 { return file.entries(address[1], in: section).last.map(editor.remove) }
      return variable(address).map { editor.remove($0.word, of: $0.entry) }
    default: return nil
    }
  }

  private func set(_ attribute: Attribute, _ value: Value) -> [Edit]? {
    if case (.restart, .text(let policy)) = (attribute, value) { return restart(policy) }
    return ServerVariables.assignment(attribute, value).flatMap { setVariable($0.name, to: $0.value) }
  }

  /// systemd's word for a policy of the container engines; it never restarts what was stopped by hand.
  func restart(_ policy: String) -> [Edit]? {
    editor.set("Restart", to: policy == "unless-stopped" ? "always" : policy, in: "Service")
  }

  // MARK: Variables

  private var assignments: [UnitAssignment] {
    file.entries("Environment", in: section).flatMap { file.assignments(in: $0) }
  }

  private func variable(_ address: [String]) -> UnitAssignment? {
    guard address.count >= 3 else { return nil }
    return variables[address[1]]?[address[2]]
  }

  func setVariable(_ name: String, to value: String) -> [Edit]? {
    // What `env` sets in the command wins.
    let found = variable([section, "ExecStart", name]) ?? variable([section, "Environment", name])
    if let unit = UnitFiles.unit(for: document, in: workspace),
      UnitEnvironment(unit, in: section, workspace: workspace).namesFromFiles.contains(name)
    {
      return nil
    }
    if let found { return replace(found, value: value) }
    return environment("\(name)=\(value)").flatMap { editor.add("Environment", $0, in: section) }
  }

  /// An assignment as the file's others are written; in quotes, as Ollama's documentation has it, where
  /// there is none.
  func environment(_ text: String) -> String? {
    INIFile.word(text, quote: assignments.last.map { $0.word.quote ?? 0x22 } ?? 0x22)
  }

  private func replace(_ found: UnitAssignment, value: String) -> [Edit]? {
    guard let quote = found.word.quote, let whole = INIFile.word("\(found.name)=\(value)", quote: quote)
    else {
      return INIFile.word("\(found.name)=\(value)", quote: 0x22).map { [Edit(found.word.range, $0)] }
    }
    // Where the quotes can stay, only the value is touched.
    let head = (quote == 0 ? "" : "\(Character(UnicodeScalar(quote)))") + found.name + "="
    let tail = quote == 0 ? "" : "\(Character(UnicodeScalar(quote)))"
    guard whole.hasPrefix(head), whole.hasSuffix(tail) else { return [Edit(found.word.range, whole)] }
    return [Edit(found.valueRange, String(whole.dropFirst(head.count).dropLast(tail.count)))]
  }

  private func rename(_ found: UnitAssignment, to name: String) -> [Edit]? {
    // A second variable of that name would be lost or win over it.
    guard !assignments.contains(where: { $0.name == name }) else { return nil }
    return [Edit(found.nameRange, name)]
  }

  /// Has the server listen on another address; its scheme and port stay.
  private func bind(_ host: String) -> [Edit]? {
    let unit = UnitFiles.unit(for: document, in: workspace)
    let old = unit.flatMap {
      UnitEnvironment($0, in: section, workspace: workspace).value(of: "OLLAMA_HOST")
    }
    guard let old, !old.isEmpty else { return setVariable("OLLAMA_HOST", to: host) }
    let isBracketed = old.contains("[")
    let plain = isBracketed ? nil : URLParts.replacingHost(in: old, with: host)
    let port = URLParts(old.contains("://") ? old : "ollama://" + old).port
    return setVariable("OLLAMA_HOST", to: plain ?? host + (port.map { ":\($0)" } ?? ""))
  }

  // MARK: The engine's line

  private var startedContainer: UnitContainer? {
    let unit = Unit(
      name: UnitFiles.fileName(document.id.path),
      layers: [.init(id: document.id, file: file, holes: document.holes)], isWhole: true)
    guard case .container(let found) = UnitProgram(of: unit) else { return nil }
    return UnitContainer(found)
  }

  private func container(_ change: Change) -> [Edit]? {
    if case (.server, .set(.restart, .text(let policy))) = (change.fact.subject, change.action) {
      return restart(policy)
    }
    guard let container = startedContainer else { return nil }
    let edits = ShellWriter(container.script, holes: container.document.holes).edits(for: change)
    // A percent sign would begin a specifier.
    return edits.map {
      $0.map {
        Edit(
          $0.range, $0.text.split(separator: "%", omittingEmptySubsequences: false).joined(separator: "%%"))
      }
    }
  }
}
