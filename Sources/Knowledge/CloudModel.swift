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

  private init(_ name: String, _ context: Int, _ answer: Int, seesImages: Bool = false) {
    self.name = name
    self.context = context
    self.answer = answer
    self.seesImages = seesImages
  }

  /// All of them use tools. Those come first that Ollama itself recommends for coding agents, and of them the one
  /// that also sees images.
  public static let all = [
    CloudModel("qwen3.5:cloud", 262_144, 32_768, seesImages: true),
    CloudModel("kimi-k2.6:cloud", 262_144, 262_144, seesImages: true),
    CloudModel("minimax-m2.7:cloud", 204_800, 128_000), CloudModel("glm-5.1:cloud", 202_752, 131_072),
    CloudModel("gemma4:31b-cloud", 262_144, 131_072, seesImages: true),
    CloudModel("nemotron-3-nano:30b-cloud", 1_048_576, 131_072),
    CloudModel("gpt-oss:120b-cloud", 131_072, 131_072), CloudModel("gpt-oss:20b-cloud", 131_072, 131_072),
  ]

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
