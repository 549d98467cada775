import Syntax
import Testing
import Vocabulary

@testable import Formats

/// Values for Ollama's chart, wherever they stand, and what is none.
@Suite struct HelmTests {
  @Test(arguments: [
    ("ollama:\n  gpu:\n    enabled: true\n", true), ("ollama:\n  models:\n    pull: [a]\n", true),
    ("ollama:\n  ollama:\n    gpu:\n      enabled: true\n", true),
    ("kind: HelmRelease\nspec:\n  values:\n    ollama:\n      gpu:\n        enabled: true\n", true),
    ("ollama:\n  enabled: true\n  gpu:\n    enabled: true\n", false),
    ("ollama:\n  image: ollama/ollama\n  gpu:\n    enabled: true\n", false),
    ("ollama:\n  models: [a]\n  url: http://ollama:11434\n", false), ("- ollama:\n    gpu:\n", false),
  ]) func valuesAreKnownByTheChartsOwnKeys(_ text: String, _ isOne: Bool) {
    let candidate = Candidate(path: "values.yaml", head: Array(text.utf8)[...])
    #expect((HelmFormat.recognises(candidate) != .no) == isOne)
  }

  @Test func amdsImageIsTheCharts() {
    let text = "ollama:\n  gpu:\n    enabled: true\n    type: amd\n"
    let server = HelmFormat.read(text, at: "values.yaml").fact(.server)
    #expect(server?[.imageVendor] == .amd && server?[.gpuVendor] == .amd)
  }

  @Test func aVariableIsAddedToTheList() {
    let text = "ollama:\n  gpu:\n    enabled: true\nextraEnv: []\n"
    let change = HelmFormat.change(text, at: "values.yaml", .server, [], .set(.context, .integer(65536)))
    let again = change.map { HelmFormat.read($0, at: "values.yaml").fact(.server)?.integer(.context) }
    #expect(again == 65536)
  }

  @Test func aBlockInYAMLIsReadWithItsOwnLines() throws {
    let text = "a:\n  b: |\n    one\n      two\n\n    three\n  c: 1\n"
    let tree = try #require(try YAMLParser.parse(SourceText(text)).first)
    let node = try #require(tree.node(at: ["a", "b"]))
    let block = try #require(EmbeddedText(block: node, of: tree.source))
    #expect(String(decoding: block.source.bytes, as: UTF8.self).trimmingSuffix == "one\n  two\n\nthree")
    #expect(block.map.hostRange(TextRange(0, 3)) == TextRange(14, 17))
  }
}

extension String {
  fileprivate var trimmingSuffix: String { last == "\n" ? String(dropLast()) : self }
}
