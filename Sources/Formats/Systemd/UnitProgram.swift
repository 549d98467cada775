import Syntax

/// What `ExecStart=` starts, as far as it matters here.
enum UnitProgram: Sendable {
  /// `ollama serve`, itself or through a wrapper that may set variables of its own.
  case ollama(Unit.Found, isWrapped: Bool)
  /// `docker run`, `podman run`.
  case container(Unit.Found)
  /// Something else.
  case other
  /// No program is named: a drop-in, or a fragment of a unit.
  case missing

  init(of unit: Unit) {
    let commands = unit.values("ExecStart", in: "Service")
    guard !commands.isEmpty else {
      self = .missing
      return
    }
    for found in commands {
      let words = found.layer.file.words(of: found.entry).map(\.raw)
      if let program = Self.program(words, found, of: unit) {
        self = program
        return
      }
    }
    self = .other
  }

  private static func program(_ line: [String], _ found: Unit.Found, of unit: Unit) -> UnitProgram? {
    guard let mark = line.first else { return nil }
    // `-` and the like before the path are marks for systemd (`man systemd.service`, "Command lines").
    let whole = [String(mark.drop { "-@:+!|".contains($0) })] + line.dropFirst()
    // `env A=b ollama serve` is as good as the program itself: its variables are read where they stand.
    let words = Array(whole.dropFirst(ProgramWrapper.program(in: whole)))
    guard let name = words.first.map(UnitFiles.fileName) else { return nil }
    if name == "ollama" {
      return words.count > 1 && isServe(words[1]) ? .ollama(found, isWrapped: false) : nil
    }
    if ["docker", "podman", "nerdctl"].contains(name) {
      return words.dropFirst().prefix(8).contains { $0 == "run" || $0 == "create" } ? .container(found) : nil
    }
    let text = words.joined(separator: " ")
    if ["sh", "bash"].contains(name), words.count > 2, words[1] == "-c",
      ["docker run ", "podman run "].contains(where: text.contains)
    {
      return .container(found)
    }
    if text.contains("ollama serve") || text.contains("ollama start") {
      return .ollama(found, isWrapped: true)
    }
    // A script of the user's own, in the unit that has Ollama's name.
    return unit.stem == "ollama" && name.contains("ollama") ? .ollama(found, isWrapped: true) : nil
  }

  static func isServe(_ word: String) -> Bool { word == "serve" || word == "start" }
}
