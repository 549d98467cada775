import Syntax

/// What makes a container's own `localhost` answer for a server: an Ollama of its own, or a tunnel to one elsewhere.
enum LoopbackListener {
  /// Whether a variable tells a program that it runs in a container, so that it may ask the host where localhost is written
  /// (stackblitz-labs/bolt.diy, `app/lib/modules/llm/base-provider.ts`: RUNNING_IN_DOCKER).
  static func isSet(by variable: String) -> Bool {
    ["IN_DOCKER", "IN_CONTAINER"].contains { variable.uppercased().contains($0) }
  }

  /// Whether a command or a script starts one.
  static func isStarted(by text: String) -> Bool {
    if ContainerSpec.startsOllama(text) { return true }
    guard text.contains("11434") else { return false }
    if text.contains("docker compose") || text.contains("docker run") { return true }
    let words = Set(text.lowercased().utf8.split { " \t\r\n\"'`;,()[]{}&|".utf8.contains($0) }.map { Substring($0) })
    // OpenSSH `-L port:host:port`; kubectl port-forward; socat and ncat as listeners; cloudflared access tcp.
    if words.contains("ssh") || words.contains("autossh") {
      return text.contains(" -L") || text.contains("\"-L") || text.contains("-fNL") || text.contains("-NL")
    }
    if words.contains("port-forward") || words.contains("cloudflared") { return true }
    if words.contains("socat") { return words.contains { $0.hasPrefix("tcp") && $0.contains("listen") } }
    return (words.contains("ncat") || words.contains("nc"))
      && words.contains { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains("l") || $0 == "--listen" }
  }
}
