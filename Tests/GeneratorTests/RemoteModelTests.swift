import Foundation
import Generator
import Knowledge
import Linter
import Testing
import Vocabulary

/// A model elsewhere is for what does not fit, and for nothing else.
@Suite struct RemoteModelTests {
  private static func wish(_ machine: String, _ topology: Wish.Topology = .docker) throws -> Wish {
    Wish(
      machine: try WantedMachine.named(machine).machine(), topology: topology,
      harnesses: Wish.Harness.allCases)
  }

  @Test func theFilesAreAsTheyWereReviewed() throws {
    var wish = try Self.wish("rtx-3070")
    wish.context = 200_000
    try Golden.compare(try Golden.shown(Plan(wish)), with: "remote")
  }

  @Test(arguments: GeneratorTests.topologies)
  func whatIsRemoteLintsCleanToo(_ topology: Wish.Topology, _ name: String) throws {
    var wish = try Self.wish(name, topology)
    wish.model = "llama3.1:405b"
    let plan = try Plan(wish)
    #expect(plan.choice.remote?.name == "qwen3.5:cloud")
    let folder = try ScratchFolder()
    let drafted = folder.texts(plan)
    #expect(drafted.refused.isEmpty)
    try folder.write(drafted.texts)
    let ignored =
      plan.choice.agent.spills ? ["memory/model-exceeds-vram", "memory/context-exceeds-vram"] : []
    #expect(try folder.findings(wish.machine, ignoring: ignored) == [])
    #expect(try Plan(wish, from: folder.graph(wish.machine)).changes == [])
  }

  @Test(arguments: WantedMachine.all) func nothingIsRemoteThatFits(_ row: WantedMachine) throws {
    let plain = try Self.wish(row.name, row.isMac ? .native : .docker)
    var quality = plain
    quality.preference = .quality
    var offline = plain
    offline.context = 200_000
    offline.isOffline = true
    var refused = plain
    refused.context = 200_000
    refused.allowsRemote = false
    for wish in [plain, quality, offline, refused] {
      let plan = try Plan(wish)
      #expect(plan.choice.remote == nil)
      for (path, bytes) in try ScratchFolder().texts(plan).texts {
        #expect(!String(decoding: bytes, as: UTF8.self).contains("cloud"), "\(path)")
      }
    }
  }

  @Test func theEverydayModelIsThatOfAWishWithoutWhatDoesNotFit() throws {
    let plain = try Self.wish("rtx-3070")
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
    var wish = try Self.wish("rtx-3070")
    wish.model = model
    wish.context = context
    wish.needsVision = vision
    #expect(try ModelChoice(wish).remote?.name == expected)
  }

  @Test(arguments: [
    ("nonesuch:8b", false), ("phi4:14b", false), ("glm-9:cloud", false), ("glm-5.1:cloud", true),
    ("llama3.1:405b", true), ("a b", false),
  ])
  func aModelThatCannotBeHadIsSaid(_ model: String, _ isOffline: Bool) throws {
    var wish = try Self.wish("rtx-3070")
    wish.model = model
    wish.isOffline = isOffline
    #expect(throws: GeneratorError.self) { try Plan(wish) }
  }

  @Test func aModelThatFitsIsTakenByItsName() throws {
    var wish = try Self.wish("rtx-4090")
    wish.model = "qwen3-coder:30b"
    let choice = try ModelChoice(wish)
    #expect(choice.agent.base == "qwen3-coder:30b")
    #expect(!choice.agent.spills)
    #expect(choice.remote == nil)
  }

  @Test func aServerThatMustStayOfflineDoes() throws {
    var wish = try Self.wish("rtx-3070")
    wish.context = 200_000
    let folder = try ScratchFolder()
    let compose =
      "services:\n  brain:\n    image: ollama/ollama:0.31.0\n    environment:\n      OLLAMA_NO_CLOUD: \"1\"\n"
    try folder.write(["compose.yaml": Array(compose.utf8)])
    let plan = try Plan(wish, from: folder.graph(wish.machine))
    #expect(plan.choice.remote == nil)
    #expect(
      plan.choice.reasons.last?.hasSuffix("brain has cloud models turned off (OLLAMA_NO_CLOUD).") == true)
  }
}
