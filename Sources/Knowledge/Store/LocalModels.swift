#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

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

  /// The model in a GGUF file; `nil` where it is none.
  public static func model(in head: Result<GGUFFile, GGUFError>, at path: String) -> ModelFile? {
    guard case .success(let file) = head else { return nil }
    return ModelFile(file, name: path.split(separator: "/").last.map(String.init) ?? path, source: .gguf)
  }
}
