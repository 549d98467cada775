import Testing

@testable import Knowledge
@testable import Memory

/// More context never fits better or runs faster, and more memory is never worse: for every model of the catalogue.
@Suite struct MonotonicityTests {
  private static let files = ModelCatalogue.standard.names.compactMap {
    ModelName($0).flatMap { ModelCatalogue.standard.file(named: $0) }
  }
  private static let contexts = [4096, 16384, 65536, 98304, 131_072]
  private static let sizes = [6, 8, 12, 24, 48]

  private static func machine(_ gib: Int) -> Machine {
    Machine(
      gpus: [.init(name: "card", vendor: .nvidia, vramBytes: gib << 30, bandwidth: 500e9)],
      ramBytes: 192 << 30,
      operatingSystem: nil, source: .flag)
  }

  /// Ollama chooses the batch by context and memory, so that both may turn around where it does: then the batch fell.
  @Test(arguments: [512, nil] as [Int?])
  func moreContextNeverFitsBetterNorRunsFaster(_ batch: Int?) throws {
    var broken: [String] = []
    for file in Self.files {
      for gib in [8, 24] {
        let machine = Self.machine(gib)
        let estimates = Self.contexts.map {
          MemoryEstimator(file, on: machine).estimate(.init(context: $0, batch: batch))
        }
        for (short, long) in zip(estimates, estimates.dropFirst()) where long.batch >= short.batch {
          // What does not fit GPU and RAM together is not loaded at all.
          guard let a = short.placement, let b = long.placement, b.fit != .no else { continue }
          let isFaster =
            if let slow = DecodeSpeed(file, short, on: machine),
              let fast = DecodeSpeed(file, long, on: machine)
            {
              fast.high > slow.high * 1.000_1 || fast.low > slow.low * 1.000_1
            } else { false }
          if b.cpuWeights < a.cpuWeights || isFaster || long.wanted < short.wanted {
            broken.append("\(file.name) \(gib) GiB \(short.settings.context) -> \(long.settings.context)")
          }
        }
      }
    }
    #expect(broken.isEmpty, "\(broken.count): \(broken.prefix(20))")
  }

  @Test(arguments: [8192, 65536])
  func moreMemoryIsNeverWorse(_ context: Int) {
    var broken: [String] = []
    for file in Self.files {
      let estimates = Self.sizes.map {
        MemoryEstimator(file, on: Self.machine($0)).estimate(.init(context: context, batch: 512))
      }
      for (index, (small, large)) in zip(estimates, estimates.dropFirst()).enumerated() {
        guard let a = small.placement, let b = large.placement, a.fit != .no else { continue }
        if b.cpuWeights > a.cpuWeights || (a.fit == .entirely && b.fit != .entirely) {
          broken.append("\(file.name) \(Self.sizes[index]) GiB")
        }
      }
    }
    #expect(broken.isEmpty, "\(broken.count): \(broken.prefix(20))")
  }
}
