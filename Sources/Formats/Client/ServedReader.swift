import ClientDescription
import Syntax
import Vocabulary

/// Reads what a program's settings make of it as a server: its port, the names it answers to, the models it loads.
struct ServedReader {
  let served: ServedModels
  let view: SettingsView

  static func id(of document: DocumentID) -> FactID { FactID(.service, document, []) }

  func add(to file: inout ClientFile) {
    let document = view.tree.document
    guard document.id.embedding.isEmpty, !document.id.isDocumentation, let first = file.facts.first else {
      return
    }
    let id = Self.id(of: document.id)
    var fact = Fact(id, at: first.range, related: [.client: file.client])
    fact.infer(.name, .text(file.program))
    fact.infer(.kind, .text(file.program))
    fact.infer(.port, served.port)
    if let names = names() { fact.infer(.models, names) }
    let command = file.program.lowercased() + " --config"
    if Mentions.isStarted(with: command, besides: document, in: view.workspace) {
      fact.infer(.mounts, [document.id.path])
    }
    file.append(fact)
    guard let loaded = served.loaded else { return }
    for scope in view.places(loaded.at, from: .root) { add(loaded, scope, of: id, to: &file) }
  }

  /// All names that it answers to; `nil` where there may be more.
  private func names() -> [String]? {
    guard !view.holds(served.isOpen, at: .root) else { return nil }
    var names: [String] = []
    for path in served.names {
      for scope in view.places(path, from: .root) where view.exists(scope.path) {
        let name = path.steps.last == .eachKey ? scope.names["id"] : view.tree[scope.path]?.text
        guard let name, !name.contains("*"), !name.contains("$"), !name.contains("os.environ/") else {
          return nil
        }
        names.append(name)
      }
    }
    return names.isEmpty ? nil : Set(names).sorted()
  }

  private func add(
    _ loaded: CommandedModels, _ scope: SettingsScope, of service: FactID, to file: inout ClientFile
  ) {
    guard let name = scope.names["id"], let key = view.tree.entry(scope.path)?.key,
      let place = view.place(loaded.command, from: scope), let node = view.tree[place]
    else { return }
    let document = view.tree.document
    var fact = Fact(
      FactID(.model, document.id, scope.path.address), at: document.at(key.range),
      related: [.client: file.client, .service: service])
    fact.write(.name, .text(name), at: document.at(key.range))
    let aliases = loaded.aliases.flatMap { view.places($0, from: scope) }.compactMap {
      view.tree[$0.path]?.text
    }
    if !aliases.isEmpty { fact.infer(.aliases, aliases) }
    fact.infer(.kind, .text(file.program), because: [Reason("it is set up here", at: document.at(key.range))])
    if let command = node.text.flatMap({ expanded($0, loaded, scope) }).flatMap(EngineCommand.init(line:)) {
      if let window = command.window {
        let range = CommandText(source: document.source, range: node.range).value(of: EngineCommand.contextOptions)
        fact.attributes[.context] = Sourced(
          .integer(window), at: document.at(range ?? node.range), because: [Reason(command.windowReason)])
      }
    }
    file.append(fact, .context, Slot(path: place, form: .option(EngineCommand.contextOptions)))
    let command = CommandScalar(document, node) { expanded($0, loaded, scope) }
    for fact in command?.mistakes(scope.path.address, of: file.program) ?? [] {
      file.append(fact)
    }
    for options in [EngineCommand.fileOptions, EngineCommand.projectorOptions] {
      addPath(of: options, in: node, at: scope, to: &file)
    }
  }

  /// A file that a command names, which has to be where the command runs.
  private func addPath(
    of options: [String], in command: Node, at scope: SettingsScope, to file: inout ClientFile
  ) {
    let document = view.tree.document
    guard let option = options.last,
      let range = CommandText(source: document.source, range: command.range).value(of: options)
    else { return }
    let path = document.source.string(range)
    guard !path.contains("$"), path.hasPrefix("/") || !path.contains("/") else { return }
    var fact = Fact(
      FactID(.key, document.id, scope.path.address + [option]), at: document.at(range),
      related: [.client: file.client])
    fact.infer(.name, .text(option))
    fact.infer(.kind, .text("command-path"))
    fact.infer(.format, .text(file.program))
    fact.write(.value, .text(path), at: document.at(range))
    file.append(fact)
  }

  private typealias Slot = ClientFile.Slot

  /// The command with what its macros stand for; a macro may name others.
  private func expanded(_ command: String, _ loaded: CommandedModels, _ scope: SettingsScope) -> String {
    guard command.contains("${") else { return command }
    var macros: [String: String] = [:]
    for path in loaded.macros {
      guard let place = view.place(path, from: scope) else { continue }
      for entry in view.tree.entries(place) {
        if let name = entry.key.text { macros[name] = view.tree[place + [.key(name)]]?.text }
      }
    }
    return Self.expanded(command[...], macros, depth: 0)
  }

  /// Bytes that a command may have with all that its macros bring in.
  private static let longest = 1 << 16

  private static func expanded(_ text: Substring, _ macros: [String: String], depth: Int) -> String {
    var rest = text
    var result = ""
    while result.utf8.count < longest, let open = rest.firstRange(ofBytes: "${"),
      let close = rest[open.upperBound...].firstIndex(of: "}")
    {
      result += rest[..<open.lowerBound]
      let behind = rest.index(after: close)
      if depth < 8, let value = macros[String(rest[open.upperBound..<close])] {
        result += expanded(value[...], macros, depth: depth + 1)
      } else {
        result += rest[open.lowerBound..<behind]
      }
      rest = rest[behind...]
    }
    return result + rest
  }
}
