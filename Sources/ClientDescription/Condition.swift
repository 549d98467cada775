/// When a part of a description counts: what must be written at some places.
public indirect enum Condition: Sendable, Hashable {
  case always
  case never
  case all([Condition])
  case any([Condition])
  case not(Condition)
  case setting(SettingPath, Test)
  /// A name that the path to this place matched: `{id}`.
  case name(String, Test)
  /// What the path of the file matches.
  case file(FilePattern)
  /// A condition that a hook decides.
  case hook(String)
  /// Two texts that are both known and differ: the port of a command and that of an address.
  case differ(TextTemplate, TextTemplate)
  /// A text that another file of the repository has: the name of a variable that is set there.
  case elsewhere(TextTemplate)
  /// A file of this name in the same folder.
  case beside(String)
  /// The text is a part of another file, and may leave things out.
  case excerpt
  /// The text is an example in documentation.
  case documentation
  /// The file is there to be copied and filled in, or to be read.
  case example

  public enum Test: Sendable, Hashable {
    case present
    case missing
    case empty
    case oneOf([String])
    case matches([String])
    /// A URL of a server of the user's own.
    case local
    /// A URL of an Ollama server, by its port or host.
    case ollama
    case above(Int)
    case below(Int)
    case type(ValueType)
    /// A key of the mapping there.
    case keyOf(SettingPath)
    /// The text at another place.
    case same(SettingPath)
    /// One of the texts at some places.
    case listedIn(SettingPath)
    /// A model name from which LiteLLM can derive the provider: `ollama_chat/qwen3`, `gpt-4o`.
    case providerKnown
    /// A model of Ollama's library, written with a tag.
    case libraryModel
    /// The name of a model that only makes embeddings.
    case embeddingModel
    /// A URL of a server of the user's own with a scheme and neither port nor path.
    case portless
    /// An address without a scheme, which is not a reference to another value.
    case schemeless
    /// An address of the machine or container itself, with or without a scheme.
    case loopback
    /// The name of a variable that only the Ollama server reads.
    case serverVariable
    /// A number above all those of a list.
    case aboveAll(SettingPath)
    /// A number that is no less than the one at another place.
    case notBelow(SettingPath)
    /// A list with at least so many items.
    case count(Int)
    /// A list with one of these texts in it.
    case has([String])
    /// A text with one of these words in it, in capital or small letters.
    case contains([String])
    /// The name of a variable in the words of some program, and nothing else.
    case reference
    /// A text that an earlier place has, too.
    case repeats(SettingPath)
  }
}

/// What a value may be.
public enum ValueType: Sendable, Hashable {
  case any
  case text
  case integer(least: Int?)
  case number
  case flag
  case null
  case list
  case map
  case words([String])
  case either([ValueType])

  /// As messages say it.
  public var phrase: String {
    switch self {
    case .any: "any value"
    case .text: "text in quotes"
    case .integer(nil): "a whole number"
    case .integer(let least?):
      least == 1 ? "a whole number above zero" : "a whole number of at least \(least)"
    case .number: "a number"
    case .flag: "true or false"
    case .null: "null"
    case .list: "a list"
    case .map: "a mapping"
    case .words(let words): Self.either(words)
    case .either(let types): Self.either(types.filter { $0 != .null }.map(\.phrase))
    }
  }

  private static func either(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }
}
