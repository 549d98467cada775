/// A text with values of the file in it: `http://{host}/v1`, `{id}`, `{/model}`, `{max_tokens|80%}`.
public struct TextTemplate: Sendable, Hashable {
  public enum Filter: Sendable, Hashable {
    /// The whole number that a text means.
    case number
    /// So many hundredths of it, rounded down.
    case percent(Int)
    /// In double quotes.
    case quoted
    /// As the name of a variable: `MY_BOX` of `my-box`.
    case variable
    /// After the first text of this sort.
    case after(String)
    /// Before the first text of this sort.
    case before(String)
    /// The host of a URL.
    case host
    /// The port of a URL, where one is written.
    case port
    /// What follows an option of a command line: `--port`.
    case option(String)
    /// The largest number of a list.
    case largest
    /// As a server's root: without a path.
    case root
    case lowercase
    /// No more than this.
    case atMost(Int)
    /// How many items a list has.
    case count
    /// Seconds of a time with a unit: `1800` of `30m`.
    case seconds
    /// The variable that a text refers to in the words of some program: `NAME` of `${NAME}`.
    case reference
  }

  public enum Part: Sendable, Hashable {
    case text(String)
    /// `{value}`, `{key}`, `{id}`, or a place.
    case value(SettingPath, [Filter])
    case name(String, [Filter])
  }

  public let parts: [Part]

  public init(_ parts: [Part]) { self.parts = parts }
  public init(literal: String) { parts = [.text(literal)] }

  /// Names that are not places.
  static let names = ["value", "key", "id", "written", "server"]

  /// `nil` where braces do not match, or a filter is not known.
  public init?(_ text: String) {
    var parts: [Part] = []
    var plain = ""
    var rest = text[...]
    while let character = rest.first {
      rest.removeFirst()
      if (character == "{" || character == "}"), rest.first == character {
        rest.removeFirst()
        plain.append(character)
      } else if character == "{" {
        guard let end = rest.firstIndex(of: "}"), let part = Self.part(rest[..<end]) else { return nil }
        if !plain.isEmpty { parts.append(.text(plain)) }
        plain = ""
        parts.append(part)
        rest = rest[rest.index(after: end)...]
      } else if character == "}" {
        return nil
      } else {
        plain.append(character)
      }
    }
    if !plain.isEmpty || parts.isEmpty { parts.append(.text(plain)) }
    self.parts = parts
  }

  private static func part(_ text: Substring) -> Part? {
    let pieces = text.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    var filters: [Filter] = []
    for word in pieces.dropFirst() {
      switch word {
      case "number": filters.append(.number)
      case "quoted": filters.append(.quoted)
      case "variable": filters.append(.variable)
      case "root": filters.append(.root)
      case "lowercase": filters.append(.lowercase)
      case "largest": filters.append(.largest)
      case "count": filters.append(.count)
      case "seconds": filters.append(.seconds)
      case "reference": filters.append(.reference)
      case _ where word.hasPrefix("before "): filters.append(.before(String(word.dropFirst(7))))
      case _ where word.hasSuffix("%"):
        guard let hundredths = Int(word.dropLast()) else { return nil }
        filters.append(.percent(hundredths))
      case _ where word.hasPrefix("at-most "):
        guard let most = Int(word.dropFirst(8)) else { return nil }
        filters.append(.atMost(most))
      case "host": filters.append(.host)
      case "port": filters.append(.port)
      case _ where word.hasPrefix("option "): filters.append(.option(String(word.dropFirst(7))))
      case _ where word.hasPrefix("after "): filters.append(.after(String(word.dropFirst(6))))
      default: return nil
      }
    }
    let name = pieces[0]
    if names.contains(name) { return .name(name, filters) }
    return SettingPath(name).map { .value($0, filters) }
  }
}
