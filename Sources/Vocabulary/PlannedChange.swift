/// A change with the format of the document that it goes to, for documents that need not be there yet.
public struct PlannedChange: Hashable, Sendable {
  /// As the registry calls it: `compose`, `opencode`.
  public let format: String
  public let change: Change

  public init(_ format: String, _ change: Change) {
    self.format = format
    self.change = change
  }
}
