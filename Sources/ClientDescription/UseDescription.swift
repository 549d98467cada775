import Vocabulary

/// How a model is used.
public struct UseDescription: Sendable {
  public var context: [SettingPath] = []
  /// Whether the program sends it to the server.
  public var sendsContext = false
  /// Where it is written if none is there; the first otherwise.
  public var contextWritten: SettingPath?
  public var isQuoted = false
  public var unset: [UnsetContext] = []
  /// Tokens that the program needs as an agent, where its makers or Ollama's page for it say a figure.
  public var neededContext: Int?
  /// Whether the answer is not part of the stated context, but comes on top of it.
  public var answerIsOnTop = false
  public var output: [SettingPath] = []
  /// Where the length of vectors is, and what the program takes where none is written.
  public var dimensions: [SettingPath] = []
  public var unsetDimensions: Int?
  public var tools: [SettingPath] = []
  public var toolsWord: (list: SettingPath, word: String)?
  public var toolsOffered: Condition?
  public var images: [SettingPath] = []
  /// Whether images are sent, whatever is written.
  public var sendsImages = false
  /// When the program asks the model to think before it answers.
  public var thinks: Condition = .never
  /// Flags that say whether it does; the first that is there.
  public var thinking: [SettingPath] = []
  /// Texts of the user's own that go before every chat.
  public var instructions: [SettingPath] = []
  public var prompt: (tokens: Int, reason: String)?
  /// Context options that the program never sends.
  public var unsent: [SettingPath] = []

  public init() {}
}

/// What a program does where no context is written.
public struct UnsetContext: Sendable {
  public enum Effect: Sendable, Hashable {
    case sends(Int)
    case countsOn(Int?)
    case fallback(Int)
    case unknown
  }
  public var when: Condition
  public var effect: Effect
  public var reason: String
}

/// A place that chooses a model.
public struct ModelChoice: Sendable {
  public var at = SettingPath.here
  public var when: Condition = .always
  /// Where the provider's id is; the first that is there.
  public var provider: [SettingPath] = []
  /// The provider of all of them, where it is not written.
  public var fixedProvider: String?
  public var model: [SettingPath] = []
  /// The text between provider and model where one text names both: `ollama/qwen3`.
  public var separator: String?
  /// Whether the program has no providers but those that are written.
  public var isClosed = false
  public var prefix: [String] = []
  /// Names that stand for something else.
  public var aliases: Set<String> = []
  public var roles: [Role] = []
  /// Whether a name that was chosen before is skipped.
  public var isFirstOnly = false
  /// Roles where another choice before it has named a model.
  public var laterRoles: [Role] = []
  public var use: UseDescription?
  /// When what is chosen here is asked to think.
  public var thinks: Condition = .never
  public var checks: [SettingCheck] = []
  public var api: ServerAPI?

  public init() {}
}

/// A model as a program is set up to load it itself.
public struct LoadedModel: Sendable {
  public var at = SettingPath.here
  public var when: Condition = .always
  /// Folders of the path from which the name is taken; else `name`.
  public var nameBelow: String?
  public var dropsSuffix: String?
  public var name: [SettingPath] = []
  public var shown: [SettingPath] = []
  public var shownKey: SettingPath?
  public var context: SettingPath
  /// The key of an item of a list `{key, value}`.
  public var field: String?

  public init(context: SettingPath) { self.context = context }
}
