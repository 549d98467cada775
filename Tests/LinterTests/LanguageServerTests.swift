import Foundation
import Knowledge
import Linter
import Synchronization
import Syntax
import Testing

@testable import LanguageServer
@testable import Reporting

/// An editor that speaks with a server in the same process.
private final class Editor {
  private let sent = Mutex<[[UInt8]]>([])
  private var server: EditorServer?
  private var number = 0

  init(folders: [String], home: String? = nil) throws {
    server = EditorServer(
      computer: Machine(gpus: [], hasNoGPU: true, ramBytes: nil, operatingSystem: nil, source: .project),
      home: home,
      options: { _ in Options() }, send: { [self] bytes in sent.withLock { $0.append(bytes) } })
    _ = try ask("initialize", ["workspaceFolders": folders.map { ["uri": "file://" + $0, "name": "x"] }])
  }

  /// Everything that came since the last time, without its headers.
  private func take() throws -> [[String: Any]] {
    try sent.withLock { sent in
      defer { sent = [] }
      return try sent.map { bytes in
        let body = try #require(String(decoding: bytes, as: UTF8.self).range(of: "\r\n\r\n"))
        let text = String(decoding: bytes, as: UTF8.self)[body.upperBound...]
        return try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
      }
    }
  }

  /// What the server says of its own accord, by the file's address.
  @discardableResult
  func tell(_ method: String, _ parameters: [String: Any]) throws -> [String: [[String: Any]]] {
    let bytes = try JSONSerialization.data(withJSONObject: [
      "jsonrpc": "2.0", "method": method, "params": parameters,
    ])
    server?.handle(try #require(Message(Array(bytes))))
    server?.lintIfNeeded()
    var found: [String: [[String: Any]]] = [:]
    for message in try take() {
      guard let news = message["params"] as? [String: Any], let uri = news["uri"] as? String else { continue }
      found[uri] = news["diagnostics"] as? [[String: Any]]
    }
    return found
  }

  func ask(_ method: String, _ parameters: [String: Any]) throws -> Any {
    number += 1
    let bytes = try JSONSerialization.data(
      withJSONObject: ["jsonrpc": "2.0", "id": number, "method": method, "params": parameters])
    server?.handle(try #require(Message(Array(bytes))))
    return try #require(try take().first { $0["id"] as? Int == number }?["result"])
  }

  @discardableResult
  func open(_ path: String, _ text: String) throws -> [String: [[String: Any]]] {
    let document: [String: Any] = ["uri": "file://" + path, "languageId": "x", "version": 1, "text": text]
    return try tell("textDocument/didOpen", ["textDocument": document])
  }

  func actions(_ path: String, _ context: [String: Any]) throws -> [[String: Any]] {
    let start = ["line": 0, "character": 0]
    let parameters: [String: Any] = [
      "textDocument": ["uri": "file://" + path], "range": ["start": start, "end": start], "context": context,
    ]
    return try #require(try ask("textDocument/codeAction", parameters) as? [[String: Any]])
  }
}

private let modelfile = "FROM qwen3:8b\nPARAMETER temprature 1\n"

@Suite struct LanguageServerTests {
  @Test func everyFolderOfAWindowIsLinted() throws {
    let (one, two) = (try Scratch(), try Scratch())
    let editor = try Editor(folders: [one.path])
    try two.write("Modelfile", modelfile)
    let file = "file://" + two.path + "/Modelfile"
    let folder = ["uri": "file://" + two.path, "name": "two"]
    let added = try editor.tell(
      "workspace/didChangeWorkspaceFolders", ["event": ["added": [folder], "removed": []]])
    #expect(added[file]?.count == 1)
    let removed = try editor.tell(
      "workspace/didChangeWorkspaceFolders", ["event": ["added": [], "removed": [folder]]])
    #expect(removed[file]?.isEmpty == true)
  }

  /// The drop-in says that the unit is started again; it is only in the editor.
  @Test func aFileThatWasNeverSavedIsAmongTheNamesOfItsFolder() throws {
    let folder = try Scratch()
    let unit = "[Service]\nExecStart=/usr/bin/ollama serve\n\n[Install]\nWantedBy=multi-user.target\n"
    let path = folder.path + "/etc/systemd/system/ollama.service"
    try folder.write("etc/systemd/system/ollama.service", unit)
    let editor = try Editor(folders: [folder.path])
    func codes(_ told: [String: [[String: Any]]]) -> [String] {
      told["file://" + path]?.compactMap { $0["code"] as? String } ?? []
    }
    #expect(codes(try editor.open(path, unit)).contains("server/no-restart"))
    let told = try editor.open(path + ".d/override.conf", "[Service]\nRestart=always\n")
    #expect(told["file://" + path] != nil && !codes(told).contains("server/no-restart"))
  }

  @Test func messagesAreCutWhereverTheyAreReadInPieces() {
    var buffer = MessageBuffer()
    let bodies = (0..<3000).map {
      Array("{\"id\":\($0),\"x\":\"\(String(repeating: "y", count: $0))\"}".utf8)
    }
    let all = bodies.flatMap { Array("Content-Length: \($0.count)\r\n\r\n".utf8) + $0 }
    var taken: [[UInt8]] = []
    for start in stride(from: 0, to: all.count, by: 65_521) {
      buffer.append(all[start..<min(start + 65_521, all.count)])
      while let message = buffer.take() { taken.append(message) }
    }
    #expect(taken == bodies && buffer.count == 0 && !buffer.isBroken)
  }

  /// The edits are of the text that was read, and another program may have written the file since.
  @Test func noActionEditsAFileThatHasChangedSinceItWasRead() throws {
    let folder = try Scratch()
    let settings = """
      { "model": "ollama/coder", "provider": { "ollama": { "npm": "@ai-sdk/openai-compatible",
        "options": { "baseURL": "http://localhost:11434/v1" },
        "models": { "coder": { "limit": { "context": 65536, "output": 4096 } } } } } }
      """
    let model = "FROM qwen2.5-coder:7b\nPARAMETER num_ctx 2048\n"
    try folder.write("Modelfile.coder", model)
    try folder.write("create.sh", "ollama create coder -f Modelfile.coder\n")
    let path = folder.path + "/opencode.json"
    let editor = try Editor(folders: [folder.path])
    _ = try editor.open(path, settings)
    func touchesModel() throws -> Bool {
      let whole = ["start": ["line": 0, "character": 0], "end": ["line": 9, "character": 0]]
      let parameters: [String: Any] = [
        "textDocument": ["uri": "file://" + path], "range": whole, "context": ["diagnostics": []],
      ]
      return "\(try editor.ask("textDocument/codeAction", parameters))".contains("Modelfile.coder")
    }
    #expect(try touchesModel())
    try folder.write("Modelfile.coder", "# a line above\n" + model)
    #expect(try !touchesModel())
  }

  @Test func aFileOutsideOfTheFoldersIsLintedWhereItLies() throws {
    let (inside, outside) = (try Scratch(), try Scratch())
    try outside.write("other/Modelfile", modelfile)
    let path = outside.path + "/new/Modelfile"
    let found = try Editor(folders: [inside.path]).open(path, modelfile)
    // Neither need it be saved, nor is anything else there told of.
    #expect(found.mapValues(\.count) == ["file://" + path: 1])
    #expect(try Editor(folders: []).open(path, modelfile).mapValues(\.count) == ["file://" + path: 1])
  }

  @Test func allThatAUserHasIsNotWalked() throws {
    let scratch = try Scratch()
    try scratch.write("projects/one/Modelfile", modelfile)
    let path = scratch.path + "/Modelfile"
    for folder in [scratch.path, "/"] {
      let editor = try Editor(folders: [folder], home: scratch.path)
      #expect(try editor.open(path, modelfile).mapValues(\.count) == ["file://" + path: 1])
    }
    #expect(
      try Editor(folders: [scratch.path + "/projects"], home: scratch.path).open(path, modelfile).count == 2)
  }

  @Test func whatIsReachedThroughALinkKeepsTheNameThatTheEditorGave() throws {
    let scratch = try Scratch()
    try scratch.write("real/Modelfile", "FROM qwen3:8b\n")
    try scratch.write("real/other.modelfile", modelfile)
    let link = scratch.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: scratch.path + "/real")
    let found = try Editor(folders: [link]).open(link + "/Modelfile", modelfile)
    #expect(
      found.mapValues(\.count) == [
        "file://" + link + "/Modelfile": 1, "file://" + link + "/other.modelfile": 1,
      ])
  }

  @Test func typingInAFileThatIsNotReadLintsNothing() throws {
    let scratch = try Scratch()
    try scratch.write("Modelfile", modelfile)
    let editor = try Editor(folders: [scratch.path])
    #expect(try editor.open(scratch.path + "/Modelfile", modelfile).count == 1)
    #expect(try editor.open(scratch.path + "/main.c", "int main(void) { return 0; }\n").isEmpty)
  }

  @Test func findingsInAFileThatIsGoneAreTakenBack() throws {
    let scratch = try Scratch()
    try scratch.write("Modelfile", modelfile)
    let editor = try Editor(folders: [scratch.path])
    #expect(try editor.tell("textDocument/didSave", [:]).values.map(\.count) == [1])
    try FileManager.default.removeItem(atPath: scratch.path + "/Modelfile")
    #expect(try editor.tell("textDocument/didSave", [:]).values.map(\.count) == [0])
  }

  /// Two fixes write at one place here, and another is possible only after them.
  @Test func fixingAllDoesWhatTheCommandDoes() throws {
    let scratch = try Scratch()
    let folder = Fixture.package.appendingPathComponent("Fixtures/demo/homelab")
    for name in ["compose.yaml", "opencode.json", "Modelfile.coder"] {
      try scratch.write(name, try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8))
    }
    let path = scratch.path + "/compose.yaml"
    let before = try #require(scratch.read("compose.yaml"))
    let editor = try Editor(folders: [scratch.path])
    try editor.open(path, before)
    // It is offered to whoever requests anything, but not at every step of the cursor.
    #expect(try editor.actions(path, ["diagnostics": [], "triggerKind": 2]).isEmpty)
    #expect(try editor.actions(path, ["diagnostics": []]).count == 1)
    #expect(try editor.actions(path, ["diagnostics": [], "only": ["", "refactor"]]).count == 1)
    #expect(try editor.actions(path, ["diagnostics": [], "only": ["refactor"]]).isEmpty)
    let actions = try editor.actions(path, ["diagnostics": [], "only": ["source.fixAll"]])
    let edit = try #require(actions.first?["edit"] as? [String: Any])
    let changes = try #require((edit["changes"] as? [String: [[String: Any]]])?["file://" + path])
    var text = EditorText(Array(before.utf8))
    for change in changes.reversed() {
      let range = try #require(change["range"] as? [String: [String: Int]])
      func place(_ name: String) -> EditorPosition? {
        range[name].map { EditorPosition(line: $0["line"] ?? -1, character: $0["character"] ?? -1) }
      }
      text.change(place("start"), place("end"), to: try #require(change["newText"] as? String))
    }
    #expect(LintRun.write(try scratch.lint(["compose.yaml"], fixing: .safe, severity: .info)).isEmpty)
    #expect(String(decoding: text.bytes, as: UTF8.self) == scratch.read("compose.yaml"))
    #expect(String(decoding: text.bytes, as: UTF8.self) != before)
  }

  @Test(arguments: [
    ("FROM qwen2.5-co", "qwen2.5-co"), ("PARAMETER num_", "num_"), ("PARAMETER ", ""),
    (#"  "model": "ollama/qwen3:"#, "qwen3:"), ("  - model: \u{1F600} hf.co/a/b-", "b-"),
    ("x:OLLAMA_H", "OLLAMA_H"),
  ])
  func aCompletionTakesThePlaceOfWhatWasTyped(line: String, typed: String) {
    #expect(Completion.typed(line) == typed)
  }

  @Test func completionsAreThoseOfTheNameThatWasBegun() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/opencode.json"
    let editor = try Editor(folders: [scratch.path])
    try editor.open(path, #"{ "model": "ollama/qwen3-Coder-n" }"#)
    let place: [String: Any] = [
      "textDocument": ["uri": "file://" + path], "position": ["line": 0, "character": 32],
    ]
    let answer = try #require(try editor.ask("textDocument/completion", place) as? [String: Any])
    let items = try #require(answer["items"] as? [[String: Any]])
    #expect(items.map { $0["label"] as? String } == ["qwen3-coder-next:latest"])
    let edit = try #require(items.first?["textEdit"] as? [String: Any])
    let range = try #require(edit["range"] as? [String: [String: Int]])
    #expect(range["start"]?["character"] == 19 && range["end"]?["character"] == 32)
  }

  @Test func editsOfLinesMakeTheSecondTextOfTheFirst() {
    let seed = UInt64.random(in: 0 ... .max)
    var generator = Generator(state: seed)
    for _ in 0..<2000 {
      let (before, after) = (Self.text(&generator), Self.text(&generator))
      var result = before
      for edit in LineDifference.edits(from: before, to: after).reversed() {
        result.replaceSubrange(edit.range.start..<edit.range.end, with: edit.text)
      }
      #expect(result == after, "seed \(seed)")
    }
  }

  private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  private static func text(_ generator: inout Generator) -> [UInt8] {
    (0..<Int.random(in: 0...12, using: &generator)).flatMap { _ in
      Array(["a\n", "b\n", "\n", "c", "a\r\n"][Int.random(in: 0..<5, using: &generator)].utf8)
    }
  }
}
