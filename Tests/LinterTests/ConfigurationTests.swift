import Foundation
import Knowledge
import Memory
import Linter
import Syntax
import Testing

@testable import Linter

@Suite struct ConfigurationTests {
  private func read(_ text: String) throws -> ProjectConfiguration {
    try ConfigurationReader(path: ".ollama-lint.yaml", bytes: Array(text.utf8)) { _ in nil }.read()
  }

  @Test func aFullConfigurationIsRead() throws {
    let configuration = try read(
      """
      ignore: [server/unpinned-image]
      per-file-ignores:
        "examples/**": [gpu]
      fail-on: warning
      severity: { network/exposed: error }
      machine: { gpu: RTX 3070, vram: 8GiB, ram: 30 GB, os: linux }
      machines:
        - { path: "laptop/**", gpu: none }
      """)
    #expect(configuration.ignore == ["server/unpinned-image"])
    #expect(configuration.failOn == "warning")
    #expect(configuration.severities["network/exposed"] == .error)
    #expect(configuration.machine(for: "compose.yaml")?.vramBytes == 8 << 30)
    #expect(configuration.machine(for: "compose.yaml")?.gpus.first?.vendor == .nvidia)
    #expect(configuration.machine(for: "laptop/a/b.yaml")?.hasNoGPU == true)
  }

  @Test(arguments: [
    ("ingore: [a]", ".ollama-lint.yaml:1:1: unknown setting ingore; did you mean ignore?"),
    ("machine: { vramm: 8GiB }", ".ollama-lint.yaml:1:12: unknown machine setting vramm; did you mean vram?"),
    ("machine:\n  vram: lots", ".ollama-lint.yaml:2:9: expected a size such as 8GiB"),
    ("fail-on: always", ".ollama-lint.yaml:1:10: expected one of error, warning, info, never"),
    ("- a", ".ollama-lint.yaml:1:1: expected a mapping of settings"),
    ("rules: [../x.yaml]", ".ollama-lint.yaml:1:8: rule file ../x.yaml is not in this repository"),
  ])
  func aMistakeIsNamedWhereItIs(_ text: String, _ message: String) {
    #expect { try read(text) } throws: { "\($0)" == message }
  }

  @Test func theSchemaKnowsTheSameKeys() throws {
    let file = Fixture.package.appendingPathComponent("Sources/Linter/ollama-lint.schema.json")
    let document = try JSONParser.parse(SourceText(Array(try Data(contentsOf: file))))
    let root = try #require(document.root)
    let keys = document.entries(of: try #require(document.value(of: "properties", in: root))).compactMap {
      $0.key.text
    }
    #expect(Set(keys) == Set(ProjectConfiguration.keys))
  }

  @Test(arguments: [
    ("24GiB", 24 << 30), ("8 GB", 8 << 30), ("8192MiB", 8 << 30), ("30g", 30 << 30),
    ("17179869184", 16 << 30),
  ])
  func sizesAreReadAsPeopleWriteThem(_ text: String, _ bytes: Int) {
    #expect(MachineDescription.bytes(text) == bytes)
  }

  @Test(arguments: ["", "GiB", "lots", "8XB", "-1G", "8"])
  func whatIsNoSizeIsNone(_ text: String) { #expect(MachineDescription.bytes(text) == nil) }
}

@Suite struct IgnoreTests {
  @Test(arguments: [
    ("*.log", "a/b.log", false, true), ("/build", "build", true, true), ("/build", "a/build", true, false),
    ("build/", "a/build", true, true), ("build/", "build", false, false), ("a/**/z", "a/b/c/z", false, true),
    ("a/**/z", "a/z", false, true), ("**/foo", "x/y/foo", false, true),
    ("doc/*.md", "doc/a/b.md", false, false),
    ("[ab].txt", "b.txt", false, true), ("[!ab].txt", "b.txt", false, false), ("# no", "# no", false, false),
    ("foo\\ ", "foo ", false, true), ("*.env\n!keep.env", "keep.env", false, false),
    ("node_modules", "x/node_modules", true, true),
  ])
  func gitignoreLinesMatchAsGitSays(_ lines: String, _ path: String, _ isDirectory: Bool, _ ignored: Bool) {
    #expect(
      (IgnoreFile(directory: "", bytes: Array(lines.utf8)).verdict(path, isDirectory: isDirectory) ?? false)
        == ignored)
  }
}

/// `models:` and `gpus:`.
@Suite struct ProjectKnowledgeTests {
  private func read(_ text: String) throws -> ProjectConfiguration {
    try ConfigurationReader(path: ".ollama-lint.yaml", bytes: Array(text.utf8)) { _ in nil }.read()
  }

  @Test func aProjectsOwnModelIsKnown() throws {
    let configuration = try read(
      """
      models:
        house/coder:14b: { like: qwen2.5-coder:14b, context: 65536, capabilities: [completion, tools] }
        qwen3:8b: { context: 12345 }
      """)
    let own = try #require(ModelName("house/coder:14b"))
    let like = try #require(ModelName("qwen2.5-coder:14b"))
    let model = try #require(configuration.models.model(named: own))
    #expect(model.trainedContext == 65536)
    #expect(model.capabilities == ["completion", "tools"])
    #expect(
      configuration.models.file(named: own)?.weights == ModelCatalogue.standard.file(named: like)?.weights)
    let corrected = try #require(ModelName("qwen3:8b"))
    #expect(configuration.models.model(named: corrected)?.trainedContext == 12345)
    let other = try #require(ModelName("qwen3:14b"))
    #expect(configuration.models.model(named: other) == ModelCatalogue.standard.model(named: other))
    #expect(ModelCatalogue.standard.model(named: own) == nil)
  }

  @Test func aProjectsOwnCardIsKnownWhereverItStands() throws {
    let configuration = try read(
      """
      machine: { gpu: RTX 3070 16GB }
      gpus:
        RTX 3070 16GB: { vendor: nvidia, vram: 16GiB, bandwidth: 448, target: "8.6" }
      """)
    #expect(configuration.machine(for: "compose.yaml")?.vramBytes == 16 << 30)
    guard case .card(let plain) = configuration.cards.look(up: "RTX 3070") else {
      Issue.record("the plain card is not there")
      return
    }
    #expect(plain.vramBytes == 8 << 30)
  }

  @Test(arguments: [
    (
      "models: { a:1b: { context: 5 } }",
      "1:9: a:1b is not in the catalogue; name the model it is based on with like:"
    ),
    (
      "models: { a:1b: { like: b:2b } }",
      "1:9: b:2b is not in the catalogue; like: takes a library model"
    ),
    ("models: { qwen3:8b: { contxt: 5 } }", "1:23: unknown model setting contxt; did you mean context?"),
    ("models: { qwen3:8b: { context: much } }", "1:32: expected a number"),
    (
      "models: { qwen3:8b: { capabilities: [flying] } }",
      "1:37: unknown capability flying; expected completion, tools, insert, vision, thinking, embedding, audio"
    ),
    ("gpus: { X1: { vram: 8GiB } }", "1:13: expected vendor: nvidia, amd, intel or apple"),
    ("gpus: { X1: { vender: amd } }", "1:15: unknown GPU setting vender; did you mean vendor?"),
  ])
  func aMistakeInWhatAProjectKnowsHasItsPlace(_ text: String, _ message: String) {
    let error = #expect(throws: ConfigurationError.self) { try read(text) }
    #expect(error?.description == ".ollama-lint.yaml:" + message)
  }
}
