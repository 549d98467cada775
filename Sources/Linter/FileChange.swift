/// A file with what fixes make of it.
public struct FileChange: Sendable, Hashable {
  public struct Place: Sendable, Hashable {
    /// As the system finds it.
    public let path: String
    /// As users see it.
    public let shown: String

    public init(path: String, shown: String) {
      self.path = path
      self.shown = shown
    }
  }

  public let place: Place
  public let before: [UInt8]
  public let after: [UInt8]
  /// The new name that the text is to be found under; `nil` for the old one.
  public let movedTo: Place?
  /// Where the old text is kept when another took its place.
  public let keptAs: Place?

  public var path: String { place.path }
  public var shown: String { place.shown }

  public init(
    _ place: Place, before: [UInt8], after: [UInt8], movedTo: Place? = nil, keptAs: Place? = nil
  ) {
    self.place = place
    self.before = before
    self.after = after
    self.movedTo = movedTo
    self.keptAs = keptAs
  }
}
