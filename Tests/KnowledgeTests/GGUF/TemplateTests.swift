import Testing

@testable import Knowledge

@Suite struct TemplateTests {
  @Test(arguments: [
    ("{{ if .Tools }}x{{ end }}", ["tools"]),
    ("{{ range $.Messages }}{{ .Role }}{{ end }}", ["messages", "role"]),
    ("{{- if and .System (eq .Role \"a.b\") -}}", ["system", "role"]),
    ("{{/* .Suffix */}}{{ .Prompt }}", ["prompt"]),
    ("a .Suffix b", []), ("{{ `.Suffix` }}{{ \"\\\".Suffix\" }}{{ .A.B }}", ["a", "b"]), ("{{ 1.5 }}", []),
    ("{{ $x.Function.Name", ["function", "name"]), ("{{", []), ("{{ \"", []), ("{{ /* ", []), ("{{ .", []),
    ("{{ \"\\", []),
  ])
  func variablesAreFieldsWithinActions(_ text: String, _ variables: [String]) {
    #expect(GoTemplate(text).variables == Set(variables))
  }

  @Test func templatesShowWhatAModelCanDo() {
    #expect(GoTemplate("{{ .Prompt }}").capabilities.isEmpty)
    #expect(GoTemplate("{{ if .Suffix }}{{ end }}{{ .Tools }}").capabilities == [.insert, .tools])
    #expect(GoTemplate("<think>{{ .Thinking }}</think>").capabilities == [.thinking])
    #expect(ChatTemplate(text: "").capabilities.isEmpty)
    #expect(ChatTemplate(text: "tool_call <think> </think>").capabilities == [.tools, .thinking])
    #expect(ChatTemplate(text: "content.split('</think>')").capabilities == [.thinking])
    #expect(ChatTemplate(text: "content.split('</think>') reasoning_content").capabilities.isEmpty)
  }

  @Test func weightsShowWhatAModelIs() throws {
    func capabilities(_ metadata: [(String, GGUFWriter.Value)]) throws -> Set<ModelCapability> {
      try SampleModel.read(GGUFWriter.file([("general.architecture", .string("x"))] + metadata))
        .ownCapabilities
    }
    #expect(try capabilities([]) == [.completion])
    #expect(try capabilities([("x.pooling_type", .uint32(1))]) == [.embedding])
    #expect(try capabilities([("x.vision.block_count", .uint32(27))]) == [.completion, .vision])
    #expect(try capabilities([("y.vision.block_count", .uint32(27))]) == [.completion])
  }
}
