import Platform
import Syntax

/// A directory in which Ollama keeps its models: `manifests/` and `blobs/`.
///
///     let store = OllamaStore(directory: "/usr/share/ollama/.ollama/models")
///     if let name = ModelName("qwen3:8b"), let model = try store.model(named: name) {
///       model.byteCount(of: .model)   // 5 225 375 488
///     }
public struct OllamaStore: Sendable, Hashable {
  public let directory: String

  public init(directory: String) { self.directory = directory }

  /// Where a store may be on this machine, most likely first. The folders may not exist.
  ///
  /// `OLLAMA_MODELS` and `~/.ollama/models` are Ollama's own rule (`envconfig/config.go`, Models); then
  /// where services keep theirs: the install script's user (`docs/faq.mdx`), NixOS
  /// (`nixos/modules/services/misc/ollama.nix`) and Arch Linux (its `ollama.service`).
  ///
  /// - Parameter home: the user's home directory.
  public static func candidates(environment: [String: String], home: String?) -> [OllamaStore] {
    var directories: [String] = []
    // Ollama cuts blanks and quotes off whatever it reads from its environment.
    let written = environment["OLLAMA_MODELS"].map { $0.trimming(\.isWhitespace) }
    if let named = written.map({ String($0.trimming { $0 == "\"" || $0 == "'" }) }), !named.isEmpty {
      directories.append(named)
    }
    if let home, !home.isEmpty { directories.append(home + "/.ollama/models") }
    #if os(Linux)
      directories += ["/usr/share/ollama/.ollama/models", "/var/lib/ollama/models", "/var/lib/ollama"]
    #endif
    var seen: Set<String> = []
    return directories.filter { seen.insert($0).inserted }.map(OllamaStore.init)
  }

  /// The model of that name; `nil` if the store has none, or there is no store. Throws if a file of it cannot be
  /// read.
  ///
  /// Symbolic links are followed, since stores are spread over disks that way. The name itself cannot lead
  /// out of the store: a part that Ollama would not allow names no model.
  public func model(named name: ModelName) throws(StoreError) -> StoredModel? {
    guard let path = try manifestPath(of: name) else { return nil }
    let manifest = try Manifest(path: path, blobs: directory + "/blobs")
    var format: String?
    if let digest = manifest.configuration {
      format = try StoreObject(path: directory + "/blobs/" + digest.fileName, limit: StoreLimits.settingsBytes).string("model_format")
    }
    return StoredModel(layers: manifest.layers, isGGUF: format == nil || format == "gguf")
  }

  /// `manifests/HOST/NAMESPACE/MODEL/TAG` (Ollama `types/model/name.go`, Filepath); `nil` without such a file.
  public func manifestPath(of name: ModelName) throws(StoreError) -> String? {
    let parts = [
      name.host ?? "registry.ollama.ai", name.namespace ?? "library", name.model, name.tag ?? "latest",
    ]
    guard parts.allSatisfy(Self.isSafe) else { return nil }
    var path = directory + "/manifests"
    for part in parts {
      guard let entry = try Self.entry(part, in: path) else { return nil }
      path += "/" + entry
    }
    return path
  }

  /// The bytes of a small file of a store.
  static func contents(of path: String, limit: Int) throws(StoreError) -> [UInt8] {
    do throws(ByteSource.Failure) {
      return try ByteSource.contents(of: path, limit: limit)
    } catch {
      let reason = error.kind == .missing ? "is missing" : "cannot be read: \(error.reason)"
      throw StoreError(path: path, reason: reason)
    }
  }

  /// Whether Ollama would take this for part of a name (`types/model/name.go`, isValidPart); none such is
  /// `..` or has a slash.
  private static func isSafe(_ part: String) -> Bool {
    guard let first = part.utf8.first, part.utf8.count <= 350 else { return false }
    return first.isOfVariable && part.utf8.allSatisfy { $0.isOfWord || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ":") }
  }

  /// The entry of a directory by its name; failing that, one that differs in the case of its letters, which
  /// to Ollama is the same model (`server/routes.go`, getExistingName).
  private static func entry(_ name: String, in directory: String) throws(StoreError) -> String? {
    if access(directory + "/" + name, F_OK) == 0 { return name }
    guard let stream = opendir(directory) else {
      // A service's store is often closed to others, which is not the same as having no models.
      guard errno == EACCES else { return nil }
      throw StoreError(path: directory, reason: "cannot be read: permission denied")
    }
    defer { closedir(stream) }
    let wanted = name.lowercased()
    // The least of several, so that the answer does not depend on the order of the directory.
    var found: String?
    while let entry = readdir(stream) {
      let other = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if other.utf8.count == wanted.utf8.count, other.lowercased() == wanted, other < found ?? "\u{7F}" {
        found = other
      }
    }
    return found
  }
}
