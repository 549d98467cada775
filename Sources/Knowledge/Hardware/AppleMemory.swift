/// What macOS lets the GPU of an Apple chip take of the memory that it shares with the rest of the computer.
///
/// Metal calls it `recommendedMaxWorkingSetSize`, and llama.cpp logs it. `sudo sysctl iogpu.wired_limit_mb=...` sets another.
struct AppleMemory {
  /// Bytes that the computer has.
  let bytes: Int

  /// Bytes for the GPU.
  ///
  /// - Parameter macOS: the major version; `nil` where it is not known.
  func graphics(macOS: Int?) -> Int { macOS ?? 0 >= 26 ? recent : earlier }

  /// Two thirds up to 32 GB, three quarters above: 5461.34 MB of 8 GB, 10922.67 of 16, 21845.34 of 32
  /// (ollama/ollama issue 434), 51539.61 of 64.
  private var earlier: Int { bytes > 32 << 30 ? bytes / 4 * 3 : bytes / 3 * 2 }

  /// From macOS 26: 74 per cent up to 24 GB, and three more each time that the memory doubles. As logged: 12713.12 MB of
  /// 16 GB, 19069.67 of 24, 26800.60 of 32, 30150.67 of 36, 40200.90 of 48, 55662.79 of 64, 115448.73 of 128 (macOS 26.2),
  /// each in millions of bytes.
  private var recent: Int {
    let gib = bytes >> 30
    let percent = gib < 32 ? 74 : gib < 64 ? 78 : gib < 128 ? 81 : gib < 256 ? 84 : 87
    return bytes / 100 * percent
  }
}

extension Machine.GPU {
  /// The first macOS that its chip runs with; `nil` where older ones do.
  var leastMacOS: Int? { name.contains("Apple M5") ? 26 : nil }
}
