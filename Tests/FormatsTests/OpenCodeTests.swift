import Formats
import Syntax
import Testing
import Vocabulary

@Suite struct OpenCodeTests {
  private let format: any FileFormat

  init() throws { format = try #require(FormatRegistry.builtIn.all.first { $0.name == "opencode" }) }

  private func config(_ models: String, _ top: String = "", url: String = "http://localhost:11434/v1")
    -> String
  {
    """
    { \(top) "provider": { "ollama": { "npm": "@ai-sdk/openai-compatible",
      "options": { "baseURL": "\(url)" }, "models": { \(models) } } } }
    """
  }

  @Test(arguments: [
    "opencode.json", "sub/opencode.jsonc", ".opencode/opencode.json", "home/.config/opencode/config.json",
  ]) func isRecognisedByItsPath(_ path: String) {
    #expect(format.hint(FileName(path: path)) == .certain)
    #expect(format.recognises(Candidate(path: path, head: [])) == .byName)
  }

  @Test(arguments: [".opencode.json", ".opencode/package.json", ".opencode/skills/okrs.json"])
  func nothingIsReadOfOthers(_ path: String) {
    #expect(format.hint(FileName(path: path)) != .certain)
    #expect(format.read(config("\"m\": {}"), at: path).facts.isEmpty)
  }

  @Test func saysNothingOfCloudsOnly() {
    let text =
      #"{ "model": "anthropic/claude", "theme": "x", "provider": { "openrouter": { "options": { "apiKey": "sk-9fK2mQ7xV4bN8wR3tY6u", "baseURL": "https://openrouter.ai/api/v1" } } } }"#
    #expect(format.read(text, at: "opencode.json").facts.isEmpty)
  }

  @Test(arguments: [
    ("http://localhost:11434/v1", true), ("http://192.168.1.5:8080/v1", true), ("http://box:5000/v1", true),
    ("http://ollama.example.com:11434/v1", true), ("https://ollama.com/v1", false),
  ]) func knowsWhatIsNearby(_ url: String, _ isLocal: Bool) {
    let reading = format.read(config(#""m": {}"#, url: url), at: "opencode.json")
    #expect(reading.facts.isEmpty == !isLocal)
  }

  @Test func readsBothVersions() throws {
    let first = config(
      #""m": { "id": "qwen3:8b", "tool_call": true, "limit": { "context": 8192, "output": 2048 } }"#)
    let second = first.replacing([
      "provider": "providers", "npm": "package", "options": "settings", "id": "modelID",
    ])
    .replacing("\"tool_call\": true", "\"capabilities\": { \"tools\": true }")
    for text in [first, second] {
      let use = try #require(format.read(text, at: "opencode.json").fact(.modelUse))
      #expect(use.text(.name) == "qwen3:8b" && use[.api] == .openai && use.flag(.isOllama) == true)
      #expect(
        use.flag(.tools) == true && use.integer(.contextStated) == 8192 && use.integer(.outputStated) == 2048)
    }
  }

  @Test func rolesFollowTheChoice() {
    let text = config(
      #""a": {}, "b": {}, "c": { "tool_call": false }"#, #""model": "ollama/a", "small_model": "ollama/b","#)
    let roles = format.read(text, at: "opencode.json").facts(.modelUse).map {
      $0.roles.map(\.rawValue)
    }
    #expect(roles == [["agent"], ["title"], ["chat"]])
  }

  @Test func neverKeepsASecret() {
    let text = config("\"m\": {}").replacing(
      "\"baseURL\"", "\"apiKey\": \"sk-9fK2mQ7xV4bN8wR3tY6u\", \"baseURL\"")
    let reading = format.read(text, at: "opencode.json")
    #expect(reading.fact(.secret)?.text(.shown) == "sk-…")
    #expect(!"\(reading.facts)".contains("9fK2mQ7"))
  }

  @Test func writesALimitWithBothNumbers() {
    #expect(
      format.change(
        "{\n  \"provider\": {\n    \"ollama\": {\n      \"models\": {\n        \"m\": {}\n      }\n    }\n  }\n}\n",
        at: "opencode.json", .modelUse, ["provider", "ollama", "models", "m"],
        .set(.contextStated, .integer(65536)))?
        .contains("\"context\": 65536,") == true)
  }

  @Test func hostileTextIsNoTrouble() {
    for text in [
      "", "[]", "{", "null", #"{ "provider": [] }"#,
      #"{ "provider": { "ollama": { "models": [1] } }, "model": 3 }"#,
    ] {
      _ = format.read(text, at: "opencode.json")
    }
  }
}

extension String {
  fileprivate func replacing(_ old: String, _ new: String) -> String {
    var result = ""
    var rest = self[...]
    while let first = rest.first {
      if rest.hasPrefix(old) {
        result += new
        rest = rest.dropFirst(old.count)
      } else {
        result.append(first)
        rest = rest.dropFirst()
      }
    }
    return result
  }

  /// Renames keys.
  fileprivate func replacing(_ keys: [String: String]) -> String {
    keys.sorted { $0.key < $1.key }.reduce(self) { $0.replacing("\"\($1.key)\":", "\"\($1.value)\":") }
  }
}
