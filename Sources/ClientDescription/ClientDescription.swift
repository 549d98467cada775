import Vocabulary

/// What a program's settings mean: where they are, what they say of servers and models, what it does with wrong ones.
public struct ClientDescription: Sendable {
  /// The file's name, as reports call the format: `crush`.
  public var id = ""
  /// Whether an id is of what is said of every program that no other description names.
  public static func isOfAnyProgram(_ id: String) -> Bool { id.hasPrefix("undescribed") }
  /// As messages call the program: `Crush`.
  public var name = ""
  public var summary = ""
  public var sources: [String] = []
  /// Each kind of file that it reads.
  public var files: [SettingsFileKind] = []
  /// Images of its containers, whose environment is read as its settings: `ghcr.io/owner/name`, `*` for anything.
  public var images: [String] = []
  /// Whether the program in its container takes `localhost` for the host, and asks that under another name.
  public var asksHostForLoopback = false
  /// Variables that count where they are empty: the program only takes its default where they are missing.
  public var countsEmpty: [String] = []
  /// How its command names a file of settings.
  public var command: CommandSettings?
  /// Words that install it in what a container is made of, in small letters: a package, a script's address, `feature/NAME`.
  public var installs: [String] = []
  /// Whether settings are about a local model in general, so that the client counts even where nothing is read.
  public var concerns: Condition = .never
  /// Where the program's own settings are in files that others share; empty where the file is its own. A local address
  /// anywhere in them makes the client count, too.
  public var section: [SettingPath] = []
  /// What each part of a file is called that several programs share, by its first key.
  public var programs: [String: String] = [:]
  /// Whether a file is judged though nothing that it names runs nearby: one fault keeps the program from starting.
  public var isAlwaysJudged = false
  /// Whether every server of it is Ollama.
  public var isOllama: Condition = .never
  public var servers: [ServerPlace] = []
  /// What it is to clients of its own, where it is a server itself.
  public var served: ServedModels?
  public var choices: [ModelChoice] = []
  public var models: [LoadedModel] = []
  public var checks: [SettingCheck] = []
  public var secrets: [SecretPlace] = []
  public var keys = KeyRules()
  public var telemetry: [TelemetryPlace] = []
  /// Variables that the program reads from its environment.
  public var variables: [VariableDescription] = []
  /// What `init` writes for it; `nil` where it cannot be asked for.
  public var setup: ClientSetup?
  public var facts = Behaviour()
  /// The part of the program that a description cannot say.
  public var hook: HookName?
  /// Whether code reads the files, and this only tells of them.
  public var isCoded: Bool { hook == .code }

  public init() {}
}

/// How the command of a program in a container names a file of settings.
public struct CommandSettings: Sendable {
  /// `--config`
  public var options: [String]
  /// Where the image starts relative paths.
  public var folder: String
  /// Files that are in the image.
  public var holds: [String]
  /// The file in `folder` that the program reads where nothing names another, and the variable that does.
  public var file: String?
  public var variable: String?
}

/// A part of a program that its description leaves to code.
public enum HookName: String, Sendable, CaseIterable {
  case aider
  case claudeCode = "claude-code"
  case continueSettings = "continue"
  case openCode = "opencode"
  /// All of it.
  case code
}

public struct VariableDescription: Sendable {
  public var name: String
  public var shape: AddressShape?
  public var api: ServerAPI
  public var separator: String?
  public var meaning: String
}

/// What `init` writes for a program.
public struct ClientSetup: Sendable {
  /// What a context goes to: what the program only counts with, or what it sends to the server.
  public enum Context: String, Sendable, CaseIterable { case stated, sent }

  /// A file that the program reads only where its command names it: it takes the settings where the first file keeps a choice.
  public struct NamedFile: Sendable {
    public var path: String
    /// The command that names it.
    public var start: String
  }

  /// How a model elsewhere is added.
  public struct Remote: Sendable {
    /// Another file than the program's own.
    public var path: String?
    /// How it is chosen, with `{model}`, `{context}` and `{tokens}`.
    public var choose: TextTemplate
  }

  /// The file from the folder of the setup; `nil` where the server's own files start the program.
  public var path: String?
  public var context: Context?
  public var beside: NamedFile?
  public var remote: Remote?
  /// The description of the program that this is a second file of.
  public var of: String?
  public var templates: [AdditionTemplate] = []

  public init() {}
}

/// What a setup for the program contains.
public struct AdditionTemplate: Sendable {
  public enum When: String, Sendable, CaseIterable { case always, remote, local, completion }
  public var when: When
  /// Keys that decide together what the program uses: where one of them has another value already, nothing is written,
  /// for half of each choice is neither.
  public var choice: [[String]] = []
  public var content: TemplateNode
}

/// A tree with holes.
public indirect enum TemplateNode: Sendable {
  case text(TextTemplate)
  case scalar(String, isText: Bool, isQuoted: Bool)
  case hole(String, filters: [TextTemplate.Filter], prefix: String, suffix: String, isQuoted: Bool)
  case list([TemplateNode], isFlow: Bool)
  case map([(key: String, value: TemplateNode, when: String?)])
}

/// What `explain` says besides what follows from the rest.
public struct Behaviour: Sendable {
  /// What kind of program it is: `terminal agent`, `editor extension`.
  public var type: String?
  /// Whether it works in a loop by itself, with tools.
  public var agent: String?
  public var autocomplete: String?
  /// What it does with a repository's history.
  public var git: String?
  public var context: String?
  public var setContext: String?
  public var prompt: String?
  public var tools: String?
  public var timeout: String?
  public var wrongKeys: String?
  public var layers: String?
  public var notes: [String] = []

  public init() {}
}
