import Formats
import Foundation
import Generator
import Knowledge
import Linter
import Testing
import Vocabulary

/// Machines that files are generated for.
struct WantedMachine: Sendable, CustomTestStringConvertible {
  let name: String
  let gpu: String
  let ram: Int

  var testDescription: String { name }
  var isMac: Bool { name == "m3-max" }

  static let all = [
    WantedMachine(name: "laptop-without-gpu", gpu: "none", ram: 16),
    WantedMachine(name: "rtx-3070", gpu: "RTX 3070", ram: 30),
    WantedMachine(name: "rtx-3060-12gb", gpu: "RTX 3060 12GB", ram: 32),
    WantedMachine(name: "rtx-4060-ti-16gb", gpu: "RTX 4060 Ti 16GB", ram: 32),
    WantedMachine(name: "rtx-4090", gpu: "RTX 4090", ram: 64),
    WantedMachine(name: "rtx-5090", gpu: "RTX 5090", ram: 64),
    WantedMachine(name: "two-rtx-3090", gpu: "2x RTX 3090", ram: 128),
    WantedMachine(name: "rx-7900-xtx", gpu: "RX 7900 XTX", ram: 64),
    WantedMachine(name: "m3-max", gpu: "M3 Max 64GB", ram: 64),
    WantedMachine(name: "rtx-pro-6000", gpu: "RTX PRO 6000 Blackwell Workstation Edition", ram: 256),
  ]

  static func named(_ name: String) throws -> WantedMachine { try #require(all.first { $0.name == name }) }

  func machine() throws -> Machine {
    try #require(
      try MachineDescription.machine(gpu: gpu, vram: nil, ram: ram << 30, held: 0, os: nil, source: .flag))
  }
}

/// A folder of its own, gone when it is let go.
final class ScratchFolder {
  let path = NSTemporaryDirectory() + "generator-" + UUID().uuidString

  init() throws {
    try FileManager.default.createDirectory(atPath: path + "/.git", withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ texts: [String: [UInt8]]) throws {
    for (name, text) in texts {
      let file = path + "/" + name
      try FileManager.default.createDirectory(
        atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(text).write(to: URL(fileURLWithPath: file))
    }
  }

  func graph(_ machine: Machine) throws -> DeploymentGraph {
    var options = Options()
    options.paths = [path]
    options.machine = machine
    return try LintRun(options).survey().graph
  }

  /// The texts that a plan makes of what is there.
  ///
  /// - Parameter clients: programs that the project describes.
  func texts(_ plan: Plan, clients: [ClientEntry] = []) -> (texts: [String: [UInt8]], refused: [PlannedChange]) {
    var drafting = Drafting(root: FileManager.default.realPath(path) ?? path, clients: clients)
    drafting.make(plan.changes)
    return (drafting.texts, drafting.refused)
  }

  func findings(_ machine: Machine, ignoring: [String] = []) throws -> [String] {
    var options = Options()
    options.paths = [path]
    options.severity = .info
    options.machine = machine
    options.ignore = ignoring
    return try LintRun(options).run(fixing: .none).report.diagnostics.map {
      "\($0.rule) \($0.location.path): \($0.message)"
    }
  }
}

extension FileManager {
  fileprivate func realPath(_ path: String) -> String? { FileSystem.realPath(path) }
}
