import Syntax
import Vocabulary

/// Property lists of launchd that run `ollama serve`, or give its variables to the app of macOS by `launchctl setenv`.
///
/// Source: launchd.plist(5) (ProgramArguments, EnvironmentVariables); Ollama docs/faq.mdx (variables on Mac).
enum LaunchdFormat: Format {
  static let name = "launchd"

  static let endings = [".plist"]

  static func recognises(_ candidate: Candidate) -> Recognition {
    guard candidate.path.isEmpty || isNamed(candidate.name) else { return .no }
    let head = String(decoding: candidate.head, as: UTF8.self)
    return head.contains("<plist") && (head.contains("ProgramArguments") || head.contains("<key>Program</key>"))
      ? .byContent : .no
  }

  static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    guard let tree = parse(document.source) else { return reading }
    reading.comments = tree.comments
    reading.facts = LaunchdReader(tree, document).facts()
    return reading
  }

  /// Apple's tools write a document type into every property list. It declares nothing, and the parser takes none: blanks in
  /// its place keep every byte where it is.
  private static func parse(_ source: SourceText) -> XMLTree? {
    var bytes = source.bytes
    let mark = Array("<!DOCTYPE plist".utf8)
    if let start = bytes.indices.first(where: { bytes[$0...].starts(with: mark) }), start < 512,
      let end = bytes[start...].firstIndex(of: 0x3E), !bytes[start..<end].contains(0x5B)
    {
      for index in start...end where bytes[index] != 0x0A && bytes[index] != 0x0D { bytes[index] = 0x20 }
    }
    return try? XMLTreeParser.parse(SourceText(bytes))
  }

  static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    guard document.holes.isEmpty, let tree = parse(document.source) else { return nil }
    return LaunchdWriter(LaunchdReader(tree, document))
  }
}

/// What the dictionary of a job says.
struct LaunchdReader {
  let tree: XMLTree
  private let document: Document

  init(_ tree: XMLTree, _ document: Document) {
    self.tree = tree
    self.document = document
  }

  /// A variable with the elements that hold its name and its value.
  struct Setting {
    let variable: Variable
    let name: XMLTree.Element
    let value: XMLTree.Element
  }

  private func value(of key: String, in dictionary: XMLTree.Element) -> XMLTree.Element? {
    let children = tree.children(of: dictionary)
    guard let index = children.firstIndex(where: { $0.name == "key" && tree.text(of: $0) == key }),
      index + 1 < children.count
    else { return nil }
    return children[index + 1]
  }

  private var job: XMLTree.Element? { tree.element(at: "dict") }

  private var arguments: [XMLTree.Element] {
    job.flatMap { value(of: "ProgramArguments", in: $0) }.map { tree.children("string", of: $0) } ?? []
  }

  /// `EnvironmentVariables`, and the pairs after `launchctl setenv`.
  var settings: [Setting] {
    var settings: [Setting] = []
    if let dictionary = job.flatMap({ value(of: "EnvironmentVariables", in: $0) }) {
      let children = tree.children(of: dictionary)
      for (key, value) in zip(children, children.dropFirst())
      where key.name == "key" && value.name == "string" {
        settings.append(setting(key, value))
      }
    }
    let words = arguments
    if words.count >= 4, tree.text(of: words[0]).hasSuffix("launchctl"), tree.text(of: words[1]) == "setenv" {
      settings.append(setting(words[2], words[3]))
    }
    return settings
  }

  private func setting(_ name: XMLTree.Element, _ value: XMLTree.Element) -> Setting {
    let text = tree.text(of: name)
    return Setting(
      variable: Variable(
        name: text, value: tree.text(of: value), address: ["variable", text], document: document.id,
        nameRange: name.inside, valueRange: value.inside, range: name.range.union(value.range)),
      name: name, value: value)
  }

  /// Variables among the keys of the job itself (launchd.plist(5): EnvironmentVariables is a dictionary of its own).
  private func misplaced(of server: FactID) -> [Fact] {
    guard let job, !document.id.isDocumentation else { return [] }
    return tree.children(of: job).filter { $0.name == "key" }.compactMap { key in
      let name = tree.text(of: key)
      guard name.hasPrefix("OLLAMA_") else { return nil }
      var fact = SettingFact.make(
        ["misplaced", name], name: name, kind: "variable", format: "launchd", problem: .misplaced,
        consequence: "launchd only passes what is in EnvironmentVariables", at: document.at(key.inside),
        owner: server)
      fact.write(.status, .misplaced, at: document.at(key.inside))
      return fact
    }
  }

  /// A program with its arguments in one string, which launchd reads as the name of the program.
  private var inOneString: Fact? {
    let program = job.flatMap { value(of: "Program", in: $0) }
    guard !document.id.isDocumentation, let first = program ?? arguments.first else { return nil }
    let text = tree.text(of: first)
    let words = text.split(separator: " ").map(String.init)
    guard words.count > 1, words[0].split(separator: "/").last == "ollama" || words.contains("ollama"),
      words.contains("serve")
    else { return nil }
    return SettingFact.make(
      ["arguments"], name: program == nil ? "ProgramArguments" : "Program", value: text, kind: "exec",
      format: "launchd", problem: .spacing, at: document.at(first.inside))
  }

  func facts() -> [Fact] {
    let words = arguments.map(tree.text)
    let isServer = zip(words, words.dropFirst()).contains {
      $0.split(separator: "/").last == "ollama" && $1 == "serve"
    }
    let isSetter = words.count >= 4 && words[1] == "setenv" && words[2].hasPrefix("OLLAMA")
    if let one = inOneString { return [one] }
    guard isServer || isSetter, let place = job else { return [] }
    let id = FactID(.server, document.id, ["job"])
    var spec = UnitSpec(
      id, name: isServer ? "ollama serve" : "ollama",
      at: document.at(arguments.first?.range ?? place.startTag), format: "launchd")
    spec.variables = settings.map(\.variable)
    return [spec.server()] + misplaced(of: id) + spec.keys()
      + [unexpanded(of: id), isServer ? neverStarted(of: id) : nil].compactMap { $0 }
  }

  /// A path with `~` or `$HOME`, which no shell reads here.
  private func unexpanded(of server: FactID) -> Fact? {
    guard let models = settings.last(where: { $0.variable.name == "OLLAMA_MODELS" })?.variable,
      let text = models.value, let first = text.first, first == "~" || first == "$"
    else { return nil }
    let mark = String(text.prefix { $0 != "/" })
    return SettingFact.make(
      FactID(.key, document.id, ["path", models.name]), name: models.name, value: text, kind: "path",
      format: "launchd", problem: .notExpanded,
      consequence: "launchd does not expand \(mark), so a folder of that name is created", at: models.valueAt,
      owner: server)
  }

  private func neverStarted(of server: FactID) -> Fact? {
    guard let job, document.id.embedding.isEmpty, !document.id.isDocumentation,
      let label = tree.children(of: job).first(where: { $0.name == "key" }),
      !tree.children(of: job).contains(where: { $0.name == "key" && Self.starters.contains(tree.text(of: $0)) })
    else { return nil }
    return SettingFact.make(
      ["start"], name: "RunAtLoad", kind: "start", format: "launchd", problem: .neverStarts,
      at: document.at(label.range), owner: server)
  }
}

/// Writes changes of variables into a property list.
struct LaunchdWriter: ChangeWriter {
  private let reader: LaunchdReader
  private let editor: XMLEditor

  init(_ reader: LaunchdReader) {
    self.reader = reader
    editor = XMLEditor(reader.tree)
  }

  func edits(for change: Change) -> [Edit]? {
    guard change.fact.address.first == "variable",
      let setting = reader.settings.first(where: { $0.variable.name == change.fact.address.last })
    else { return nil }
    switch change.action {
    case .set(.name, .text(let name)):
      // A second variable of that name would be lost or win over it.
      guard !reader.settings.contains(where: { $0.variable.name == name }) else { return nil }
      return editor.setText(name, of: setting.name)
    case .set(.value, .text(let value)): return editor.setText(value, of: setting.value)
    default: return nil
    }
  }
}
