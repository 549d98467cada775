/// A model of Ollama's that runs on ollama.com and is asked for through a server of one's own, which is signed in
/// there: no key is in any file. What it is sent leaves the machine.
///
/// Source: ollama/ollama `cmd/launch/models.go` (recommendedModels, extraCloudModelLimits) and `docs/cloud.mdx`
/// (retirements), August 2026. Models of which either says nothing are left out: their limits are not known.
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

  /// The one of a name, however its tag says that it runs elsewhere: `gpt-oss:120b:cloud` is none of Ollama's names.
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
