import Vocabulary

/// An Ollama server on the host itself, as a unit of systemd, a job of launchd or a script starts it.
///
/// What a format of such files fills in, as ``ContainerSpec`` is what hosts of containers fill in: what follows from it
/// is said once for all of them.
struct UnitSpec {
  /// The server with what only this kind of file knows of it (the name of a unit, what keeps other machines out).
  var fact: Fact
  /// As messages call the kind of file: `systemd`.
  let format: String
  /// Of several assignments of one name the last one counts.
  var variables: [Variable] = []
  /// Whether these are all, or something that is not here may set others.
  var isComplete = true
  /// Lines of env files that do something else than they seem to.
  var misread: [MisreadLine] = []
  /// What `ollama` is handed: `serve`, and what does not belong after it.
  var command: Placed<[String]>?
  var restart: Placed<String>?
  /// In bytes.
  var memoryLimit: Placed<Int>?

  init(_ id: FactID, name: String, at range: SourceRange, format: String) {
    fact = Fact(id, at: range)
    self.format = format
    fact.infer(.name, name)
    fact.infer(.topology, .native)
    if id.document.isDocumentation { fact.infer(.example, .flag(true)) }
  }

  var id: FactID { fact.id }

  /// The server as all of this makes it.
  func server() -> Fact {
    var server = fact
    ServerVariables.apply(variables, to: &server)
    if !isComplete { server.infer(.environmentUnknown, .flag(true)) }
    if let restart { server.write(.restart, restart.value.map(Value.text), at: restart.at) }
    if let memoryLimit {
      server.write(.memoryLimit, memoryLimit.value.map(Value.integer), at: memoryLimit.at)
    }
    if let command, let words = command.value, let problem = ServerCommand.serveOption(words) {
      server.write(.command, .text(words.joined(separator: " ")), at: command.at)
      server.write(.commandProblem, .text(problem), at: command.at)
    }
    return server
  }

  /// The variables, and the lines that are not read as they seem to be.
  func keys() -> [Fact] {
    ServerVariables.facts(variables, of: id, version: nil, format: format)
      + (format == "systemd" ? ServerVariables.withoutPrefix(variables, of: id, format: format) : [])
      + misread.compactMap { $0.fact(of: id) }
  }

  func facts() -> [Fact] { [server()] + keys() }
}
