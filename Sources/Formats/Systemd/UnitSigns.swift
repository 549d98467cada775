import Knowledge
import Syntax
import Vocabulary

/// What tells that a unit is Ollama's, and which of its lines are mistakes.
enum UnitSigns {
  /// Whether a line of the text is this section's header.
  static func hasHeader(_ section: String, in text: String) -> Bool {
    let header = "[\(section)]"
    return text.split(whereSeparator: \.isNewline).contains { line in
      line.drop { $0 == " " || $0 == "\t" || $0 == "\u{FEFF}" }.hasPrefix(header)
    }
  }

  /// Whether drop-ins without their unit are for Ollama: told by the unit's name, or by a variable that only
  /// a server reads. Clients have an `OLLAMA_HOST` too.
  static func isOllamas(_ unit: Unit) -> Bool {
    let isNamed =
      unit.isNamedDropIn
      || unit.layers.contains { UnitFiles.dropInOwner(Path.directory(of: $0.id.path)) != nil }
    let isFile =
      unit.layers.first.map { $0.id.embedding.isEmpty && $0.id.path.hasSuffix(".service") } ?? false
    if isNamed || ((unit.isWhole || isFile) && unit.stem == "ollama") { return unit.stem == "ollama" }
    return unit.layers.contains { layer in
      layer.file.entries("Environment", in: "Service").flatMap { layer.file.assignments(in: $0) }.contains {
        isServers($0)
      }
    }
  }

  /// Whether a fragment in a page or a script sets variables that people believe Ollama has, and the page is about Ollama's
  /// unit: `systemctl edit ollama`.
  static func isSpokenOf(_ unit: Unit, in workspace: any Workspace) -> Bool {
    unit.layers.contains { layer in
      guard !layer.id.embedding.isEmpty,
        layer.file.entries("Environment", in: "Service").flatMap({ layer.file.assignments(in: $0) }).contains(where: {
          isThoughtToBeServers($0.name)
        }),
        let page = workspace.source(at: layer.id.path)
      else { return false }
      return ["systemctl edit ollama", "edit --full ollama", "ollama.service"].contains { page.bytes[...].contains(bytesOf: $0) }
    }
  }

  private static func isThoughtToBeServers(_ name: String) -> Bool {
    switch OllamaVariable.named(name)?.standing {
    case .invented, .removed: true
    case nil: name.hasPrefix("OLLAMA_NUM_")
    default: false
    }
  }

  private static func isServers(_ assignment: UnitAssignment) -> Bool {
    guard assignment.name.hasPrefix("OLLAMA_") else { return false }
    if assignment.name == "OLLAMA_HOST" {
      let host = URLParts(assignment.raw.contains("://") ? assignment.raw : "ollama://" + assignment.raw).host
      return ["", "0.0.0.0", "::"].contains(host)
    }
    let shared = ["OLLAMA_API_KEY", "OLLAMA_EDITOR", "OLLAMA_NOHISTORY", "OLLAMA_MODELS"]
    // A near miss of a variable that only servers read is a server's as well.
    let name =
      OllamaVariable.named(assignment.name)?.standing == .read
      ? assignment.name : OllamaVariable.nearest(to: assignment.name)
    return name.map { !shared.contains($0) && $0 != "OLLAMA_HOST" } ?? false
  }

  /// Whether a drop-in that another document speaks for says something of an Ollama server.
  static func isPart(_ file: INIFile, _ document: Document) -> Bool {
    let owner = UnitFiles.dropInOwner(Path.directory(of: document.id.path)) ?? ""
    return !file.entries.isEmpty && (owner.hasPrefix("ollama.") || owner.hasPrefix("ollama@") || file.source.mentionsOllama)
  }

  /// The lines that cannot be read; none where a template will still be filled in, or text around a
  /// fragment may be what is in the way.
  static func problems(_ file: INIFile, _ document: Document, effect: String) -> [Reading.Problem] {
    let text = file.source.string(file.source.range)
    guard document.id.embedding.isEmpty, !text.contains("{{"), !text.contains("{%"), !text.contains("<%")
    else { return [] }
    return file.mistakes.map { Reading.Problem(rule: "syntax/ini", $0, effect: effect) }
  }
}
