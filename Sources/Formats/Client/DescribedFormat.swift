import ClientDescription
import Syntax
import Vocabulary

/// The format of a described program's settings.
struct DescribedFormat: FileFormat {
  let entry: ClientEntry
  private let known = Once<ClientDescription>()

  init(_ entry: ClientEntry) { self.entry = entry }

  /// Put together once for all files.
  private var description: ClientDescription { known.value { entry.description } }

  var name: String { entry.id }
  var endings: [String] { [] }

  func hint(_ name: FileName) -> NameHint { entry.hint(name) }
  func recognises(_ candidate: Candidate) -> Recognition { entry.recognises(candidate) }

  func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    let client = description
    if let hook = client.hook.flatMap(ClientHooks.named), !hook.mayBeRead(document, in: workspace) {
      return reading
    }
    let syntax = Self.syntax(of: document.id.path, client)
    reading.embedded = Reading.documents(of: document, syntax)
    guard reading.embedded.isEmpty else { return reading }
    do {
      guard let tree = try SettingsTree(document, syntax)?.withDefaults(in: workspace) else { return reading }
      reading.comments = tree.nodes.comments
      reading.isCutOff = tree.nodes.leavesOutMerged
      let file = ClientReader(client, tree, workspace).file()
      if document.holes.isEmpty { reading.writer = file }
      let facts = file?.facts ?? []
      // What is in a file that the program does not read has no effect.
      let ignored = facts.first { $0.subject == .key && $0.id.address.isEmpty && $0[.status] == .ignored }
      reading.facts = ignored.map { [$0] + facts.filter { $0.subject == .secret } } ?? facts
      if ignored == nil { reading.facts += SettingsMistakes(tree: tree, client: client, facts: facts).found }
      if !facts.isEmpty, ignored == nil { reading.facts += UndescribedFormat.loopbacks(in: document, workspace, of: client.name) }
    } catch {
      // Most settings of editors have nothing to do with local models, and a text that is read may leave parts out.
      // Any line is right in Java's properties, which are read as far as they have the form of other settings
      // (java.util.Properties, load).
      let isTheirs =
        Relevance.namesLocalServer(document.source.bytes) && !document.source.isTemplate
        && !FileName(path: document.id.path).hasSuffix(".properties")
      // A text in another file that no name, only words in it, makes one of settings: it may be of any language.
      let isGuess = !document.id.embedding.isEmpty && document.name.isEmpty
      if isTheirs || client.isAlwaysJudged, !isGuess, !document.id.isDocumentation {
        reading.problems = [.init(rule: syntax.rule, error)]
      }
    }
    return reading
  }

  func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    read(document, in: workspace).writer
  }

  func edits(adding addition: Addition, to document: Document) -> [Edit]? {
    let client = description
    let syntax = Self.syntax(of: document.id.path, client)
    let writer = AdditionWriter(client)
    guard let use = UseAddition(addition), let value = writer.settings(for: use) else { return nil }
    if let there = try? syntax.parse(document.source)?.nodes, writer.isAtOdds(with: there, for: use) {
      return nil
    }
    return NodeMerge(of: value, as: syntax).edits(in: document.source)
  }

  func successor(for change: Change, of document: Document, workspace: any Workspace) -> Successor? {
    guard let (name, path) = change.newName(of: document) else { return nil }
    let client = description
    let old = Self.syntax(of: document.id.path, client)
    if old == NodeSyntax(of: path) ?? Self.syntax(of: path, client) {
      return Successor(path: path, bytes: document.source.bytes, keptAs: nil)
    }
    guard let hook = client.hook.flatMap(ClientHooks.named), let tree = try? SettingsTree(document, old),
      let text = hook.conversion(of: tree, to: name)
    else { return nil }
    return Successor(path: path, bytes: Array(text.utf8), keptAs: document.id.path + ".old")
  }

  /// The syntax of a file by its path; of a text without one, the program's usual syntax.
  static func syntax(of path: String, _ client: ClientDescription) -> NodeSyntax {
    if let kind = client.file(at: path), !path.isEmpty { return NodeSyntax(rawValue: kind.syntax) ?? .json }
    let usual = client.files.first.flatMap { NodeSyntax(rawValue: $0.syntax) } ?? .json
    return NodeSyntax(of: path).flatMap { own in
      client.files.contains { $0.syntax == own.rawValue } ? own : nil
    } ?? usual
  }
}

extension ClientDescription {
  /// The kind of file that a path is of.
  func file(at path: String) -> SettingsFileKind? {
    let parts = path.lowercased().split(separator: "/")
    return files.first { $0.patterns.contains { $0.matches(parts) } }
  }
}
