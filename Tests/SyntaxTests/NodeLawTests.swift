import Testing

@testable import Syntax

/// The laws of trees and edits, over generated documents, the fixtures and real files.
@Suite struct NodeLawTests {
  // MARK: Lossless

  @Test func everyByteOfYAMLIsANodesOrIsSyntax() throws {
    for (name, text) in Samples.yaml {
      let documents = try YAMLParser.parse(SourceText(text))
      // Of several documents each has its own part of the bytes only.
      if documents.count == 1 { check(documents[0], name, isJSON: false) }
    }
  }

  @Test func everyByteOfJSONIsANodesOrIsSyntax() throws {
    for (name, text) in Samples.json { check(try JSONParser.parse(SourceText(text)), name, isJSON: true) }
  }

  /// Nodes nest, siblings are in order and apart, and what lies between scalars is syntax or comment.
  private func check(_ document: NodeDocument, _ name: String, isJSON: Bool) {
    guard let root = document.root else { return }
    var scalars: [TextRange] = []
    func visit(_ node: Node, in parent: TextRange) {
      #expect(parent.contains(node.range) || node.range.isEmpty, "\(name): \(node.range) leaves \(parent)")
      var position = node.range.start
      func next(_ child: Node) {
        #expect(
          child.range.start >= position || child.range.isEmpty,
          "\(name): \(child.range) overlaps what is before it")
        position = max(position, child.range.end)
        visit(child, in: node.range)
      }
      for entry in node.entries ?? [] {
        next(entry.key)
        next(entry.value)
      }
      for item in node.items ?? [] { next(item) }
      if node.entries == nil, node.items == nil { scalars.append(node.range) }
    }
    visit(root, in: document.source.range)
    var isCovered = [Bool](repeating: false, count: document.source.bytes.count)
    for range in scalars + document.comments { for i in range.start..<range.end { isCovered[i] = true } }
    let syntax = Set(isJSON ? "{}[],: \t\r\n\u{feff}".utf8 : "{}[],:-?&*! \t\r\n\u{feff}".utf8)
    for (i, byte) in document.source.bytes.enumerated() where !isCovered[i] && !syntax.contains(byte) {
      // Anchors, tags, directives and document marks of YAML are words that begin with a mark.
      let line = document.source.string(
        TextRange(document.source.lineStart(of: i), document.source.lineEnd(of: i)))
      let isMarked =
        !isJSON
        && (line.contains("&") || line.contains("!") || line.contains("%") || line.hasPrefix("...")
          || line.contains("*"))
      if !isMarked { #expect(Bool(false), "\(name): byte \(i) of \(line) belongs to nothing") }
    }
  }

  /// Keys of large mappings are looked up by a table; what it answers is what looking at each would.
  @Test func aKeyIsFoundInALargeMappingAsInASmallOne() throws {
    let names = (0..<100).map { "k\($0)" }
    let yaml = names.map { "  \($0): \($0)\n" }.joined()
    let json = (names + ["k7"]).map { "\"\($0)\": {\"x\": 1}" }.joined(separator: ",")
    let dotted = names.map { "a.b.\($0) = 1\na.\($0) = 2\n" }.joined()
    let documents = [
      try #require(try YAMLParser.parse(SourceText("a: &a\n\(yaml)b: {<<: *a, k3: x}\nc: *a\n")).first),
      try JSONParser.parse(SourceText("{\"a\": {\(json)}}")),
      try TOMLParser.parse(SourceText(dotted + names.map { "\($0) = 3\n" }.joined())).nodes,
    ]
    var large = 0
    func visit(_ node: Node, _ document: NodeDocument) {
      for entry in node.entries ?? [] { visit(entry.value, document) }
      guard let entries = node.entries else { return }
      if entries.count >= 100 { large += 1 }
      for key in names + ["a", "b", "none"] {
        #expect(
          document.position(of: key, in: node) == entries.lastIndex { $0.key.scalar?.text == key }, "\(key)")
      }
    }
    for document in documents { visit(try #require(document.root), document) }
    #expect(large == 5)
    #expect(documents[0].node(at: ["b", "k9"])?.text == "k9")
    #expect(documents[0].node(at: ["c", "k99"])?.text == "k99")
  }

  // MARK: Edits

  @Test func settingAScalarChangesItAndNothingElse() throws {
    for (name, text, isJSON) in Samples.all {
      guard let document = Samples.parse(text, isJSON) else { continue }
      for path in Leaves.of(document).shuffled(first: Samples.placesOfEach).map(\.path) {
        guard let edits = Samples.editor(document, isJSON).set(path, to: .string("changed: value")),
          let list = EditList(edits)
        else { continue }
        expect(list, on: document, isJSON, name, path: path, becomes: "changed: value")
      }
    }
  }

  @Test func insertingAKeyAddsItAndNothingElse() throws {
    for (name, text, isJSON) in Samples.all {
      guard let document = Samples.parse(text, isJSON) else { continue }
      for path in Leaves.mappings(of: document).shuffled(first: Samples.placesOfEach) {
        let editor = Samples.editor(document, isJSON)
        guard let edits = editor.insert(key: "new-key", value: .string("64000"), into: path, after: nil),
          let list = EditList(edits)
        else { continue }
        expect(list, on: document, isJSON, name, path: path + [.key("new-key")], becomes: "64000")
      }
    }
  }

  @Test func removingAnEntryRemovesItAndNothingElse() throws {
    for (name, text, isJSON) in Samples.all {
      guard let document = Samples.parse(text, isJSON) else { continue }
      let before = Leaves.of(document)
      for path in before.shuffled(first: Samples.placesOfEach).map(\.path) {
        guard case .key = path[path.count - 1], let edits = Samples.editor(document, isJSON).remove(path),
          let list = EditList(edits), let bytes = list.applied(to: document.source.bytes)
        else { continue }
        guard before.count > 1 else { continue }
        guard let after = Samples.parse(bytes, isJSON) else {
          Issue.record(
            "\(name): without \(path) it does not read: \(String(decoding: bytes, as: UTF8.self).prefix(500))"
          )
          continue
        }
        let left = Leaves.of(after).map(\.value)
        // An emptied parent goes along, so the rest is compared as a whole: nothing but the value is gone.
        var expected = before.map(\.value)
        if let index = before.firstIndex(where: { $0.path == path }) { expected.remove(at: index) }
        #expect(left == expected, "\(name): removing \(path) changed something else")
      }
    }
  }

  private func expect(
    _ list: EditList, on document: NodeDocument, _ isJSON: Bool, _ name: String, path: [PathStep],
    becomes text: String
  ) {
    guard let bytes = list.applied(to: document.source.bytes), let after = Samples.parse(bytes, isJSON) else {
      Issue.record(
        "\(name): after setting \(path) it does not read: \(String(decoding: list.applied(to: document.source.bytes) ?? [], as: UTF8.self).prefix(500))"
      )
      return
    }
    #expect(after.node(at: path)?.text == text, "\(name): \(path) reads back as something else")
    let old = Leaves.of(document).filter { $0.path != path && !$0.path.starts(with: path) }
    let new = Leaves.of(after).filter { $0.path != path && !$0.path.starts(with: path) }
    #expect(old.map(\.path) == new.map(\.path), "\(name): setting \(path) moved something")
    #expect(old.map(\.value) == new.map(\.value), "\(name): setting \(path) changed something else")
  }
}

enum Leaves {
  struct Leaf {
    let path: [PathStep]
    let value: String
  }

  static func of(_ document: NodeDocument) -> [Leaf] {
    var leaves: [Leaf] = []
    func visit(_ node: Node, _ path: [PathStep]) {
      for entry in node.entries ?? [] { visit(entry.value, path + [.key(entry.key.scalar?.text ?? "?")]) }
      for (i, item) in (node.items ?? []).enumerated() { visit(item, path + [.index(i)]) }
      switch node.content {
      case .scalar(let scalar): leaves.append(Leaf(path: path, value: scalar.text))
      case .alias(let name): leaves.append(Leaf(path: path, value: "*" + name))
      default: break
      }
    }
    if let root = document.root { visit(root, []) }
    return leaves.filter { !$0.path.isEmpty && !hasDuplicates($0.path, document) }
  }

  static func mappings(of document: NodeDocument) -> [[PathStep]] {
    var paths: [[PathStep]] = []
    func visit(_ node: Node, _ path: [PathStep]) {
      if node.entries != nil { paths.append(path) }
      for entry in node.entries ?? [] { visit(entry.value, path + [.key(entry.key.scalar?.text ?? "?")]) }
      for (i, item) in (node.items ?? []).enumerated() { visit(item, path + [.index(i)]) }
    }
    if let root = document.root { visit(root, []) }
    return paths
  }

  /// A path through a key that stands twice names two things.
  private static func hasDuplicates(_ path: [PathStep], _ document: NodeDocument) -> Bool {
    let names = Set(document.duplicateKeys.map(\.name))
    return path.contains { if case .key(let key) = $0 { names.contains(key) } else { false } }
  }
}

extension Array {
  /// Up to `count` elements, spread over the array by a fixed seed.
  func shuffled(first count: Int) -> [Element] {
    var random = Seeded(UInt64(self.count))
    return Array(shuffled(using: &random).prefix(count))
  }
}

/// Documents to try laws on.
enum Samples {
  static let yaml: [(String, [UInt8])] =
    (Corpus.files(".yml", ".yaml") + Corpus.fixtures(".yml", ".yaml")).filter {
      (try? YAMLParser.parse(SourceText($0.bytes))) != nil
    }
    .map { ($0.name, $0.bytes) } + generated(isJSON: false)

  static let json: [(String, [UInt8])] =
    (Corpus.files(".json", ".jsonc") + Corpus.fixtures(".json", ".jsonc")).filter {
      (try? JSONParser.parse(SourceText($0.bytes))) != nil
    }
    .map { ($0.name, $0.bytes) } + generated(isJSON: true)

  /// With what each is: the laws of edits take some places of every text.
  static let all: [(String, [UInt8], Bool)] =
    yaml.map { ($0.0, $0.1, false) } + json.map { ($0.0, $0.1, true) }

  static let placesOfEach = 6

  static func parse(_ bytes: [UInt8], _ isJSON: Bool) -> NodeDocument? {
    if isJSON { return try? JSONParser.parse(SourceText(bytes)) }
    guard let documents = try? YAMLParser.parse(SourceText(bytes)), documents.count == 1 else { return nil }
    return documents[0]
  }

  static func editor(_ document: NodeDocument, _ isJSON: Bool) -> any NodeEditor {
    isJSON ? JSONEditor(document) : YAMLEditor(document)
  }

  /// Documents made of what is awkward: comments everywhere, flow in block, quotes, CRLF, no last newline.
  static func generated(isJSON: Bool) -> [(String, [UInt8])] {
    (0..<150).map { seed in
      var random = Seeded(UInt64(seed))
      var text = isJSON ? json(depth: 0, &random) : block(depth: 0, indent: 0, &random)
      if Bool.random(using: &random), !isJSON { text.removeLast() }
      if seed % 5 == 0 {
        text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n")
      }
      if seed % 7 == 0 { text = "\u{feff}" + text }
      return ("seed \(seed)", Array(text.utf8))
    }
  }

  private static let words = [
    "a", "b: c", "it's", "\"q\"", "yes", "12", "0.5", "ü", "#x", "- d", "", "~", "x # y", "11434:11434",
  ]

  private static func scalar(_ random: inout Seeded) -> String {
    let word = words.randomElement(using: &random) ?? "a"
    switch Int.random(in: 0..<3, using: &random) {
    case 0: return YAMLValueText.doubleQuoted(word)
    case 1:
      return "'" + word.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    default: return YAMLValueText.isPlain(word, inFlow: true) ? word : YAMLValueText.doubleQuoted(word)
    }
  }

  private static func block(depth: Int, indent: Int, _ random: inout Seeded) -> String {
    let pad = String(repeating: " ", count: indent)
    var text = ""
    for i in 0..<Int.random(in: 1...4, using: &random) {
      if Int.random(in: 0..<4, using: &random) == 0 { text += pad + "# comment \(i)\n" }
      if Int.random(in: 0..<6, using: &random) == 0 { text += "\n" }
      text += pad + "k\(i):"
      let step = [2, 4][depth % 2]
      switch Int.random(in: 0..<7, using: &random) {
      case 0 where depth < 3: text += "\n" + block(depth: depth + 1, indent: indent + step, &random)
      case 1:
        let flush = Bool.random(using: &random) ? "" : "  "
        text += " # list\n"
        for _ in 0..<Int.random(in: 1...3, using: &random) {
          text += pad + flush + "- " + scalar(&random) + "\n"
        }
      case 2: text += " [" + scalar(&random) + ", " + scalar(&random) + "]\n"
      case 3: text += " { x: " + scalar(&random) + ", y: " + scalar(&random) + " } # flow\n"
      case 4: text += " |\n" + pad + "  line one\n" + pad + "  line two\n"
      case 5: text += "\n"
      default: text += " " + scalar(&random) + (Bool.random(using: &random) ? "  # why\n" : "\n")
      }
    }
    return text
  }

  private static func json(depth: Int, _ random: inout Seeded) -> String {
    switch Int.random(in: 0..<(depth < 3 ? 6 : 3), using: &random) {
    case 0 where depth > 0: return "\"va\\u00e9l \\\" \""
    case 1 where depth > 0: return ["true", "null", "-1.5e3", "0"].randomElement(using: &random) ?? "0"
    case 2 where depth > 0: return "[ 1, \"two\" /* inside */, {} ]"
    default:
      let pad = String(repeating: "\t", count: depth + 1)
      var text = "{"
      let count = Int.random(in: 1...4, using: &random)
      for i in 0..<count {
        text += "\n" + pad
        if Bool.random(using: &random) { text += "// note\n" + pad }
        text += "\"k\(i)\": " + json(depth: depth + 1, &random)
        if i < count - 1 || Bool.random(using: &random) { text += "," }
        if Bool.random(using: &random) { text += " // behind" }
      }
      return text + "\n" + String(repeating: "\t", count: depth) + "}"
    }
  }
}
