@testable import Formats
import Syntax
import Testing
import Vocabulary

@Suite struct SystemdTests {
  private static let system = "etc/systemd/system/"

  @Test(arguments: [
    ("ollama.service", NameHint.certain), ("etc/systemd/system/ollama.service.d/gpu.conf", .certain),
    ("llm.service", .possible), ("etc/systemd/system/llm.service.d/a.conf", .possible),
    (".config/environment.d/ollama.conf", .possible), ("override.conf", .possible),
    ("nginx.conf", .no), ("ollama.socket", .no), ("service.py", .no),
  ]) func isWorthOpeningByItsName(_ path: String, _ expected: NameHint) {
    #expect(SystemdFormat.hint(FileName(path: path)) == expected)
  }

  @Test(arguments: [
    ("", "[Service]\nEnvironment=OLLAMA_HOST=x\n", Recognition.byContent), ("", "# [Service]\n", .no),
    ("nginx/ollama.conf", "server { }\n", .no), ("a/override.conf", "\u{FEFF}[Service]\n", .byContent),
    ("", "[Container]\nImage=x\n[Service]\n", .no), ("notes.txt", "[Service]\n", .no),
    ("x.service", "", .byName), ("a/x.service.d/b.conf", "", .byName),
  ]) func isRecognisedByNameOrContent(_ path: String, _ text: String, _ expected: Recognition) {
    #expect(SystemdFormat.recognises(Candidate(path: path, head: Array(text.utf8)[...])) == expected)
  }

  @Test func saysWhatTheServerIsGiven() throws {
    let text = """
      [Service]
      ExecStart=/usr/bin/ollama serve
      Environment="OLLAMA_HOST=0.0.0.0:11500" OLLAMA_CONTEXT_LENGTH=8192
      Environment=OLLAMA_KEEP_ALIVE=%i
      MemoryMax=24G
      Restart=always

      """
    let server = try #require(SystemdFormat.read(text, at: "ollama.service").fact(.server))
    #expect(server[.topology] == .native && server.text(.unit) == "ollama.service")
    #expect(server.text(.hostAddress) == "0.0.0.0" && server.integer(.port) == 11500)
    #expect(server.integer(.context) == 8192 && server.integer(.memoryLimit) == 24 << 30)
    #expect(server.has(.keepAlive) && server[.keepAlive] == nil)
    #expect(server.text(.restart) == "always")
    #expect(!server.has(.environmentUnknown))
  }

  @Test(arguments: [
    ("/usr/bin/ollama serve", true), ("-/opt/ollama/bin/ollama start", true),
    ("/bin/sh -c 'sleep 5 && exec ollama serve'", true), ("/usr/bin/env A=b ollama serve", true),
    ("/opt/ollama/start-ollama.sh", true), ("/usr/bin/ollama pull llama3", false),
    ("/usr/bin/docker compose up ollama", false), ("/usr/bin/curl localhost:11434", false),
  ]) func knowsAServerByItsCommand(_ command: String, _ isServer: Bool) {
    let reading = SystemdFormat.read("[Service]\nExecStart=\(command)\n", at: "ollama.service")
    #expect((reading.fact(.server) != nil) == isServer)
  }

  @Test func aDropInOverridesItsUnitAndAnEmptyAssignmentTakesBack() throws {
    let unit =
      "[Service]\nExecStart=/usr/bin/ollama serve\nEnvironment=OLLAMA_KEEP_ALIVE=1h OLLAMA_CONTEXT_LENGTH=4096\n"
    let workspace = StubWorkspace(files: [
      "usr/lib/systemd/system/ollama.service": unit,
      Self.system + "ollama.service.d/20-last.conf": "[Service]\nEnvironment=OLLAMA_CONTEXT_LENGTH=65536\n",
      Self.system + "ollama.service.d/10-first.conf": "[Service]\nEnvironment=\n",
    ])
    let reading = SystemdFormat.read(unit, at: "usr/lib/systemd/system/ollama.service", in: workspace)
    let server = try #require(reading.fact(.server))
    #expect(server.integer(.context) == 65536 && !server.has(.keepAlive))
    #expect(server.id.document.path == Self.system + "ollama.service.d/20-last.conf")
    let dropIn = SystemdFormat.read(
      "[Service]\nEnvironment=\n", at: Self.system + "ollama.service.d/10-first.conf", in: workspace)
    #expect(dropIn.facts.isEmpty)
  }

  @Test func aFileOfVariablesWinsOverTheUnit() throws {
    let unit =
      "[Service]\nExecStart=/usr/bin/ollama serve\nEnvironment=OLLAMA_CONTEXT_LENGTH=4096\nEnvironmentFile=-/etc/default/ollama\n"
    let path = Self.system + "ollama.service"
    let there = StubWorkspace(files: ["etc/default/ollama": "OLLAMA_CONTEXT_LENGTH=32768\n"])
    let server = try #require(SystemdFormat.read(unit, at: path, in: there).fact(.server))
    #expect(server.integer(.context) == 32768 && !server.has(.environmentUnknown))
    let elsewhere = try #require(SystemdFormat.read(unit, at: path).fact(.server))
    #expect(elsewhere.flag(.environmentUnknown) == true)
  }

  @Test func noFixIsOfferedThatAFileOfVariablesOverrules() {
    let unit = "[Service]\nExecStart=/usr/bin/ollama serve\nEnvironmentFile=/etc/default/ollama\n"
    let there = StubWorkspace(files: ["etc/default/ollama": "OLLAMA_CONTEXT_LENGTH=4096\n"])
    let document = Document(id: DocumentID(Self.system + "ollama.service"), source: SourceText(unit))
    let change = Change(
      FactID(.server, document.id, ["Service"]), .set(.context, .integer(65536)))
    #expect(CodedFormat(SystemdFormat.self).edits(for: change, in: document, workspace: there) == nil)
    #expect(CodedFormat(SystemdFormat.self).edits(for: change, in: document, workspace: StubWorkspace()) != nil)
  }

  @Test func theVariablesOfTheUserAreHandedOn() throws {
    let workspace = StubWorkspace(files: [
      ".config/environment.d/10-ollama.conf": "OLLAMA_CONTEXT_LENGTH=16384\nOLLAMA_KEEP_ALIVE=1h\n"
    ])
    let server = try #require(
      SystemdFormat.read(
        "[Service]\nExecStart=ollama serve\nEnvironment=OLLAMA_KEEP_ALIVE=2h\n",
        at: ".config/systemd/user/ollama.service", in: workspace
      ).fact(.server))
    #expect(server.integer(.context) == 16384 && server.integer(.keepAlive) == 7200)
  }

  @Test func aContainersLineIsReadWhereItStands() throws {
    let text =
      "[Service]\nRestart=always\nExecStart=-/usr/bin/docker run --rm \\\n# a comment\n  -e OLLAMA_CONTEXT_LENGTH=8192 --name %n ollama/ollama:0.32.15\n"
    let server = try #require(SystemdFormat.read(text, at: "llm.service").fact(.server))
    #expect(server.text(.image) == "ollama/ollama" && server.integer(.context) == 8192)
    #expect(server.text(.name) == "llm" && server.text(.restart) == "always" && !server.has(.temporary))
    #expect(
      SystemdFormat.change(text, at: "llm.service", .server, ["run", "0"], .set(.context, .integer(65536)))
        == text.replacingFirst("=8192", with: "=65536"))
  }

  @Test(
    arguments: [
      (
        "[Service]\r\nEnvironment=A=1\r\n\r\n[Install]\r\n",
        "[Service]\r\nEnvironment=A=1\r\nEnvironment=OLLAMA_CONTEXT_LENGTH=65536\r\n\r\n[Install]\r\n"
      ),
      (
        "[Service]\nEnvironment = 'A=1'",
        "[Service]\nEnvironment = 'A=1'\nEnvironment = 'OLLAMA_CONTEXT_LENGTH=65536'"
      ),
      (
        "[Service]\nEnvironment=\"OLLAMA_CONTEXT_LENGTH=4096\" B=2 # old\n",
        "[Service]\nEnvironment=\"OLLAMA_CONTEXT_LENGTH=65536\" B=2 # old\n"
      ),
      (
        "[Unit]\nAfter=x\n", "[Unit]\nAfter=x\n\n[Service]\nEnvironment=\"OLLAMA_CONTEXT_LENGTH=65536\"\n"
      ),
    ]) func writesAVariableInTheStyleOfTheFile(_ before: String, _ after: String)
  {
    #expect(
      SystemdFormat.change(
        before, at: "ollama.service", .server, ["Service"], .set(.context, .integer(65536))) == after)
  }

  @Test func removesOneVariableOfALine() {
    let text = "[Service]\nEnvironment=A=1 \"OLLAMA_DEBUG=2\" \\\n  B=2\n"
    #expect(
      SystemdFormat.change(
        text, at: "ollama.service", .key, ["Service", "Environment", "OLLAMA_DEBUG"], .removeFact)
        == "[Service]\nEnvironment=A=1 \\\n  B=2\n")
  }

  @Test func whatIsNoLineOfAUnitIsAProblemOnlyWhereOllamaRuns() {
    let text = "[Service]\nExecStart=/usr/bin/ollama serve\nnonsense\n"
    #expect(SystemdFormat.read(text, at: "ollama.service").problems.map(\.rule) == ["syntax/ini"])
    #expect(
      SystemdFormat.read("[Service]\nExecStart=/bin/x --ollama\nnonsense\n", at: "x.service").problems.isEmpty
    )
    #expect(SystemdFormat.read(text + "{% if x %}\n", at: "ollama.service").problems.isEmpty)
  }
}

extension String {
  func replacingFirst(_ text: String, with other: String) -> String {
    guard let range = firstRange(of: text) else { return self }
    return replacingCharacters(in: range, with: other)
  }

  private func firstRange(of text: String) -> Range<Index>? {
    indices.first { self[$0...].hasPrefix(text) }.map { $0..<index($0, offsetBy: text.count) }
  }

  private func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    self[..<range.lowerBound] + text + self[range.upperBound...]
  }
}
