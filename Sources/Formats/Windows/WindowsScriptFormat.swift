import Knowledge
import Syntax
import Vocabulary

/// Scripts of Windows that set Ollama's variables, start it or start its container.
enum WindowsScriptFormat: Format {
  static let name = "windows-script"

  static let endings = [".bat", ".cmd", ".ps1"]

  static func recognises(_ candidate: Candidate) -> Recognition {
    dialect(candidate.name, candidate.language) == nil ? .no : .byName
  }

  private static func dialect(_ name: FileName, _ language: String?) -> WindowsScript.Dialect? {
    switch language {
    case "bat", "batch", "cmd": return .batch
    case "powershell", "ps1", "pwsh": return .powerShell
    default: break
    }
    if name.hasSuffix(".bat", ".cmd") { return .batch }
    return name.hasSuffix(".ps1") ? .powerShell : nil
  }

  static func script(_ document: Document) -> WindowsScript {
    WindowsScript(
      document.source, dialect(FileName(path: document.id.path), document.language) ?? .batch)
  }

  static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    let script = script(document)
    reading.comments = script.comments
    reading.facts = server(script, document) + slips(script, document) + lost(script, document)
    let range = document.source.range
    reading.embedded = [
      .init(
        name: nil, language: "sh", source: script.shell,
        map: OffsetMap(
          segments: [.init(inner: 0, length: range.length, host: 0, hostLength: range.length)],
          encoding: .verbatim),
        holes: [])
    ]
    return reading
  }

  static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    WindowsScriptWriter(script: script(document), document: document)
  }

  // MARK: Facts

  private static func variables(_ script: WindowsScript, _ document: Document) -> [Variable] {
    script.assignments.map { assignment in
      // `%NAME%` is filled in when the script runs.
      let isKnown = !assignment.value.contains("%") && !assignment.value.contains("!")
      return Variable(
        name: assignment.name, value: isKnown ? assignment.value : nil, address: ["set", assignment.name],
        document: document.id, nameRange: assignment.nameRange, valueRange: assignment.valueRange,
        range: assignment.range)
    }
  }

  /// `ollama serve` with the variables of the script; without it, only what is surely wrong wherever it is read.
  private static func server(_ script: WindowsScript, _ document: Document) -> [Fact] {
    let format = format(script)
    let variables = variables(script, document)
    if let serve = script.serve, !document.id.isDocumentation {
      var spec = UnitSpec(
        FactID(.server, document.id, ["serve"]), name: "ollama serve", at: document.at(serve), format: format)
      let later = Set(script.assignments.filter(\.isPersistent).map(\.range))
      spec.variables = variables.filter { !later.contains($0.range) }
      return spec.facts()
    }
    let client = FactID(.client, document.id, ["exports"])
    let ours = variables.filter { $0.name.hasPrefix("OLLAMA_") }
    // What the script itself appends a path to is right without one.
    let text = document.source.string(document.source.range)
    let endpoints =
      document.id.isDocumentation
      ? []
      : variables.filter { variable in
        !["%\(variable.name)%/", "$env:\(variable.name)/", "${env:\(variable.name)}/"].contains(where: text.contains)
      }.compactMap { ClientVariables.misshapen($0, of: client) }
    return endpoints
      + ServerVariables.facts(ours, of: client, version: nil, format: format).filter { fact in
        [.misspelt, .invented, .removed].contains(fact[.status])
          // A client takes another form of address, but no path.
          || fact.has(.problem) && (fact.text(.name) != "OLLAMA_HOST" || fact.text(.value)?.contains("\\") == true)
      }
  }

  /// Slips in variables that Ollama reads, or before its own commands.
  static func slips(_ script: WindowsScript) -> [WindowsScript.Slip] {
    script.slips.filter { slip in
      OllamaVariable.named(slip.name)?.standing == .read && slip.name.hasPrefix("OLLAMA_")
        || AddressVariable.of(slip.name) != nil && LocalServer.isLocal(slip.value)
    }
  }

  private static func slips(_ script: WindowsScript, _ document: Document) -> [Fact] {
    slips(script).enumerated().compactMap { index, slip in
      // A block of a guide may have the name of the other shell.
      if slip.kind == .setVariable, document.id.isDocumentation { return nil }
      return slip.corrected.map {
        ShellSlips.Slip(
          name: slip.name, range: slip.range, corrected: $0, reason: reason(slip, script.dialect)
        ).fact(index, sets: slip.value, format: format(script), in: document)
      }
    }
  }

  private static func format(_ script: WindowsScript) -> String {
    script.dialect == .batch ? "batch" : "PowerShell"
  }

  private static func reason(_ slip: WindowsScript.Slip, _ dialect: WindowsScript.Dialect) -> String {
    let shell = dialect == .batch ? "the command prompt" : "PowerShell"
    switch slip.kind {
    case .prefix: return "\(shell) reads NAME=value as the name of a program, so the line does not run"
    case .export: return "\(shell) has no command export"
    case .blankInName: return "the space before = becomes part of the name"
    case .setVariable: return "in PowerShell, set is Set-Variable, and sets no environment variable"
    case .unquoted: return "PowerShell runs text without quotes as a command"
    case .oneWord: return "setx takes the name and the value as two words"
    case .dollarEnv: return "$env: is PowerShell, and this is the command prompt"
    case .noEquals: return "without =, set only lists the variables that begin with this text"
    }
  }

  /// `setx` before `ollama serve`: it is for programs that are started from another window later.
  private static func lost(_ script: WindowsScript, _ document: Document) -> [Fact] {
    guard let serve = script.serve else { return [] }
    let text = document.source.string(document.source.range).lowercased()
    let here = Set(script.assignments.filter { !$0.isPersistent }.map(\.name))
    return script.assignments.filter { assignment in
      assignment.isPersistent && assignment.range.start < serve.start && !here.contains(assignment.name)
        && (assignment.name == "OLLAMA_HOST" || assignment.name == "OLLAMA_MODELS"
          || ServerVariables.serverOnly.contains(assignment.name))
        && !text.contains("refreshenv")
        && !text.contains("%\(assignment.name.lowercased())%")
        && !text.contains("getenvironmentvariable")
    }.map { assignment in
      SettingFact.make(
        ["lost", assignment.name], name: assignment.name, value: assignment.value, kind: "lost-variable",
        format: format(script), problem: .unreached,
        consequence: "a permanent variable reaches programs started later, not this script",
        corrected: script.dialect == .batch
          ? "set \"\(assignment.name)=\(assignment.value)\"" : "$env:\(assignment.name) = \"\(assignment.value)\"",
        at: document.at(assignment.range))
    }
  }
}

/// Writes the variables of a script of Windows.
private struct WindowsScriptWriter: ChangeWriter {
  let script: WindowsScript
  let document: Document

  func edits(for change: Change) -> [Edit]? {
    let address = change.fact.address
    if address.first == "slip", case .set(.value, .text(let text)) = change.action,
      let index = address.last.flatMap({ Int($0) })
    {
      let slips = WindowsScriptFormat.slips(script)
      guard slips.indices.contains(index), slips[index].corrected == text else {
        return nil
      }
      return [Edit(slips[index].range, text)]
    }
    if change.fact.subject == .server, case .set(let attribute, let value) = change.action,
      let variable = ServerVariables.assignment(attribute, value)
    {
      if let found = assignment(variable.name) { return [Edit(found.valueRange, variable.value)] }
      guard let serve = script.serve else { return nil }
      let line =
        script.dialect == .batch
        ? "set \(variable.name)=\(variable.value)" : "$env:\(variable.name) = \"\(variable.value)\""
      return [.insert(line + script.source.newline, at: script.source.lineStart(of: serve.start))]
    }
    guard address.count == 2, address[0] == "set", let found = assignment(address[1]) else { return nil }
    switch change.action {
    case .set(.value, .text(let text)), .set(.url, .text(let text)):
      // A quote or a sign of the command prompt would end the value.
      guard !text.contains(where: { "\"'&|<>^%$`".contains($0) }) else { return nil }
      return [Edit(found.valueRange, text)]
    case .set(.name, .text(let text)): return [Edit(found.nameRange, text)]
    default: return nil
    }
  }

  /// The only assignment of a name.
  private func assignment(_ name: String) -> WindowsScript.Assignment? {
    let found = script.assignments.filter { $0.name == name }
    return found.count == 1 ? found.first : nil
  }
}
