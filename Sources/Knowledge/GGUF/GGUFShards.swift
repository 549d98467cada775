/// A model that was split into several GGUF files: `qwen-00001-of-00003.gguf`.
///
/// llama.cpp finds the others by the name of the first, which alone holds the metadata of the model
/// (`src/llama.cpp`, `llama_split_path`).
public struct GGUFShards: Sendable {
  /// Paths of all files, the first first.
  public let paths: [String]

  /// The largest models are split into some hundred and sixty; a name can promise any number.
  static let most = 256

  /// - Returns: `nil` for a name that is not of this form.
  public init?(path: String) {
    let suffix = ".gguf"
    guard path.lowercased().hasSuffix(suffix) else { return nil }
    let stem = path.dropLast(suffix.count)
    let end = path.suffix(suffix.count)
    let parts = stem.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[parts.count - 2] == "of", let all = Self.number(parts[parts.count - 1]),
      let own = Self.number(parts[parts.count - 3]), (2...Self.most).contains(all), (1...all).contains(own)
    else { return nil }
    let name = stem.dropLast("-00001-of-00001".count)
    let count = parts[parts.count - 1]
    paths = (1...all).map { number in
      let digits = String(number)
      return name + "-" + String(repeating: "0", count: 5 - digits.count) + digits + "-of-" + count + end
    }
  }

  /// Five digits, as llama.cpp writes them.
  private static func number(_ text: Substring) -> Int? {
    guard text.utf8.count == 5, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int(text)
  }
}

extension GGUFFile {
  /// The layout of this file and the other files of the model together, and the numbers in all of them.
  ///
  /// - Parameter others: the files after the first.
  package func joined(with others: [GGUFFile]) -> (layout: GGUFLayout, parameters: Int) {
    let all = [self] + others
    var parameters = 0
    for file in all {
      let (sum, overflows) = parameters.addingReportingOverflow(file.parameterCount)
      parameters = overflows ? .max : sum
    }
    return (GGUFLayout(all.flatMap(\.tensors)), parameters)
  }
}
