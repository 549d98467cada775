import Vocabulary

/// A mount where models are kept on a host, or are believed to be, and where the server of the image does not look.
///
/// The image runs as root, whose home is `/root`: models are in `/root/.ollama/models` (ollama/ollama `Dockerfile`,
/// `envconfig/config.go`). The installer's service has `/usr/share/ollama` (`scripts/install.sh`), Arch `/var/lib/ollama`.
enum StrayMount {
  /// - Parameters:
  ///   - target: where something is mounted.
  ///   - directory: where the server keeps its models.
  static func isStray(_ target: String, besides directory: String) -> Bool {
    guard !VolumeSpec.holds(target, directory), !VolumeSpec.holds(target, ContainerSpec.modelsDirectory)
    else {
      return false
    }
    // The home of a user that the image does not know is `/`: Ollama keeps its key there.
    if target == "/.ollama" { return false }
    let parts = target.lowercased().split(separator: "/").map(String.init)
    let end = parts.last == "models" ? parts.dropLast() : parts[...]
    if end.last == ".ollama" { return true }
    return ["usr/share/ollama", "var/lib/ollama", "root/ollama", "ollama"].contains(
      end.joined(separator: "/"))
  }

  static func fact(
    _ target: String, _ directory: String, _ id: FactID, format: String, at range: SourceRange,
    of server: FactID
  ) -> Fact {
    SettingFact.make(
      id, name: target, value: nil, kind: "mount", format: format, problem: .unread, counterpart: directory,
      at: range, owner: server)
  }
}
