import Foundation
import Testing

/// The program as it is run: what it writes, what it says, and how it ends.
@Suite struct CommandTests {
  /// `swift build` puts it beside the tests.
  static let program: URL? = {
    var folder = URL(fileURLWithPath: CommandLine.arguments[0]).resolvingSymlinksInPath()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let program = folder.appendingPathComponent("ollama-lint")
      var isFolder: ObjCBool = false
      if FileManager.default.fileExists(atPath: program.path, isDirectory: &isFolder), !isFolder.boolValue {
        return program
      }
    }
    return nil
  }()

  private struct Result {
    let status: Int32
    let said: String
  }

  private func run(
    _ words: [String], in scratch: Scratch, below folder: String = "", input: Data = Data(),
    limit: String = ""
  ) throws -> Result {
    let program = try #require(Self.program, "build the product ollama-lint first")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", limit + "exec \"$0\" \"$@\"", program.path] + words
    process.currentDirectoryURL = URL(fileURLWithPath: scratch.path + "/" + folder)
    let (out, `in`) = (Pipe(), Pipe())
    process.standardOutput = out
    process.standardError = out
    process.standardInput = `in`
    try process.run()
    `in`.fileHandleForWriting.write(input)
    try `in`.fileHandleForWriting.close()
    let said = out.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(status: process.terminationStatus, said: String(decoding: said, as: UTF8.self))
  }

  private let broken = "services:\n  o:\n    image: ollama/ollama\n    ports: [\"11434:11434\"]\n"

  @Test(arguments: ["--fix", "--unsafe-fixes", "--diff"])
  func aBaselineIsNotWrittenOfWhatIsFixedAway(_ flag: String) throws {
    let scratch = try Scratch()
    try scratch.write("compose.yaml", broken)
    let result = try run([flag, "--write-baseline", "bl.json", "."], in: scratch)
    #expect(result.status == 2)
    #expect(scratch.read("bl.json") == nil)
    #expect(scratch.read("compose.yaml") == broken)
  }

  @Test func aBaselineIsBesideTheConfigurationThatNamesItAndHoldsFromEveryFolder() throws {
    let scratch = try Scratch()
    try scratch.write("sub/compose.yaml", broken)
    let folder = scratch.path + "/sub"
    #expect(try run(["--write-baseline", "b.json", "."], in: scratch, below: "sub").status == 0)
    try scratch.write("sub/.ollama-lint.yaml", "baseline: b.json\n")
    #expect(try run(["--fail-on", "info", "."], in: scratch, below: "sub").status == 0)
    #expect(try run(["--fail-on", "info", "sub"], in: scratch).status == 0)
    #expect(try run(["--fail-on", "info", folder], in: scratch).status == 0)
    #expect(
      try run(["--baseline", "sub/b.json", "--fail-on", "info", "sub/compose.yaml"], in: scratch).status == 0)
    // What is fixed is told of by its entry.
    try scratch.write("sub/compose.yaml", broken.replacing("11434:11434", with: "127.0.0.1:11434:11434"))
    #expect(try run(["sub"], in: scratch).said.contains("lint/stale-baseline"))
  }

  @Test(arguments: ["machine: { gpu: }", "machine: { gpu: { name: RTX 3070 } }", "machine: { gpu: [] }"])
  func aMachineWithoutAReadableCardIsNotOneWithoutACard(_ text: String) throws {
    let scratch = try Scratch()
    try scratch.write("compose.yaml", broken)
    try scratch.write(".ollama-lint.yaml", text + "\n")
    #expect(try run(["."], in: scratch).status == 2)
    try scratch.write(".ollama-lint.yaml", "machine: { gpu: [RTX 3070, RTX 3070], ram: 32GiB }\n")
    #expect(try run(["fit", "qwen3:8b"], in: scratch).said.contains("16.0 GiB VRAM"))
  }

  /// What init writes of the machine is the machine that it was told of, in a new configuration and over an old one.
  @Test(arguments: [
    ["--vram", "8GiB", "--ram", "32GiB"], ["--gpu", "MyGPU", "--vram", "12GiB", "--ram", "16GiB"],
    ["--gpu", "RTX 3070", "--vram", "16GiB", "--ram", "64GiB", "--held", "700MiB"],
    ["--gpu", "RTX 4090 + RTX 3060 12GB", "--ram", "64GiB"], ["--gpu", "2x RTX 3090", "--ram", "96GiB"],
    ["--gpu", "M4 Max", "--ram", "64GiB"], ["--gpu", "none", "--ram", "32GiB"],
  ])
  func theMachineThatInitWritesIsTheOneOfItsFlags(_ machine: [String]) throws {
    let scratch = try Scratch()
    let wanted = [
      "init", "--topology", machine[1] == "M4 Max" ? "native" : "docker", "--harness", "opencode", "--yes",
    ]
    for before in ["", "machine: { gpu: RTX 4080, vram: 20GiB, held: 1GiB, ram: 8GiB, os: linux }\n"] {
      if before.isEmpty == false { try scratch.write("old/.ollama-lint.yaml", before) }
      let folder = before.isEmpty ? "new" : "old"
      try scratch.write(folder + "/keep", "")
      #expect(try run(wanted + machine, in: scratch, below: folder).status == 0)
      let told = try run(["fit", "qwen3:8b"] + machine, in: scratch)
      let kept = try run(["fit", "qwen3:8b"], in: scratch, below: folder)
      #expect(kept.said == told.said, "\(scratch.read(folder + "/.ollama-lint.yaml") ?? "")")
    }
  }

  @Test func tokensMayBeWrittenAsReportsWriteThem() throws {
    let scratch = try Scratch()
    let machine = ["--gpu", "none", "--ram", "32GiB"]
    let long = try run(["fit", "qwen3:8b", "--context", "32768"] + machine, in: scratch)
    #expect(long.status == 0)
    #expect(try run(["fit", "qwen3:8b", "--context", "32K"] + machine, in: scratch).said == long.said)
    #expect(try run(["fit", "qwen3:8b", "--context", "K"] + machine, in: scratch).status == 2)
    #expect(
      try run(["fit", "qwen3:8b", "--context", "9223372036854775807m"] + machine, in: scratch).status == 2)
  }

  @Test func modelsOfAServerElsewhereAreHeldAgainstTheMachineOfTheFlags() throws {
    let scratch = try Scratch()
    try scratch.write(
      "opencode.json",
      #"{"provider":{"ollama":{"npm":"@ai-sdk/openai-compatible","options":{"baseURL":"http://closet:11434/v1"},"#
        + #""models":{"qwen2.5-coder:14b":{},"gemma2:9b":{}}}}}"#)
    let result = try run(["fit", "--gpu", "RTX 3060 12GB", "--ram", "32GiB"], in: scratch)
    #expect(result.status == 0)
    #expect(result.said.contains("qwen2.5-coder:14b  Q4_K_M") && result.said.contains("gemma2:9b  Q4_0"))
  }

  @Test func aMisspeltCommandIsAnsweredWithTheOneThatWasMeant() throws {
    let scratch = try Scratch()
    let result = try run(["expain", "num_ctx"], in: scratch)
    #expect(result.status == 2)
    #expect(result.said.hasSuffix("; did you mean the command explain?\n"))
  }

  /// On a full disk, which a limit on the size of files stands for here.
  @Test(arguments: [["--write-baseline", "out.json"], ["--format", "sarif", "--output", "out.json"]])
  func aReportThatCannotBeWrittenLeavesTheOldOne(_ words: [String]) throws {
    let scratch = try Scratch()
    for number in 0..<60 { try scratch.write("d\(number)/compose.yaml", broken) }
    try scratch.write("out.json", "old")
    let result = try run(words + ["."], in: scratch, limit: "ulimit -f 8; ")
    #expect(result.status == 2)
    #expect(result.said.contains("out.json"))
    #expect(scratch.read("out.json") == "old")
    let names = try FileManager.default.contentsOfDirectory(atPath: scratch.path)
    #expect(names.allSatisfy { !$0.hasPrefix(".out.json") })
  }

  @Test func aFixThatCannotBeWrittenLeavesTheFile() throws {
    let scratch = try Scratch()
    let text = "FROM qwen3:8b\nPARAMETER num_ctx 32k\nSYSTEM \(String(repeating: "x", count: 20000))\n"
    try scratch.write("Modelfile", text)
    let result = try run(["--fix", "."], in: scratch, limit: "ulimit -f 8; ")
    #expect(result.status == 2)
    #expect(scratch.read("Modelfile") == text)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["Modelfile"])
  }

  private func frame(_ message: String) -> Data {
    Data("Content-Length: \(message.utf8.count)\r\n\r\n\(message)".utf8)
  }

  @Test(arguments: [
    "9223372036854775807", "-9223372036854775808", "9223372036854775808", "1e400", "\"x\"", "null",
  ])
  func noNumberOfAnEditorsTraps(_ number: String) throws {
    let scratch = try Scratch()
    let document = "\"textDocument\":{\"uri\":\"file://\(scratch.path)/compose.yaml\"}"
    let place = "{\"line\":\(number),\"character\":\(number)}"
    let range = "{\"start\":\(place),\"end\":\(place)}"
    func message(_ id: Int?, _ method: String, _ parameters: String) -> Data {
      let id = id.map { "\"id\":\($0)," } ?? ""
      return frame("{\"jsonrpc\":\"2.0\",\(id)\"method\":\"\(method)\",\"params\":{\(parameters)}}")
    }
    var input = message(1, "initialize", "\"rootUri\":\"file://\(scratch.path)\"")
    let text =
      "\"uri\":\"file://\(scratch.path)/compose.yaml\",\"languageId\":\"yaml\",\"version\":\(number),\"text\":\"services: {o: {image: ollama/ollama}}\\n\""
    input += message(nil, "textDocument/didOpen", "\"textDocument\":{\(text)}")
    for method in ["hover", "completion"] {
      input += message(2, "textDocument/\(method)", "\(document),\"position\":\(place)")
    }
    input += message(3, "textDocument/codeAction", "\(document),\"range\":\(range),\"context\":{}")
    input += message(
      nil, "textDocument/didChange",
      "\(document),\"contentChanges\":[{\"range\":\(range),\"rangeLength\":\(number),\"text\":\"#\"}]")
    input += message(4, "textDocument/documentLink", document)
    input += message(5, "shutdown", "") + frame("{\"jsonrpc\":\"2.0\",\"method\":\"exit\"}")
    let result = try run(["lsp"], in: scratch, input: input)
    #expect(result.status == 0)
    #expect(result.said.contains("\"id\":4"))
  }

  @Test(arguments: [
    "http://u:sk-Q7xV2mN9bK4rT8wZ1yL6@127.0.0.1:1", "u:hunter2Zq8Lw2Xp9@127.0.0.1:1",
    "http://127.0.0.1:1/?api_key=Q7xV2mN9bK4rT8wZ1yL6cF3h",
  ])
  func doctorShowsNoKeyOfAnAddress(_ host: String) throws {
    let scratch = try Scratch()
    for format in ["text", "json"] {
      let result = try run(["doctor", "--host", host, "--format", format, "--timeout", "1"], in: scratch)
      #expect(result.status == 2)
      #expect(!result.said.contains("9bK4rT8wZ1yL6") && !result.said.contains("Zq8Lw2Xp9"))
    }
  }
}
