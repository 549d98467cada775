import Foundation
import Generator
import Knowledge
import Linter
import Testing
import Vocabulary

/// A model elsewhere is for what does not fit, and for nothing else.
@Suite struct RemoteModelTests {
  private static func request(_ machine: String, _ topology: SetupRequest.Topology = .docker) throws
    -> SetupRequest
  {
    SetupRequest(
      machine: try WantedMachine.named(machine).machine(), topology: topology,
      harnesses: Harness.every)
  }

  @Test func theFilesAreAsTheyWereReviewed() throws {
    var request = try Self.request("rtx-3070")
    request.context = 200_000
    try Golden.compare(try Golden.shown(Plan(request)), with: "remote")
  }

  @Test(arguments: GeneratorTests.topologies)
  func whatIsRemoteLintsCleanToo(_ topology: SetupRequest.Topology, _ name: String) throws {
    var request = try Self.request(name, topology)
    request.model = "llama3.1:405b"
    let plan = try Plan(request)
    #expect(plan.choice.remote?.name == "qwen3.5:cloud")
    let folder = try ScratchFolder()
    let drafted = folder.texts(plan)
    #expect(drafted.refused.isEmpty)
    try folder.write(drafted.texts)
    let ignored =
      plan.choice.agent.spills ? ["memory/model-exceeds-vram", "memory/context-exceeds-vram"] : []
    #expect(try folder.findings(request.machine, ignoring: ignored) == [])
    #expect(try Plan(request, from: folder.graph(request.machine)).changes == [])
  }

  @Test(arguments: WantedMachine.all) func nothingIsRemoteThatFits(_ row: WantedMachine) throws {
    let plain = try Self.request(row.name, row.isMac ? .native : .docker)
    var quality = plain
    quality.preference = .quality
    var offline = plain
    offline.context = 200_000
    offline.isOffline = true
    var refused = plain
    refused.context = 200_000
    refused.allowsRemote = false
    for request in [plain, quality, offline, refused] {
      let plan = try Plan(request)
      #expect(plan.choice.remote == nil)
      for (path, bytes) in try ScratchFolder().texts(plan).texts {
        #expect(!String(decoding: bytes, as: UTF8.self).contains("cloud"), "\(path)")
      }
    }
  }

  @Test func theEverydayModelIsThatOfARequestWithoutWhatDoesNotFit() throws {
    let plain = try Self.request("rtx-3070")
    var large = plain
    large.context = 262_144
    let usual = try ModelChoice(plain)
    let choice = try ModelChoice(large)
    #expect(choice.remote != nil)
    #expect(choice.agent.base == usual.agent.base)
    #expect(choice.agent.settings == usual.agent.settings)
  }

  @Test(
    arguments: [
      (nil, 262_144, false, "qwen3.5:cloud"), (nil, 262_145, false, "nemotron-3-nano:30b-cloud"),
      (nil, 262_145, true, nil), ("gpt-oss:120b", nil, false, "gpt-oss:120b-cloud"),
      ("gpt-oss:120b", 131_073, false, "qwen3.5:cloud"), ("gemma4:31b", nil, true, "gemma4:31b-cloud"),
      ("glm-5.1:cloud", nil, false, "glm-5.1:cloud"),
    ] as [(String?, Int?, Bool, String?)])
  func theRemoteModelIsTheOneThatHoldsIt(
    _ model: String?, _ context: Int?, _ vision: Bool, _ expected: String?
  ) throws {
    var request = try Self.request("rtx-3070")
    request.model = model
    request.context = context
    request.needsVision = vision
    #expect(try ModelChoice(request).remote?.name == expected)
  }

  @Test(arguments: [
    ("nonesuch:8b", false), ("phi4:14b", false), ("glm-9:cloud", false), ("glm-5.1:cloud", true),
    ("llama3.1:405b", true), ("a b", false),
  ])
  func aModelThatCannotBeHadIsSaid(_ model: String, _ isOffline: Bool) throws {
    var request = try Self.request("rtx-3070")
    request.model = model
    request.isOffline = isOffline
    #expect(throws: GeneratorError.self) { try Plan(request) }
  }

  @Test func aModelThatFitsIsTakenByItsName() throws {
    var request = try Self.request("rtx-4090")
    request.model = "qwen3-coder:30b"
    let choice = try ModelChoice(request)
    #expect(choice.agent.base == "qwen3-coder:30b")
    #expect(!choice.agent.spills)
    #expect(choice.remote == nil)
  }

  @Test func aServerThatMustStayOfflineDoes() throws {
    var request = try Self.request("rtx-3070")
    request.context = 200_000
    let folder = try ScratchFolder()
    let compose =
      "services:\n  brain:\n    image: ollama/ollama:0.31.0\n    environment:\n      OLLAMA_NO_CLOUD: \"1\"\n"
    try folder.write(["compose.yaml": Array(compose.utf8)])
    let plan = try Plan(request, from: folder.graph(request.machine))
    #expect(plan.choice.remote == nil)
    #expect(
      plan.choice.reasons.last?.hasSuffix("brain has cloud models turned off (OLLAMA_NO_CLOUD).") == true)
  }
}
