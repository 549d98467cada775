import Vocabulary

/// A server that settings name: an address, and what is used of it.
public struct ServerPlace: Sendable {
  public var at = SettingPath.here
  /// The name that choices use for it; by default the key it is under.
  public var id: TextTemplate?
  /// Which of the places count.
  public var when: Condition = .always
  public var isOff: Condition = .never
  /// `nil`: by the address.
  public var isLocal: Condition?
  public var isOllama: Condition?
  /// What holds where no address is written, and no condition is given.
  public var presumedLocal: Condition = .never
  public var presumedOllama: Condition = .never
  /// When it is surely another program than Ollama.
  public var isOther: Condition = .never
  public var address: [SettingPath] = []
  /// When an address counts that other settings share their place with.
  public var addressWhen: [SettingPath: Condition] = [:]
  /// What is written by mistake, and only shows that a server of the user's own is meant.
  public var misreadAddress: [SettingPath] = []
  /// The text before the address in the same text.
  public var addressPrefix = ""
  /// The address that the program takes where none is written.
  public var fallback: TextTemplate?
  /// A variable that says the address where the file does not: in `.env` next to it, or at the root.
  public var variable: String?
  /// Whether the program uses it where its section is not written, too.
  public var isOptional = false
  /// What is pointed at then.
  public var shown: [SettingPath] = []
  public var api: ServerAPI?
  /// The API by what is written, in place of `api`: that of the first that holds, and none that is known otherwise.
  public var apis: [APIRule] = []
  public var shape = AddressShape.any
  /// Whether a URL without a scheme fails; some libraries add `http://` themselves.
  public var needsScheme = true
  public var label: TextTemplate?
  /// What its models are said to be of; the program where nothing is written.
  public var provider: TextTemplate?
  /// One that the program brings along, under this id.
  public var isBuiltIn = false
  public var hasEndpoint: Condition = .always
  public var models: ModelPlaces?
  public var checks: [SettingCheck] = []
  public var secrets: [SecretPlace] = []

  public init() {}
}

/// The API of a server, where the settings say it.
public struct APIRule: Sendable {
  public var when: Condition
  public var api: ServerAPI
  /// What of a URL the program needs then.
  public var shape: AddressShape
}

/// What of a URL a program needs.
public enum AddressShape: String, Sendable, CaseIterable {
  /// The server's root; the program adds `/api/chat`.
  case root
  /// The root with `/v1`.
  case v1
  /// The whole address of chat completions.
  case chatCompletions = "/v1/chat/completions"
  case completions = "/v1/completions"
  case messages = "/v1/messages"
  case api = "/api"
  case apiChat = "/api/chat"
  /// The API of LM Studio's own.
  case lmStudio = "/api/v0"
  /// The root, `/v1`, or the full address of an OpenAI API. The program adds what is missing.
  case openAI = "openai"
  /// The server's root, or in older releases `/api`: either is right for somebody.
  case rootOrAPI = "root-or-api"
  /// A host and a port, without a scheme.
  case hostPort = "host:port"
  /// Whatever is written is understood.
  case any
}

/// The models of a server.
public struct ModelPlaces: Sendable {
  public var at = SettingPath.here
  /// Where the name is; `nil` for the key.
  public var name: [SettingPath] = []
  public var prefix: [String] = []
  /// Where the name is that the server has for it, where choices use another.
  public var knownAs: [SettingPath] = []
  /// Where the name is by which the program offers it to clients of its own.
  public var servedAs: SettingPath?
  public var when: Condition = .always
  /// The roles of models that nothing chooses.
  public var roles: [RoleRule] = []
  public var use = UseDescription()
  public var checks: [SettingCheck] = []
  /// Where a model that is chosen and listed is placed.
  public var isPlacedAtChoice = false
  /// Whether a chosen model that is not listed is used anyway.
  public var unlisted: Condition = .never
  /// What is wrong with one that is not listed, from the place that chooses it.
  public var unlistedChecks: [SettingCheck] = []

  public init() {}
}

public struct RoleRule: Sendable {
  public var when: Condition
  /// Whether it counts only where other models are chosen, or none.
  public var chosen: Chosen
  public var roles: [Role]
  /// A list in the file whose words say what the model is for; the rule counts only where it is there.
  public var listed: SettingPath?
  public var words: [String: Role] = [:]
  public enum Chosen: String, Sendable, CaseIterable {
    case whatever
    /// No model of any server is chosen for agents.
    case none
    /// No model of this server is chosen.
    case noneHere = "none-here"
  }
}
