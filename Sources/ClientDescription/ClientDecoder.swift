import Syntax

/// Makes a client of its description.
public enum ClientDecoder {
  /// - Parameters:
  ///   - id: the name of the format.
  ///   - file: how errors name the file.
  ///   - table: a file of keys next to it, derived from a published schema.
  public static func client(
    id: String, file: String, source: SourceText, table: (file: String, source: SourceText)? = nil
  ) throws(DescriptionErrors) -> (description: ClientDescription, signs: FileSigns) {
    let reader = DescriptionReader(file: file, source: source)
    guard let root = reader.root() else { throw DescriptionErrors(reader.errors) }
    var (client, signs) = reader.client(root, id: id)
    if client.isCoded {
      signs = FileSigns()
      signs.installs = client.installs
    }
    var errors = reader.errors
    if let table {
      let reader = DescriptionReader(file: table.file, source: table.source)
      if let root = reader.root() {
        let fields = reader.fields(root, ["source", "keys"])
        client.keys.source = reader.text(fields["source"])
        let derived = fields["keys"].flatMap { reader.table($0) }
        client.keys.table = derived.map { client.keys.table?.merging($0) ?? $0 } ?? client.keys.table
      }
      errors += reader.errors
    }
    guard errors.isEmpty else { throw DescriptionErrors(errors) }
    return (client, signs)
  }
}

extension ClientDecoder {
  /// A description that is in another document.
  ///
  /// - Parameters:
  ///   - file: how errors name the document.
  ///   - source: the text of the document.
  ///   - node: the description.
  public static func client(
    file: String, source: SourceText, node: Node, in document: NodeDocument
  ) throws(DescriptionErrors) -> (description: ClientDescription, signs: FileSigns) {
    let reader = DescriptionReader(file: file, source: source)
    guard let root = reader.resolved(node, in: document) else { throw DescriptionErrors(reader.errors) }
    let name = root.entries?.first { $0.key.text == "client" }?.value.text ?? "client"
    let id = String(name.lowercased().map { $0.isLetter || $0.isNumber ? $0 : "-" })
    let result = reader.client(root, id: id)
    guard reader.errors.isEmpty else { throw DescriptionErrors(reader.errors) }
    return result
  }
}

extension DescriptionReader {
  /// The root of the one document that a description is.
  func root() -> Node? {
    do {
      let documents = try YAMLParser.parse(source)
      guard documents.count == 1, let root = documents[0].root else {
        return unreadable(source.range, "expected one YAML document")
      }
      return resolved(root, in: documents[0])
    } catch {
      return unreadable(error.range, error.message)
    }
  }

  /// A tree without aliases.
  func resolved(_ node: Node, in document: NodeDocument) -> Node? {
    var left = 50_000
    guard let resolved = Self.resolved(node, document, &left, depth: 0) else {
      return unreadable(node, "too much, or nested too deeply")
    }
    return resolved
  }

  private static func resolved(_ node: Node, _ document: NodeDocument, _ left: inout Int, depth: Int) -> Node? {
    let node = document.resolve(node)
    left -= 1
    guard left > 0, depth < 64 else { return nil }
    switch node.content {
    case .scalar, .alias, .computed: return node
    case .sequence(let items):
      var all: [Node] = []
      for item in items {
        guard let item = resolved(item, document, &left, depth: depth + 1) else { return nil }
        all.append(item)
      }
      return Node(.sequence(all), range: node.range, isFlow: node.isFlow)
    case .mapping:
      var all: [Node.Entry] = []
      for entry in document.entries(of: node) {
        guard let value = resolved(entry.value, document, &left, depth: depth + 1) else { return nil }
        all.append(Node.Entry(key: entry.key, value: value))
      }
      return Node(.mapping(all), range: node.range, isFlow: node.isFlow)
    }
  }

  func client(_ node: Node, id: String) -> (ClientDescription, FileSigns) {
    let fields = fields(node, DescriptionPart.client.names)
    var client = ClientDescription()
    client.id = id
    for key in ["client", "summary", "sources", "files"] where fields[key] == nil {
      report(TextRange(at: node.range.start), "`\(key)` is missing")
    }
    client.name = text(fields["client"]) ?? ""
    client.summary = text(fields["summary"]) ?? ""
    client.sources = texts(fields["sources"])
    for (name, _, value) in entries(fields["define"]) { named[name] = condition(value) }
    client.files = items(fields["files"]).compactMap(fileKind)
    client.concerns = condition(fields["concerns"]) ?? .never
    client.section = paths(fields["section"])
    for (key, _, value) in entries(fields["programs"]) { client.programs[key] = text(value) }
    client.isAlwaysJudged = fields["judged"]?.text == "always"
    client.isOllama = condition(fields["ollama"]) ?? .never
    client.images = texts(fields["images"])
    if let node = fields["loopback"] {
      client.asksHostForLoopback = node.text == "host"
      if node.text != "host" { report(node, "`loopback` must be `host`") }
    }
    client.countsEmpty = texts(fields["counts-empty"])
    client.command = fields["command"].flatMap { commandSettings($0) }
    client.installs = texts(fields["installs"]).map { $0.lowercased() }
    client.servers = items(fields["servers"]).map(server)
    client.served = fields["serves"].flatMap { served($0) }
    client.choices = items(fields["choices"]).map(choice)
    client.models = items(fields["models"]).compactMap(loadedModel)
    client.checks = checks(fields["checks"])
    client.secrets = secrets(fields["secrets"])
    client.keys = keyRules(fields["keys"])
    client.telemetry = items(fields["telemetry"]).compactMap(telemetry)
    client.variables = entries(fields["variables"]).map { variable($0.key, $0.value) }
    client.setup = fields["init"].map(setup)
    client.facts = behaviour(fields["about"])
    client.hook = word(fields["hook"], as: HookName.self)
    var signs = signs(fields["recognise"], client.files)
    signs.images = client.images
    signs.installs = client.installs
    return (client, signs)
  }
}
