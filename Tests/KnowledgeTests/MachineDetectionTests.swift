import Foundation
import Testing

@testable import Knowledge

@Suite(.serialized) struct MachineDetectionTests {
  /// A root of kernel files, and a directory with programs.
  private func detect(_ files: [String: String], program: String? = nil) throws -> Machine {
    let root = FileManager.default.temporaryDirectory.appending(path: "machine-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, text) in files {
      let file = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
    let programs = root.appending(path: "bin")
    try FileManager.default.createDirectory(at: programs, withIntermediateDirectories: true)
    if let program {
      let file = programs.appending(path: "nvidia-smi")
      try Data(program.utf8).write(to: file)
      try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file.path)
    }
    return MachineDetection(root: root.path, path: "relative:" + programs.path, patience: 60).detect()
  }

  private static let memory = ["proc/meminfo": "MemTotal:       32768000 kB\nMemFree:  1 kB\n"]

  @Test func aCardOfOneSizeNeedsNoProgram() throws {
    let machine = try detect(
      Self.memory.merging([
        "proc/driver/nvidia/gpus/0000:01:00.0/information": "Model: \t\t NVIDIA GeForce RTX 3070\nIRQ: 1\n"
      ]) { $1 }, program: "#!/bin/sh\nexit 1\n")
    #expect(machine.gpus.map(\.name) == ["NVIDIA GeForce RTX 3070"])
    #expect(machine.vramBytes == 8 << 30)
    #expect(machine.ramBytes == 32_768_000 * 1024)
    #expect(machine.source == .detected)
  }

  @Test func aCardOfSeveralSizesIsMeasured() throws {
    let machine = try detect(
      ["proc/driver/nvidia/gpus/0000:01:00.0/information": "Model: NVIDIA GeForce RTX 3060\n"],
      program: "#!/bin/sh\necho 'NVIDIA GeForce RTX 3060, 12288'\n")
    #expect(machine.vramBytes == 12 << 30)
    #expect(machine.gpus.first?.bandwidth == 360e9)
  }

  @Test func severalCardsAreListed() throws {
    let machine = try detect(
      [:], program: "#!/bin/sh\nprintf 'NVIDIA GeForce RTX 3090, 24576\\nSome Future Card, 65536\\n'\n")
    #expect(machine.gpus.count == 2)
    #expect(machine.vramBytes == (24 + 64) << 30)
  }

  @Test(arguments: [
    "#!/bin/sh\nexit 9\n", "#!/bin/sh\necho garbage\n", "#!/bin/sh\nyes 'a, 1'\n", "not a program",
  ])
  func aProgramThatFailsTellsNothing(_ program: String) throws {
    let machine = try detect(Self.memory, program: program)
    #expect(machine.hasNoGPU)
  }

  @Test func cardsOfAMDAreReadFromTheKernel() throws {
    let machine = try detect([
      "sys/class/drm/card1/device/vendor": "0x1002\n",
      "sys/class/drm/card1/device/mem_info_vram_total": "25753026560\n",
      "sys/class/drm/card1/device/product_name": "Radeon RX 7900 XTX\n",
      "sys/class/drm/card0/device/vendor": "0x1002\n",
      "sys/class/drm/card0/device/mem_info_vram_total": "536870912\n", "sys/class/drm/card1-DP-1/status": "x",
    ])
    #expect(machine.gpus.map(\.name) == ["AMD Radeon RX 7900 XTX"])
    #expect(machine.gpus.first?.target == "gfx1100")
    #expect(machine.vramBytes == 25_753_026_560)
  }

  @Test func aCardWithoutANameIsACard() throws {
    let machine = try detect([
      "sys/class/drm/card0/device/vendor": "0x8086\n",
      "sys/class/drm/card0/lmem_total_bytes": "17179869184\n",
    ])
    #expect(machine.gpus == [.init(name: "Intel GPU", vendor: .intel, vramBytes: 16 << 30)])
  }

  @Test func aControlGroupLimitsTheMemory() throws {
    let machine = try detect(Self.memory.merging(["sys/fs/cgroup/memory.max": "8589934592\n"]) { $1 })
    #expect(machine.ramBytes == 8 << 30)
    let free = try detect(Self.memory.merging(["sys/fs/cgroup/memory.max": "max\n"]) { $1 })
    #expect(free.ramBytes == 32_768_000 * 1024)
  }
}
