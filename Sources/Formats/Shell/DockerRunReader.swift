import Syntax

/// Reads the options of a `docker run` line up to its image.
struct DockerRunReader {
  /// What is not read yet; after ``readOptions()`` the image and what is handed to it.
  private(set) var rest: ArraySlice<DockerArgument>
  private(set) var foundUnknown = false

  init(_ arguments: [DockerArgument]) { rest = arguments[...] }

  static let short: [Character: String] = [
    "p": "--publish", "v": "--volume", "e": "--env", "u": "--user", "w": "--workdir", "h": "--hostname",
    "l": "--label", "m": "--memory", "c": "--cpu-shares", "a": "--attach", "d": "--detach",
    "i": "--interactive", "t": "--tty", "P": "--publish-all", "q": "--quiet",
  ]

  mutating func readOptions() -> [DockerRun.Option] {
    var options: [DockerRun.Option] = []
    while let argument = rest.first {
      guard let text = argument.text else {
        // An option whose value only the shell knows, the image with a variable in it, or a whole word
        // of options.
        if let option = Self.partly(argument) {
          rest.removeFirst()
          options.append(option)
          continue
        }
        if argument.beginning != nil { break }
        rest.removeFirst()
        foundUnknown = true
        continue
      }
      guard text.hasPrefix("-"), text.count > 1 else { break }
      rest.removeFirst()
      if text == "--" { break }
      options += text.hasPrefix("--") ? [long(text, argument)] : short(text, argument)
    }
    return options
  }

  /// `--gpus=$GPUS`: the name is known, the value is not.
  private static func partly(_ argument: DockerArgument) -> DockerRun.Option? {
    guard case .literal(let head)? = argument.word.parts.first, head.hasPrefix("--"),
      let equals = head.firstIndex(of: "=")
    else { return nil }
    return DockerRun.Option(
      name: String(head[..<equals]), value: nil, raw: String(argument.raw.drop { $0 != "=" }.dropFirst()),
      words: [argument.word], valueRange: argument.word.range, isWritten: true)
  }

  private mutating func long(_ text: String, _ argument: DockerArgument) -> DockerRun.Option {
    if let equals = text.firstIndex(of: "=") {
      return valued(String(text[..<equals]), argument, inline: String(text[text.index(after: equals)...]))
    }
    return Self.switches.contains(text) ? Self.plain(text, argument) : valued(text, argument, inline: nil)
  }

  /// `-dit`, `-p 80:80`, `-p80:80`.
  private mutating func short(_ text: String, _ argument: DockerArgument) -> [DockerRun.Option] {
    var options: [DockerRun.Option] = []
    var letters = text.dropFirst()
    while let letter = letters.first {
      letters.removeFirst()
      let name = Self.short[letter] ?? "-\(letter)"
      if Self.switches.contains(name) || Self.short[letter] == nil {
        options.append(Self.plain(name, argument))
        continue
      }
      let value = letters.hasPrefix("=") ? letters.dropFirst() : letters
      options.append(valued(name, argument, inline: letters.isEmpty ? nil : String(value)))
      break
    }
    return options
  }

  private static func plain(_ name: String, _ argument: DockerArgument) -> DockerRun.Option {
    DockerRun.Option(
      name: name, value: nil, raw: "", words: [argument.word], valueRange: argument.word.range,
      isWritten: argument.isWritten)
  }

  private mutating func valued(_ name: String, _ argument: DockerArgument, inline: String?)
    -> DockerRun.Option
  {
    if let inline {
      let word = argument.word
      let end = word.range.end - (word.quote == 0 ? 0 : 1)
      let start = max(word.range.start, end - inline.utf8.count)
      return DockerRun.Option(
        name: name, value: inline, raw: inline, words: [word],
        valueRange: argument.isWritten ? TextRange(start, end) : word.range, isWritten: argument.isWritten)
    }
    guard let value = rest.first else { return Self.plain(name, argument) }
    rest.removeFirst()
    return DockerRun.Option(
      name: name, value: value.text, raw: value.raw, words: [argument.word, value.word],
      valueRange: value.word.range, isWritten: argument.isWritten && value.isWritten)
  }
}
