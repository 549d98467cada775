import Foundation
import Testing

@testable import Knowledge

@Suite struct GGUFMutationTests {
  /// `ROUNDS=20000` tries more.
  private static let rounds = ProcessInfo.processInfo.environment["ROUNDS"].flatMap { Int($0) } ?? 2_000

  /// Whatever bytes change, the file is read or refused; a trap would end the whole run.
  @Test func noChangeOfBytesEndsTheProgram() throws {
    let originals = [
      SampleModel.bytes(), SampleModel.bytes(version: 1), SampleModel.bytes(isBigEndian: true),
    ]
    let headers = try originals.map { try SampleModel.read($0).dataOffset }
    var random = Generator(state: 20_261_124)
    var readable = 0
    for round in 0..<Self.rounds {
      let which = round % originals.count
      var bytes = originals[which]
      for _ in 0...Int(random.next() % 4) { mutate(&bytes, within: headers[which], &random) }
      do throws(GGUFError) {
        let file = try SampleModel.read(bytes)
        #expect(file.layout.total == file.tensors.reduce(0) { $0 + $1.byteCount })
        #expect(file.layout.total <= file.byteCount && file.parameterCount >= 0)
        readable += 1
      } catch {
        #expect(!error.reason.isEmpty && (error.offset ?? 0) <= bytes.count)
      }
    }
    // Changes within texts and numbers go unnoticed; if none did, the changes would prove little.
    #expect(readable > Self.rounds / 20 && readable < Self.rounds * 19 / 20)
  }

  private func mutate(_ bytes: inout [UInt8], within header: Int, _ random: inout Generator) {
    let place = Int(random.next() % UInt64(min(header, bytes.count)))
    switch random.next() % 6 {
    case 0: bytes[place] ^= 1 << UInt8(random.next() % 8)
    case 1: bytes[place] = UInt8(truncatingIfNeeded: random.next())
    case 2: bytes[place] = [0, 0x7F, 0x80, 0xFF][Int(random.next() % 4)]
    case 3: for i in place..<min(place + 8, bytes.count) { bytes[i] = 0xFF }
    case 4: bytes.remove(at: place)
    default: bytes.insert(UInt8(truncatingIfNeeded: random.next()), at: place)
    }
  }

  /// SplitMix64, so that a failure can be repeated.
  private struct Generator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
