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
}
