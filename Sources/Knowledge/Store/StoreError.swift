/// Why a model that is in a store could not be read.
public struct StoreError: Error, Sendable, Hashable {
  /// The file that is to blame.
  public let path: String
  /// Continues a sentence that begins with the path, in lower case: "is missing".
  public let reason: String
}
