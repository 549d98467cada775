import Diagnostics
import Foundation
import Knowledge
import Memory
import Syntax
import Testing
import Vocabulary

@testable import Linter
@testable import Reporting

@Suite struct WritingTests {
  #if os(Linux)
    /// What is kept in memory lies below `/dev`, and is a file.
    @Test func aReportInMemoryIsReplacedWhole() throws {
      let path = "/dev/shm/ollama-lint-test-\(UUID().uuidString)"
      defer { FileSystem.remove(path) }
      try FileSystem.write(Array("a long report".utf8), to: path, inside: "/tmp")
      try FileSystem.write(Array("short".utf8), to: path, inside: "/tmp")
      #expect(try FileSystem.read(path, limit: 99).bytes == Array("short".utf8))
      try FileSystem.write(Array("x".utf8), to: "/dev/null", inside: "/tmp")
      #expect(FileSystem.status(of: "/dev/null")?.kind == .other)
    }
  #endif

  private let broken =
    "services:\n  ollama:\n    image: ollama/ollama:0.32.15\n    gpus: all\n    volumes: [\"o:/root/.ollama\"]\n    ports:\n      - 11434:11434\nvolumes: {o: }\n"

  @Test func aFileKeepsItsModeAndLeavesNothingBeside() throws {
    let scratch = try Scratch()
    try scratch.write("compose.yaml", broken)
    let file = scratch.url.appendingPathComponent("compose.yaml").path
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    #expect(LintRun.write(try scratch.lint(fixing: .all)).isEmpty)
    #expect(scratch.read("compose.yaml")?.contains("127.0.0.1:11434:11434") == true)
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o640)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["compose.yaml"])
  }

  @Test func aFileThatChangedSinceItWasReadIsLeftAlone() throws {
    let scratch = try Scratch()
    try scratch.write("compose.yaml", broken)
    let outcome = try scratch.lint(fixing: .all)
    try scratch.write("compose.yaml", broken + "# mine\n")
    #expect(LintRun.write(outcome).map(\.reason) == ["it changed since it was read; run again"])
    #expect(scratch.read("compose.yaml") == broken + "# mine\n")
  }

  @Test func aHardLinkIsNotParted() throws {
    let scratch = try Scratch()
    try scratch.write("compose.yaml", broken)
    try FileManager.default.linkItem(atPath: scratch.path + "/compose.yaml", toPath: scratch.path + "/other")
    #expect(LintRun.write(try scratch.lint(fixing: .all)).count == 1)
    #expect(scratch.read("compose.yaml") == broken)
  }

  private let old = """
    { "models": [ { "title": "A", "provider": "ollama", "model": "qwen3:8b" } ], "systemMessage": "Be brief." }

    """

  @Test func aFileThatTakesAnothersPlaceIsThereBeforeTheOldNameGoes() throws {
    let scratch = try Scratch()
    try scratch.write(".continue/config.json", old)
    let file = scratch.path + "/.continue/config.json"
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file)
    let outcome = try scratch.lint(fixing: .all)
    #expect(LintRun.write(outcome).isEmpty)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/.continue").sorted()
        == ["config.json.old", "config.yaml"])
    #expect(scratch.read(".continue/config.json.old") == old)
    let mode = try FileManager.default.attributesOfItem(atPath: scratch.path + "/.continue/config.yaml")
    #expect(mode[.posixPermissions] as? Int == 0o600)
    #expect(try scratch.lint(fixing: .all).changes.isEmpty)
  }

  @Test(arguments: [".continue/config.yaml", ".continue/config.json.old"])
  func aNameThatWasTakenMeanwhileIsLeftAlone(_ taken: String) throws {
    let scratch = try Scratch()
    try scratch.write(".continue/config.json", old)
    let outcome = try scratch.lint(fixing: .all)
    try scratch.write(taken, "mine\n")
    #expect(LintRun.write(outcome).count == 1)
    #expect(scratch.read(taken) == "mine\n")
    #expect(scratch.read(".continue/config.json") == old)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path + "/.continue").sorted()
        == ["config.json", String(taken.split(separator: "/")[1])].sorted())
  }

  @Test(arguments: [
    "\"experimental\": { \"modelRoles\": { \"inlineEdit\": \"A\" } }",
    "\"completionOptions\": { \"numGpu\": 0 }",
    "\"customCommands\": [ { \"name\": \"x\", \"step\": \"y\" } ]",
  ]) func whatTheNewFormatCannotSayIsNotConverted(_ more: String) throws {
    let scratch = try Scratch()
    try scratch.write(
      ".continue/config.json",
      old.replacingOccurrences(of: "\"systemMessage\"", with: more + ", \"systemMessage\""))
    #expect(try scratch.lint(fixing: .all).changes.isEmpty)
  }

  @Test func aLinkOutOfTheFolderIsNotFollowed() throws {
    let outside = try Scratch()
    try outside.write("compose.yaml", broken)
    let scratch = try Scratch()
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/compose.yaml", withDestinationPath: outside.path + "/compose.yaml")
    let outcome = try scratch.lint(fixing: .all)
    #expect(outcome.report.files.isEmpty && outcome.changes.isEmpty)
    #expect(outside.read("compose.yaml") == broken)
  }

  @Test func theDiffIsWhatTheFixDoes() throws {
    let scratch = try Scratch()
    try scratch.write("compose.yaml", broken)
    let outcome = try scratch.lint(fixing: .all)
    let change = try #require(outcome.changes.first)
    let diff = String(
      decoding: UnifiedDiff.render(path: "compose.yaml", before: change.before, after: change.after),
      as: UTF8.self)
    #expect(
      diff == """
        --- a/compose.yaml
        +++ b/compose.yaml
        @@ -4,5 +4,5 @@
             gpus: all
             volumes: ["o:/root/.ollama"]
             ports:
        -      - 11434:11434
        +      - "127.0.0.1:11434:11434"
         volumes: {o: }

        """)
    #expect(LintRun.write(outcome).isEmpty)
    #expect(scratch.read("compose.yaml") == String(decoding: change.after, as: UTF8.self))
  }

  @Test func theOrderOfPathsChangesNothing() throws {
    let scratch = try Scratch()
    try scratch.write("a/compose.yaml", broken)
    try scratch.write("b/Modelfile", "FROM llama3.1:7b\nPARAMETER top_p 5\n")
    let forward = JSONReport.render(try scratch.lint(["a", "b"]).report)
    let backward = JSONReport.render(try scratch.lint(["b", "a"]).report)
    #expect(forward == backward)
  }

  @Test func aFolderWithoutModelsGetsNoFinding() throws {
    let scratch = try Scratch()
    try scratch.write(
      "docker-compose.yml",
      "version: '3'\nservices:\n  web:\n    image: nginx\n    gpus: 1\n    ports: ['80:80']\n")
    try scratch.write(
      "opencode.json", "{ \"model\": \"anthropic/claude\", \"theme\": \"x\", \"nonsense\": 1 }")
    try scratch.write("broken.yaml", "a: [")
    try scratch.write("docker-compose.bad.yml", "services: [")
    try scratch.write("run.sh", "docker run -p 80:80 nginx\n")
    try scratch.write(".env", "OLLAMA=1\nTOKEN=abc\n")
    #expect(try scratch.lint(severity: .info).report.diagnostics.map(\.rule) == [])
  }

  @Test func aSuppressionSilencesItsLineAndAnIdleOneIsReported() throws {
    let scratch = try Scratch()
    try scratch.write(
      "compose.yaml",
      broken.replacingOccurrences(
        of: "    ports:\n",
        with: "    ports:\n      # ollama-lint: ignore[network/exposed] behind a firewall\n"))
    #expect(try scratch.lint().report.diagnostics.isEmpty)
    try scratch.write(
      "compose.yaml",
      broken
        + "# ollama-lint: ignore-file[network] lab\n# ollama-lint: ignore[gpu/disabled] old\n# ollama-lint: ignore[gpu/nonsense]\n"
    )
    #expect(
      Set(try scratch.lint().report.diagnostics.map(\.rule)) == [
        "lint/unused-suppression", "lint/unknown-rule",
      ])
  }

  @Test func aSecondRunOfUnsafeFixesChangesNothing() throws {
    let scratch = try Scratch()
    try scratch.write(
      "compose.yaml",
      """
      services:
        ollama:
          image: ollama/ollama:0.32.15
          gpus: all
          restart: always
          volumes: ["o:/root/.ollama"]
          ports: ["7869:11434"]
        app:
          image: ghcr.io/open-webui/open-webui:v0.6.5
          restart: always
          volumes: ["w:/app/backend/data"]
          environment: ["OLLAMA_BASE_URL=http://host.docker.internal:7869"]
          extra_hosts: ["host.docker.internal:host-gateway"]
      volumes: {o: , w: }

      """)
    let before = try scratch.lint().report.diagnostics
    #expect(before.first { $0.rule == "network/exposed" }?.fix == nil)
    #expect(before.first { $0.rule == "network/host-detour" }?.fix?.safety == .unsafe)
    #expect(LintRun.write(try scratch.lint(fixing: .all)).isEmpty)
    // Once nothing needs the port, narrowing it is part of the same run.
    let after = try #require(scratch.read("compose.yaml"))
    #expect(after.contains("OLLAMA_BASE_URL=http://ollama:11434") && after.contains("127.0.0.1:7869:11434"))
    #expect(LintRun.write(try scratch.lint(fixing: .all)).isEmpty)
    #expect(scratch.read("compose.yaml") == after)
  }

  @Test func aMisspeltSuppressionIsToldAndIsNoSignOfOtherMachines() throws {
    let scratch = try Scratch()
    for comment in [
      "ollama-lint ignore[network/exposed]", "ollama-lint: ignore network/exposed", "ollama-lint: ignore[]",
    ] {
      try scratch.write(
        "compose.yaml",
        broken.replacingOccurrences(of: "    ports:\n", with: "    ports:\n      # \(comment)\n"))
      let found = try scratch.lint().report.diagnostics
      #expect(found.map(\.rule).sorted() == ["lint/malformed-suppression", "network/exposed"])
      #expect(found.allSatisfy { $0.notes.isEmpty })
    }
    try scratch.write("compose.yaml", broken + "# ollama-lint says that this is open, and it is\n")
    #expect(try scratch.lint().report.diagnostics.map(\.rule) == ["network/exposed"])
  }

  @Test func aUTF16FileIsShownAsItReadsAndFixedAsItLies() throws {
    let scratch = try Scratch()
    func encoded(_ text: String) -> Data {
      Data([0xFF, 0xFE]) + Data(text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] })
    }
    let file = scratch.url.appendingPathComponent("u.modelfile")
    try encoded("FROM qwen3:8b\r\nPARAMETER temperature 0,7\r\n").write(to: file)
    let outcome = try scratch.lint(fixing: .none)
    let found = try #require(outcome.report.diagnostics.first)
    #expect(found.location.start.line == 2 && found.location.start.column == 23)
    #expect(found.excerpt.first?.text == "PARAMETER temperature 0,7")
    #expect(LintRun.write(try scratch.lint(fixing: .all)).isEmpty)
    #expect(try Data(contentsOf: file) == encoded("FROM qwen3:8b\r\nPARAMETER temperature 0.7\r\n"))
  }

  @Test func anOptionOfDockerRunWinsOverItsFileOfVariables() throws {
    let scratch = try Scratch()
    try scratch.write("o.env", "OLLAMA_CONTEXT_LENGTH=8192\n")
    try scratch.write(
      "up.sh",
      "docker run -d --gpus=all -v o:/root/.ollama -e OLLAMA_CONTEXT_LENGTH=65536 --env-file o.env -p 127.0.0.1:11434:11434 ollama/ollama:0.32.15\n"
    )
    try scratch.write(".git/HEAD", "")
    try scratch.write(
      "opencode.json",
      "{ \"provider\": { \"ollama\": { \"npm\": \"@ai-sdk/openai-compatible\", \"options\": { \"baseURL\": \"http://localhost:11434/v1\" }, \"models\": { \"qwen3.5:9b\": { \"limit\": { \"context\": 65536, \"output\": 8192 } } } } } }"
    )
    #expect(try scratch.lint().report.diagnostics.map(\.rule) == [])
  }

  @Test func aLineThatSystemdDropsIsAFindingWithItsEffect() throws {
    let scratch = try Scratch()
    try scratch.write(
      "ollama.service",
      "[Service]\nExecStart=/usr/bin/ollama serve\nEnvironment: OLLAMA_DEBUG 1\nRestart=always\n[Install]\nWantedBy=default.target\n"
    )
    let found = try #require(try scratch.lint().report.diagnostics.first)
    #expect(found.rule == "syntax/ini" && found.location.start.line == 3)
    #expect(found.message == "expected Name=value, [Section] or a comment")
    #expect(found.effect == "systemd ignores the line and starts the service without it.")
  }

  @Test func whatCannotBeReadIsAFindingWithAPlace() throws {
    let scratch = try Scratch()
    try scratch.write("compose.yaml", "services:\n  ollama:\n    image: ollama/ollama\n   ports: [\n")
    let found = try #require(try scratch.lint().report.diagnostics.first)
    #expect(found.rule == "syntax/yaml" && found.location.start.line == 4)
  }

  @Test func aTemplateOrAPageThatAScriptPrintsIsNoBrokenManifest() throws {
    let scratch = try Scratch()
    let manifest = """
      apiVersion: apps/v1
      kind: Deployment
      metadata:
        namespace: @namespace@
      spec:
        template:
          spec:
            containers:
              - name: ollama
                image: ollama/ollama:0.32.15

      """
    try scratch.write("templates/ollama.yaml", manifest)
    let fence = #"\`\`\`"#
    try scratch.write(
      "report.sh",
      "cat >> \"$DIRECTORY/overview.md\" << EOF\n\n## Ollama\n\n\(fence)yaml\n\(manifest)\(fence)\nEOF\n")
    #expect(try scratch.lint().report.diagnostics.isEmpty)
    try scratch.write("broken/ollama.yaml", manifest.replacing("@namespace@", with: "@namespace"))
    #expect(try scratch.lint().report.diagnostics.map(\.rule) == ["syntax/yaml"])
  }

  @Test func aProgramThatWritesSettingsIsNoSettingsFile() throws {
    let scratch = try Scratch()
    try scratch.write(
      "setup.sh",
      """
      #!/bin/sh
      python3 - "$file" > ~/.config/opencode/opencode.json <<'PY'
      import json
      config = {"$schema": "https://opencode.ai/config.json", "provider": {"ollama": {"options": {}}}}
      print(json.dumps(config))
      PY
      """)
    #expect(try scratch.lint().report.diagnostics.isEmpty)
  }

  @Test func aGuideLeavesPartsOut() throws {
    let scratch = try Scratch()
    try scratch.write(
      "docs/stack.md",
      """
      Add this:

      ```yaml
      services:
        ollama:
          image: ollama/ollama
          depends_on:
            ...
            proxy:
              condition: service_healthy
      ```
      """)
    #expect(!(try scratch.lint().report.diagnostics.contains { $0.rule.hasPrefix("syntax/") }))
  }

  @Test func aTemplateOfSettingsIsNoMistake() throws {
    let scratch = try Scratch()
    try scratch.write(
      "litellm-config.yaml",
      """
      model_list:
      {{ range .models }}
        - model_name: "{{ . }}"
          litellm_params:
            model: "ollama_chat/{{ . }}"
      {{ end }}
      """)
    #expect(try scratch.lint().report.diagnostics.isEmpty)
  }

  @Test func aTemplateInAGuideIsNoMistake() throws {
    let scratch = try Scratch()
    try scratch.write(
      "guide.md",
      """
      ~/.codex/config.toml:

      ```toml
      # e.g. ollama
      model_provider = "<name>"

      [model_providers.<name>]
      base_url = "http://localhost:11434/v1"
      ```

      opencode.json:

      ```json
      { "provider": { "ollama": { "options": { "baseURL": "http://localhost:11434/v1" }, ... } } }
      ```
      """)
    #expect(try scratch.lint().report.diagnostics.map(\.rule) == [])
  }
}

@Suite struct ReportTests {
  @Test func nothingATerminalActsOnIsPrintedRaw() {
    let shown = SafeText.shown("a\u{1B}[31mb\u{202E}c\u{7}\u{9B}d\te")
    #expect(shown == "a\\u{1b}[31mb\\u{202e}c\\u{7}\\u{9b}d e")
  }

  @Test func jsonEscapesWhatItMust() {
    #expect(JSONText.string("a\"\\\n\u{1}\u{202E}é").compact == "\"a\\\"\\\\\\n\\u0001\\u202eé\"")
    #expect(
      JSONText.object([("a", .array([])), ("b", .null)]).pretty == "{\n  \"a\": [],\n  \"b\": null\n}\n")
  }

  @Test func aDiffHidesCredentials() {
    let before = Array("a: sk-0123456789abcdef\nb: 1\n".utf8)
    let after = Array("a: sk-0123456789abcdef\nb: 2\n".utf8)
    var secrets = Secrets()
    secrets.insert(Secret("sk-0123456789abcdef".utf8))
    let diff = UnifiedDiff.render(path: "x", before: before, after: after, hiding: secrets)
    let text = String(decoding: diff, as: UTF8.self)
    #expect(!text.contains("456789") && text.contains("sk-0"))
    #expect(text.contains("-b: 1\n+b: 2\n"))
  }

  @Test func aLongLineIsCutAroundItsMark() {
    let line = ExcerptLine(
      number: 1, text: String(repeating: "x", count: 200) + "HERE" + String(repeating: "y", count: 200),
      marked: 201..<205)
    let (text, marks) = TextReport.fit(line, room: 60)
    #expect(text.count <= 60 && text.hasPrefix("...") && text.hasSuffix("..."))
    let start = marks.distance(from: marks.startIndex, to: marks.firstIndex(of: "^") ?? marks.startIndex)
    #expect(Array(text)[start..<start + 4] == ["H", "E", "R", "E"])
  }

  @Test func theReadmeShowsWhatTheToolSays() throws {
    let demo = "Fixtures/demo/first"
    let makefile = Fixture.package.appendingPathComponent("Makefile")
    #expect(try String(contentsOf: makefile, encoding: .utf8).contains("ollama-lint \(demo) --fail-on never"))
    let folder = Fixture.package.appendingPathComponent(demo)
    let file = folder.appendingPathComponent(".ollama-lint.yaml")
    var options = Options()
    options.paths = [folder.path]
    options.workingDirectory = Fixture.package.resolvingSymlinksInPath().path
    options.configuration = try ConfigurationReader(path: file.path, bytes: Array(Data(contentsOf: file))) {
      _ in nil
    }.read()
    let text = TextReport(style: .plain).render(try LintRun(options).run(fixing: .none).report)
    try Documented(document: "README.md", name: "demo").shows(text)
  }

  @Test func theDocumentationShowsTheMap() throws {
    let folder = Fixture.package.appendingPathComponent("Fixtures/demo/homelab")
    let file = folder.appendingPathComponent(".ollama-lint.yaml")
    var options = Options()
    options.paths = [folder.path]
    options.workingDirectory = Fixture.package.resolvingSymlinksInPath().path
    options.severity = .info
    options.configuration = try ConfigurationReader(path: file.path, bytes: Array(Data(contentsOf: file))) {
      _ in nil
    }.read()
    let map = try #require(try LintRun(options).maps().first)
    let document = Documented(document: "docs/map.md", name: "map")
    try document.shows(MapText(style: .plain).render(map))
  }

  @Test func theDocumentationShowsWhatFitSays() throws {
    let machine = try #require(
      try MachineDescription.machine(gpu: "RTX 3070", vram: nil, ram: 30 << 30, os: nil, source: .flag))
    let entries = try ["qwen2.5-coder:14b", "gemma4:e4b"].map { name in
      let parsed = try #require(ModelName(name))
      let file = try #require(ModelCatalogue.standard.file(named: parsed))
      return FitReport.Entry(file, on: machine, LoadSettings(context: 4096))
    }
    let fit = FitText(style: .plain)
    try Documented(document: "docs/fit.md", name: "fit")
      .shows(fit.render(FitReport(machine: machine, entries: entries)))
    let ranked = Suggestion.rank(.agent, on: machine, settings: LoadSettings(context: 4096))
    try Documented(document: "docs/fit.md", name: "suggest")
      .shows(fit.renderRanking(FitReport(machine: machine, entries: ranked, isSet: false)))
  }

  @Test func whatIsRefusedIsNotMeasured() throws {
    let machine = try #require(
      try MachineDescription.machine(gpu: "RTX 3070", vram: nil, ram: 30 << 30, os: nil, source: .flag))
    let name = try #require(ModelName("qwen3:8b"))
    let file = try #require(ModelCatalogue.standard.file(named: name))
    let settings = LoadSettings(context: 4096, cacheType: .q8_0, flashAttention: false, release: .llamaServer)
    let report = FitReport(machine: machine, entries: [.init(file, on: machine, settings)])
    #expect(
      FitText(style: .plain).render(report) == """
        NVIDIA GeForce RTX 3070 · 8.0 GiB VRAM · 30.0 GiB RAM

        qwen3:8b  Q4_K_M · 4,096 tokens · KV cache q8_0 · no flash attention
          does not load: a q8_0 KV cache needs flash attention, which is off, and Ollama
          0.30.0 fails with "V cache quantization requires flash_attn". Turn flash
          attention on, or use f16.

        """)
    #expect(FitJSON.render(report).contains("\"fits\": \"no\""))
  }

  /// A finding that a fix makes writable for another, and one that is refused until another is fixed, are met in the
  /// same run.
  @Test func aSecondRunChangesNothing() throws {
    let scratch = try Scratch()
    let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures/health")
    try FileManager.default.copyItem(at: fixtures, to: scratch.url.appendingPathComponent("health"))
    let first = try scratch.lint(fixing: .all, severity: .info)
    #expect(!first.changes.isEmpty)
    #expect(LintRun.write(first).isEmpty)
    #expect(try scratch.lint(fixing: .all, severity: .info).changes.isEmpty)
  }

  @Test func aFindingForEachLineIsFixedAtOnce() throws {
    let scratch = try Scratch()
    try scratch.write(
      "Modelfile", "FROM qwen3:8b\n" + String(repeating: "PARAMETER num_ctx 32k\n", count: 900))
    let outcome = try scratch.lint(fixing: .all)
    #expect(outcome.changes.first.map { String(decoding: $0.after, as: UTF8.self).contains("32k") } == false)
  }

  /// What is planned is tried, however little there is to spend; what is left is counted.
  @Test(arguments: [1 << 17, 1 << 18, 1 << 19]) func aSmallBudgetFixesLess(_ bytes: Int) throws {
    let scratch = try Scratch()
    try scratch.write(
      "Modelfile", "FROM qwen3:8b\n" + String(repeating: "PARAMETER num_ctx 32k\n", count: 500))
    var options = Options()
    options.paths = [scratch.path]
    options.workingDirectory = scratch.path
    let root = try #require(try LintRun(options).roots().first)
    let session = RootSession(
      root, options: options, policy: Policy(options), rules: RuleSet(own: []) { _ in true },
      workingDirectory: scratch.path)
    let fixer = Fixer(
      analyse: { session.analyse($0, with: $1) },
      candidates: { $0.violations.filter { $0.rule == "context/not-a-number" } }, mayMove: true,
      budget: FixBudget(bytes: bytes))
    let result = fixer.run(session.analyse())
    #expect(result.fixed > 0)
    #expect(result.fixed + result.untried == 500, "\(result.fixed) fixed, \(result.untried) untried")
  }

  @Test(arguments: [
    (".compose.yaml.ollama-lint-0a1b2c3d", true), (".compose.yaml.ollama-lint-copy", false),
    (".bashrc.ollama-lint-2024", false), (".ollama-lint-0a1b2c3d", false), ("a.ollama-lint-0a1b2c3d", false),
  ])
  func onlyWhatIsNamedLikeATemporaryFileIsLitter(_ name: String, _ isLitter: Bool) {
    #expect(FileWriter.isTemporary(name) == isLitter)
  }

  @Test func nothingIsDraftedBehindALinkThatLeadsOut() throws {
    let (inside, outside) = (try Scratch(), try Scratch())
    try outside.write("opencode.json", "{\"mine\": 1}")
    let links = FileManager.default
    try links.createSymbolicLink(
      atPath: inside.path + "/opencode.json", withDestinationPath: outside.path + "/opencode.json")
    try links.createSymbolicLink(atPath: inside.path + "/.continue", withDestinationPath: outside.path)
    var drafting = Drafting(root: inside.path)
    for (format, path) in [("opencode", "opencode.json"), ("continue", ".continue/config.yaml")] {
      let id = FactID(.modelUse, DocumentID(path), [])
      drafting.make([
        PlannedChange(format, Change(id, .add([.name: .text("qwen3:8b"), .roles: .texts(["agent"])])))
      ])
      #expect(!drafting.hasPlace(for: path))
    }
    #expect(drafting.texts.isEmpty)
    #expect(drafting.refused.count == 2)
  }

  @Test func noNameForgesTheHeadOfADiff() {
    let diff = UnifiedDiff.render(
      path: "a\n--- a/../../.bashrc\n+++ b/\"x\\", before: Array("a\n".utf8), after: Array("b\n".utf8))
    let lines = String(decoding: diff, as: UTF8.self).split(separator: "\n")
    #expect(lines.count == 5)
    #expect(lines[1] == #"+++ "b/a\012--- a/../../.bashrc\012+++ b/\"x\\""#)
  }
}
