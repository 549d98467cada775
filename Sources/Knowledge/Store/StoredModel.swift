/// A model in a store: its parts and what they say of it. The weights are not read.
public struct StoredModel: Sendable, Hashable {
  public let name: ModelName
  public let manifestPath: String
  /// In the manifest's order.
  public let layers: [StoredLayer]
  public let configuration: StoredConfiguration
  /// What its PARAMETER lines set.
  public let parameters: StoredParameters
  /// Its TEMPLATE, if it has one.
  public let template: GoTemplate?

  /// The GGUF file of its weights; of several the last, as Ollama takes it. `nil` for remote and
  /// safetensors models.
  public var modelPath: String? { layers.last { $0.kind == .model }?.path }

  /// The files of its projectors.
  public var projectorPaths: [String] { layers.filter { $0.kind == .projector }.map(\.path) }

  /// Bytes of all layers of a kind.
  public func byteCount(of kind: StoredLayer.Kind) -> Int {
    var sum = 0
    for layer in layers where layer.kind == kind { sum += layer.byteCount }
    return sum
  }

  /// Bytes of all layers together.
  public var byteCount: Int { layers.reduce(0) { $0 + $1.byteCount } }

  /// The header of its weights; `nil` if it has none in this format.
  public func weights() throws(GGUFError) -> GGUFFile? {
    guard configuration.isGGUF, let modelPath else { return nil }
    return try GGUFFile(path: modelPath)
  }
}
