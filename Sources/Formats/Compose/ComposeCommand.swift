import Syntax

/// What a service is started with: `command` and `entrypoint`, as lists or as a text that Compose splits.
extension ComposeContainer {
  func describeCommand(_ spec: inout ContainerSpec) {
    if let entrypoint = service.value("entrypoint") {
      spec.entrypoint = service.items("entrypoint").compactMap(\.raw)
      if entrypoint.node.items != nil { spec.program = Self.words(entrypoint).first }
    }
    guard let command = service.value("command") else { return }
    let isList = command.node.items != nil
    spec.command = Placed(
      isList
        ? command.items().compactMap(\.raw) : (command.raw ?? "").split(separator: " ").map(String.init),
      at: command.range)
    spec.arguments = Self.words(command)
  }

  static func words(_ found: ComposeService.Found) -> [CommandWord] {
    if found.node.items != nil {
      return found.items().map { item in
        CommandWord(text: item.text, raw: item.raw ?? "", at: item.range, isFixed: true)
      }
    }
    guard let scalar = found.node.scalar, scalar.type != .null else { return [] }
    let file = found.layer.file
    return CommandLineText(file.tree.source, found.node.range, style: scalar.style).words.map { word in
      CommandWord(
        text: file.interpolation.resolve(word.raw), raw: word.raw, at: file.at(word.range),
        isFixed: word.isQuoted)
    }
  }
}

extension ComposeWriter {
  /// What each option of `docker run` is called besides `command`.
  private static let keys = ["--shm-size": "shm_size", "--ipc": "ipc", "--restart": "restart"]

  func setArguments(_ change: ArgumentsChange, of service: Container) -> [Edit]? {
    guard let (node, _) = place(["command"], in: service.node, of: service.name),
      let written = WrittenArguments(node, of: file.tree)
    else { return nil }
    guard case .moveToEngine(let range) = change else { return written.edits(change) }
    guard let removed = written.removal(range), let words = Self.words(written, range, node),
      let option = EngineOption.assignment(words), let key = Self.keys[option.name],
      self.node([key], in: service.node) == nil,
      let added = editor.insert(
        key: key, value: .string(option.value), into: path(service.name), after: "image")
    else { return nil }
    return EditList(removed + added) == nil ? nil : removed + added
  }

  private static func words(_ written: WrittenArguments, _ range: Range<Int>, _ node: Node) -> [String]? {
    let words = written.words[range].map { word in
      written.source.string(word).filter { $0 != "\"" && $0 != "'" }
    }
    return words.contains { $0.contains("$") } ? nil : words
  }
}
