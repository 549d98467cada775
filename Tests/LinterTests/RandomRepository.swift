import BuiltInRules
import Foundation

@testable import Linter

/// A repository of some cases of the fixtures, each in a folder, some of them twice.
struct RandomRepository {
  let scratch: Scratch
  let files: [String]
  var chance: Chance

  init(seed: UInt64, cases: Int = 5) throws {
    scratch = try Scratch()
    var chance = Chance(state: seed)
    let rules = BuiltInRules.all.map(\.id).sorted()
    try FileManager.default.createDirectory(
      at: scratch.url.appendingPathComponent(".git"), withIntermediateDirectories: true)
    for number in 0..<cases {
      let rule = rules[Int.random(in: rules.indices, using: &chance)]
      let kind = number % 2 == 0 ? "fires" : "quiet"
      guard let name = try Fixture.cases(rule, kind).randomElement(using: &chance) else { continue }
      for copy in 0...Int.random(in: 0...1, using: &chance) {
        let place = scratch.url.appendingPathComponent("case\(number)-\(copy)")
        try FileManager.default.copyItem(
          at: Fixture.folder(rule, kind).appendingPathComponent(name), to: place)
      }
    }
    self.chance = chance
    let enumerator = FileManager.default.enumerator(atPath: scratch.path)
    let folder = scratch.url
    files = (enumerator?.compactMap { $0 as? String } ?? []).filter { path in
      var isDirectory: ObjCBool = false
      let url = folder.appendingPathComponent(path)
      return FileManager.default.fileExists(atPath: url.path, isDirectory: &isDirectory)
        && !isDirectory.boolValue
        && !path.hasSuffix("expected.txt")
    }.sorted()
  }

  func options(_ paths: [String] = []) -> Options {
    var options = Options()
    options.paths = paths.isEmpty ? [scratch.path] : paths.map { scratch.path + "/" + $0 }
    options.workingDirectory = scratch.path
    options.severity = .info
    return options
  }

  /// A text with a line taken away, doubled, moved or changed.
  mutating func edited(_ bytes: [UInt8]) -> [UInt8] {
    var lines = bytes.split(separator: 0x0A, omittingEmptySubsequences: false).map(Array.init)
    let at = Int.random(in: lines.indices, using: &chance)
    switch Int.random(in: 0..<5, using: &chance) {
    case 0 where lines.count > 1: lines.remove(at: at)
    case 1: lines.insert(lines[at], at: at)
    case 2: lines.swapAt(at, Int.random(in: lines.indices, using: &chance))
    case 3: lines[at] = lines[at].map { (0x30...0x39).contains($0) ? 0x30 + ($0 - 0x2F) % 10 : $0 }
    default: lines[at] += Array("x".utf8)
    }
    return Array(lines.joined(separator: [0x0A]))
  }
}

/// The same numbers for the same seed (Steele, Lea, Flood: SplitMix64).
struct Chance: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
