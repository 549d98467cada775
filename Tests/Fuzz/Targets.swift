// What libFuzzer feeds: one function a target, chosen by FUZZ_TARGET. A trap, a hang or a broken law ends the
// process, and libFuzzer keeps the input. Built and run by Tests/Fuzz/run.

import Diagnostics
import Formats
import Foundation
import Knowledge
import Memory
import RuleEngine
import Vocabulary

@testable import Doctor
@testable import Generator
@testable import LanguageServer
@testable import Linter
@testable import Reporting
@testable import Syntax

func demand(_ isKept: Bool, _ law: @autoclosure () -> String) {
  if !isKept { fatalError("broken law: \(law())") }
}

/// A workspace with nothing in it but the file at hand.
struct EmptyWorkspace: Workspace {
  func source(at path: String) -> SourceText? { nil }
  func kind(at path: String) -> EntryKind? { .missing }
  func names(in directory: String) -> [String] { [] }
  func weights(at path: String) -> Result<GGUFFile, GGUFError>? { nil }
  func isIgnored(_ path: String) -> Bool { false }
}

enum Target: String, CaseIterable {
  case yaml, json, toml, plist, lua, elisp, xml, modelfile, shell, dotenv, ini, markdown, words, settings,
    dockerfile, gguf,
    manifest
  case rule, configuration, baseline, doctor, messages, session, credentials, diff, merge, addition, formats,
    check,
    fix, anchors

  func run(_ bytes: [UInt8]) {
    let source = SourceText(bytes)
    switch self {
    case .yaml: Nodes.yaml(source)
    case .json: Nodes.json(source)
    case .toml: Nodes.toml(source)
    case .plist: Nodes.settings(source, .plist)
    case .lua: Nodes.settings(source, .lua)
    case .elisp: Nodes.settings(source, .elisp)
    case .xml: Elements.xml(source)
    case .modelfile: Texts.modelfile(source)
    case .shell: Texts.shell(source)
    case .dotenv: Nodes.settings(source, .dotenv)
    case .ini:
      Texts.ini(source)
      Nodes.settings(source, .ini)
    case .markdown: Texts.markdown(source)
    case .words: Texts.words(source)
    case .settings: Texts.settings(source)
    case .dockerfile: _ = DockerfileParser.parse(source)
    case .baseline: Outside.baseline(bytes)
    case .doctor: Outside.doctor(bytes)
    case .messages: Outside.messages(bytes)
    case .session: Session.run(bytes)
    case .credentials: Outside.credentials(bytes)
    case .diff: Outside.diff(bytes)
    case .merge: Merges.merge(bytes)
    case .addition: Merges.add(bytes)
    case .gguf:
      if let file = try? GGUFFile(ByteSource(bytes)) { _ = ModelFile(file, name: "x", source: .gguf) }
    case .manifest:
      _ = ModelName(String(decoding: bytes, as: UTF8.self)).map { ModelCatalogue.standard.file(named: $0) }
    case .rule: rule(source)
    case .configuration:
      _ = try? ConfigurationReader(path: ".ollama-lint.yaml", bytes: bytes, ruleSource: { _ in source })
        .read()
    case .formats: Pipeline.read(bytes)
    case .check: _ = Pipeline.lint(bytes, fixing: .none)
    case .fix: Pipeline.fix(bytes)
    case .anchors: Anchors.run(bytes)
    }
  }

  private func rule(_ source: SourceText) {
    guard let documents = try? YAMLParser.parse(source), let root = documents.first?.root else { return }
    _ = try? RuleDecoder(file: "x.yaml", source: source).decode(root, id: "fuzz/rule")
  }
}

/// Trees of nodes: ranges lie inside, and an edit changes what it should and no other value.
enum Nodes {
  static func yaml(_ source: SourceText) {
    guard let documents = try? YAMLParser.parse(source) else { return }
    for document in documents { check(document) }
    guard documents.count == 1, let document = documents.first else { return }
    edit(document, YAMLEditor(document)) { (try? YAMLParser.parse($0))?.first }
  }

  static func json(_ source: SourceText) {
    guard let document = try? JSONParser.parse(source) else { return }
    check(document)
    edit(document, JSONEditor(document)) { try? JSONParser.parse($0) }
  }

  static func toml(_ source: SourceText) {
    guard let document = try? TOMLParser.parse(source) else { return }
    check(document.nodes)
    edit(document.nodes, TOMLEditor(document)) { try? TOMLParser.parse($0).nodes }
  }

  static func settings(_ source: SourceText, _ syntax: NodeSyntax) {
    guard let (document, editor) = try? syntax.parse(source) else { return }
    check(document)
    edit(document, editor) { (try? syntax.parse($0))?.nodes }
  }

  private static func check(_ document: NodeDocument) {
    func visit(_ node: Node, _ depth: Int) {
      demand(document.source.range.contains(node.range) || node.range.isEmpty, "a node lies in its text")
      demand(depth <= SyntaxLimits.depth + 1, "depth is bounded")
      for entry in node.entries ?? [] {
        visit(entry.key, depth + 1)
        visit(entry.value, depth + 1)
      }
      for item in node.items ?? [] { visit(item, depth + 1) }
    }
    if let root = document.root { visit(root, 0) }
  }

  private static func leaves(_ document: NodeDocument) -> [(path: [PathStep], text: String, range: TextRange)] {
    var found: [(path: [PathStep], text: String, range: TextRange)] = []
    func visit(_ node: Node, _ path: [PathStep]) {
      for entry in node.entries ?? [] { visit(entry.value, path + [.key(entry.key.text ?? "?")]) }
      for (index, item) in (node.items ?? []).enumerated() { visit(item, path + [.index(index)]) }
      if let scalar = node.scalar { found.append((path, scalar.text, node.range)) }
    }
    if let root = document.root { visit(root, []) }
    return found
  }

  private static func edit(
    _ document: NodeDocument, _ editor: any NodeEditor, parse: (SourceText) -> NodeDocument?
  ) {
    let before = leaves(document)
    guard before.count < 200 else { return }
    for leaf in before.prefix(3) {
      // Where a key is written twice, a path points to one of the two only.
      guard document.node(at: leaf.path)?.range == leaf.range,
        before.filter({ $0.path == leaf.path }).count == 1
      else { continue }
      guard let edits = editor.set(leaf.path, to: .string("65536 b")), let list = EditList(edits),
        let bytes = list.applied(to: document.source.bytes)
      else { continue }
      guard let after = parse(SourceText(bytes)) else {
        fatalError("broken law: an edit leaves the text readable")
      }
      let now = leaves(after)
      demand(now.count == before.count, "setting a value adds and removes none")
      for (old, new) in zip(before, now) {
        demand(
          old.path == leaf.path ? new.text == "65536 b" : new.text == old.text, "an edit changes one value")
      }
    }
  }
}

/// XML: ranges lie inside and in order, and an attribute that is set is the only thing that changes.
enum Elements {
  static func xml(_ source: SourceText) {
    guard let tree = try? XMLTreeParser.parse(source) else { return }
    for element in tree.all {
      demand(source.range.contains(element.range), "an element lies in its text")
      for attribute in element.attributes {
        demand(element.startTag.contains(attribute.range), "an attribute lies in its tag")
      }
    }
    guard let element = tree.all.first(where: { !$0.attributes.isEmpty }),
      let first = element.attributes.first,
      let edits = XMLEditor(tree).setAttribute(first.name, to: "65536 b", of: element),
      let bytes = EditList(edits)?.applied(to: source.bytes)
    else { return }
    guard let after = try? XMLTreeParser.parse(SourceText(bytes)) else {
      fatalError("broken law: an edit leaves the text readable")
    }
    demand(after.all.count == tree.all.count, "setting an attribute adds and removes no element")
    demand(after[element.id][first.name] == "65536 b", "the attribute is set")
  }
}

/// Texts of lines: parts are in order and inside.
enum Texts {
  static func modelfile(_ source: SourceText) {
    let tree = ModelfileParser.parse(source)
    var position = 0
    for range in (tree.instructions.map(\.range) + tree.comments).sorted() {
      demand(range.start >= position && range.end <= source.bytes.count, "instructions are in order")
      position = range.end
    }
    guard tree.mistakes.isEmpty, let edits = ModelfileEditor(tree).setParameter("num_ctx", to: "65536"),
      let after = EditList(edits)?.applied(to: source.bytes)
    else { return }
    let changed = ModelfileParser.parse(SourceText(after))
    demand(
      changed.all(.parameter).filter { changed.name(of: $0) == "num_ctx" }.last?.value == "65536",
      "a parameter that is set reads back")
  }

  static func shell(_ source: SourceText) {
    for command in ShellParser.parse(source).commands {
      demand(source.range.contains(command.range), "a command lies in its text")
    }
  }

  static func ini(_ source: SourceText) {
    let file = INIParser.parse(source)
    demand(file.lines.flatMap { file.source.slice($0.range) } == source.bytes, "the tree prints its bytes")
  }

  static func words(_ source: SourceText) {
    var position = 0
    for line in WordLine.lines(of: source).lines {
      for word in line.words {
        demand(word.range.start >= position && source.string(word.range) == word.text, "words are in order")
        position = word.range.end
      }
    }
    demand(position <= source.bytes.count, "words lie inside")
  }

  static func settings(_ source: SourceText) {
    for entry in SettingsParser.parse(source).all {
      demand(
        source.range.contains(entry.range) && source.string(entry.valueRange) == entry.value,
        "an entry lies inside")
    }
  }

  static func markdown(_ source: SourceText) {
    for fence in MarkdownFences.find(in: source) {
      demand(
        fence.text.map.segments.allSatisfy { $0.host + $0.hostLength <= source.bytes.count },
        "a fence lies inside")
    }
  }
}

/// The whole way of a file, whose name the first byte chooses.
enum Pipeline {
  private static let directory: String = {
    let url = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(getpid())")
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url.resolvingSymlinksInPath().path
  }()

  static func split(_ bytes: [UInt8]) -> (name: String, text: [UInt8])? {
    guard let first = bytes.first else { return nil }
    return (fileNames[Int(first) % fileNames.count], Array(bytes.dropFirst()))
  }

  static let machine = Machine(
    gpus: [.init(name: "a GPU", vendor: .nvidia, vramBytes: 8 << 30)], ramBytes: 32 << 30,
    operatingSystem: .linux,
    source: .flag)

  static func read(_ bytes: [UInt8]) {
    guard let (name, text) = split(bytes) else { return }
    for read in DocumentReader.read(name, bytes: text, in: EmptyWorkspace()) {
      for fact in read.reading.facts where fact.id.document == read.document.id {
        demand(
          fact.range.document != read.document.id || fact.range.range.end <= read.document.source.bytes.count,
          "a fact lies in its text: \(fact.id.subject) \(fact.id.address) \(fact.range.range) of \(read.document.source.bytes.count)"
        )
      }
    }
  }

  static func lint(_ bytes: [UInt8], fixing: LintRun.Fixing) -> LintRun.Outcome? {
    guard let (name, text) = split(bytes) else { return nil }
    var options = Options()
    options.standardInput = (directory + "/" + name, text)
    options.workingDirectory = directory
    options.severity = .info
    options.machine = machine
    return try? LintRun(options).run(fixing: fixing)
  }

  /// What was fixed is fixed: a second run changes nothing.
  static func fix(_ bytes: [UInt8]) {
    guard let outcome = lint(bytes, fixing: .all), let change = outcome.changes.first, let first = bytes.first
    else { return }
    guard let again = lint([first] + change.after, fixing: .all) else { return }
    demand(again.changes.isEmpty, "fixing twice changes nothing more")
  }
}

/// A whole session of an editor: each line of the input is a message, its first byte says which.
enum Session {
  static func run(_ bytes: [UInt8]) {
    let folder = FileManager.default.temporaryDirectory.path + "/fuzz-session"
    var server = LanguageServer(
      computer: Pipeline.machine, home: nil, options: { _ in Options() }, send: { _ in })
    var text: EditorText?
    for line in bytes.split(separator: 0x0A, maxSplits: 24) {
      var numbers = Numbers(line.dropFirst())
      let path = folder + "/" + fileNames[Int(line.first ?? 0) / 8 % fileNames.count]
      let document = "\"textDocument\":{\"uri\":\"file://\(path)\",\"version\":\(numbers.next())}"
      let range = "{\"start\":\(numbers.place()),\"end\":\(numbers.place())}"
      let rest = String(decoding: line.dropFirst(1).map { $0 == 0x0B ? 0x0A : $0 }, as: UTF8.self)
      let quoted = JSONText.string(rest).compact
      func tell(_ method: String, _ parameters: String) {
        let message = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"\(method)\",\"params\":{\(parameters)}}"
        guard let message = Message(Array(message.utf8)) else { return }
        server.handle(message)
      }
      switch (line.first ?? 0) % 8 {
      case 0:
        let opened = "\"uri\":\"file://\(path)\",\"languageId\":\"x\",\"version\":1,\"text\":\(quoted)"
        tell("textDocument/didOpen", "\"textDocument\":{\(opened)}")
        text = EditorText(Array(rest.utf8))
      case 1:
        tell(
          "textDocument/didChange", "\(document),\"contentChanges\":[{\"range\":\(range),\"text\":\(quoted)}]"
        )
      case 2: tell("textDocument/didChange", "\(document),\"contentChanges\":[{\"text\":\(quoted)}]")
      case 3: tell("textDocument/hover", "\(document),\"position\":\(numbers.place())")
      case 4: tell("textDocument/completion", "\(document),\"position\":\(numbers.place())")
      case 5:
        tell(
          "textDocument/codeAction", "\(document),\"range\":\(range),\"context\":{\"only\":[\(quoted),\"\"]}")
      case 6: tell("textDocument/documentLink", document)
      default:
        // Whatever it is: what is no message is left out.
        if let message = Message(Array(line.dropFirst())) { server.handle(message) }
      }
      if var known = text {
        known.change(EditorPosition(line: numbers.next(), character: numbers.next()), nil, to: rest)
        demand(known.bytes == Array(rest.utf8), "without a range all is replaced")
      }
    }
    server.lintIfNeeded()
  }

  /// Numbers out of bytes: small ones, and those at which arithmetic ends.
  private struct Numbers {
    private var bytes: ArraySlice<UInt8>
    private static let edges = [
      Int.max, Int.min, -1, 0, Int(Int32.max), Int(Int32.min), Int.max - 1, Int(UInt32.max), 1 << 52,
    ]

    init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

    mutating func next() -> Int {
      guard let byte = bytes.popFirst() else { return 0 }
      return byte < 0x30 ? Self.edges[Int(byte) % Self.edges.count] : Int(byte) - 0x30
    }

    mutating func place() -> String { "{\"line\":\(next()),\"character\":\(next())}" }
  }
}

/// Compose files whose services share parts by anchors, aliases and merge keys, made of the bytes; services that are about
/// no model mean after all fixes what they meant.
enum Anchors {
  static func run(_ bytes: [UInt8]) {
    var input = bytes[...]
    func next(_ count: Int) -> Int { Int(input.popFirst() ?? 0) % count }
    let parts = [
      "environment: {OLLAMA_KEEP_ALIVE: 5minutes, STATEMENT: 5minutes}",
      "environment: [OLLAMA_CONTEXT_LENGTH=64k, A=b]",
      "environment: {OLLAMA_HOST: 127.0.0.1}", "ports: [\"11434:11434\"]", "volumes: [\"c:/c\"]",
      "restart: \"no\"",
      "deploy: {resources: {limits: {memory: 8G}}}", "extra_hosts: [\"a:10.0.0.1\"]",
      "environment: {OLLAMA_NUM_PARALEL: 2}",
    ]
    let images = [
      "ollama/ollama:0.32.15", "acme/db", "ghcr.io/open-webui/open-webui:main", "postgres:16",
      "ollama/ollama",
    ]
    var anchors: [String: [String]] = [:]
    var services: [String] = []
    var text = "services:\n"
    for number in 0..<(2 + next(4)) {
      let name = "s\(number)"
      text += "  \(name):"
      let isShared = next(3) == 0
      if isShared { text += " &v\(next(3))" }
      text += "\n"
      if let known = anchors["service"], !known.isEmpty, next(3) == 0 {
        text += "    <<: *\(known[next(known.count)])\n"
      }
      if isShared, let anchor = text.split(separator: "&").last?.prefix(2) {
        anchors["service", default: []].append(String(anchor))
      }
      text += "    image: \(images[next(images.count)])\n"
      var written: Set<Substring> = []
      for _ in 0..<next(5) {
        let part = parts[next(parts.count)]
        let key = part.prefix { $0 != ":" }
        guard written.insert(key).inserted else { continue }
        let value = part.dropFirst(key.count + 2)
        let known = anchors[String(key)] ?? []
        switch next(4) {
        case 0 where !known.isEmpty: text += "    \(key): *\(known[next(known.count)])\n"
        case 1:
          let anchor = "\(key.prefix(2))\(next(2))"
          anchors[String(key), default: []].append(anchor)
          text += "    \(key): &\(anchor) \(value)\n"
        default: text += "    \(key): \(value)\n"
        }
      }
      if next(6) == 0, let base = services.last { text += "    extends: \(base)\n" }
      services.append(name)
    }
    text += "volumes: {c: }\n"
    guard let before = (try? YAMLParser.parse(SourceText(text)))?.first else { return }
    let first = UInt8(fileNames.firstIndex(of: "compose.yaml") ?? 0)
    guard let change = Pipeline.lint([first] + Array(text.utf8), fixing: .all)?.changes.first else { return }
    guard let after = (try? YAMLParser.parse(SourceText(change.after)))?.first else {
      return demand(false, "what was fixed is still YAML")
    }
    for place in MeaningChanges(from: before, to: after).places {
      guard place.path.count > 2, place.path.first == .key("services"), case .key(let name) = place.path[1]
      else {
        continue
      }
      func image(_ document: NodeDocument) -> String {
        document.node(at: ["services", .key(name), "image"])?.text ?? ""
      }
      let extended = before.node(at: ["services", .key(name), "extends"]) != nil
      let isForeign = !image(before).contains("ollama") && !image(before).contains("open-webui") && !extended
      let isAddress = place.path.contains(.key("OLLAMA_HOST")) || place.path.contains(.key("extra_hosts"))
      demand(
        !isForeign || isAddress, "a service of another program stays what it means: \(place.path) in\n\(text)"
      )
    }
    guard let again = Pipeline.lint([first] + change.after, fixing: .all) else { return }
    demand(again.changes.isEmpty, "fixing twice changes nothing more")
  }
}

/// What comes from elsewhere than the files that are linted, and what goes out.
enum Outside {
  static func baseline(_ bytes: [UInt8]) {
    guard let baseline = try? Baseline(path: "b.json", bytes: bytes) else { return }
    let report = Report(toolVersion: "0", machine: nil, files: [], diagnostics: [], fixed: 0)
    _ = JSONReport.render(baseline.applied(to: report, severity: .info, isWhole: true) { _ in false })
  }

  /// Three answers, cut at zero bytes, and what is made of them.
  static func doctor(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0, maxSplits: 3, omittingEmptySubsequences: false).map(Array.init)
    func answer(_ index: Int) -> NodeDocument? {
      guard index < parts.count else { return nil }
      let answer = HTTPAnswer(parts[index])
      _ = answer.isWhole
      let body = try? answer.body()
      return try? JSONParser.parse(SourceText(body?.text ?? parts[index]))
    }
    guard let version = answer(0), let tags = answer(1), let running = answer(2),
      let address = try? HTTPAddress(""),
      let server = try? LiveServer(address, version: version, tags: tags, running: running)
    else { return }
    let expectation = Expectation(
      model: "qwen3:8b", context: 4096, isSent: false, hasGPU: true, requires: "0.6.0", isMadeHere: true,
      place: "x:1")
    _ = try? Comparison([expectation], server) { _ in answer(3).flatMap(LiveServer.ownContext) }
  }

  /// However the bytes are cut, the same messages come out.
  static func messages(_ bytes: [UInt8]) {
    func all(_ step: Int) -> [[UInt8]] {
      var buffer = MessageBuffer()
      var messages: [[UInt8]] = []
      var position = 0
      while position < bytes.count, !buffer.isBroken {
        let end = min(bytes.count, position + step)
        buffer.append(bytes[position..<end])
        position = end
        while let message = buffer.take() { messages.append(message) }
      }
      return messages
    }
    let whole = all(bytes.count + 1)
    demand(whole == all(7), "messages do not depend on how their bytes arrive")
    for message in whole {
      guard let message = Message(message) else { continue }
      _ = message.document.flatMap(FileURI.path)
      var text = EditorText(bytes)
      let position = message.position ?? EditorPosition(line: Int(bytes.first ?? 0), character: bytes.count)
      text.change(position, message.position("range", "end") ?? position, to: message.text("text") ?? "x")
      _ = text.line(at: position)
      let offset = text.offset(of: position)
      demand(text.offset(of: text.position(at: offset)) == offset, "a place is where it is")
    }
  }

  static func credentials(_ bytes: [UInt8]) {
    var end = 0
    let ranges = Credentials.ranges(in: bytes)
    for range in ranges {
      demand(
        range.start >= end && range.end <= bytes.count && !range.isEmpty,
        "credentials stand in order and inside")
      end = range.end
    }
    var masked = bytes
    Credentials.mask(ranges, in: &masked)
    demand(masked.count == bytes.count, "dots take the place of bytes")
  }

  /// Of two texts, cut at a zero byte; the diff applied to the one gives the other.
  static func diff(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map(Array.init)
    guard parts.count == 2, Credentials.ranges(in: parts[0]).isEmpty, Credentials.ranges(in: parts[1]).isEmpty
    else { return }
    let diff = UnifiedDiff.render(path: "x", before: parts[0], after: parts[1])
    demand(patched(parts[0], diff) == parts[1], "a diff leads from the one text to the other")
  }

  /// The text with a diff applied, as `patch` would.
  private static func patched(_ text: [UInt8], _ diff: [UInt8]) -> [UInt8] {
    guard !diff.isEmpty else { return text }
    func lines(_ bytes: [UInt8]) -> [[UInt8]] {
      var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map { Array($0) + [0x0A] }
      if bytes.last == 0x0A {
        lines.removeLast()
      } else if let last = lines.last {
        lines[lines.count - 1] = last.dropLast()
      }
      return lines.filter { !$0.isEmpty }
    }
    let old = lines(text)
    var new: [UInt8] = []
    var position = 0
    var last: UInt8 = 0
    for line in lines(diff).dropFirst(2) {
      if line.starts(with: Array("@@ -".utf8)) {
        let words = String(decoding: line, as: UTF8.self).split(separator: " ")
        let numbers = words[1].dropFirst().split(separator: ",")
        let start = Int(numbers[0]) ?? 0
        let isEmpty = numbers.count > 1 && numbers[1] == "0"
        while position < start - (isEmpty ? 0 : 1) {
          new += old[position]
          position += 1
        }
        continue
      }
      switch line[0] {
      case 0x20:
        new += line.dropFirst()
        position += 1
      case 0x2D: position += 1
      case 0x2B: new += line.dropFirst()
      default:
        if last != 0x2D { new.removeLast() }
      }
      last = line[0]
    }
    while position < old.count {
      new += old[position]
      position += 1
    }
    return new
  }
}

/// Settings that are brought into what somebody else wrote.
enum Merges {
  /// The second text's value, brought into the first: all of it is there then, and a second time changes nothing.
  static func merge(_ bytes: [UInt8]) {
    let parts = bytes.dropFirst().split(separator: 0, maxSplits: 1, omittingEmptySubsequences: false).map(
      Array.init)
    guard parts.count == 2, let first = bytes.first,
      let new = (try? YAMLParser.parse(SourceText(parts[1])))?.first?.root.flatMap({ NewValue($0) })
    else { return }
    let syntax: NodeSyntax = [.yaml, .json, .toml][Int(first) % 3]
    let merge = NodeMerge(of: new, as: syntax)
    let source = SourceText(parts[0])
    guard let edits = merge.edits(in: source), let text = EditList(edits)?.applied(to: source.bytes) else {
      return
    }
    guard let after = try? syntax.parse(SourceText(text)) else {
      fatalError("broken law: a merge leaves the text readable")
    }
    demand(merge.edits(in: SourceText(text))?.isEmpty == true, "merging twice changes nothing more")
    if let before = try? syntax.parse(source), let old = before.nodes.root, let now = after.nodes.root {
      demand(holds(now, old, after.nodes, before.nodes, 0), "a merge keeps what is there")
    }
  }

  /// Whether all that is in `old` is in `new` at the same places.
  private static func holds(
    _ new: Node, _ old: Node, _ after: NodeDocument, _ before: NodeDocument, _ depth: Int
  ) -> Bool {
    let (new, old) = (after.resolve(new), before.resolve(old))
    if depth > 30 || old.scalar?.type == .null { return true }
    if let entries = old.entries {
      return entries.allSatisfy { entry in
        guard let key = entry.key.text, entries.filter({ $0.key.text == key }).count == 1 else { return true }
        return after.value(of: key, in: new).map { holds($0, entry.value, after, before, depth + 1) } ?? false
      }
    }
    if let items = old.items {
      guard let there = new.items, there.count >= items.count else { return false }
      return zip(there, items).allSatisfy { holds($0, $1, after, before, depth + 1) }
    }
    return new.text == old.text
  }

  /// Every change that a request comes down to, for each place to run and each client.
  private static let changes: [PlannedChange] = {
    let machines = [
      Pipeline.machine, Machine(gpus: [], ramBytes: 64 << 30, operatingSystem: .linux, source: .flag),
    ]
    return machines.flatMap { machine in
      SetupRequest.Topology.allCases.flatMap { topology in
        (try? Plan(
          SetupRequest(machine: machine, topology: topology, harnesses: Harness.all(FormatRegistry.clients))))?
          .changes
          ?? []
      }
    }
  }()

  /// What `init` adds, brought into a text: it reads, what was written is still written, and a second time changes nothing.
  static func add(_ bytes: [UInt8]) {
    guard bytes.count > 2, !changes.isEmpty else { return }
    let planned = changes[(Int(bytes[0]) << 8 | Int(bytes[1])) % changes.count]
    let id = planned.change.fact.document
    let text = Array(bytes.dropFirst(2))
    let found =
      text.isEmpty ? nil : FormatRegistry.builtIn.format(for: Candidate(path: id.path, head: text[...]))
    guard let format = found ?? FormatRegistry.builtIn.all.first(where: { $0.name == planned.format }),
      TextDecoding.utf16(text) == nil
    else { return }
    let document = Document(id: id, source: SourceText(text))
    guard let edits = format.edits(for: planned.change, in: document, workspace: EmptyWorkspace()),
      let new = EditList(edits)?.applied(to: text)
    else { return }
    let before = format.read(document, in: EmptyWorkspace())
    let now = Document(id: id, source: SourceText(new))
    let after = format.read(now, in: EmptyWorkspace())
    demand(after.problems.count <= before.problems.count, "what is added leaves the text readable")
    let facts = Dictionary(after.facts.map { ($0.id, $0) }) { old, _ in old }
    for fact in before.facts where fact.id.subject != .key {
      demand(facts[fact.id] != nil, "\(planned.format): \(fact.id.subject) \(fact.id.address) is lost")
    }
    // What the planner finds there, it does not ask for again.
    guard case .add(let attributes) = planned.change.action,
      !after.facts.contains(where: {
        $0.subject == planned.change.fact.subject && $0.text(.name) == attributes[.name]?.text
      }), format.recognises(Candidate(path: id.path, head: new[...])) > .no
    else { return }
    let again = format.edits(for: planned.change, in: now, workspace: EmptyWorkspace())
    let twice = again.flatMap { EditList($0)?.applied(to: new) } ?? new
    demand(twice == new, "\(planned.format): adding twice changes nothing more")
  }
}

let target: Target = {
  let name = ProcessInfo.processInfo.environment["FUZZ_TARGET"] ?? ""
  guard let target = Target(rawValue: name) else {
    fatalError("FUZZ_TARGET is one of " + Target.allCases.map(\.rawValue).joined(separator: ", "))
  }
  return target
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func testOneInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  target.run(Array(UnsafeBufferPointer(start: data, count: count)))
  return 0
}
