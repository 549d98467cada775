import Syntax
import Vocabulary

/// The variables a service is started with: `env_file` first, then `environment` over it.
struct ComposeEnvironment: Sendable {
  /// In the order of the files; of several assignments of one name the last one counts.
  let variables: [Variable]
  /// Whether an `env_file` is not here, so that any variable may be set.
  let isIncomplete: Bool
  /// Lines of those files that do something else than they seem to.
  let misread: [MisreadLine]

  /// Nobody writes so many; each is read and parsed for every service that names it.
  private static let mostFiles = 32

  init(_ service: ComposeService, in workspace: any Workspace) {
    var variables: [Variable] = []
    var isIncomplete = false
    var misread: [MisreadLine] = []
    let items = service.items("env_file")
    if items.count > Self.mostFiles { isIncomplete = true }
    var last: String?
    for item in items.suffix(Self.mostFiles) {
      let named = item.node.entries != nil ? item.value("path") : item
      guard let path = named?.text, let file = Path.join(item.layer.file.directory, path),
        let source = workspace.source(at: file)
      else {
        isIncomplete = true
        continue
      }
      if file != last {
        // `format: raw` is what `docker run --env-file` reads.
        let isRaw = item.node.entries != nil && item.value("format")?.text == "raw"
        let lines = VariableFile(at: file, source, by: isRaw ? .docker : .compose)
        variables += lines.variables
        misread += lines.misread.map { line in
          var line = line
          line.isRead = !isRaw
          return line
        }
      }
      last = file
    }
    for found in service.values("environment") {
      let written = Self.variables(found, of: service.name)
      variables += Self.placed(written, found.layer.file, in: workspace)
    }
    // Keep the last of each name, where it stands.
    var seen: Set<String> = []
    self.variables = variables.reversed().filter { seen.insert($0.name).inserted }.reversed()
    self.isIncomplete = isIncomplete
    self.misread = misread
  }

  /// Addresses of one's own servers, and settings of Ollama, that are `${NAME}` or `NAME` alone here, where `.env` has them: that is
  /// where they are changed.
  private static func placed(_ written: [Variable], _ file: ComposeFile, in workspace: any Workspace) -> [Variable] {
    let source = file.tree.source
    // A name without a value gets that of the variable of the same name (compose-spec 05-services.md, environment).
    let variables = written.map { variable in
      variable.value == nil && variable.valueRange.length == 0
        ? file.interpolation.variables[variable.name].map { variable.given($0) } ?? variable : variable
    }
    let names = variables.map { variable in
      (variable.value.map(LocalServer.isLocal) == true || variable.name.hasPrefix("OLLAMA_")) && variable.document == file.id
        && file.id.embedding.isEmpty
        && variable.valueRange.end <= source.range.end
        ? variable.valueRange.length == 0 ? variable.name : UnfilledVariables.name(in: source.string(variable.valueRange)) : nil
    }
    guard names.contains(where: { $0 != nil }), let path = Path.join(file.directory, ".env"),
      let text = workspace.source(at: path)
    else { return variables }
    let written = VariableFile(at: path, text, by: .compose).variables
    return zip(variables, names).map { variable, name in
      guard let name, let own = written.last(where: { $0.name == name }), own.value == variable.value else { return variable }
      var borrowed = own.named(variable.name)
      borrowed.borrowers = [variable]
      return borrowed
    }
  }

  func value(of name: String) -> String? { variables.last { $0.name == name }?.value }

  private static func variables(_ found: ComposeService.Found, of service: String) -> [Variable] {
    if found.node.entries != nil {
      return found.entries().compactMap { entry in
        guard let name = entry.key.text else { return nil }
        let isNull = entry.value.node.scalar?.type == .null
        return variable(
          name, isNull ? nil : entry.value.text, found, written: entry.value.raw, service, entry.key.range,
          entry.value.node.range,
          entry.key.range.union(entry.value.node.range))
      }
    }
    return found.items().compactMap { item in
      guard let text = item.raw else { return nil }
      if let slip = ComposeMistakes.withoutEquals(text) {
        return Variable(
          name: slip.name, value: nil, address: ["services", service, "environment", slip.name],
          document: found.layer.file.id, nameRange: item.node.range, valueRange: item.node.range,
          range: item.node.range, isMisread: true)
      }
      let name = String(text.prefix { $0 != "=" })
      let hasValue = name.utf8.count < text.utf8.count
      let value =
        hasValue ? item.layer.file.interpolation.resolve(String(text.dropFirst(name.count + 1))) : nil
      let range = item.node.range
      // Inside quotes the name begins a byte later; escapes before `=` do not occur in names.
      let start = range.start + (item.node.scalar?.style == .plain ? 0 : 1)
      let nameRange = TextRange(start, min(start + name.utf8.count, range.end))
      let end = range.end - (item.node.scalar?.style == .plain ? 0 : 1)
      let valueRange = TextRange(min(nameRange.end + 1, end), end)
      return variable(
        name, value, item, written: String(text.dropFirst(name.count + 1)), service, nameRange, valueRange,
        TextRange(start, end))
    }
  }

  private static func variable(
    _ name: String, _ value: String?, _ found: ComposeService.Found, written: String?, _ service: String,
    _ nameRange: TextRange,
    _ valueRange: TextRange, _ range: TextRange
  ) -> Variable {
    var variable = Variable(
      name: name, value: value, address: ["services", service, "environment", name],
      document: found.layer.file.id, nameRange: nameRange, valueRange: valueRange, range: range)
    variable.fallbackOf = written.flatMap(ComposeInterpolation.wholeVariable)
    return variable
  }
}
