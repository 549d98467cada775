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

  private static func program(_ words: [String], _ found: Unit.Found, of unit: Unit) -> UnitProgram? {
    // `-` and the like before the path are marks for systemd (`man systemd.service`, "Command lines").
    let marked = words.enumerated().map { index, word in index == 0 ? String(word.drop { "-@:+!|".contains($0) }) : word }
    let words = Array(marked.dropFirst(ProgramWrapper.length(marked)))
    guard let first = words.first else { return nil }
    let name = UnitFiles.fileName(first)
    if name == "ollama" {
      return words.count > 1 && isServe(words[1]) ? .ollama(found, isWrapped: false) : nil
    }
    if ["docker", "podman", "nerdctl"].contains(name) {
      return words.dropFirst().prefix(8).contains { $0 == "run" || $0 == "create" } ? .container(found) : nil
    }
    // `env A=b ollama serve` is as good as the program itself: its variables are read where they stand.
    let rest = words.dropFirst().drop { $0.contains("=") }
    if name == "env", let program = rest.first, UnitFiles.fileName(program) == "ollama", rest.count > 1,
      isServe(rest[rest.startIndex + 1])
    {
      return .ollama(found, isWrapped: false)
    }
    let line = words.joined(separator: " ")
    if ["sh", "bash"].contains(name), words.count > 2, words[1] == "-c",
      ["docker run ", "podman run "].contains(where: line.contains)
    {
      return .container(found)
    }
    if line.contains("ollama serve") || line.contains("ollama start") {
      return .ollama(found, isWrapped: true)
    }
    // A script of the user's own, in the unit that has Ollama's name.
    return unit.stem == "ollama" && name.contains("ollama") ? .ollama(found, isWrapped: true) : nil
  }

  static func isServe(_ word: String) -> Bool { word == "serve" || word == "start" }
}
