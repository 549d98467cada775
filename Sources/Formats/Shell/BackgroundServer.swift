import Syntax

/// A server that a line of shell starts in the background, and what the line does then: it may not wait until the server answers,
/// and it may end, which ends a container.
struct BackgroundServer {
  let script: ShellScript
  /// The place of the command that starts the server.
  private let start: Int

  /// `nil` where no server is started in the background.
  init?(_ script: ShellScript) {
    self.script = script
    guard let start = script.commands.firstIndex(where: { Self.startsInBackground($0, script.source) }) else {
      return nil
    }
    self.start = start
  }

  private static func isOllama(_ command: ShellScript.Command, _ verbs: Set<String>) -> Bool {
    ProgramCall(command)?.isOllama(verbs) == true
  }

  /// `ollama serve &`, with or without redirections before the mark.
  private static func startsInBackground(_ command: ShellScript.Command, _ source: SourceText) -> Bool {
    guard isOllama(command, ["serve", "start"]) else { return false }
    let end = source.lineEnd(of: command.range.end)
    let rest = source.string(TextRange(command.range.end, end))
    var previous: Character = " "
    for (index, character) in rest.enumerated() {
      let next = rest.dropFirst(index + 1).first
      if character == "&", previous != "&", previous != ">", next != "&", next != ">",
        !(next?.isNumber ?? false)
      {
        return true
      }
      if character == ";" || character == "|" && next != "&" && previous != "|" { return false }
      previous = character
    }
    return false
  }

  private static let clients: Set<String> = ["pull", "run", "create", "cp", "rm", "show"]

  private static let harmlessCommands: Set<String> = ["echo", "printf", "export", "set", "cd", "mkdir", "local", "", "trap"]

  /// The next command of Ollama's, or a call of its API, where nothing between waits.
  var tooEarly: (name: String, range: TextRange)? {
    for command in script.commands.dropFirst(start + 1) {
      let call = ProgramCall(command)
      let isPull =
        call?.name == "curl"
        && command.words.contains { $0.text?.contains(":11434/api/pull") == true }
        && !command.words.contains { $0.text?.hasPrefix("--retry") == true }
      if isPull || Self.isOllama(command, Self.clients) {
        // A loop that tries until it succeeds begins with a word of its own on the same line.
        let line = script.source.string(
          TextRange(script.source.lineStart(of: command.range.start), command.range.start))
        guard
          !["until", "while", "if", "for", "!"].contains(where: {
            line.split(separator: " ").contains(Substring($0))
          })
        else { return nil }
        let verb = isPull ? nil : command.words.compactMap(\.text).first { Self.clients.contains($0) }
        return (isPull ? "the pull" : "ollama \(verb ?? "pull")", command.range)
      }
      guard Self.harmlessCommands.contains(command.words.first?.text ?? ""),
        command.words.first != nil || !command.assignments.isEmpty
      else { return nil }
    }
    return nil
  }

  /// A pull behind the start, in nothing that expects it to fail.
  var unguardedPull: TextRange? {
    script.commands.dropFirst(start + 1).first { command in
      guard Self.isOllama(command, ["pull"]) else { return false }
      let line = script.source.string(
        TextRange(script.source.lineStart(of: command.range.start), script.source.lineEnd(of: command.range.end)))
      return !["||", "&&", "&"].contains(where: line.contains)
        && !["if", "until", "while", "!", "elif"].contains { line.split(separator: " ").contains(Substring($0)) }
    }?.range
  }

  /// The loop that waits for a port at which nothing of the script listens, while its server has the usual one.
  var waitsForOtherPort: (port: String, range: TextRange)? {
    let text = script.source.string(script.source.range)
    guard !text.contains("OLLAMA_HOST") else { return nil }
    for command in script.commands {
      let words = command.words.compactMap(\.text)
      guard let tool = words.firstIndex(where: { ["nc", "netcat", "curl", "wget"].contains($0) }) else { continue }
      let line = script.source.string(
        TextRange(script.source.lineStart(of: command.range.start), command.range.end)
      ).drop { $0 == " " || $0 == "\t" }
      guard line.hasPrefix("while ") || line.hasPrefix("until "),
        let port = Self.localPort(words[tool...].dropFirst()), port != "11434",
        !isNamed(port, besides: command)
      else { continue }
      return (port, command.range)
    }
    return nil
  }

  /// `localhost 8080`, `http://localhost:8080/health`
  private static func localPort(_ words: ArraySlice<String>) -> String? {
    for (index, word) in zip(words.indices, words) where word.contains("localhost") || word.contains("127.0.0.1") {
      let next = words.dropFirst(index - words.startIndex + 1).first
      if ["localhost", "127.0.0.1"].contains(word), let next, next.allSatisfy(\.isNumber) { return next }
      if let port = URLParts(word).port { return String(port) }
    }
    return nil
  }

  /// Whether something else of the script has the port, so that it may be another program's.
  private func isNamed(_ port: String, besides loop: ShellScript.Command) -> Bool {
    script.commands.contains { command in
      guard command.range != loop.range, !["echo", "printf"].contains(command.words.first?.text ?? "") else { return false }
      return (command.words.compactMap(\.text) + command.assignments.compactMap { $0.value.text }).contains { $0.contains(port) }
    }
  }

  /// The last command, where what it starts ends at once: a client of the server, or the server's start itself.
  var end: TextRange? {
    guard let last = script.commands.last else { return nil }
    let isStart = start == script.commands.count - 1
    let isClient =
      Self.isOllama(last, ["pull", "create", "list", "ls", "ps"])
      || Self.isOllama(last, ["run"]) && last.words.count > 3
    guard isStart || isClient,
      !script.commands.contains(where: {
        ["wait", "tail", "exec", "fg"].contains($0.words.first?.text ?? "")
      })
    else { return nil }
    let text = script.source.string(TextRange(last.range.end, script.source.bytes.count))
    guard !text.contains("done"), !text.contains("}") else { return nil }
    return last.range
  }
}

/// A command after a server that stays in the foreground: `ollama serve && ollama pull NAME` gets no further than the server.
struct BlockingServer {
  let name: String
  let range: TextRange

  init?(_ script: ShellScript) {
    func call(_ command: ShellScript.Command, _ verbs: Set<String>) -> Bool { ProgramCall(command)?.isOllama(verbs) == true }
    for (server, next) in zip(script.commands, script.commands.dropFirst()) where call(server, ["serve", "start"]) {
      guard call(next, ["pull", "run", "create", "list"]), server.range.end < next.range.start else { continue }
      let between = script.source.string(TextRange(server.range.end, next.range.start))
      let signs = between.filter { !$0.isWhitespace }
      guard !between.contains("\n"), signs.hasSuffix("&&") || signs.hasSuffix(";"), !signs.hasSuffix("|;"),
        !signs.dropLast(signs.hasSuffix("&&") ? 2 : 1).contains(where: { "|;".contains($0) }),
        !signs.dropLast(signs.hasSuffix("&&") ? 2 : 1).hasSuffix("&")
      else { continue }
      name = "ollama " + (next.words.compactMap(\.text).first { ["pull", "run", "create", "list"].contains($0) } ?? "pull")
      range = next.range
      return
    }
    return nil
  }
}

/// A client of the server in the line that starts the server only after it: `ollama pull NAME && ollama serve`.
struct ClientBeforeServer {
  let name: String
  let range: TextRange

  /// `nil` where the line starts no server, or may ask another one.
  init?(_ script: ShellScript) {
    func call(_ command: ShellScript.Command, _ verbs: Set<String>) -> Bool { ProgramCall(command)?.isOllama(verbs) == true }
    let text = script.source.string(script.source.range)
    guard let server = script.commands.firstIndex(where: { call($0, ["serve", "start"]) }), !text.contains("OLLAMA_HOST"),
      let client = script.commands[..<server].first(where: { call($0, ["pull", "run", "create", "cp"]) }),
      // What starts a server otherwise, or decides whether the line is reached at all.
      !script.commands[..<server].contains(where: { command in
        let words = command.words.compactMap(\.text)
        return ["curl", "wget", "systemctl", "service", "exit", "nc", "case", "return"].contains(
          words.first?.split(separator: "/").last ?? "")
          || words.contains { $0.hasSuffix(".sh") }
      }),
      !["if ", "while ", "until ", "||", "() {", "trap "].contains(
        where: text[..<(text.firstRange(ofBytes: "ollama serve")?.lowerBound ?? text.startIndex)].contains)
    else { return nil }
    // What runs in the background may wait for the server.
    let between = script.source.string(TextRange(client.range.end, script.commands[server].range.start)).replacing("&&", with: "")
    guard !between.contains("&") else { return nil }
    name = "ollama " + (client.words.compactMap(\.text).first { ["pull", "run", "create", "cp"].contains($0) } ?? "pull")
    range = client.range
  }
}

/// What is handed to a shell by an option: `["bash", "-c", "ollama serve & ..."]`.
enum ShellLine {
  /// The line, and which of the words it is; `nil` where no shell is handed one.
  static func index(in words: [String]) -> Int? {
    guard let program = words.first?.split(separator: "/").last,
      ["sh", "bash", "ash", "dash"].contains(program),
      let option = words.dropFirst().firstIndex(where: { $0.hasPrefix("-") && $0.hasSuffix("c") }),
      option + 1 < words.count, option < 4
    else { return nil }
    return option + 1
  }

  /// The word that a shell runs alone where its command is in pieces, `["sh", "-c", "ollama", "serve"]`: those that follow are
  /// its parameters (POSIX, sh).
  static func pieces(in words: [String]) -> (command: Int, rest: String)? {
    guard let index = index(in: words), index + 1 < words.count,
      words[index].allSatisfy({ $0.isLetter || $0.isNumber || "/._-".contains($0) }),
      words[index + 1].contains(where: \.isLetter)
    else { return nil }
    return (index, words[index + 1])
  }
}
