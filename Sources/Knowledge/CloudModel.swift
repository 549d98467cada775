/// An Ollama model that runs on ollama.com. Requests go through the user's own server, which is signed in there, so no key is
/// in any file. Prompts leave the machine.
///
/// Source: ollama/ollama `cmd/launch/models.go` (recommendedModels, extraCloudModelLimits) and `docs/cloud.mdx`
/// (retirements), August 2026. Models that neither mentions are left out: their limits are not known.
public struct CloudModel: Sendable, Equatable {
  public let name: String
  /// Tokens of prompt and answer together.
  public let context: Int
  /// Tokens of the longest answer.
  public let answer: Int
  public let seesImages: Bool

  init(name: String, context: Int, answer: Int, seesImages: Bool = false) {
    self.name = name
    self.context = context
    self.answer = answer
    self.seesImages = seesImages
  }

  /// The cloud model of a name, however its tag marks the cloud. `gpt-oss:120b:cloud` is not an Ollama name.
  public static func named(_ name: ModelName) -> CloudModel? {
    all.first { ModelName($0.name)?.canonical == name.canonical }
  }

  /// The first that holds a number of tokens; one of the same name and size as a model that runs here before others.
  public static func first(holding context: Int, seeingImages: Bool, insteadOf local: ModelName? = nil)
    -> CloudModel?
  {
    let able = all.filter { $0.context >= context && (!seeingImages || $0.seesImages) }
    let twin = local.flatMap { local in
      able.first { $0.name == "\(local.model):\(local.tag ?? "")-cloud" || $0.name == "\(local.model):cloud" }
    }
    return twin ?? able.first
  }
}
