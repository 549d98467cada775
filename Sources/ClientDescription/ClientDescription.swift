/// What a program's settings mean: where they are, what they say of servers and models, what it does with wrong ones.
public struct ClientDescription: Sendable {
  /// The file's name, as reports call the format: `crush`.
  public var id = ""
  /// As messages call the program: `Crush`.
  public var name = ""
  public var summary = ""
  public var sources: [String] = []
  /// Each kind of file that it reads.
  public var files: [SettingsFileKind] = []
  /// Images of its containers, whose environment is read as its settings: `ghcr.io/owner/name`, `*` for anything.
  public var images: [String] = []
  /// Whether settings are about a local model in general, so that the client counts even where nothing is read.
  public var concerns: Condition = .never
  /// Whether every server of it is Ollama.
  public var isOllama: Condition = .never
  public var servers: [ServerPlace] = []
  public var choices: [ModelChoice] = []
  public var models: [LoadedModel] = []
  public var checks: [SettingCheck] = []
  public var secrets: [SecretPlace] = []
  public var keys = KeyRules()
  public var telemetry: [TelemetryPlace] = []
  /// Variables that the program reads from its environment.
  public var variables: [VariableDescription] = []
  public var additions: [AdditionTemplate] = []
  public var facts = Behaviour()
  /// The part of the program that a description cannot say.
  public var hook: String?
  /// Whether code reads the files, and this only tells of them.
  public var isCoded: Bool { hook == "code" }

  public init() {}
}

/// A kind of file.
public struct SettingsFileKind: Sendable {
  /// Where the program looks: `~/.config/crush/crush.json`.
  public var path: String
  public var scope: Scope
  /// Which paths are taken for it, each matched from the end of the path: `.codex/*.config.toml`.
  public var patterns: [FilePattern]
  public var syntax: String
  /// Texts that must all be in a file that is recognised by its path, where other programs use the same.
  public var content: [String]

  public enum Scope: String, Sendable, CaseIterable { case user, project, system, anywhere }

  public init(
    path: String, scope: Scope, patterns: [FilePattern], syntax: String, content: [String] = []
  ) {
    self.path = path
    self.scope = scope
    self.patterns = patterns
    self.syntax = syntax
    self.content = content
  }
}

/// How a file is told from others before it is parsed; compiled apart, so that no description is decoded for it.
public struct FileSigns: Sendable {
  /// Recognised by the path alone.
  public var certain: [FilePattern] = []
  /// Opened, and recognised by content.
  public var possible: [FilePattern] = []
  /// Sets of texts: all of one must be there.
  public var content: [[String]] = []
  /// Sets of texts: all of one must be there for a file that is recognised by its path, too.
  public var needed: [[String]] = []
  /// Texts that show that another program is meant.
  public var not: [String] = []
  /// Ends of names that content is looked for in; a text without a name counts, too.
  public var suffixes: [String] = []
  /// Languages of code blocks that content is looked for in.
  public var languages: [String] = []
  public var images: [String] = []

  public init() {}
}

/// A server that settings name: an address, and what is used of it.
public struct ServerPlace: Sendable {
  public var at = SettingPath.here
  /// What choices call it; the key that it stands under otherwise.
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
  public var address: [SettingPath] = []
  /// What is written by mistake, and only shows that a server of the user's own is meant.
  public var misreadAddress: [SettingPath] = []
  /// What stands before the address in the same text.
  public var addressPrefix = ""
  /// The address that the program takes where none is written.
  public var fallback: TextTemplate?
  /// A variable that says the address where the file does not: in `.env` beside it, or at the root.
  public var variable: String?
  /// Whether the program uses it where its section is not written, too.
  public var isOptional = false
  /// What is pointed at then.
  public var shown: [SettingPath] = []
  public var api: String?
  public var shape = AddressShape.any
  /// Whether a URL without a scheme fails; some libraries add `http://` themselves.
  public var needsScheme = true
  public var label: TextTemplate?
  /// One that the program brings along, under this id.
  public var isBuiltIn = false
  public var hasEndpoint: Condition = .always
  public var models: ModelPlaces?
  public var checks: [SettingCheck] = []
  public var secrets: [SecretPlace] = []

  public init() {}
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
  public var when: Condition = .always
  /// What models are for that nobody chooses.
  public var roles: [RoleRule] = []
  public var use = UseDescription()
  public var checks: [SettingCheck] = []
  /// Where a model that is chosen and listed is placed.
  public var isPlacedAtChoice = false
  /// Whether a chosen model that is not listed is used anyway.
  public var unlisted: Condition = .never
  /// What is wrong with one that is not listed, from the place that chooses it.
  public var unlistedChecks: [SettingCheck] = []
  /// Roles that are given by the words of a list.
  public var writtenRoles: WrittenRoles?

  public init() {}
}

/// Roles as a list of the program's own words.
public struct WrittenRoles: Sendable {
  public var at: SettingPath
  public var words: [String: [String]]
  public var fallback: [String]
}

public struct RoleRule: Sendable {
  public var when: Condition
  /// Whether it counts only where other models are chosen, or none.
  public var chosen: Chosen
  public var roles: [String]
  public enum Chosen: String, Sendable, CaseIterable {
    case whatever
    /// No model of any server is chosen for agents.
    case none
    /// No model of this server is chosen.
    case noneHere = "none-here"
  }
}

/// How a model is used.
public struct UseDescription: Sendable {
  public var context: [SettingPath] = []
  /// Whether the program sends it to the server.
  public var sendsContext = false
  /// Where it is written if none is there; the first otherwise.
  public var contextWritten: SettingPath?
  public var isQuoted = false
  public var unset: [UnsetContext] = []
  public var output: [SettingPath] = []
  public var tools: [SettingPath] = []
  public var toolsWord: (list: SettingPath, word: String)?
  public var toolsOffered: Bool?
  public var images: [SettingPath] = []
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
  /// What stands between provider and model where one text names both: `ollama/qwen3`.
  public var separator: String?
  public var prefix: [String] = []
  /// Names that stand for something else.
  public var aliases: Set<String> = []
  public var roles: [String] = []
  /// Whether a name that was chosen before is passed over.
  public var isFirstOnly = false
  /// Roles where another choice before it has named a model.
  public var laterRoles: [String] = []
  public var use: UseDescription?
  public var checks: [SettingCheck] = []
  public var api: String?

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

/// Something that may be wrong with a setting.
public struct SettingCheck: Sendable {
  public enum Kind: Sendable, Hashable {
    case present(SettingPath)
    case missing(SettingPath, shown: SettingPath?, isValue: Bool, orEmpty: Bool)
    case document
  }
  public var kind: Kind = .document
  public var when: Condition = .always
  public var sort = "setting"
  public var status: String?
  public var problem: String?
  public var name: TextTemplate?
  public var replacement: [TextTemplate] = []
  public var corrected: [TextTemplate] = []
  public var expected: TextTemplate?
  public var consequence: TextTemplate?
  public var mustBe: ValueType?
  /// Words, or the keys of a mapping, among which the nearest is meant.
  public var nearest: [String] = []
  public var nearestKeys: [SettingPath] = []
  public var nearestValues: [SettingPath] = []
  /// Whether the nearest is the replacement (`status`) or the correction (`problem`).
  public var isQuoted = false
  public var valueIsKey = false
  public var hook: String?

  public init() {}
}

public struct SecretPlace: Sendable {
  public var at: SettingPath
  public var prefix: String
  public var replacement: TextTemplate?
  /// Only items of a list that begin with a name that ends so: `_KEY`.
  public var nameEnds: String?
}

public struct TelemetryPlace: Sendable {
  public var when: Condition
  public var at: SettingPath
  public var says: String
}

/// What is known of keys beside their table.
public struct KeyRules: Sendable {
  public var table: KeyTable?
  /// Where the table comes from, and of when.
  public var source: String?
  /// Words of other programs and versions for keys, by the place they stand in.
  public var instead: [SettingPath: [String: KeyAdvice]] = [:]
  /// What the program does with a key that it does not know, by place; the longest that fits counts.
  public var unknown: [SettingPath: String] = [:]
  /// When keys are looked at.
  public var when: Condition = .always
  /// What may stand before a key: `no-`.
  public var prefix: String?
  /// The kind of facts about keys that are near misses.
  public var sort = "client-setting"
  /// The kind of facts about keys that are near nothing.
  public var unknownSort = "client-setting"
  /// Whether a key that is not in the table is surely not read, rather than newer than the table.
  public var isComplete = false

  public init() {}
}

public struct KeyAdvice: Sendable, Hashable {
  /// The key it is meant to be, in the same mapping; or a place in words.
  public var replacement: String
  /// Whether it is a key that stands in the same mapping, so that it can be renamed.
  public var isRename: Bool
}

public struct VariableDescription: Sendable {
  public var name: String
  public var shape: AddressShape?
  public var api: String
  public var separator: String?
  public var meaning: String
}

/// What a setup for the program contains.
public struct AdditionTemplate: Sendable {
  public enum When: String, Sendable, CaseIterable { case always, remote, local }
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

/// What `explain` says beside what follows from the rest.
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

/// A pattern for the end of a path.
public struct FilePattern: Sendable, Hashable {
  public let text: String
  private let parts: [Part]

  private enum Part: Hashable, Sendable {
    case exactly([UInt8])
    /// What stands between the stars.
    case pieces([[UInt8]])
    /// `**`, any number of folders.
    case folders

    init(_ text: Substring) {
      if text == "**" {
        self = .folders
      } else if text.utf8.contains(0x2A) {
        self = .pieces(text.utf8.split(separator: 0x2A, omittingEmptySubsequences: false).map(Array.init))
      } else {
        self = .exactly(Array(text.utf8))
      }
    }
  }

  public init(_ text: String) {
    self.text = text
    var shown = text[...]
    if shown.hasPrefix("~/") { shown = shown.dropFirst(2) }
    parts = shown.lowercased().split(separator: "/").map(Part.init)
  }

  /// The last name, in lower case, if only a file of just that name can match.
  public var name: String? {
    guard case .exactly(let bytes)? = parts.last else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// - Parameter path: in lower case.
  public func matches(_ path: [Substring]) -> Bool { Self.matches(parts[...], path[...]) }

  /// From the end.
  private static func matches(_ pattern: ArraySlice<Part>, _ path: ArraySlice<Substring>) -> Bool {
    guard let last = pattern.last else { return true }
    if case .folders = last {
      let rest = pattern.dropLast()
      return (path.startIndex...path.endIndex).reversed().contains { matches(rest, path[..<$0]) }
    }
    guard var part = path.last, part.withUTF8({ matches(last, $0) }) else { return false }
    return matches(pattern.dropLast(), path.dropLast())
  }

  private static func matches(_ part: Part, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let pieces: [[UInt8]]
    switch part {
    case .folders: return false
    case .exactly(let bytes): return bytes.count == name.count && bytes.elementsEqual(name)
    case .pieces(let found): pieces = found
    }
    guard let first = pieces.first, let last = pieces.last, name.count >= first.count + last.count,
      name.starts(with: first), name.suffix(last.count).elementsEqual(last)
    else { return false }
    var rest = name[first.count..<(name.count - last.count)]
    for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
      guard
        let start = rest.indices.first(where: { rest[$0...].starts(with: piece) })
      else { return false }
      rest = rest[(start + piece.count)...]
    }
    return true
  }
}
