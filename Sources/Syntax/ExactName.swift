import Platform

/// A name that is equal to another where their bytes are.
///
/// Strings are equal in Swift where Unicode takes them for the same text; to a file system, YAML and Docker, `é` as one
/// scalar and as two are two names.
public struct ExactName: Hashable, Sendable {
  public let text: String

  public init(_ text: String) { self.text = text }

  public static func == (a: ExactName, b: ExactName) -> Bool { a.text.isExactly(b.text) }

  public func hash(into hasher: inout Hasher) { hasher.combine(exactly: text) }
}

extension String {
  /// Whether the bytes are the same.
  public func isExactly(_ other: String) -> Bool {
    var (a, b) = (self, other)
    guard a.utf8.count == b.utf8.count else { return false }
    return a.withUTF8 { a in
      b.withUTF8 { b in
        guard let left = a.baseAddress, let right = b.baseAddress, left != right else { return true }
        return memcmp(left, right, a.count) == 0
      }
    }
  }

  /// Whether the bytes come before the other's, as `lexicographicallyPrecedes` has it.
  public func precedes(exactly other: String) -> Bool {
    var (a, b) = (self, other)
    return a.withUTF8 { a in
      b.withUTF8 { b in
        guard let left = a.baseAddress, let right = b.baseAddress else { return a.count < b.count }
        let order = memcmp(left, right, min(a.count, b.count))
        return order != 0 ? order < 0 : a.count < b.count
      }
    }
  }
}

extension Hasher {
  /// Feeds the bytes of a text, and its end.
  public mutating func combine(exactly text: String) {
    var text = text
    text.withUTF8 { combine(bytes: UnsafeRawBufferPointer($0)) }
    combine(0xFF as UInt8)
  }
}
