/// A semantic version of Ollama: `0.32.10`, with or without `v`; what follows a `-` is not compared.
public struct Version: Hashable, Sendable, Comparable, CustomStringConvertible {
  public let major: Int
  public let minor: Int
  public let patch: Int

  public init(_ major: Int, _ minor: Int, _ patch: Int) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// `nil` unless two or three numbers with dots are there.
  public init?(_ text: some StringProtocol) {
    let core = (text.hasPrefix("v") ? text.dropFirst() : text[...]).prefix { $0 != "-" && $0 != "+" }
    let parts = core.split(separator: ".", omittingEmptySubsequences: false).map {
      GoValues.integer(String($0))
    }
    guard (2...3).contains(parts.count), parts.allSatisfy({ $0 != nil && ($0 ?? -1) >= 0 }) else {
      return nil
    }
    self.init(parts[0] ?? 0, parts[1] ?? 0, parts.count > 2 ? parts[2] ?? 0 : 0)
  }

  public static func < (a: Version, b: Version) -> Bool {
    (a.major, a.minor, a.patch) < (b.major, b.minor, b.patch)
  }

  public var description: String { "\(major).\(minor).\(patch)" }

  /// The first release in which every GGUF model runs in llama-server; several variables changed there.
  public static let llamaServer = Version(0, 30, 0)

  /// The release that is gone by where none is said.
  public static let newest = Version(0, 32, 15)
}
