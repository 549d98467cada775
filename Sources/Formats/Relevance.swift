import Syntax

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A quick look at bytes, before anything is parsed: can they concern a local model at all?
public enum Relevance {
  private static let names = ["ollama", "Ollama", "OLLAMA"]
  private static let others = ["11434", "lmstudio", "LM Studio"]

  public static func isRelevant(_ bytes: [UInt8]) -> Bool { contains(names + others, bytes) }

  /// Whether Ollama is named.
  static func namesOllama(_ bytes: [UInt8]) -> Bool { contains(names, bytes) }

  private static func contains(_ needles: [String], _ bytes: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return false }
      return needles.contains { needle in
        needle.utf8.withContiguousStorageIfAvailable { text in
          text.baseAddress.map { memmem(base, buffer.count, $0, text.count) != nil } ?? false
        } ?? false
      }
    }
  }
}

extension SourceText {
  /// Whether the text names Ollama at all.
  var mentionsOllama: Bool { Relevance.namesOllama(bytes) }
}
