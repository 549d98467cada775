import Testing

@testable import Knowledge

/// What Metal offers of a Mac's memory, against what llama.cpp logged as `recommendedMaxWorkingSetSize`.
@Suite struct AppleMemoryTests {
  /// Gibibytes, macOS, millions of bytes.
  private static let logged: [(Int, Int?, Double)] = [
    (8, nil, 5726.63), (16, nil, 11453.25), (32, nil, 22906.49), (64, nil, 51539.61), (128, nil, 103_079.22),
    (16, 26, 12713.12), (18, 26, 14302.25), (24, 26, 19069.67), (32, 26, 26800.60), (36, 26, 30150.67),
    (48, 26, 40200.90), (64, 27, 55662.79), (128, 26, 115_448.73),
  ]

  @Test(arguments: logged) func theLimitIsTheLoggedOne(_ gib: Int, _ macOS: Int?, _ megabytes: Double) {
    let bytes = Double(AppleMemory(bytes: gib << 30).graphics(macOS: macOS))
    #expect(abs(bytes / 1e6 - megabytes) < megabytes / 1000, "\(bytes / 1e6)")
  }

  @Test func whatTheSystemSaysIsBelieved() {
    let gpu = Machine.GPU(name: "Apple M2 Max", vendor: .apple, vramBytes: 64 << 30, isUnified: true)
    func machine(_ limit: Int?) -> Machine {
      Machine(gpus: [gpu], ramBytes: 64 << 30, operatingSystem: .macos, source: .flag, graphicsLimit: limit)
    }
    #expect(machine(60 << 30).usableBytes(of: gpu) == 60 << 30)
    #expect(machine(nil).usableBytes(of: gpu) == 48 << 30)
  }

  @Test func aChipThatNeedsARecentSystemHasItsLimit() throws {
    let gpu = Machine.GPU(name: "Apple M5 Max", vendor: .apple, vramBytes: 128 << 30, isUnified: true)
    let machine = Machine(gpus: [gpu], ramBytes: 128 << 30, operatingSystem: .macos, source: .flag)
    #expect(try #require(machine.usableBytes(of: gpu)) > 107 << 30)
  }
}
