/// What a container of the ollama image is started with (ENTRYPOINT `/bin/ollama`, CMD `serve`).
enum ServerCommand {
  /// Whether such a container serves, or is a helper that pulls models, answers a question and ends.
  ///
  /// - Parameter isCalled: whether others call it: its script may pull a model as well.
  static func isServer(entrypoint: [String], command: [String], isCalled: Bool = false) -> Bool {
    let entry = words(entrypoint)
    let arguments = words(command)
    guard let program = entry.first else { return startsServer(arguments.first) }
    let all = (entry + arguments).joined(separator: " ")
    // An option is not a program: a mistake by which a server was meant.
    if mentionsServe(all) || program.hasPrefix("-") { return true }
    let name = program.split(separator: "/").last.map(String.init) ?? program
    if isOllama(program) {
      // With an entry point of one's own, the image's `serve` is not appended.
      guard let word = (entry.dropFirst() + arguments).first else { return false }
      return startsServer(word)
    }
    if shells.contains(name) {
      // A script of the user's own may do anything; one that is written here and never serves does not.
      let rest = (entry.dropFirst() + arguments).drop { $0.hasPrefix("-") && $0.hasSuffix("c") }
      guard let script = rest.first?.filter({ $0 != "\"" && $0 != "'" }),
        !isHelper(all) || isCalled && rest.count == 1 && script.contains("/")
      else { return false }
      // `sh -c` is handed a command; one that is a script's path may do anything as well.
      let isHanded = rest.count < entry.count - 1 + arguments.count
      return isHanded ? rest.count == 1 && script.contains("/") : !script.hasPrefix("-")
    }
    let isCalledScript = isCalled && entry.count + arguments.count == 1
    return (program.contains("/") || program.contains(".")) && (!isHelper(all) || isCalledScript) && !tools.contains(name)
  }

  /// Whether a whole command, program included, starts Ollama's server, whatever the image is called.
  static func startsOllama(_ words: [String]) -> Bool {
    guard words.count > 1, words[0].split(separator: "/").last == "ollama" else { return false }
    return words[1] == "serve" || words[1] == "start"
  }

  /// Whether a text has the word by which Ollama is told to serve, which `the server` is not.
  static func mentionsServe(_ text: String) -> Bool {
    text.words(withDigits: true).contains("serve")
  }

  /// What is handed to the binary: its server, or a mistake by which a server was meant.
  private static func startsServer(_ word: String?) -> Bool {
    guard let word else { return true }
    if word.hasPrefix("-") { return !["--version", "-v", "--help", "-h"].contains(word) }
    return word == "serve" || word == "start" || word.hasPrefix("${") || problem(with: [word]) != nil
  }

  private static func words(_ items: [String]) -> [String] {
    items.flatMap { $0.split(whereSeparator: \.isWhitespace).map(String.init) }
  }

  private static let shells: Set<String> = ["sh", "bash", "ash", "dash", "zsh"]

  private static func isHelper(_ text: String) -> Bool { text.contains("pull") || text.contains("create") }

  /// Why a container that publishes the server's port and runs a client in its place answers nobody.
  static let clientInPlaceOfServer =
    "starts a client, which needs a running server"

  /// Whether the program is Ollama, by its name or with its folder.
  static func isOllama(_ program: String?) -> Bool { program?.split(separator: "/").last == "ollama" }

  /// `run llama3`, `pull llama3`: what ends, or needs a server
  static func isClient(_ words: [String]) -> Bool {
    let all = self.words(words)
    let rest = isOllama(all.first) ? all.dropFirst() : all[...]
    return ["run", "pull"].contains(rest.first) && rest.count > 1
  }

  /// `serve --host 0.0.0.0`: the command has no options and no arguments (Ollama, cmd/cmd.go: `cobra.ExactArgs(0)`).
  static func serveOption(_ words: [String]) -> String? {
    guard let first = words.first, first == "serve" || first == "start" else { return nil }
    if words.count == 2, let word = words.last, let equals = word.firstIndex(of: "="),
      word[..<equals].allSatisfy({ $0.isUppercase || $0 == "_" }), equals > word.startIndex
    {
      return "passes \(word) to ollama \(first), which takes no arguments; it is an environment variable"
    }
    guard let option = words.dropFirst().first(where: { $0.hasPrefix("-") }),
      !option.hasPrefix("--gpus"), option != "-h", option != "--help"
    else { return nil }
    let name = option.prefix { $0 != "=" }
    let variable = ["--host", "-H", "--port", "-p", "--address"].contains(String(name)) ? "OLLAMA_HOST" : nil
    return "passes \(name) to ollama \(first), which takes no options; "
      + (variable.map { "set \($0) instead" } ?? "use environment variables instead")
  }

  /// An option of the engine that is written after the image.
  static func strayOption(_ words: [String]) -> String? {
    guard let first = words.first?.split(separator: " ").first.map(String.init) else { return nil }
    return engineOptions.contains(String(first.prefix { $0 != "=" })) ? first : nil
  }

  /// Signs between commands, which mean something to a shell alone.
  static let operators = ["&&", "||", "&", ";", "|", ">", ">>"]

  /// Why the command does not start a server: completes "the command ...".
  static func problem(with words: [String]) -> String? {
    guard let written = words.first else { return nil }
    let first = written.split(separator: " ").first.map(String.init) ?? written
    if words.count == 1, first != written, ["serve", "run", "pull", "start"].contains(first) {
      return "is a single word with spaces, which ollama reads as a command name"
    }
    let name = first.split(separator: "/").last.map(String.init) ?? first
    if name == "ollama" { return "repeats ollama, which is already the image's entrypoint" }
    if let problem = serveOption(words) { return problem }
    if shells.contains(name) { return "is a shell, which the image's entrypoint passes to ollama as an argument" }
    if let sign = operators.first(where: words.dropFirst().contains) {
      return "contains \(sign), which only a shell understands; ollama receives it as an argument"
    }
    if let option = strayOption(words) {
      return "passes \(option) to ollama; options of the container engine belong before the image"
    }
    if ["-c", "-lc", "-ec", "-exc", "-euc"].contains(first), words.count > 1 {
      return "begins with \(first), an option of a shell; the image's entrypoint passes it to ollama"
    }
    if words.count == 1, first.contains(":"), !first.hasPrefix(":"), !first.contains("/"), !first.contains("$"),
      first.first?.isLetter == true
    {
      return "is the name of a model, which ollama reads as a command"
    }
    // What ollama is told is a word or an option, never a path.
    let isPath = first.hasPrefix("/") || first.hasPrefix("./")
    guard isPath || first.hasSuffix(".sh") || name == "sh" || name == "bash" else { return nil }
    let kind = shells.contains(name) || name == "env" ? "shell" : name.hasSuffix(".sh") ? "script" : "program"
    return "is a \(kind), which the image's entrypoint passes to ollama as an argument"
  }
}
