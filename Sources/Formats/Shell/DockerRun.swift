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
  }

  enum Engine: String, Sendable { case docker, podman }

  let engine: Engine
  /// The word `run` or `create`; options are inserted behind it.
  let verb: ShellScript.Word
  /// From the engine's name to the verb.
  let range: TextRange
  let options: [Option]
  let image: ShellScript.Word
  /// What is handed to the image's entrypoint.
  let arguments: [ShellScript.Word]
  /// Whether words stand among the options that only the running shell knows (`$GPU_FLAGS`).
  let hasUnknownOptions: Bool

  private static let short: [Character: String] = [
    "p": "--publish", "v": "--volume", "e": "--env", "u": "--user", "w": "--workdir", "h": "--hostname",
    "l": "--label",
    "m": "--memory", "c": "--cpu-shares", "a": "--attach", "d": "--detach", "i": "--interactive",
    "t": "--tty",
    "P": "--publish-all", "q": "--quiet",
  ]

  private static let switches: Set<String> = [
    "--detach", "--interactive", "--tty", "--publish-all", "--rm", "--init", "--privileged",
    "--no-healthcheck",
    "--read-only", "--sig-proxy", "--oom-kill-disable", "--quiet", "--disable-content-trust", "--replace",
    "--tls-verify",
    "--no-hosts", "--systemd", "--rmi",
  ]

  /// `nil` if the command is no such line.
  init?(_ command: ShellScript.Command, in script: ShellScript) {
    var words = command.words[...]
    // `$ docker run` in a console transcript, and what may stand before the engine.
    while let text = words.first?.text,
      ["$", "#", ">", "sudo", "exec", "command", "nohup", "time", "env", "-E"].contains(text)
        || text.contains("=")
    {
      words.removeFirst()
    }
    guard let first = words.first,
      let program = script.resolve(first)?.split(separator: "/").last.map(String.init)
    else { return nil }
    switch program {
    case "docker", "nerdctl": engine = .docker
    case "podman": engine = .podman
    default: return nil
    }
    words.removeFirst()
    if words.first?.text == "container" { words.removeFirst() }
    guard let verb = words.first, verb.text == "run" || verb.text == "create" else { return nil }
    words.removeFirst()
    self.verb = verb
    range = first.range.union(verb.range)
    var options: [Option] = []
    var unknown = false
    while let word = words.first {
      guard let text = script.resolve(word) else {
        // An option whose value only the shell knows, or a whole word of them.
        words.removeFirst()
        if let option = Self.partly(word) { options.append(option) } else { unknown = true }
        continue
      }
      guard text.hasPrefix("-"), text.count > 1 else { break }
      words.removeFirst()
      if text == "--" { break }
      options += Self.options(text, word, &words, script)
    }
    self.options = options
    hasUnknownOptions = unknown
    guard let image = words.first else { return nil }
    self.image = image
    arguments = Array(words.dropFirst())
  }

  /// `--gpus=$GPUS`: the name is known, the value is not.
  private static func partly(_ word: ShellScript.Word) -> Option? {
    guard case .literal(let head)? = word.parts.first, head.hasPrefix("--"),
      let equals = head.firstIndex(of: "=")
    else { return nil }
    return Option(name: String(head[..<equals]), value: nil, raw: head, words: [word], valueRange: word.range)
  }

  private static func options(
    _ text: String, _ word: ShellScript.Word, _ words: inout ArraySlice<ShellScript.Word>,
    _ script: ShellScript
  ) -> [Option] {
    func valued(_ name: String, inline: String?) -> Option {
      if let inline {
        let length = inline.utf8.count
        let end = word.range.end - (word.quote == 0 ? 0 : 1)
        let range = word.text == nil ? word.range : TextRange(max(word.range.start, end - length), end)
        return Option(name: name, value: inline, raw: inline, words: [word], valueRange: range)
      }
      guard let value = words.first else {
        return Option(name: name, value: nil, raw: "", words: [word], valueRange: word.range)
      }
      words.removeFirst()
      return Option(
        name: name, value: script.resolve(value), raw: raw(value), words: [word, value],
        valueRange: value.range)
    }
    if text.hasPrefix("--") {
      if let equals = text.firstIndex(of: "=") {
        return [valued(String(text[..<equals]), inline: String(text[text.index(after: equals)...]))]
      }
      if switches.contains(text) {
        return [Option(name: text, value: nil, raw: "", words: [word], valueRange: word.range)]
      }
      return [valued(text, inline: nil)]
    }
    var options: [Option] = []
    var letters = text.dropFirst()
    while let letter = letters.first {
      letters.removeFirst()
      let name = short[letter] ?? "-\(letter)"
      if switches.contains(name) || short[letter] == nil {
        options.append(Option(name: name, value: nil, raw: "", words: [word], valueRange: word.range))
        continue
      }
      let rest = letters.hasPrefix("=") ? letters.dropFirst() : letters
      options.append(valued(name, inline: letters.isEmpty ? nil : String(rest)))
      break
    }
    return options
  }

  private static func raw(_ word: ShellScript.Word) -> String {
    word.parts.map { part in
      switch part {
      case .literal(let text): text
      case .variable(let name, let fallback): "${\(name)" + (fallback.map { ":-\($0)" } ?? "") + "}"
      case .computed: "$()"
      }
    }.joined()
  }

  func all(_ names: String...) -> [Option] { options.filter { names.contains($0.name) } }
  func last(_ name: String) -> Option? { options.last { $0.name == name } }
}
