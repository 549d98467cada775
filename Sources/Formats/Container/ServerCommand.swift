/// What a container of the ollama image is started with (ENTRYPOINT `/bin/ollama`, CMD `serve`).
enum ServerCommand {
  /// Whether such a container serves, or is a helper that pulls models and ends.
  static func isServer(entrypoint: [String], command: [String]) -> Bool {
    let entry = entrypoint.joined(separator: " ")
    guard !entry.isEmpty else {
      // `pull x` as the command of the binary.
      let first = command.joined(separator: " ").split(separator: " ").first
      return !["pull", "create", "run", "list", "cp", "push"].contains(first ?? "serve")
    }
    let all = entry + " " + command.joined(separator: " ")
    if all.contains("serve") { return true }
    // A script of the user's own may do anything; one that is written here and never serves does not.
    return !(all.contains("pull") || all.contains("create"))
      && !["/bin/sh", "/bin/bash", "sh", "bash"].contains(entrypoint.first ?? "")
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
