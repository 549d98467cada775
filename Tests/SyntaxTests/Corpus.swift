import Foundation

/// Real files of real people, in a folder that the variable CORPUS names; never part of this repository.
enum Corpus {
  private static let folder = URL(
    fileURLWithPath: ProcessInfo.processInfo.environment["CORPUS"] ?? "/nonexistent")

  static var isMissing: Bool { !FileManager.default.fileExists(atPath: folder.path) }

  /// Files whose name ends in one of the suffixes, with their bytes.
  static func files(_ suffixes: String...) -> [(name: String, bytes: [UInt8])] {
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return names.sorted().filter { name in suffixes.contains { name.lowercased().hasSuffix($0) } }
      .compactMap { name in
        FileManager.default.contents(atPath: folder.appendingPathComponent(name).path).map {
          (name, Array($0))
        }
      }
  }

  /// The files of `Fixtures/`, which are always there; each text once, for most of what a fix leaves is as it was.
  static func fixtures(_ suffixes: String...) -> [(name: String, bytes: [UInt8])] {
    var seen: Set<[UInt8]> = []
    return fixtureNames.filter { name in suffixes.contains { name.lowercased().hasSuffix($0) } }
      .compactMap { name -> (name: String, bytes: [UInt8])? in
        FileManager.default.contents(atPath: fixtureFolder.appendingPathComponent(name).path).map {
          (name, Array($0))
        }
      }.filter { seen.insert($0.bytes).inserted }
  }

  private static let fixtureFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Fixtures")

  private static let fixtureNames =
    (FileManager.default.enumerator(atPath: fixtureFolder.path)?.compactMap { $0 as? String } ?? []).sorted()
}

/// Reproducible random numbers (SplitMix64).
struct Seeded: RandomNumberGenerator {
  private var state: UInt64

  init(_ seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
