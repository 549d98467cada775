import Knowledge
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
    if parts.count == 1, stores.contains(parts[0]) { return true }
    return ["usr/share/ollama", "var/lib/ollama", "root/ollama", "ollama"].contains(
      end.joined(separator: "/"))
  }

  /// What people call a volume of models, as a folder of the container.
  private static let stores = Set(
    ["data", "models", "storage", "store"].flatMap { ["ollama_\($0)", "ollama-\($0)"] })

  static func fact(
    _ target: String, _ directory: String, _ id: FactID, format: String, at range: SourceRange,
    of server: FactID
  ) -> Fact {
    SettingFact.make(
      id, name: target, value: nil, kind: "mount", format: format, problem: .unread, counterpart: directory,
      at: range, owner: server)
  }
}

extension ContainerSpec {
  /// What is said of variables, with where models are instead for one that was meant to be `OLLAMA_MODELS`.
  func saidOfStore(_ facts: [Fact]) -> [Fact] {
    guard let variable = misspeltStore, let directory = variable.value else { return facts }
    return facts.map { fact in
      guard fact.text(.name) == variable.name else { return fact }
      var fact = fact
      fact.infer(.consequence, "models are in \(modelsDirectory), not in the volume at \(OllamaVariable.trimmed(directory))")
      return fact
    }
  }

  /// A variable that was meant to be `OLLAMA_MODELS`, where a volume is mounted for it.
  var misspeltStore: Variable? {
    // What a mount holds is soon told; names are compared with all that there are.
    (environment.inherited + environment.variables).last { variable in
      guard variable.name != "OLLAMA_MODELS", let directory = variable.value.map(OllamaVariable.trimmed),
        mounts.contains(where: { $0.target.map { VolumeSpec.holds($0, directory) } ?? false })
      else { return false }
      return OllamaVariable.instead(of: variable.name) == "OLLAMA_MODELS"
    }
  }

  /// Whether what starts the container may say where models are: a script that is not here, or one that does.
  var mayMoveStore: Bool {
    guard entrypoint != nil else { return false }
    let scripts = mounts.filter { $0.target?.hasSuffix(".sh") == true }
    return scripts.isEmpty
      || scripts.contains { script in
        script.source.flatMap { workspace.source(at: $0) }.map { $0.bytes[...].contains(bytesOf: "OLLAMA_MODELS") } ?? true
      }
  }
}
