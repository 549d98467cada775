import Testing

@testable import Knowledge

@Suite struct OllamaStoreTests {
  private func name(_ text: String) throws -> ModelName { try #require(ModelName(text)) }

  @Test func aModelIsFoundWithAllItsParts() throws {
    let temporary = TemporaryStore()
    let weights = SampleModel.bytes()
    try temporary.add(
      "registry.ollama.ai/library/llama/8b",
      configuration: #"""
        {"model_format":"gguf","model_family":"llama","model_families":["llama","clip"],"model_type":"8.0B",
        "file_type":"Q4_K_M","renderer":"","context_length":4096}
        """#,
      [
        ("model", weights), ("projector", [1, 2, 3]), ("template", Array("{{ .Tools }}{{ .Prompt }}".utf8)),
        ("params", Array(#"{"num_ctx":8192,"temperature":0.6,"stop":["a","b"],"use_mmap":false}"#.utf8)),
        ("license", [65]), ("license", [66, 67]), ("novelty", []),
      ])
    let model = try #require(try temporary.store.model(named: name("llama:8b")))
    #expect(model.byteCount(of: .model) == weights.count && model.byteCount(of: .license) == 3)
    #expect(model.byteCount == weights.count + 3 + 25 + 68 + 3)
    #expect(model.layers.last?.kind == .other("application/vnd.ollama.image.novelty"))
    #expect(model.configuration.families == ["llama", "clip"] && model.configuration.parameterSize == "8.0B")
    #expect(model.configuration.quantization == "Q4_K_M" && model.configuration.renderer == nil)
    #expect(model.configuration.contextLength == 4096 && model.configuration.isGGUF)
    #expect(model.parameters.integer("num_ctx") == 8192 && model.parameters["temperature"] == .real(0.6))
    #expect(
      model.parameters["stop"] == .strings(["a", "b"]) && model.parameters["use_mmap"] == .boolean(false))
    #expect(model.template?.variables == ["tools", "prompt"])
    let file = try #require(try model.weights())
    #expect(file.tensors.count == SampleModel.tensors.count)
    #expect(model.capabilities(weights: file) == [.completion, .tools, .vision])
    #expect(model.capabilities(weights: nil) == [.tools, .vision])
  }

  @Test(arguments: [
    "qwen3", "qwen3:latest", "QWEN3:Latest", "library/qwen3", "registry.ollama.ai/library/qwen3",
  ])
  func spellingsOfOneNameFindOneModel(_ spelling: String) throws {
    let temporary = TemporaryStore()
    try temporary.add("registry.ollama.ai/library/qwen3/latest", [])
    #expect(try temporary.store.model(named: name(spelling)) != nil)
  }

  @Test(arguments: ["hf.co/User/Repo-GGUF:Q4_K_M", "localhost:5000/me/model:x"])
  func otherRegistriesHaveTheirOwnDirectories(_ spelling: String) throws {
    let temporary = TemporaryStore()
    try temporary.add("hf.co/User/Repo-GGUF/Q4_K_M", configuration: nil, [])
    try temporary.add("localhost:5000/me/model/x", [])
    #expect(try temporary.store.model(named: name(spelling)) != nil)
  }

  @Test func whatIsNotThereIsNoError() throws {
    let temporary = TemporaryStore()
    #expect(try temporary.store.model(named: name("qwen3")) == nil)
    try temporary.add("registry.ollama.ai/library/qwen3/8b", [])
    #expect(try temporary.store.model(named: name("qwen3:4b")) == nil)
    #expect(try temporary.store.model(named: name("me/qwen3:8b")) == nil)
  }

  @Test(arguments: [
    "../x/y:z", "../../../x/y:z", "./x/y:z", "a/b/x/y:z", "../x/..:z", ".hidden/x/y:z", "h\t/x/y:z",
  ])
  func noNameLeadsOutOfTheStore(_ text: String) throws {
    let temporary = TemporaryStore()
    for path in ["../x/y/z", "x/y/z", "a/b/x/y/z", ".hidden/x/y/z"] { try temporary.addManifest(path, "{}") }
    guard let name = ModelName(text) else { return }
    #expect(try temporary.store.manifestPath(of: name) == nil)
  }

  @Test(arguments: [
    "", "{", "[]", "null", "{}", #"{"layers":{}}"#, #"{"layers":[1]}"#, #"{"layers":[{}]}"#,
    #"{"layers":[{"digest":"sha256:../../../etc/passwd","size":1}]}"#,
    #"{"layers":[{"digest":"sha256:0000000000000000000000000000000000000000000000000000000000000000","size":-1}]}"#,
    #"{"layers":[{"digest":"sha256:0000000000000000000000000000000000000000000000000000000000000000","size":9223372036854775807}]}"#,
    #"{"layers":[],"config":{"digest":"sha256:0000000000000000000000000000000000000000000000000000000000000000"}}"#,
  ])
  func aDamagedManifestIsRefused(_ text: String) throws {
    let temporary = TemporaryStore()
    try temporary.addManifest("registry.ollama.ai/library/m/latest", text)
    #expect(throws: StoreError.self) { try temporary.store.model(named: name("m")) }
  }

  @Test func aDirectoryInPlaceOfAManifestIsRefused() throws {
    let temporary = TemporaryStore()
    try temporary.addManifest("registry.ollama.ai/library/m/latest/x", "{}")
    let found = #expect(throws: StoreError.self) { try temporary.store.model(named: name("m")) }
    #expect(found?.reason == "cannot be read: is not a regular file")
  }

  @Test func onlyDigestsNameBlobs() {
    let digits = String(repeating: "aF", count: 32)
    #expect(BlobDigest("sha256:" + digits)?.fileName == "sha256-" + digits)
    #expect(BlobDigest("sha256-" + digits) != nil)
    for wrong in [
      "", digits, "sha256:" + digits + "0", "sha256:" + String(repeating: "/", count: 64), "sha512:" + digits,
    ] {
      #expect(BlobDigest(wrong) == nil)
    }
  }

  @Test func aStoreIsLookedForWhereOllamaKeepsIt() {
    let found = OllamaStore.candidates(environment: ["OLLAMA_MODELS": " \"/data/models\" "], home: "/home/me")
    #expect(found.prefix(2).map(\.directory) == ["/data/models", "/home/me/.ollama/models"])
    #expect(
      OllamaStore.candidates(environment: ["OLLAMA_MODELS": "''"], home: "/root").first?.directory
        == "/root/.ollama/models")
  }
}

@Suite struct StoredModelCapabilityTests {
  private func capabilities(
    configuration: String = "{}", chatTemplate: String? = nil, template: String? = nil
  ) throws -> Set<ModelCapability> {
    let temporary = TemporaryStore()
    let weights = GGUFWriter.file(chatTemplate.map { [("tokenizer.chat_template", .string($0))] } ?? [])
    let own = template.map { [("template", Array($0.utf8))] } ?? []
    try temporary.add(
      "registry.ollama.ai/library/m/latest", configuration: configuration, [("model", weights)] + own)
    let name = try #require(ModelName("m"))
    let model = try #require(try temporary.store.model(named: name))
    return try model.capabilities(weights: model.weights())
  }

  @Test func withoutATemplateTheWeightsOwnOneCounts() throws {
    #expect(try capabilities(chatTemplate: "tools <think></think>") == [.completion, .tools, .thinking])
  }

  @Test func ofTwoTemplatesTheOneThatCanDoMoreCounts() throws {
    #expect(try capabilities(chatTemplate: "tools", template: "{{ .Prompt }}") == [.completion, .tools])
    #expect(
      try capabilities(chatTemplate: "tools", template: "{{ .Tools }}{{ .Suffix }}")
        == [.completion, .tools, .insert])
  }

  @Test func aParserBringsItsOwn() throws {
    #expect(
      try capabilities(configuration: #"{"parser":"gemma4"}"#, chatTemplate: "plain")
        == [.completion, .tools, .thinking])
    #expect(
      try capabilities(configuration: #"{"parser":"passthrough"}"#, chatTemplate: "tools") == [.completion])
  }

  @Test func whatTheConfigurationSaysIsBelieved() throws {
    #expect(
      try capabilities(configuration: #"{"capabilities":["vision","flight"]}"#) == [.completion, .vision])
  }
}
