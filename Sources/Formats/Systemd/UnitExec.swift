import Syntax
import Vocabulary

/// Start lines of a server of models that systemd does not run as they are meant, because it is not a shell.
///
/// Sources: `man systemd.service` ("Command lines": absolute path or a name without a slash, no shell syntax; Type=forking),
/// Ollama `cmd/cmd.go` (serve takes no arguments, run is a client).
enum UnitExec {
  static func facts(_ unit: Unit) -> [Fact] {
    let starts = unit.values("ExecStart", in: "Service")
    guard starts.count == 1, let start = starts.first, !start.layer.id.isDocumentation,
      !start.layer.isComputed(start.entry.valueRange)
    else { return [] }
    let words = start.layer.file.words(of: start.entry).map { $0.quote == 0 || !$0.raw.hasPrefix("#") ? $0.raw : "" }
    let server = servers.first { server in words.contains { fileName($0) == server } } ?? (unit.stem == "ollama" ? "ollama" : nil)
    guard
      let problem = quoted(words)
        ?? server.flatMap({ problem(words, of: $0, unit) })
    else { return [] }
    return [
      SettingFact.make(
        ["Service", "exec"], name: "ExecStart", value: start.entry.value, kind: "exec", format: "systemd",
        problem: .notAllowed, consequence: problem.reason, corrected: problem.advice, at: start.at)
    ]
  }

  /// Ollama, and what starts another server by a name of its own.
  private static let servers =
    ["ollama"] + Set(EngineImage.all.flatMap { $0.commands.map { $0[0] } }).filter { !$0.hasPrefix("python") }.sorted()

  /// `ExecStart="/usr/local/bin/ollama serve"`: quotes keep words together.
  private static func quoted(_ words: [String]) -> (reason: String, advice: String)? {
    guard let first = words.first else { return nil }
    let plain = [String(first.drop { "-@:+!|".contains($0) })] + words.dropFirst()
    if let (command, rest) = ShellLine.pieces(in: plain), programs.contains(fileName(plain[command])) {
      return (
        "\(plain[..<command].joined(separator: " ")) only runs \(plain[command]); \(rest) and what follows are parameters of the shell",
        "\(plain[command]) with its arguments, without the shell or as one string in quotes"
      )
    }
    if programs.contains(fileName(plain[0])), let mark = plain.dropFirst().first(where: { $0.hasPrefix("#") }) {
      return (
        "systemd has no comments after a value: \(mark) and what follows are arguments", "a line of its own for the comment"
      )
    }
    guard let blank = first.firstIndex(of: " ") else { return nil }
    let path = first[..<blank]
    guard programs.contains(fileName(String(path))) else { return nil }
    return (
      "the quotes turn \(first) into the name of one program",
      "\(path) without quotes, with its arguments after it"
    )
  }

  private static func fileName(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  private static func problem(_ words: [String], of server: String, _ unit: Unit) -> (reason: String, advice: String)? {
    guard let first = words.first else { return nil }
    let program = String(first.drop { "-@:+!|".contains($0) })
    if ["cd", "source", ".", "export"].contains(program) {
      return (
        "\(program) is a shell command, and systemd finds no program of that name",
        program == "cd"
          ? "WorkingDirectory= on a line of its own and the absolute path of \(server)"
          : program == "export" ? "Environment= on a line of its own" : "the absolute path of \(server) in that environment"
      )
    }
    if program.contains("="), !program.hasPrefix("/"), program.first?.isLetter == true {
      return (
        "systemd does not support variables before the program",
        "Environment=\"\(program)\" on a line of its own"
      )
    }
    if program.hasPrefix("~") || program.hasPrefix("./") || program.hasPrefix("../") || program.hasPrefix("$") {
      return (
        "\(program) is not an absolute path, and systemd expands neither ~ nor variables there",
        "the absolute path"
      )
    }
    guard fileName(program) == server else { return nil }
    if words.last == "&" || words.contains("&&") || words.contains("|")
      || words.contains(";") && words.count > 2
    {
      let mark = ["&&", "|", "&", ";"].first(where: words.contains) ?? "&"
      return (
        "\(mark) is shell syntax, and systemd passes it to \(server) as an argument",
        "a single command, without \(mark)"
      )
    }
    if let mark = words.dropFirst().first(where: { $0.hasPrefix(">") || $0.hasPrefix("2>") }) {
      return (
        "\(mark) is shell syntax, and systemd passes it to \(server) as an argument",
        "StandardOutput=append:/path/of/the.log on a line of its own, or the journal (journalctl -u UNIT)"
      )
    }
    let type = unit.value("Type", in: "Service")?.entry.value
    let isOllamas = server == "ollama"
    if isOllamas, words.count == 1 {
      return ("without a command, ollama prints its help or opens its menu, and exits", "\(first) serve")
    }
    if isOllamas, words.dropFirst().first == "run" {
      return ("ollama run is a client, which needs a running server", "ollama serve")
    }
    let name = isOllamas ? "ollama serve" : server
    guard !isOllamas || words.dropFirst().first == "serve" else { return nil }
    switch type {
    case "forking": return ("Type=forking waits for a process that \(name) never starts", "Type=exec, or no Type=")
    case "notify": return ("Type=notify waits for a message that \(name) never sends", "Type=exec, or no Type=")
    case "oneshot":
      let restart = unit.value("Restart", in: "Service")?.entry.value ?? "no"
      return ["always", "on-success"].contains(restart)
        ? ("systemd does not load a unit with Type=oneshot and Restart=\(restart)", "Type=exec, or no Type=")
        : ("Type=oneshot waits until \(name) ends, so it never counts as started", "Type=exec, or no Type=")
    default: return nil
    }
  }
}
