import Vocabulary

/// Something that may be wrong with a setting.
public struct SettingCheck: Sendable {
  public enum Kind: Sendable, Hashable {
    case present(SettingPath)
    case missing(SettingPath, shown: SettingPath?, isValue: Bool, orEmpty: Bool)
    case document
  }
  public var kind: Kind = .document
  public var when: Condition = .always
  public var sort = CheckKind.setting
  public var status: KeyStatus?
  public var problem: ValueFault?
  public var name: TextTemplate?
  public var replacement: [TextTemplate] = []
  public var corrected: [TextTemplate] = []
  public var expected: TextTemplate?
  /// What the program makes of it, as a sentence without its full stop.
  public var consequence: TextTemplate?
  /// The same in a word.
  public var effect: KeyEffect?
  /// What else it is about, as that is named.
  public var counterpart: TextTemplate?
  public var mustBe: ValueType?
  /// Words, or the keys of a mapping, among which the nearest is meant.
  public var nearest: [String] = []
  public var nearestKeys: [SettingPath] = []
  public var nearestValues: [SettingPath] = []
  /// Whether the nearest is the replacement (`status`) or the correction (`problem`).
  public var isQuoted = false
  /// Whether a fix writes it before all other keys, or right after this one.
  public var isFirst = false
  public var after: String?
  public var valueIsKey = false

  public init() {}
}

public struct SecretPlace: Sendable {
  public var at: SettingPath
  public var prefix: String
  public var when: Condition = .always
  /// The first that can be said.
  public var replacement: [TextTemplate] = []
  /// Only items of a list that begin with a name that ends so: `_KEY`.
  public var nameEnds: String?
}

public struct TelemetryPlace: Sendable {
  public var when: Condition
  public var at: SettingPath
  public var says: String
  /// What a fix writes; the setting is removed where nothing is given.
  public var instead: String?
}

/// Which rules report what a check finds.
public enum CheckKind: String, Sendable, CaseIterable {
  /// A key that is missing, misplaced or unknown.
  case clientSetting = "client-setting"
  /// A value that the program does not take.
  case clientValue = "client-value"
  /// A provider or model that is not defined, or that nothing chooses.
  case clientChoice = "client-choice"
  /// A name by which the program tells an API.
  case clientName = "client-name"
  /// Something that works and could be better.
  case clientAdvice = "client-advice"
  /// A file whose content belongs below a key.
  case clientLayout = "client-layout"
  /// A variable of the program's container.
  case clientVariable = "client-variable"
  /// A variable that another program reads.
  case variable
  /// The id of a provider.
  case providerID = "provider-id"
  /// A setting that a rule of the program reports: `client-setting` where there is none.
  case setting
  /// What only rules of single programs report.
  case agentPrompt = "agent-prompt"
  case agentTools = "agent-tools"
  case providerModels = "provider-models"
  case block, cache, choice, cloud, metadata, model, option, preset, provider, role, side
}
