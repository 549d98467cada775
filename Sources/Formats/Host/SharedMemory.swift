import Syntax
import Vocabulary

/// How much of a machine's memory its AMD GPU may use, which three parameters of the kernel say.
///
/// Linux, `Documentation/gpu/amdgpu/module-parameters.rst`: gttsize (MiB), "deprecated and will be removed";
/// `drivers/gpu/drm/ttm/ttm_tt.c` and `ttm_pool.c`: pages_limit and page_pool_size, in pages of 4 KiB.
struct SharedMemory {
  private let words: [WordLine.Word]

  init(_ words: [WordLine.Word]) { self.words = words }

  private static let units = [
    "amdgpu.gttsize": 1 << 20, "ttm.pages_limit": 4096, "ttm.page_pool_size": 4096,
  ]

  /// The sizes in bytes, the last of each name.
  private var sizes: [(name: String, bytes: Int, word: WordLine.Word)] {
    Self.units.keys.sorted().compactMap { name in
      guard let unit = Self.units[name], let word = words.last(where: { $0.value(of: name) != nil }),
        let text = word.value(of: name), let number = Int(text), (1..<(1 << 40)).contains(number)
      else { return nil }
      return (name, number * unit, word)
    }
  }

  /// Parameters that name different amounts, where the smallest decides; a tenth apart is one amount in other units.
  func fact(_ document: Document) -> Fact? {
    let sizes = sizes
    guard let least = sizes.min(by: { $0.bytes < $1.bytes }),
      let most = sizes.max(by: { $0.bytes < $1.bytes }),
      most.bytes - least.bytes > most.bytes / 10
    else { return nil }
    func gib(_ bytes: Int) -> String {
      let tenths = (bytes * 10 + (1 << 29)) >> 30
      return "\(tenths / 10).\(tenths % 10) GiB"
    }
    let words = sizes.map { "\($0.name) \(gib($0.bytes))" }.joined(separator: ", ")
    return SettingFact.make(
      ["memory"], name: least.name, value: gib(least.bytes), kind: "gpu-memory", format: "host", problem: .conflict,
      consequence: words, at: document.at(least.word.range))
  }
}
