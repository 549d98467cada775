/// What a program serves to clients of its own.
public struct ServedModels: Sendable {
  /// The port that it listens on unless its command says another.
  public var port: Int
  /// Places of all names that it answers to: the keys of `models.*`, the texts of `aliases[]`.
  public var names: [SettingPath] = []
  /// Whether there may be more names than the file has.
  public var isOpen: Condition = .never
  /// Models that it loads itself, rather than passing requests on.
  public var loaded: CommandedModels?

  public init(port: Int) { self.port = port }
}

/// Models that a program starts by a command line of llama-server.
public struct CommandedModels: Sendable {
  /// The models; the key is the name.
  public var at: SettingPath
  public var aliases: [SettingPath] = []
  public var command: SettingPath
  /// Where `${NAME}` of a command is said.
  public var macros: [SettingPath] = []
}
