/// What a container of the ollama image is started with (ENTRYPOINT `/bin/ollama`, CMD `serve`).
enum ServerCommand {
  /// Whether such a container serves, or is a helper that pulls models and ends.
  static func isServer(entrypoint: [String], command: [String]) -> Bool {
    func split(_ items: [String]) -> [String] { items.flatMap { $0.split(separator: " ").map(String.init) } }
    var program = split(entrypoint)
    let arguments = split(command)
    if (program + arguments).contains(where: { $0.contains("serve") }) { return true }
    if program.first?.split(separator: "/").last == "ollama" { program.removeFirst() }
    guard let entry = program.first else {
      // Arguments of the binary: none is `serve`, and a program's name was meant for the entrypoint.
      guard let first = arguments.first else { return true }
      // An option here was meant for the engine, but for those that ask the binary about itself.
      if first.hasPrefix("-") { return !["--version", "-v", "--help", "-h"].contains(first) }
      return first == "start" || first.hasPrefix("${") || problem(with: [first]) != nil
    }
    let name = entry.split(separator: "/").last.map(String.init) ?? entry
    let text = (program + arguments).joined(separator: " ")
    let isHelper = text.contains("pull") || text.contains("create")
    // A script of the user's own may do anything; a bare program of the system looks at something and ends.
    return !isHelper && !["sh", "bash"].contains(name) && (entry.hasSuffix(".sh") || entry.hasPrefix("/"))
      && !entry.hasPrefix("/bin/") && !entry.hasPrefix("/usr/bin/")
  }

  /// Why the command does not start a server: completes "the command ...".
  static func problem(with words: [String]) -> String? {
    guard let first = words.first else { return nil }
    switch first {
    case "ollama", "/bin/ollama", "/usr/bin/ollama":
      return "names ollama again, and the image's entrypoint is that binary already"
    case "sh", "bash", "/bin/sh", "/bin/bash", "/usr/bin/env":
      return "is a shell, which the image's entrypoint hands to ollama as an argument"
    default: return nil
    }
  }
}

/// Programs that a health check needs and the ollama image does not have.
enum HealthCheckTool {
  /// The first missing program in the words of a check; `nil` if all it needs is there.
  static func missing(in words: [String]) -> String? {
    let pieces = words.joined(separator: " ").split { " ;|&()'\"`".contains($0) }
    let tools = ["curl", "wget", "nc", "netcat", "python", "python3"]
    return pieces.lazy.compactMap { piece in
      piece.split(separator: "/").last.map(String.init).flatMap { tools.contains($0) ? $0 : nil }
    }.first
  }
}
