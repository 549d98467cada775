import Syntax

/// A `docker run` or `podman run` line, split into what its words mean.
struct DockerRun: Sendable {
  struct Option: Sendable {
    /// With its dashes, short forms spelt out: `--publish`.
    let name: String
    /// `nil` for a switch, and where the value is not known.
    let value: String?
    /// As written, variables included; empty for a switch.
    let raw: String
    /// The option's word, and its value's where that is one of its own.
    let words: [ShellScript.Word]
    /// The bytes of the value.
    let valueRange: TextRange
    /// Whether name and value stand here themselves, and not in a variable that holds them.
    let isWritten: Bool
  }

  enum Engine: String, Sendable { case docker, podman }

  let engine: Engine
  /// The word `run` or `create`; options are inserted after it.
  let verb: ShellScript.Word
  /// From the engine's name to the verb.
  let range: TextRange
  let options: [Option]
  let image: ShellScript.Word
  /// The image's name; of one whose end only a variable knows, as much as is written (`ollama/ollama:$TAG`).
  let imageText: String
  /// What is handed to the image's entrypoint.
  let arguments: [ShellScript.Word]
  /// The same, with what the script's own variables stand for.
  let words: [DockerArgument]
  /// Whether words stand among the options that only the running shell knows (`$GPU_FLAGS`).
  let hasUnknownOptions: Bool

  /// `nil` if the command is no such line.
  ///
  /// - Parameter holes: parts of the text that something else replaces before the shell sees it.
  init?(_ command: ShellScript.Command, in script: ShellScript, holes: [TextRange] = []) {
    guard let call = ProgramCall(command, in: script) else { return nil }
    switch call.name {
    case "docker", "nerdctl": engine = .docker
    case "podman": engine = .podman
    default: return nil
    }
    var words = call.arguments
    // `docker --context remote run`.
    while let text = words.first?.text, text.hasPrefix("-") {
      words.removeFirst()
      if ["-H", "--host", "-c", "--context", "-l", "--log-level", "--config"].contains(text) {
        words = words.dropFirst()
      }
    }
    if words.first?.text == "container" { words.removeFirst() }
    guard let verb = words.first, verb.text == "run" || verb.text == "create" else { return nil }
    words.removeFirst()
    self.verb = verb
    range = call.word.range.union(verb.range)
    var reader = DockerRunReader(words.flatMap { DockerArgument.expand($0, in: script, holes: holes) })
    options = reader.readOptions()
    hasUnknownOptions = reader.foundUnknown
    guard let image = reader.rest.first, let text = image.text ?? image.beginning else { return nil }
    self.image = image.word
    imageText = text
    self.words = Array(reader.rest.dropFirst())
    arguments = self.words.map(\.word)
  }

  var sharesHostNetwork: Bool { all("--network", "--net").contains { $0.value == "host" } }

  var namespace: NetworkNamespace {
    guard let option = all("--network", "--net").last else { return .own }
    // What a variable holds may be the host's.
    return NetworkNamespace(mode: option.value)
  }

  func all(_ names: String...) -> [Option] { options.filter { names.contains($0.name) } }
  func last(_ name: String) -> Option? { options.last { $0.name == name } }
}

/// One word of the line as the engine gets it: a variable outside quotes can hold several.
struct DockerArgument: Sendable {
  let word: ShellScript.Word
  /// `nil` where only the running shell knows it.
  let text: String?
  let isWritten: Bool

  static func expand(_ word: ShellScript.Word, in script: ShellScript, holes: [TextRange])
    -> [DockerArgument]
  {
    if holes.contains(where: { $0.overlaps(word.range) }) {
      return [DockerArgument(word: word, text: nil, isWritten: true)]
    }
    if let text = word.text { return [DockerArgument(word: word, text: text, isWritten: true)] }
    let isQuoted = script.source.slice(word.range).contains { $0 == 0x22 || $0 == 0x27 }
    guard let text = script.resolve(word) else {
      return [DockerArgument(word: word, text: nil, isWritten: !isBare(word))]
    }
    if isQuoted { return [DockerArgument(word: word, text: text, isWritten: false)] }
    let pieces = text.split(whereSeparator: \.isWhitespace)
    // Empty as it stands: a place for options that the environment fills.
    if pieces.isEmpty { return [DockerArgument(word: word, text: nil, isWritten: false)] }
    return pieces.map { DockerArgument(word: word, text: String($0), isWritten: false) }
  }

  /// A variable and nothing else.
  private static func isBare(_ word: ShellScript.Word) -> Bool {
    guard word.parts.count == 1, let part = word.parts.first else { return false }
    if case .literal = part { return false }
    return true
  }

  /// What is written before the first variable, without the mark that would begin the tag.
  var beginning: String? {
    guard text == nil, case .literal(let head)? = word.parts.first, head.contains("/"), !head.contains("{{")
    else { return nil }
    return head.hasSuffix(":") ? String(head.dropLast()) : head
  }

  /// With each variable as `${NAME}`, so that the text around it can be read.
  var raw: String {
    if let text { return text }
    let written = word.parts.map { part in
      switch part {
      case .literal(let text): text
      case .variable(let name, let fallback): "${\(name)" + (fallback.map { ":-\($0)" } ?? "") + "}"
      case .computed: "$()"
      }
    }.joined()
    guard written.contains("{{") else { return written }
    // `{{port}}` of a justfile.
    var result = ""
    var depth = 0
    for character in written {
      if character == "{" { depth += 1 }
      if depth == 0 { result.append(character) }
      if character == "}", depth > 0 {
        depth -= 1
        if depth == 0 { result += "${}" }
      }
    }
    return result
  }
}
