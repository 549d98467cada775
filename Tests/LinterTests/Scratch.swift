import Diagnostics
import Foundation
import Knowledge
import Testing

@testable import Linter

/// A folder that goes away with its test.
final class Scratch {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appendingPathComponent("scratch-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  var path: String { url.resolvingSymlinksInPath().path }

  func write(_ name: String, _ text: String) throws {
    let file = url.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  func read(_ name: String) -> String? {
    FileManager.default.contents(atPath: url.appendingPathComponent(name).path).map {
      String(decoding: $0, as: UTF8.self)
    }
  }

  func lint(
    _ names: [String] = [], fixing: LintRun.Fixing = .none, severity: Severity = .warning,
    machine: Machine? = nil
  ) throws
    -> LintRun.Outcome
  {
    var options = Options()
    options.paths = names.isEmpty ? [path] : names.map { path + "/" + $0 }
    options.workingDirectory = path
    options.severity = severity
    options.machine = machine
    return try LintRun(options).run(fixing: fixing)
  }
}

/// A text after all fixes, the unsafe ones too, beside others and for a machine with a GPU.
func fixed(_ text: String, _ name: String = "compose.yaml", beside others: [String: String] = [:]) throws -> String {
  let scratch = try Scratch()
  try scratch.write(name, text)
  for (name, text) in others { try scratch.write(name, text) }
  let machine = try MachineDescription.machine(gpu: "RTX 3070", vram: nil, ram: nil, os: .linux, source: .flag)
  #expect(LintRun.write(try scratch.lint(fixing: .all, severity: .info, machine: machine)).isEmpty)
  return try #require(scratch.read(name))
}
