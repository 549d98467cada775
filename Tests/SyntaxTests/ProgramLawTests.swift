import Foundation
import Testing

@testable import Syntax

/// Settings that are in programs: what is literal is read with its bytes, what is computed stays unknown, and an edit
/// changes only what it is about.
@Suite struct ProgramLawTests {
  // MARK: Lossless

  @Test func everyByteOfLuaIsAWordACommentOrBlank() throws {
    for (name, bytes) in Self.texts(.lua) {
      let source = SourceText(bytes)
      var lexer = LuaLexer(source)
      try lexer.read()
      Self.expectCovered(source, lexer.tokens.map(\.range) + lexer.comments, name)
    }
  }

  @Test func everyByteOfLispIsAFormACommentOrBlank() throws {
    for (name, bytes) in Self.texts(.elisp) {
      let source = SourceText(bytes)
      var reader = ElispReader(source)
      var ranges: [TextRange] = []
      func visit(_ form: ElispForm) {
        switch form.content {
        case .list(let forms, _):
          ranges.append(TextRange(form.range.start, form.range.start + 1))
          forms.forEach(visit)
          ranges.append(TextRange(form.range.end - 1, form.range.end))
        case .quoted(let mark, let inner):
          ranges.append(TextRange(form.range.start, form.range.start + mark.utf8.count))
          visit(inner)
        default: ranges.append(form.range)
        }
      }
      try reader.forms().forEach(visit)
      Self.expectCovered(source, ranges + reader.comments, name)
    }
  }

  private static func expectCovered(_ source: SourceText, _ ranges: [TextRange], _ name: String) {
    var position = 0
    for range in ranges.sorted() {
      #expect(range.start >= position, "\(name): \(range) overlaps what is before it")
      let gap = source.string(TextRange(position, range.start))
      #expect(
        gap.unicodeScalars.allSatisfy { " \t\r\n\u{c}\u{b}\u{feff}".unicodeScalars.contains($0) },
        "\(name): \(gap)")
      position = range.end
    }
    #expect(
      source.isBlank(TextRange(position, source.bytes.count))
        || source.slice(TextRange(position, source.bytes.count)).allSatisfy {
          [0x20, 9, 10, 13].contains($0)
        }, "\(name)")
  }

  // MARK: What is read

  @Test func pluginsOfNeovimAreReadByTheirNames() throws {
    let text = """
      -- chat
      local minuet = require 'minuet'
      return {
        { "yetone/avante.nvim", lazy = true, opts = { provider = 'ollama', n = -3, ["a b"] = { 1, "x" }, f = os.getenv("H") or "y" } },
        {
          "olimorris/codecompanion.nvim",
          opts = { adapters = { http = { ollama = function()
            return require("codecompanion.adapters").extend("ollama", { schema = { num_ctx = { default = 4096 } } })
          end } } },
          config = function() minuet.setup { provider = [[openai]], t = true } end,
        },
      }
      """
    let document = try LuaParser.parse(SourceText(text))
    #expect(document.node(at: ["avante", "provider"])?.text == "ollama")
    #expect(document.node(at: ["avante", "n"])?.text == "-3")
    #expect(document.node(at: ["avante", "a b", .index(1)])?.text == "x")
    #expect(document.node(at: ["avante", "f"])?.isComputed == true)
    #expect(document.node(at: ["avante", "lazy"]) == nil)
    #expect(document.node(at: ["minuet", "provider"])?.text == "openai")
    let adapter: [PathStep] = ["codecompanion", "adapters", "http", "ollama"]
    #expect(document.node(at: adapter)?.isComputed == true)
    #expect(document.node(at: adapter)?.entries == nil)
    #expect(document.node(at: adapter + ["extend", "1"])?.text == "ollama")
    let context = adapter + ["extend", "2", "schema", "num_ctx", "default"]
    #expect(document.node(at: context)?.text == "4096")
    let edits = try #require(LuaEditor(document).set(context, to: .integer(65536)))
    let after = try #require(EditList(edits)?.applied(to: Array(text.utf8)))
    #expect(String(decoding: after, as: UTF8.self) == text.replacingOccurrences(of: "4096", with: "65536"))
    #expect(LuaEditor(document).set(["avante", "f"], to: .string("z")) == nil)
  }

  @Test func settingsOfEmacsAreReadByTheirNames() throws {
    let text = """
      ;; chat
      (use-package gptel
        :custom (gptel-temperature 0.5)
        :config
        (setq gptel-model 'qwen3:8b ; the model
              gptel-backend (gptel-make-ollama "Ollama"
                              :host "box:11434"
                              :stream t
                              :request-params '(:options (:num_ctx 8192))
                              :models '(qwen3:8b (llava:13b :capabilities (media))))))
      (setopt ellama-provider (make-llm-ollama :chat-model my-model :port 11434
        :default-chat-non-standard-params '(("num_ctx" . 4096))))
      (plist-put minuet-options :end-point "http://localhost:11434")
      '(setq not-evaluated 1)
      """
    let document = try ElispParser.parse(SourceText(text))
    func node(_ path: PathStep...) -> Node? { document.node(at: path) }
    #expect(node("gptel-model")?.text == "qwen3:8b")
    #expect(node("gptel-temperature")?.text == "0.5")
    #expect(node("gptel-backend", "gptel-make-ollama", "host")?.text == "box:11434")
    #expect(node("gptel-make-ollama", .index(0), "1")?.text == "Ollama")
    #expect(node("gptel-make-ollama", .index(0), "stream")?.text == "true")
    #expect(node("gptel-make-ollama", .index(0), "request-params", "options", "num_ctx")?.text == "8192")
    #expect(node("gptel-make-ollama", .index(0), "models", .index(0))?.text == "qwen3:8b")
    #expect(node("gptel-make-ollama", .index(0), "models", .index(1), "1")?.text == "llava:13b")
    #expect(node("make-llm-ollama", .index(0), "chat-model")?.isComputed == true)
    #expect(node("make-llm-ollama", .index(0), "default-chat-non-standard-params", "num_ctx")?.text == "4096")
    #expect(node("minuet-options", "end-point")?.text == "http://localhost:11434")
    #expect(node("not-evaluated") == nil)
    let editor = ElispEditor(document)
    let model = try #require(editor.set(["gptel-model"], to: .string("qwen3:14b")))
    let context = try #require(
      editor.set(
        ["make-llm-ollama", .index(0), "default-chat-non-standard-params", "keep_alive"], to: .string("5m")))
    let after = try #require(EditList(model + context)?.applied(to: Array(text.utf8)))
    #expect(
      String(decoding: after, as: UTF8.self)
        == text.replacingOccurrences(of: "'qwen3:8b ;", with: "'qwen3:14b ;")
        .replacingOccurrences(
          of: "(\"num_ctx\" . 4096)", with: "(\"num_ctx\" . 4096) (\"keep_alive\" . \"5m\")"))
    #expect(editor.set(["make-llm-ollama", .index(0), "chat-model"], to: .string("z")) == nil)
  }

  // MARK: Edits

  @Test(arguments: NodeSyntax.allCases.filter { $0 != .nginx && $0 != .caddy })
  func settingAScalarChangesItAndNothingElse(_ syntax: NodeSyntax) throws {
    var count = 0
    for (name, bytes) in Self.texts(syntax) {
      guard let (document, editor) = try syntax.parse(SourceText(bytes)) else { continue }
      for leaf in Self.leaves(document).shuffled(first: 12) {
        guard let edits = editor.set(leaf.path, to: .string("changed")), let list = EditList(edits) else {
          continue
        }
        count += 1
        try Self.expect(list, on: document, syntax, name, path: leaf.path, becomes: "changed")
      }
    }
    #expect(count > 100)
  }

  @Test(arguments: NodeSyntax.allCases.filter { $0 != .nginx && $0 != .caddy })
  func insertingAKeyAddsItAndNothingElse(_ syntax: NodeSyntax) throws {
    var count = 0
    for (name, bytes) in Self.texts(syntax) {
      guard let (document, editor) = try syntax.parse(SourceText(bytes)) else { continue }
      for path in Leaves.mappings(of: document).shuffled(first: 12)
      where document.node(at: path)?.isComputed == false {
        guard let edits = editor.insert(key: "new-key", value: .string("64000"), into: path, after: nil),
          let list = EditList(edits)
        else { continue }
        count += 1
        try Self.expect(list, on: document, syntax, name, path: path + ["new-key"], becomes: "64000")
      }
    }
    #expect(count > 100)
  }

  @Test(arguments: [NodeSyntax.ini, .dotenv, .plist, .lua, .elisp])
  func removingAnEntryRemovesItAndNothingElse(_ syntax: NodeSyntax) throws {
    var count = 0
    for (name, bytes) in Self.texts(syntax) {
      guard let (document, editor) = try syntax.parse(SourceText(bytes)) else { continue }
      let before = Self.leaves(document)
      for leaf in before.shuffled(first: 12) {
        guard let edits = editor.remove(leaf.path), let after = EditList(edits)?.applied(to: bytes) else {
          continue
        }
        guard let (changed, _) = try? syntax.parse(SourceText(after)) else {
          Issue.record(
            "\(name): without \(leaf.path) it does not read: \(String(decoding: after, as: UTF8.self))")
          continue
        }
        count += 1
        var left = before.map(\.value)
        if let index = before.firstIndex(where: { $0.path == leaf.path }) { left.remove(at: index) }
        #expect(Self.leaves(changed).map(\.value) == left, "\(name): removing \(leaf.path)")
      }
    }
    #expect(count > 100)
  }

  @Test(arguments: [NodeSyntax.ini, .dotenv, .plist, .lua, .elisp])
  func renamingAKeyKeepsItsValue(_ syntax: NodeSyntax) throws {
    for (name, bytes) in Self.texts(syntax) {
      guard let (document, editor) = try syntax.parse(SourceText(bytes)) else { continue }
      for leaf in Self.leaves(document).shuffled(first: 6) {
        guard case .key? = leaf.path.last, let edits = editor.rename(leaf.path, to: "renamed"),
          let list = EditList(edits)
        else { continue }
        try Self.expect(
          list, on: document, syntax, name, path: leaf.path.dropLast() + ["renamed"], becomes: leaf.value,
          was: leaf.path)
      }
    }
  }

  private static func expect(
    _ list: EditList, on document: NodeDocument, _ syntax: NodeSyntax, _ name: String, path: [PathStep],
    becomes text: String, was old: [PathStep]? = nil
  ) throws {
    let bytes = try #require(list.applied(to: document.source.bytes))
    guard let (after, _) = try? syntax.parse(SourceText(bytes)) else {
      Issue.record(
        "\(name): after \(path) it does not read: \(String(decoding: bytes, as: UTF8.self).prefix(500))")
      return
    }
    #expect(
      after.node(at: path)?.scalar?.text == text,
      "\(name): \(path) in \(String(decoding: bytes, as: UTF8.self).prefix(500))")
    // In a program the same place can be reached by two ways.
    let place = document.place(at: old ?? path)?.node.range
    let before = leaves(document).filter { $0.range != place && $0.path != old ?? path }
    let now = leaves(after).filter { $0.range != after.place(at: path)?.node.range && $0.path != path }
    #expect(
      before.map(\.value) == now.map(\.value),
      "\(name): \(path) changed something else: \(String(decoding: bytes, as: UTF8.self).prefix(500))")
    #expect(after.comments.count == document.comments.count, "\(name): \(path)")
  }

  private struct Leaf {
    let path: [PathStep]
    let value: String
    let range: TextRange
  }

  /// Scalars that a path points to, those inside expressions included; of a place that two paths point to, the first.
  private static func leaves(_ document: NodeDocument) -> [Leaf] {
    var leaves: [Leaf] = []
    var seen: Set<TextRange> = []
    func visit(_ node: Node, _ path: [PathStep]) {
      for entry in node.members ?? [] where !entry.key.isComputed {
        visit(entry.value, path + [.key(entry.key.scalar?.text ?? "?")])
      }
      for (index, item) in (node.items ?? []).enumerated() { visit(item, path + [.index(index)]) }
      guard let scalar = node.scalar, document.place(at: path)?.node.range == node.range,
        seen.insert(node.range).inserted
      else { return }
      leaves.append(Leaf(path: path, value: scalar.text, range: node.range))
    }
    if let root = document.root { visit(root, []) }
    return leaves.sorted { $0.range < $1.range }
  }

  // MARK: Texts

  private static func texts(_ syntax: NodeSyntax) -> [(String, [UInt8])] {
    let fixtures: [(name: String, bytes: [UInt8])]
    switch syntax {
    case .lua: fixtures = Corpus.files(".lua") + Corpus.fixtures(".lua")
    case .elisp: fixtures = Corpus.files(".el") + Corpus.fixtures(".el")
    case .plist: fixtures = Corpus.files(".plist") + Corpus.fixtures(".plist")
    case .dotenv: fixtures = Corpus.files(".env") + Corpus.fixtures(".env")
    case .ini, .toml, .json5, .nginx, .caddy: fixtures = []
    case .json, .yaml: return Samples.generated(isJSON: syntax == .json)
    }
    let real = fixtures.filter { (try? syntax.parse(SourceText($0.bytes))) != nil }.map {
      ($0.name, $0.bytes)
    }
    return real
      + (0..<300).map { seed in
        var random = Seeded(UInt64(seed))
        var text = Self.text(syntax, &random)
        if seed % 5 == 0 { text = text.replacingOccurrences(of: "\n", with: "\r\n") }
        return ("seed \(seed): \(text)", (seed % 7 == 0 ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8))
      }
  }

  private static func text(_ syntax: NodeSyntax, _ random: inout Seeded) -> String {
    switch syntax {
    case .lua:
      let heads = [
        "require(\"a\").setup(", "return { \"o/p.nvim\", opts = ", "local m = require('b')\nm.setup(",
        "vim.g.x = ",
      ]
      let head = heads.randomElement(using: &random) ?? ""
      let close = head.hasSuffix("setup(") ? ")\n" : head.hasPrefix("return") ? " }\n" : "\nlocal y = 1\n"
      return "-- head\n" + head + lua(depth: 0, indent: "", &random) + close
    case .elisp:
      return ";; head\n"
        + (0..<3).map { "(setq v\($0) " + lisp(depth: 0, isQuoted: false, &random) + ") ; end\n" }.joined()
    case .plist:
      return "<?xml version=\"1.0\"?>\n<plist version=\"1.0\">\n" + plist(depth: 0, indent: "", &random)
        + "\n</plist>\n"
    case .ini:
      return (0..<3).map { "[s\($0)]\n# c\n" + pairs(["=", " = "], &random) }.joined(separator: "\n")
    case .json5:
      let values = ["1", "'x'", "\"y\"", "true", "[1, .5]", "{ a: 'b', }", "0x1F", "+2", "'it\\'s'"]
      let keys = ["k", "'k'", "\"k\"", "$k_"]
      return "// c\n{\n"
        + (0..<Int.random(in: 1...4, using: &random)).map {
          let key = (keys.randomElement(using: &random) ?? "k").replacingOccurrences(of: "k", with: "k\($0)")
          return "  \(key): " + (values.randomElement(using: &random) ?? "1") + ",\n"
        }.joined() + "}\n"
    case .toml: return (0..<3).map { "[s\($0)]\n# c\n" + tomlPairs(&random) }.joined(separator: "\n")
    default: return "# c\n" + pairs(["="], &random)
    }
  }

  private static func pairs(_ signs: [String], _ random: inout Seeded) -> String {
    let values = ["1", "x", "http://h:1/v1", "true", "a-b"]
    return (0..<Int.random(in: 1...4, using: &random)).map {
      "K\($0)" + (signs.randomElement(using: &random) ?? "=") + (values.randomElement(using: &random) ?? "")
        + "\n"
    }.joined()
  }

  private static func tomlPairs(_ random: inout Seeded) -> String {
    let values = ["1", "\"x\"", "'y'", "true", "[1, 2]", "{ a = \"b\" }"]
    return (0..<Int.random(in: 1...4, using: &random)).map {
      "k\($0) = " + (values.randomElement(using: &random) ?? "1") + "\n"
    }.joined()
  }

  private static let luaValues = [
    "1", "-2.5", "0x1F", "true", "nil", "\"a\\\"b\"", "'c'", "[[long\nline]]", "os.getenv(\"X\")",
    "a.b or \"z\"", "x .. \"y\"",
    "function(a) if a then return { k = 1 } end end", "function() return { r = 'v' } end", "f{ 1 }", "#t",
    "{}", "not q",
    "require(\"m\").extend(\"ollama\", { u = \"v\" })",
  ]

  private static func lua(depth: Int, indent: String, _ random: inout Seeded) -> String {
    guard depth == 0 || (depth < 4 && Int.random(in: 0..<3, using: &random) == 0) else {
      return luaValues.randomElement(using: &random) ?? "1"
    }
    let isShort = depth > 0 && Bool.random(using: &random)
    let inner = indent + "  "
    let isList = depth > 0 && Int.random(in: 0..<4, using: &random) == 0
    let fields = (0..<Int.random(in: 1...4, using: &random)).map { index in
      let keys = ["k\(index) = ", "[\"a \(index)\"] = ", "['q\(index)']= "]
      let key = isList ? "" : keys.randomElement(using: &random) ?? ""
      return key
        + (isShort
          ? luaValues.filter { !$0.contains("\n") }.randomElement(using: &random) ?? "1"
          : lua(depth: depth + 1, indent: inner, &random))
    }
    if isShort {
      return "{ " + fields.joined(separator: [", ", "; "].randomElement(using: &random) ?? ", ")
        + ([" }", ", }"].randomElement(using: &random) ?? "}")
    }
    var text = "{\n"
    for (index, field) in fields.enumerated() {
      if Int.random(in: 0..<4, using: &random) == 0 { text += inner + "-- note\n" }
      text += inner + field
      if index < fields.count - 1 || Bool.random(using: &random) { text += "," }
      text += Int.random(in: 0..<4, using: &random) == 0 ? " -- behind\n" : "\n"
    }
    return text + indent + "}"
  }

  private static let lispValues = [
    "1", "-2.5", "t", "nil", "\"a\\\"b\"", "'sym:1b", "\"two\nlines\"", "(f x)", "name", "#'g", "?\\(",
    "[a 1]", "(lambda () (if a b))",
    "`(a ,b)", "(make-x :k \"v\" :n 3)", "'((\"a\" . 1) (\"b\" . \"c\"))", "'(x y (z :p (q)))",
    "'(:o (:n 1) :f :json-false)",
  ]

  private static func lisp(depth: Int, isQuoted: Bool, _ random: inout Seeded) -> String {
    guard depth < 2, Bool.random(using: &random) else {
      return lispValues.randomElement(using: &random) ?? "1"
    }
    let gap = [" ", "\n      ", " ; why\n   "]
    return "(make-y"
      + (0..<Int.random(in: 1...4, using: &random)).map { index in
        (gap.randomElement(using: &random) ?? " ") + ":k\(index) "
          + lisp(depth: depth + 1, isQuoted: false, &random)
      }.joined() + ([")", "\n)", " ; last\n )"].randomElement(using: &random) ?? ")")
  }

  private static func plist(depth: Int, indent: String, _ random: inout Seeded) -> String {
    let values = [
      "<string>a</string>", "<integer>3</integer>", "<true/>", "<false/>", "<real>0.5</real>",
      "<string></string>", "<array><string>x</string></array>",
    ]
    guard depth == 0 || (depth < 3 && Int.random(in: 0..<3, using: &random) == 0) else {
      return values.randomElement(using: &random) ?? ""
    }
    let inner = indent + "\t"
    return "<dict>\n"
      + (0..<Int.random(in: 1...4, using: &random)).map { index in
        (index == 1 ? inner + "<!-- c -->\n" : "") + inner + "<key>k\(index)</key>\n" + inner
          + plist(depth: depth + 1, indent: inner, &random) + "\n"
      }.joined() + indent + "</dict>"
  }
}
