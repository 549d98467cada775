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
    #expect(model.byteCount(of: .model) == weights.count && model.byteCount(of: .projector) == 3)
    #expect(model.layers.last?.kind == .other && model.isGGUF)
    let file = try #require(try model.weights())
    #expect(file.tensors.count == SampleModel.tensors.count)
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
