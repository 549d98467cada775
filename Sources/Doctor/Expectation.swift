/// What the files promise of a model.
public struct Expectation: Sendable, Hashable {
  public let model: String
  /// The context length that requests should get; `nil` where the files do not say.
  public let context: Int?
  /// Whether the client sends the context length itself, so that what runs may be another's.
  public let isSent: Bool
  /// Whether the server's files give it a GPU; `nil` where they do not say.
  public let hasGPU: Bool?
  /// The version that the model's Modelfile requires.
  public let requires: String?
  /// Whether a Modelfile here makes it.
  public let isMadeHere: Bool
  /// `opencode.json:12`.
  public let place: String

  public init(
    model: String, context: Int?, isSent: Bool, hasGPU: Bool?, requires: String?, isMadeHere: Bool,
    place: String
  ) {
    self.model = model
    self.context = context
    self.isSent = isSent
    self.hasGPU = hasGPU
    self.requires = requires
    self.isMadeHere = isMadeHere
    self.place = place
  }
}
