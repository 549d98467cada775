/// A change with the format of the document that it goes to, for documents that need not be there yet.
public struct PlannedChange: Hashable, Sendable {
  /// As the registry calls it: `compose`, `opencode`.
  public let format: String
  public let change: Change
  /// The document that takes it where its own has no place for it.
  public let elsewhere: DocumentID?

  public init(_ format: String, _ change: Change, elsewhere: DocumentID? = nil) {
    self.format = format
    self.change = change
    self.elsewhere = elsewhere
  }

  /// The same change to the other document.
  public var moved: PlannedChange? {
    elsewhere.map { document in
      PlannedChange(
        format, Change(FactID(change.fact.subject, document, change.fact.address), change.action))
    }
  }
}
