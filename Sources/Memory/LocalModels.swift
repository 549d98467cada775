import Knowledge
import Platform

/// Models that lie on this computer: in Ollama's store, or as a file.
public struct LocalModels: Sendable {
  private let stores: [OllamaStore]

  public init(stores: [OllamaStore]) { self.stores = stores }

  /// The stores where this user's Ollama, or the system's, may keep its models.
  public static func onThisComputer() -> LocalModels {
    func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    var environment: [String: String] = [:]
    if let directory = variable("OLLAMA_MODELS") { environment["OLLAMA_MODELS"] = directory }
    return LocalModels(stores: OllamaStore.candidates(environment: environment, home: variable("HOME")))
  }

  /// The model as a store holds it, with its exact bytes; `nil` where none does, or none that can be read.
  public func stored(_ name: ModelName) -> ModelFile? {
    for store in stores {
      guard let model = try? store.model(named: name), let file = try? model.weights() else { continue }
      let projector = model.byteCount(of: .projector)
      return ModelFile(file, name: name.shortened, source: .store, projector: projector)
    }
    return nil
  }

  /// The model in a GGUF file, with the other files that it may have been split into; `nil` where it is none, or
  /// where a part of it cannot be read.
  ///
  /// - Parameter read: reads another file of the model.
  public static func model(
    in head: Result<GGUFFile, GGUFError>, at path: String, read: (String) -> Result<GGUFFile, GGUFError>?
  ) -> ModelFile? {
    guard case .success(let file) = head else { return nil }
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let shards = GGUFShards(path: path) else { return ModelFile(file, name: name, source: .gguf) }
    var parts: [GGUFFile] = []
    for shard in shards.paths {
      guard shard != path else {
        parts.append(file)
        continue
      }
      guard case .success(let part)? = read(shard) else { return nil }
      parts.append(part)
    }
    guard let first = parts.first, parts.reduce(0.0, { $0 + Double($1.byteCount) }) < 0x1p56 else {
      return nil
    }
    let joined = first.joined(with: Array(parts.dropFirst()))
    return ModelFile(
      first, name: name, source: .gguf, layout: joined.layout, parameters: joined.parameters)
  }
}
