import Foundation
import Generator
import Knowledge
import Linter
import Testing
import Vocabulary

/// What is there is kept: comments, order, other services, the model that a client has.
@Suite struct ExistingFilesTests {
  private func planned(
    _ files: [String: String], _ topology: SetupRequest.Topology, _ harnesses: [Harness]
  ) throws -> (plan: Plan, texts: [String: String], refused: [PlannedChange]) {
    let machine = try WantedMachine.named("rtx-3070").machine()
    let folder = try ScratchFolder()
    try folder.write(files.mapValues { Array($0.utf8) })
    let plan = try Plan(
      SetupRequest(machine: machine, topology: topology, harnesses: harnesses), from: folder.graph(machine))
    let drafted = folder.texts(plan)
    return (plan, drafted.texts.mapValues { String(decoding: $0, as: UTF8.self) }, drafted.refused)
  }

  @Test func aServerIsAddedBesideOtherServices() throws {
    let before = "# my box\nservices:\n  db:\n    image: postgres:17  # kept\nvolumes:\n  data:\n"
    let (_, texts, refused) = try planned(["compose.yaml": before], .docker, [.opencode])
    let after = try #require(texts["compose.yaml"])
    #expect(refused.isEmpty)
    #expect(
      after.hasPrefix("# my box\nservices:\n  db:\n    image: postgres:17  # kept\n  ollama:\n    image: "))
    #expect(after.hasSuffix("volumes:\n  data:\n  ollama:\n"))
  }

  @Test(arguments: ["#!/bin/sh\necho \"hello\n", "#!/bin/sh\necho hello \\\n"])
  func nothingIsAddedBehindAQuoteThatNothingEndsOrALineThatGoesOn(_ before: String) throws {
    let (_, texts, refused) = try planned(["create-models.sh": before], .native, [.opencode])
    #expect(texts["create-models.sh"] ?? before == before)
    #expect(refused.map(\.change.fact.document.path) == ["create-models.sh"])
  }

  @Test func nothingIsAddedBehindWhatIsNoYAML() throws {
    let before = "memory: 1\n[before-upgrade]\nboot: order=scsi0\n"
    let (_, texts, refused) = try planned(["ollama.yaml": before], .kubernetes, [.opencode])
    #expect(texts["ollama.yaml"] ?? before == before)
    #expect(refused.map(\.change.fact.document.path) == ["ollama.yaml"])
  }

  /// In another encoding, or with control characters, which no YAML may hold.
  @Test(arguments: [Array("# caf".utf8) + [0xE9, 0x0A], Array("#i\u{0}\u{0}".utf8)])
  func nothingIsAddedBelowACommentThatDoesNotRead(_ before: [UInt8]) throws {
    let machine = try WantedMachine.named("rtx-3070").machine()
    let folder = try ScratchFolder()
    try folder.write(["ollama.yaml": before])
    let request = SetupRequest(machine: machine, topology: .kubernetes, harnesses: [.opencode])
    let refused = folder.texts(try Plan(request, from: folder.graph(machine))).refused
    #expect(refused.map(\.change.fact.document.path) == ["ollama.yaml"])
  }

  @Test func aServerThatIsThereGetsItsContextInItsOwnStyle() throws {
    let before =
      "services:\n  brain:\n    image: ollama/ollama:0.31.0\n    environment:\n      - OLLAMA_DEBUG=1 # noisy\n"
    let (_, texts, _) = try planned(["docker-compose.yml": before], .docker, [.opencode])
    #expect(texts["compose.yaml"] == nil)
    let after = try #require(texts["docker-compose.yml"])
    #expect(after.contains("      - OLLAMA_DEBUG=1 # noisy\n      - OLLAMA_CONTEXT_LENGTH=65536\n"))
    #expect(after.contains("image: ollama/ollama:0.31.0"))
  }

  @Test func aClientKeepsItsModelAndNoneIsCreatedForIt() throws {
    let before = """
      {
        // mine
        "model": "ollama/qwen3:8b",
        "provider": { "ollama": {
          "npm": "@ai-sdk/openai-compatible", "options": { "baseURL": "http://localhost:11434/v1" },
          "models": { "qwen3:8b": {} }
        } }
      }

      """
    let (_, texts, _) = try planned(["opencode.jsonc": before], .docker, [.opencode])
    #expect(texts.keys.sorted() == ["compose.yaml"])
  }

  @Test func whatIsKeptIsSaidAndNoScriptIsNamedThatIsNotThere() throws {
    let before = """
      {"provider": {"ollama": {"npm": "@ai-sdk/openai-compatible", "models": {"qwen3:8b": {}},
        "options": {"baseURL": "http://localhost:11434/v1"}}}}
      """
    let (plan, _, _) = try planned(["opencode.json": before], .docker, [.opencode])
    #expect(
      plan.reasons == [
        "opencode.json keeps its model, qwen3:8b.", "No model is created: each client here keeps its own.",
      ])
    #expect(!plan.guide.contains("create-models.sh") && plan.guide.contains("docker compose up"))
    let (both, _, _) = try planned(["opencode.json": before], .docker, [.opencode, .aider])
    #expect(both.reasons.contains("opencode.json keeps its model, qwen3:8b."))
    #expect(both.guide.contains("./create-models.sh"))
  }

  @Test func aServerWithoutANameIsFoundByItsImageAndAProfileIsNamed() throws {
    let run =
      "#!/bin/sh\ndocker run -d -v ollama:/root/.ollama -p 127.0.0.1:11434:11434 ollama/ollama:0.32.15\n"
    let (_, texts, _) = try planned(["run.sh": run], .docker, [.opencode])
    let script = try #require(texts["create-models.sh"])
    #expect(
      script.contains(
        "docker exec \"$(docker ps -qf ancestor=ollama/ollama:0.32.15)\" ollama create agent-64k"))
    let made = try planned(
      ["Makefile": "up:\n\t" + run.split(separator: "\n")[1] + "\n"], .docker, [.opencode])
    #expect(made.plan.guide.contains("# Start the server with its target in Makefile.\n"))
    let compose = "services:\n  llm:\n    image: ollama/ollama:0.32.15\n    profiles: [gpu]\n    gpus: all\n"
    let (plan, _, _) = try planned(["compose.yaml": compose], .docker, [.opencode])
    #expect(plan.guide.contains("docker compose --profile gpu up -d --wait"))
  }

  private let shared = """
    services:
      brain:
        image: ollama/ollama:0.31.0
        ports: ["10.0.0.5:11500:11434"]
        environment: &env
          OLLAMA_CONTEXT_LENGTH: "16384"
      db:
        image: postgres:17
        environment: *env

    """

  @Test func whatAnotherServiceSharesIsNotChanged() throws {
    let (_, texts, refused) = try planned(["docker-compose.yml": shared], .docker, [.opencode])
    #expect(texts["compose.yaml"] == nil)
    #expect(texts["docker-compose.yml"]?.contains("\"16384\"\n") == true)
    #expect(refused.map(\.change.fact.subject) == [.server])
  }

  @Test func clientsCallTheServerThatIsThereWhereItListens() throws {
    let (_, texts, _) = try planned(
      ["docker-compose.yml": shared], .docker, [.opencode, .openWebUI])
    let after = try #require(texts["docker-compose.yml"])
    // In its own project, by its own name, and without a check that it does not have.
    #expect(texts["compose.yaml"] == nil)
    #expect(after.contains("      brain:\n        condition: service_started\n"))
    #expect(after.contains("OLLAMA_BASE_URL: \"http://brain:11434\""))
    #expect(try #require(texts["opencode.json"]).contains("http://10.0.0.5:11500/v1"))
  }

  @Test func aServerIsGivenTheGPUThatTheMachineHasNow() throws {
    let cpu = try WantedMachine.named("laptop-without-gpu").machine()
    let folder = try ScratchFolder()
    let request = SetupRequest(machine: cpu, topology: .docker, harnesses: [.opencode])
    let before = folder.texts(try Plan(request)).texts
    try folder.write(before)
    #expect(
      String(decoding: try #require(before["compose.yaml"]), as: UTF8.self).contains("There is no GPU here"))
    let machine = try WantedMachine.named("rtx-3070").machine()
    let plan = try Plan(
      SetupRequest(machine: machine, topology: .docker, harnesses: [.opencode]), from: folder.graph(machine))
    let after = String(decoding: try #require(folder.texts(plan).texts["compose.yaml"]), as: UTF8.self)
    #expect(after.contains("driver: nvidia") && !after.contains("There is no GPU here"))
    // Somebody else's server without one stays, and the guide says so.
    let (kept, _, _) = try planned(
      ["compose.yaml": "services:\n  o:\n    # CPU on purpose\n    image: ollama/ollama:0.31.0\n"], .docker,
      [.opencode])
    #expect(
      kept.reasons.last == "compose.yaml gives o no GPU: give it one, or delete the file and run init again.")
  }

  /// Though the server has the name of ours, as it has once init has run.
  @Test(arguments: ["          resources: {limits: {nvidia.com/gpu: \"0\"}}\n", "          # on the CPU, the card is for games\n"])
  func whoSaysThatThereIsNoGPUKeepsItSo(_ said: String) throws {
    let before =
      "apiVersion: v1\nkind: Pod\nmetadata: {name: ollama}\nspec:\n  containers:\n        - name: ollama\n          image: ollama/ollama:0.32.15\n"
      + said
    let (plan, texts, _) = try planned(["ollama.yaml": before], .kubernetes, [.opencode])
    #expect(texts["ollama.yaml"]?.contains(said) == true && texts["ollama.yaml"]?.contains("nvidia.com/gpu: 1") == false)
    #expect(plan.reasons.contains("ollama.yaml gives ollama no GPU: give it one, or delete the file and run init again."))
  }

  @Test func otherSettingsOfAnEditorStay() throws {
    let before = "// Zed\n{\n  \"theme\": \"One Dark\", // dark\n  \"vim_mode\": true,\n}\n"
    let (_, texts, _) = try planned([".config/zed/settings.json": before], .native, [.zed])
    let after = try #require(texts[".config/zed/settings.json"])
    #expect(
      after.hasPrefix("// Zed\n{\n  \"theme\": \"One Dark\", // dark\n  \"vim_mode\": true,\n  \"agent\": {"))
    #expect(after.contains("\"language_models\""))
  }

  @Test func tablesAreAddedToCodexsSettings() throws {
    let before = "# codex\napproval_policy = \"on-request\"\n\n[tui]\ntheme = \"dark\"\n"
    let (_, texts, _) = try planned([".codex/config.toml": before], .native, [.codex])
    let after = try #require(texts[".codex/config.toml"])
    #expect(after.hasPrefix("# codex\napproval_policy = \"on-request\"\nmodel = \"agent-64k\"\n"))
    #expect(after.contains("[tui]\ntheme = \"dark\"\n\n[model_providers.local]\nname = \"Ollama\"\n"))
  }

  @Test func whatDriftedIsSetBack() throws {
    let machine = try WantedMachine.named("rtx-3070").machine()
    let request = SetupRequest(machine: machine, topology: .docker, harnesses: [.opencode, .continue])
    let folder = try ScratchFolder()
    let wanted = folder.texts(try Plan(request)).texts
    try folder.write(wanted)
    let model = String(decoding: try #require(wanted["models/agent-64k.modelfile"]), as: UTF8.self)
    try folder.write(["models/agent-64k.modelfile": Array(model.replacing("65536", with: "2048").utf8)])
    let plan = try Plan(request, from: folder.graph(machine))
    #expect(plan.changes.count == 1)
    #expect(folder.texts(plan).texts == ["models/agent-64k.modelfile": Array(model.utf8)])
  }

  /// Half of a choice of OpenAI's model and half of a local one is neither.
  @Test(arguments: [
    (".codex/config.toml", "model = \"gpt-5\"\n", Harness.codex, ".codex/local.config.toml"),
    (".codex/config.toml", "model_provider = \"azure\"\n", .codex, ".codex/local.config.toml"),
    (".codex/config.toml", "oss_provider = \"lmstudio\"\n", .codex, ".codex/local.config.toml"),
    (".claude/settings.json", "{\"model\": \"opus\"}\n", .claudeCode, ".claude/settings.ollama.json"),
    (
      ".claude/settings.json", "{\"env\": {\"ANTHROPIC_API_KEY\": \"k\"}}\n", .claudeCode,
      ".claude/settings.ollama.json"
    ),
  ])
  func anotherChoiceIsLeftWhole(
    _ path: String, _ before: String, _ harness: Harness, _ beside: String
  ) throws {
    let (_, texts, refused) = try planned([path: before], .native, [harness])
    #expect(texts[path] == nil && refused.isEmpty)
    #expect(try #require(texts[beside]).contains("agent-64k"))
    // What was written beside it is found again.
    let (again, more, _) = try planned(texts.merging([path: before]) { old, _ in old }, .native, [harness])
    #expect(again.start(of: beside) != nil && again.start(of: path) == nil)
    #expect(again.changes.isEmpty && more.isEmpty)
  }

  @Test(arguments: [
    (".aider.conf.yml", "model: gpt-4o\n", Harness.aider),
    (".config/goose/config.yaml", "GOOSE_PROVIDER: openai\nGOOSE_MODEL: gpt-4o\n", .goose),
  ])
  func aChoiceWithoutAnotherPlaceIsRefused(
    _ path: String, _ before: String, _ harness: Harness
  ) throws {
    let (_, texts, refused) = try planned([path: before], .native, [harness])
    #expect(texts[path] == nil)
    #expect(refused.map(\.change.fact.document.path) == [path])
  }

  @Test(arguments: [
    ["models/agent-64k.modelfile": "FROM mistral\nPARAMETER num_ctx 8192\n"],
    ["tools/Modelfile": "FROM mistral\n", "create.sh": "ollama create agent-64k -f tools/Modelfile\n"],
  ])
  func aModelOfThatNameIsSomebodyElses(_ before: [String: String]) throws {
    let machine = try WantedMachine.named("rtx-3070").machine()
    let request = SetupRequest(machine: machine, topology: .native, harnesses: [.opencode])
    let folder = try ScratchFolder()
    try folder.write(before.mapValues { Array($0.utf8) })
    let plan = try Plan(request, from: folder.graph(machine), isOurs: false)
    let texts = folder.texts(plan).texts
    #expect(before.keys.allSatisfy { texts[$0] == nil })
    #expect(texts["models/agent-64k-2.modelfile"] != nil)
    let client = String(decoding: try #require(texts["opencode.json"]), as: UTF8.self)
    #expect(client.contains("agent-64k-2"))
    try folder.write(texts)
    #expect(try Plan(request, from: folder.graph(machine)).changes.isEmpty)
    // Another client later is no reason to take the name, either.
    let more = SetupRequest(machine: machine, topology: .native, harnesses: [.opencode, .zed])
    let added = folder.texts(try Plan(more, from: folder.graph(machine))).texts
    #expect(added.keys.sorted() == [".config/zed/settings.json"])
  }
}
