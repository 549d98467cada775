import Foundation
import Syntax
import Testing

@testable import Linter

/// Names are bytes, and what is written is written whole and where it is said to be.
@Suite struct HostileFilesTests {
  private func touch(_ path: [UInt8], _ text: String) throws {
    let name = path.map(CChar.init(bitPattern:)) + [0]
    let file = try #require(fopen(name, "w"))
    fputs(text, file)
    fclose(file)
  }

  @Test func namesThatDifferInNormalisationAreTwoFiles() throws {
    let scratch = try Scratch()
    let folder = Array(scratch.path.utf8) + [0x2F]
    try touch(folder + Array("\u{E9}.modelfile".utf8), "FROM qwen3:8b\nPARAMETER num_ctx 32k\n")
    try touch(folder + Array("e\u{301}.modelfile".utf8), "FROM qwen3:4b\nPARAMETER num_ctx 64k\n")
    let outcome = try scratch.lint(fixing: .safe)
    #expect(outcome.changes.count == 2)
    #expect(LintRun.write(outcome).isEmpty)
    #expect(try scratch.lint().report.diagnostics.isEmpty)
  }

  @Test func whatLiesBelowANameThatIsNoUTF8IsLinted() throws {
    let scratch = try Scratch()
    let folder = Array(scratch.path.utf8) + [0x2F, 0xFF]
    #expect(mkdir(folder.map(CChar.init(bitPattern:)) + [0], 0o755) == 0)
    try touch(folder + Array("/Modelfile".utf8), "FROM qwen3:8b\nPARAMETER num_ctx 32k\n")
    let outcome = try scratch.lint(fixing: .safe)
    #expect(outcome.changes.count == 1)
    #expect(LintRun.write(outcome).isEmpty)
    #expect(try scratch.lint().report.diagnostics.isEmpty)
  }

  @Test func ofAFileThatHoldsThousandsTheFirstAreChecked() throws {
    let scratch = try Scratch()
    let files = (0..<1100).map { "cat > Modelfile\($0) <<EOF\nFROM qwen3:8b\nPARAMETER num_ctx 32k\nEOF\n" }
    try scratch.write("run.sh", "#!/bin/sh\n# ollama\n" + files.joined())
    let found = try scratch.lint().report.diagnostics
    let cut = try #require(found.first { $0.rule == "io/too-large" })
    #expect(cut.message.contains("too many other files"))
    #expect(found.contains { $0.rule != "io/too-large" && $0.location.start.line < cut.location.start.line })
    #expect(!found.contains { $0.location.start.line > cut.location.start.line })
  }

  @Test func aNameAsLongAsNamesCanBeIsFixed() throws {
    let scratch = try Scratch()
    let name = String(repeating: "a", count: 255 - ".modelfile".utf8.count) + ".modelfile"
    try scratch.write(name, "FROM qwen3:8b\nPARAMETER num_ctx 32k\n")
    #expect(LintRun.write(try scratch.lint(fixing: .safe)).isEmpty)
    #expect(scratch.read(name)?.contains("num_ctx 32768") == true)
  }

  @Test func keysThatDifferInNormalisationAreTwoServices() throws {
    let scratch = try Scratch()
    try scratch.write(
      "compose.yaml",
      "services:\n  \u{E9}:\n    image: ollama/ollama:0.32.15\n    environment: {OLLAMA_KEEP_ALIVE: 5minutes}\n"
        + "  e\u{301}:\n    image: ollama/ollama:0.32.15\n    environment: {OLLAMA_KEEP_ALIVE: 9minutes}\n")
    #expect(LintRun.write(try scratch.lint(fixing: .safe)).isEmpty)
    let text = try #require(scratch.read("compose.yaml"))
    #expect(text.contains("OLLAMA_KEEP_ALIVE: 5m}") && text.contains("OLLAMA_KEEP_ALIVE: 9m}"))
  }

  @Test(
    arguments: [[0x61, 0xFF, 0x62], [0xC3], Array("e\u{301}".utf8), Array("\u{10FEFF}".utf8)] as [[UInt8]])
  func aPathGivesItsBytesBack(_ bytes: [UInt8]) {
    #expect(PathText.bytes(of: PathText.text(bytes)) == bytes)
    #expect(PathText.bytes(of: PathText.distinct(bytes)) == bytes)
  }

  @Test func aReportIsNotWrittenThroughALinkThatLeadsOut() throws {
    let scratch = try Scratch()
    try scratch.write("precious", "precious")
    try scratch.write("repo/x", "")
    let link = scratch.path + "/repo/out.json"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "../precious")
    #expect(throws: FileSystem.Failure.self) {
      try FileSystem.write([0x41], to: link, inside: scratch.path + "/repo")
    }
    #expect(scratch.read("precious") == "precious")
  }

  /// `..` behind a link is above what the link leads to.
  @Test func aReportIsNotWrittenAboveWhatALinkLeadsTo() throws {
    let scratch = try Scratch()
    try scratch.write("outside/below/x", "")
    try scratch.write("outside/precious", "precious")
    try scratch.write("repo/precious", "own")
    try FileManager.default.createSymbolicLink(
      atPath: scratch.path + "/repo/link", withDestinationPath: "../outside/below")
    #expect(throws: FileSystem.Failure.self) {
      try FileSystem.write([0x41], to: scratch.path + "/repo/link/../precious", inside: scratch.path + "/repo")
    }
    #expect(scratch.read("outside/precious") == "precious" && scratch.read("repo/precious") == "own")
  }

  @Test func aReportTakesTheOldOnesPlaceWithItsMode() throws {
    let scratch = try Scratch()
    try scratch.write("bl.json", "old")
    let path = scratch.path + "/bl.json"
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try FileSystem.write(Array("new".utf8), to: path, inside: scratch.path)
    #expect(scratch.read("bl.json") == "new")
    #expect(FileSystem.status(of: path).map { $0.mode & 0o777 } == 0o640)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["bl.json"])
  }

  // MARK: What is too much is cut off, and told

  private func read(_ name: String, _ text: String) -> [ReadDocument] {
    DocumentReader.read(
      name, bytes: Array(text.utf8),
      in: ReadingWorkspace(DiskWorkspace(root: "/nowhere", overlay: [:])))
  }

  @Test(arguments: ["*e", "{<<: *e}"])
  func whatAliasesMultiplyIsCutOff(_ environment: String) throws {
    let variables = (0..<120).map { "OLLAMA_X\($0): \($0)" }.joined(separator: ", ")
    let services = (0..<120).map { "  o\($0): {image: ollama/ollama, environment: \(environment)}\n" }
      .joined()
    let documents = read("compose.yaml", "x: &e {\(variables)}\nservices:\n\(services)")
    let reading = try #require(documents.first).reading
    #expect(reading.facts.count == SyntaxLimits.facts)
    #expect(reading.problems.contains { $0.rule == "io/too-large" })
  }

  @Test func aListOfAddressesIsCutOff() throws {
    let urls = (0..<100).map { "http://localhost:\($0 + 1)" }.joined(separator: ";")
    let scratch = try Scratch()
    try scratch.write(
      "compose.yaml",
      "services:\n  web:\n    image: ghcr.io/open-webui/open-webui:main\n    environment: {OLLAMA_BASE_URLS: '\(urls)'}\n"
    )
    let cut = try scratch.lint().report.diagnostics.filter { $0.rule == "io/too-large" }
    #expect(cut.map(\.message) == ["OLLAMA_BASE_URLS lists too many addresses; the last 36 are not checked"])
    #expect(cut.first?.location.start.line == 4)
  }

  @Test func aManifestIsKnownByItsKeysHoweverTheyAreSpelt() throws {
    let block = """
      apiVersion: v1
      kind: Pod
      metadata: {name: ollama}
      spec:
        containers:
          - name: ollama
            image: ollama/ollama:0.32.15
            env: [{name: OLLAMA_KEEP_ALIVE, value: 5minutes}]

      """
    let flow =
      #"{"apiVersion": "v1", 'kind': "Pod", metadata: {name: ollama}, "spec": {"containers": [{name: ollama, image: "ollama/ollama:0.32.15", env: [{"name": OLLAMA_KEEP_ALIVE, value: 5minutes}]}]}}"#
    let quoted =
      block.replacing("apiVersion:", with: "\"apiVersion\" :").replacing("kind:", with: "'kind':").replacing(
        "spec:", with: "? \"spec\"\n:")
    var found: [[String]] = []
    for text in [block, flow + "\n", quoted] {
      let scratch = try Scratch()
      try scratch.write("k.yaml", text)
      found.append(try scratch.lint().report.diagnostics.map(\.rule).sorted())
    }
    #expect(found[0].contains("server/bad-variable-value"))
    #expect(found.allSatisfy { $0 == found[0] })
  }

  // MARK: Who owns a file

  private static let setpriv = "/usr/bin/setpriv"

  /// A group that the user is not in cannot be kept; the file is left alone.
  @Test(.enabled(if: getuid() == 0 && FileManager.default.isExecutableFile(atPath: setpriv)))
  func aFileOfAnotherGroupIsLeftAlone() throws {
    let scratch = try Scratch()
    try scratch.write("Modelfile", "FROM qwen3:8b\nPARAMETER num_ctx 32k\n")
    let path = scratch.path + "/Modelfile"
    #expect(chown(scratch.path, 65534, 65534) == 0 && chown(path, 65534, 4) == 0 && chmod(path, 0o660) == 0)
    let program = scratch.path + "/program"
    try FileManager.default.copyItem(atPath: try #require(CommandTests.program).path, toPath: program)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.setpriv)
    process.arguments = ["--reuid=65534", "--regid=65534", "--clear-groups", program, "--fix", scratch.path]
    process.standardOutput = Pipe()
    process.standardError = Pipe()
    try process.run()
    process.waitUntilExit()
    let status = try #require(FileSystem.status(of: path))
    #expect(process.terminationStatus == 2)
    #expect(status.group == 4 && status.mode & 0o777 == 0o660)
    #expect(scratch.read("Modelfile")?.contains("32k") == true)
  }
}
