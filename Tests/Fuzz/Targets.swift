// What libFuzzer feeds: one function a target, chosen by FUZZ_TARGET. A trap, a hang or a broken law ends the
// process, and libFuzzer keeps the input. Built and run by Tests/Fuzz/run.

import Diagnostics
import Formats
import Foundation
import Knowledge
import RuleEngine
import Vocabulary

@testable import Linter
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
  case yaml, json, toml, xml, modelfile, shell, dotenv, ini, markdown, gguf, manifest, template, rule, configuration
  case formats, check, fix

  func run(_ bytes: [UInt8]) {
    let source = SourceText(bytes)
    switch self {
    case .yaml: Nodes.yaml(source)
    case .json: Nodes.json(source)
    case .toml: Nodes.toml(source)
    case .xml: Elements.xml(source)
    case .modelfile: Texts.modelfile(source)
    case .shell: Texts.shell(source)
    case .dotenv: _ = DotenvParser.parse(source)
    case .ini: Texts.ini(source)
    case .markdown: Texts.markdown(source)
    case .gguf:
      if let file = try? GGUFFile(ByteSource(bytes)) { _ = ModelFile(file, name: "x", source: .gguf) }
    case .manifest:
      _ = ModelName(String(decoding: bytes, as: UTF8.self)).map { ModelCatalogue.file(named: $0) }
    case .template: _ = GoTemplate(String(decoding: bytes, as: UTF8.self)).capabilities
    case .rule: rule(source)
    case .configuration:
      _ = try? ConfigurationReader(path: ".ollama-lint.yaml", bytes: bytes, ruleSource: { _ in source })
        .read()
    case .formats: Pipeline.read(bytes)
    case .check: _ = Pipeline.lint(bytes, fixing: .none)
    case .fix: Pipeline.fix(bytes)
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

  private static func leaves(_ document: NodeDocument) -> [(path: [PathStep], text: String, range: TextRange)]
  {
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
      // Where a key is written twice, a path leads to one of the two only.
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
    guard let element = tree.all.first(where: { !$0.attributes.isEmpty }), let first = element.attributes.first,
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
  private static let names = [
    "compose.yaml", "opencode.json", "Modelfile", "run.sh", "README.md", "ollama.service", "ollama.container",
    ".env", "Makefile", "coder.modelfile", ".opencode/opencode.jsonc", "docker-compose.override.yml",
  ]
  private static let directory: String = {
    let url = FileManager.default.temporaryDirectory.appending(path: "fuzz-\(getpid())")
    try? FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    return url.resolvingSymlinksInPath().path
  }()

  private static func split(_ bytes: [UInt8]) -> (name: String, text: [UInt8])? {
    guard let first = bytes.first else { return nil }
    return (names[Int(first) % names.count], Array(bytes.dropFirst()))
  }

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

  static func lint(_ bytes: [UInt8], fixing: Linter.Fixing) -> Linter.Outcome? {
    guard let (name, text) = split(bytes) else { return nil }
    var options = Options()
    options.standardInput = (directory + "/" + name, text)
    options.workingDirectory = directory
    options.severity = .info
    options.machine = Machine(
      gpus: [.init(name: "a GPU", vendor: .nvidia, vramBytes: 8 << 30)], ramBytes: 32 << 30,
      operatingSystem: .linux,
      source: .flag)
    return try? Linter(options).run(fixing: fixing)
  }

  /// What was fixed is fixed: a second run changes nothing.
  static func fix(_ bytes: [UInt8]) {
    guard let outcome = lint(bytes, fixing: .all), let change = outcome.changes.first, let first = bytes.first
    else { return }
    guard let again = lint([first] + change.after, fixing: .all) else { return }
    demand(again.changes.isEmpty, "fixing twice changes nothing more")
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
