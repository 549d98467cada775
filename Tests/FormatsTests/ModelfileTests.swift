import Formats
import Syntax
import Testing
import Vocabulary

@Suite struct ModelfileTests {
  @Test(arguments: [
    "Modelfile", "models/Modelfile.coder", "coder.modelfile", "Coder.Modelfile", "modelfile_template",
    "Modelfile-8b",
  ]) func isRecognisedByItsName(_ path: String) {
    #expect(ModelfileFormat.hint(FileName(path: path)) == .certain)
    #expect(ModelfileFormat.recognises(Candidate(path: path, head: [])) == .byName)
  }

  @Test(arguments: [
    "modelfile.py", "Modelfile.md", "modelfiles/README.md", "Dockerfile", "modelfileparser.go",
  ])
  func othersAreNot(_ path: String) {
    #expect(ModelfileFormat.hint(FileName(path: path)) == .no)
  }

  @Test(arguments: [
    ("# mine\nFROM qwen3:8b\nPARAMETER num_ctx 4096\n", Recognition.byContent),
    ("from qwen3:8b\nsystem You are brief.\n", .byContent),
    ("FROM ubuntu:24.04\nRUN apt-get update\n", .no),
    ("FROM qwen3:8b\n", .no),
    ("select * from t", .no),
    ("", .no),
  ]) func isRecognisedByItsContent(_ text: String, _ expected: Recognition) {
    #expect(ModelfileFormat.recognises(Candidate(path: "", head: Array(text.utf8)[...])) == expected)
  }

  @Test func saysWhatTheModelIsMadeOf() throws {
    let reading = ModelfileFormat.read(
      "FROM qwen3:8b\nPARAMETER num_ctx 8192\nPARAMETER num_gpu 20\nPARAMETER stop \"User:\"\nSYSTEM \"\"\"\nBe brief.\n\"\"\"\n",
      at: "Modelfile")
    let model = try #require(reading.fact(.model))
    #expect(model.text(.base) == "qwen3:8b" && model[.baseKind] == .name)
    #expect(model.integer(.context) == 8192 && model.integer(.gpuLayers) == 20)
    #expect(model.texts(.stops) == ["User:"] && model.integer(.systemTokens) == 2)
    #expect(reading.problems.isEmpty)
  }

  @Test(
    arguments: [
      ("./m.gguf", "file"), ("./gone.gguf", "file"), ("qwen3", "name"), ("weights", "directory"),
      ("hf.co/unsloth/Qwen3-8B-GGUF:Q4_K_M.gguf", "name"), ("/srv/m.gguf", "file"),
    ]) func takesAPathBeforeAName(_ from: String, _ kind: String) throws
  {
    let workspace = StubWorkspace(files: [
      "a/m.gguf": "", "a/qwen3/x.txt": "", "a/weights/model.safetensors": "",
    ])
    let model = try #require(
      ModelfileFormat.read("FROM \(from)\n", at: "a/Modelfile", in: workspace).fact(.model))
    #expect(model[.baseKind]?.rawValue == kind)
    #expect(model.has(.shadowedBy) == (from == "qwen3"))
  }

  @Test(arguments: [
    "FROM qwen3:8b\nSYSTEM One.\nTwo.\nThree.\n",
    "FROM qwen3:8b\nSYSTEM \"One.\"\nTwo.\nThree.\n",
    "FROM qwen3:8b\nSYSTEM \"\"\"One.\n",
    "PARAMETER num_ctx 8192\n",
    "```\nFROM qwen3:8b\n",
    "FROM qwen3:8b\nMESSAGE tool Hello\n",
    "FROM qwen3:8b\nPARAMETER num_ctx\n",
  ]) func reportsAMistakeOnce(_ text: String) {
    let reading = ModelfileFormat.read(text, at: "Modelfile")
    #expect(reading.problems.count == 1, "\(reading.problems)")
    #expect(!reading.facts(.key).contains { $0[.status] == .unknown })
  }

  @Test(arguments: [
    "FROM qwen3:8b\nPARAMETER num_ctx=8192\n", "FROM qwen3:8b\nPARAMTER num_ctx 8192\n", "FROMM qwen3:8b\n",
  ])
  func leavesToRulesWhatTheyCanFix(_ text: String) {
    let reading = ModelfileFormat.read(text, at: "Modelfile")
    #expect(reading.problems.isEmpty, "\(reading.problems)")
    #expect(reading.facts(.key).count { [.misspelt, .known].contains($0[.status]) } == 1)
  }

  @Test(
    arguments: [
      ("{{ if .System }}x{{ end }}{{ .Prompt }}", nil),
      ("{{- range .Messages }}{{ if .ToolCalls }}{{ .Anything }}{{ end }}{{ end }}{{ $.System }}", nil),
      ("{{ with $x := .System }}{{ $x }}{{ end }}{{ \"}}\" }}", nil),
      ("{{ if .System }}", "opens {{ if .System }} and never ends it with {{ end }}"),
      ("{{ end }}", "has an extra {{ end }}"),
      ("{{ .Prompt", "opens {{ and never closes it with }}"),
      ("{{ bos_token }}", "has {{ bos_token }} as in a Jinja template; Ollama uses Go templates"),
      ("{{ .prompt }}", "uses .prompt; the field is called .Prompt"),
    ] as [(String, String?)]) func readsTemplates(_ template: String, _ problem: String?) throws
  {
    let text = "FROM qwen3:8b\nTEMPLATE \"\"\"\(template)\"\"\"\n"
    #expect(
      try #require(ModelfileFormat.read(text, at: "Modelfile").fact(.model)).text(.templateProblem) == problem
    )
  }

  @Test func writesNextToWhatIsThere() {
    let text = "FROM qwen3:8b\r\n# warm\r\nPARAMETER temperature 0.7\r\n"
    #expect(
      ModelfileFormat.change(text, at: "Modelfile", .model, [], .set(.context, .integer(65536)))
        == "FROM qwen3:8b\r\n# warm\r\nPARAMETER temperature 0.7\r\nPARAMETER num_ctx 65536\r\n")
    #expect(
      ModelfileFormat.change(text, at: "Modelfile", .key, ["PARAMETER", "temperature"], .removeFact)
        == "FROM qwen3:8b\r\n# warm\r\n")
  }

  @Test func holesStayUnknown() throws {
    let text = "FROM $MODEL\nPARAMETER num_ctx $CTX\n"
    let document = Document(
      id: DocumentID("create.sh", embedding: [10]), source: SourceText(text),
      holes: [TextRange(5, 11), TextRange(30, 34)])
    let model = try #require(ModelfileFormat.read(document, in: StubWorkspace()).fact(.model))
    #expect(model.has(.base) && model[.base] == nil && model.has(.context) && model[.context] == nil)
  }
}
