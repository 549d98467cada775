import Knowledge
import Vocabulary

/// What is wrong with the arguments of an image's server, however the container is started.
extension ContainerSpec {
  func commandMistakes(_ engine: EngineImage) -> [Fact] {
    guard image.build == nil else { return [] }
    let started = EngineImage.started(by: wholeLine.map(\.text)).flatMap { $0.engine.name == engine.name ? $0.first : nil }
    if entrypoint != nil {
      return started.map { singleMistakes(engine, Array(wholeLine.dropFirst($0)), canFix: false) } ?? []
    }
    // An image without an entry point is started as a whole.
    if engine.start != nil {
      return [withoutProgram(engine), commentInCommand(engine)].compactMap { $0 } + joinedWords(engine)
        + (started.map { singleMistakes(engine, Array(wholeLine.dropFirst($0)), canFix: false) } ?? [])
    }
    let whole = wholeCommand(engine)
    // What is handed to a shell by mistake is not judged as the server's own words.
    if let whole, whole[.problem] == .notAllowed { return [whole] }
    return [whole ?? modelAsWord(engine), commentInCommand(engine)].compactMap { $0 } + joinedWords(engine)
      + singleMistakes(engine, arguments, canFix: true)
  }

  /// `vllm/vllm-openai:v0.10.2 Qwen/Qwen3-8B`
  private func modelAsWord(_ engine: EngineImage) -> Fact? {
    guard let since = engine.modelAsWordSince.flatMap({ Version($0) }), let version = engineVersion, version < since,
      let first = arguments.first,
      let text = first.text, let option = engine.modelOptions.first, EngineOption.value(of: [option], in: arguments.map(\.text)) == nil,
      text.contains("/"), !text.hasPrefix("-"), text.first.map({ $0.isLetter || $0.isNumber || $0 == "/" }) == true
    else { return nil }
    return engineFact(
      "engine-command", .noOption, name: text, value: text, counterpart: engine.name, expected: option, at: first.at)
  }

  /// `command: ["ollama serve"]` in a pod, `entrypoint: ["vllm serve MODEL"]`: the first item of a list is the program's file,
  /// and no shell splits it.
  var programWithBlank: Fact? {
    guard let program, isOwn(program.at), !id.document.isDocumentation else { return nil }
    let words = program.raw.split(separator: " ").map(String.init)
    guard words.count > 1, let first = words.first, !first.contains("$"), !first.contains("\n"),
      !program.raw.contains("\\ ")
    else { return nil }
    return engineFact(
      "engine-command", .incomplete, name: first, counterpart: words[1], at: program.at)
  }

  /// `["sh", "-c", "vllm", "serve"]`
  var shellPieces: Fact? {
    let words = (entrypoint ?? []) + (command?.value ?? [])
    guard !id.document.isDocumentation, let (index, rest) = ShellLine.pieces(in: words),
      EngineImage.program(in: image.name) != nil || id.subject == .server, let at = command?.at ?? program?.at
    else { return nil }
    return engineFact(
      "engine-command", .apart, name: words[index], value: words[..<index].joined(separator: " "),
      counterpart: rest, at: at)
  }

  // MARK: The command as a whole

  /// `command: --model-path MODEL` for an image that has no server as its entry point.
  private func withoutProgram(_ engine: EngineImage) -> Fact? {
    guard let start = engine.start, entrypoint == nil, let first = arguments.first, first.text?.hasPrefix("--") == true
    else { return nil }
    return engineFact(
      "option-as-program", .notAllowed, name: shownName, value: first.raw, counterpart: engine.name, expected: start,
      at: first.at)
  }

  private func wholeCommand(_ engine: EngineImage) -> Fact? {
    let texts = arguments.map { $0.text ?? "" }
    guard let first = arguments.first, !engine.entrypoint.isEmpty else { return nil }
    // A command that prints its help exits, whatever else it has.
    let isAsked = texts.contains { ["-h", "--help", "--version"].contains($0) || $0.hasPrefix("--help=") }
    if let start = engine.entrypoint.first(where: { texts.starts(with: $0) }),
      !isAsked, start.count < texts.count || start.count > 1
    {
      return engineFact(
        "engine-command", .duplicate, name: engine.name, value: start.joined(separator: " "),
        at: first.at, words: ("repeated", 0..<start.count))
    }
    if let found = EngineOption.first(in: texts) {
      return engineFact(
        "engine-command", .misplaced, name: engine.name, value: texts[found].prefix { $0 != "=" }.description,
        at: arguments[found].at, words: ("stray", found..<found + EngineOption.length(at: found, in: texts)))
    }
    let name = texts[0].split(separator: "/").last.map(String.init) ?? ""
    guard ["sh", "bash"].contains(name), texts.count > 1 else { return nil }
    return engineFact("engine-command", .notAllowed, name: engine.name, value: texts[0], at: first.at)
  }

  /// `# text` in a command that is a text: YAML has no comments in a block, and Compose splits words alone
  /// (mattn/go-shellwords).
  private func commentInCommand(_ engine: EngineImage) -> Fact? {
    guard let mark = arguments.first(where: { !$0.isFixed && $0.raw.hasPrefix("#") }) else { return nil }
    return engineFact(
      "comment", .commentAsValue, name: mark.raw, counterpart: engine.name, at: mark.at, kind: "engine-command")
  }

  // MARK: Single words

  /// `- --dtype auto` in a list: one argument, which no option is called.
  private func joinedWords(_ engine: EngineImage) -> [Fact] {
    guard engine.keepsWords else { return [] }
    return arguments.enumerated().compactMap { index, word in
      guard word.isFixed, let parts = EngineOption.joined(word.raw) else { return nil }
      return engineFact(
        "engine-word-\(index)", arguments.count == 1 && EngineOption.holdsSeveral(word.raw) ? .quoted : .glued, name: parts.option,
        value: word.raw, counterpart: engine.name,
        expected: parts.value, at: word.at, kind: "engine-command", words: ("joined", index..<index + 1))
    }
  }

  /// The release of the engine; what is pulled without a version is the newest.
  var engineVersion: Version? {
    let isNewest = image.name.tag.map(Self.isMoving) ?? !image.name.isPinnedByDigest
    return isNewest && !image.hasUnknownTag ? Version(.max, 0, 0) : image.version
  }

  /// Whether a tag is always the newest: `latest`, `cu130-nightly`; `nightly-` and a commit stays where it is.
  private static func isMoving(_ tag: String) -> Bool {
    tag.split(separator: "-").contains { $0 == "latest" || $0 == "nightly" } && !isOfOneDay(tag)
  }

  /// Whether a date or a commit is in the tag: `server-cuda-20260608`.
  private static func isOfOneDay(_ tag: String) -> Bool {
    tag.split(separator: "-").contains { $0.count > 6 && $0.allSatisfy(\.isHexDigit) }
  }

  private func singleMistakes(_ engine: EngineImage, _ words: [CommandWord], canFix: Bool) -> [Fact] {
    let build = image.name.tag?.split(separator: "-").last.flatMap {
      $0.first == "b" ? Int($0.dropFirst()) : nil
    }
    // A build of a certain day, or of a digest, may be older than what came later.
    let isOther = build == nil && (image.name.isPinnedByDigest || image.name.tag.map(Self.isOfOneDay) ?? false)
    return EngineArguments(
      engine: engine, words: words, build: build, version: engineVersion, variables: Set(environment.variables.map(\.name)),
      mayBeAnother: isOther
    ).mistakes.filter { !(isOther && engine.removed[$0.name]?.hasPrefix("b") == true) }.compactMap { mistake in
      engineFact(
        mistake.place, mistake.problem, name: mistake.name, value: mistake.value,
        consequence: mistake.consequence, counterpart: mistake.counterpart, expected: mistake.expected, at: mistake.at,
        kind: mistake.kind, words: canFix ? mistake.words : nil)
    }
  }
}

/// Options as command lines hold them.
enum EngineOption {
  /// The place of the first word that is meant for the container engine.
  static func first(in words: [String]) -> Int? {
    words.indices.first { index in
      let word = words[index]
      let next = index + 1 < words.count ? words[index + 1] : ""
      if engine.contains(String(word.prefix { $0 != "=" })) { return true }
      switch word {
      // The same letters are options of some servers, which take no such values.
      case "-p": return next.contains(":") && next.allSatisfy { $0.isNumber || $0 == ":" || $0 == "." }
      case "-v": return next.contains(":/")
      case "-e":
        let name = next.prefix { $0 != "=" }
        return name.count < next.count && name.allSatisfy { $0.isUppercase || $0 == "_" || $0.isNumber }
      default: return false
      }
    }
  }

  /// Options among them that have no value.
  private static let switches: Set<String> = ["--rm", "--detach"]

  /// How many words an option of the engine takes, itself included.
  static func length(at index: Int, in words: [String]) -> Int {
    let word = words[index]
    return word.contains("=") && word.hasPrefix("--") || switches.contains(word) || index + 1 == words.count
      ? 1 : 2
  }

  /// The value of the last of some options, and the index of the word that holds it: the option itself in `--port=8080`.
  /// `nil` if no option has a value. The text is `nil` for a value that is not known.
  static func value(of names: [String], in words: [String?]) -> (name: String, text: String?, index: Int)? {
    for (index, word) in words.enumerated().reversed() {
      guard let word else { continue }
      if names.contains(word) { return index + 1 < words.count ? (word, words[index + 1], index + 1) : nil }
      if let name = names.first(where: { word.hasPrefix($0 + "=") }) {
        return (name, String(word.dropFirst(name.count + 1)), index)
      }
    }
    return nil
  }

  /// An option with its value, in one word or two.
  static func assignment(_ words: [String]) -> (name: String, value: String)? {
    if words.count == 2 { return (words[0], words[1]) }
    guard words.count == 1, let mark = words[0].firstIndex(of: "=") else { return nil }
    return (String(words[0][..<mark]), String(words[0][words[0].index(after: mark)...]))
  }

  /// An option and its value in one argument.
  static func joined(_ text: String) -> (option: String, value: String)? {
    guard let blank = text.firstIndex(of: " "), isOption(text[..<blank]) else { return nil }
    let value = text[blank...].drop { $0 == " " }
    return value.isEmpty ? nil : (String(text[..<blank]), String(value))
  }

  /// An option and its value with an equals sign between them.
  static func assigned(_ text: String) -> (option: String, value: String)? {
    guard let mark = text.firstIndex(of: "="), isOption(text[..<mark]) else { return nil }
    let value = text[text.index(after: mark)...]
    return value.isEmpty ? nil : (String(text[..<mark]), String(value))
  }

  /// Whether one argument holds more than an option and its value.
  static func holdsSeveral(_ text: String) -> Bool {
    let words = text.split(whereSeparator: \.isWhitespace)
    return words.first.map(isOption) == true && words.dropFirst().filter { isOption($0.prefix { $0 != "=" }) }.count > 0
  }

  /// An option with hyphens, as the parsers of vLLM and llama.cpp take it (vLLM `vllm/utils/argparse_utils.py`,
  /// FlexibleArgumentParser; llama.cpp `common/arg.cpp`, which replaces underscores after `--`).
  static func hyphenated(_ word: String) -> String {
    guard word.hasPrefix("--"), word.contains("_") else { return word }
    let name = word.prefix { $0 != "=" }
    return String(name).replacing("_", with: "-") + word[name.endIndex...]
  }

  static func isLong(_ text: String) -> Bool { text.hasPrefix("--") && isOption(text.prefix { $0 != "=" }) }

  private static func isOption(_ text: Substring) -> Bool {
    let name = text.drop { $0 == "-" }
    return text.hasPrefix("-") && text.count - name.count < 3 && name.first?.isLetter == true
      && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }

  /// The name of the variable that a word is.
  static func variable(in raw: String) -> String? {
    guard raw.hasPrefix("$") else { return nil }
    let name = raw.dropFirst().drop { $0 == "{" }.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    return name.isEmpty ? nil : String(name)
  }
}
