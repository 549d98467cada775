/// What `init` says: why the models were taken, and what became of each file.
public struct GenerationText {
  private let style: TextStyle

  public init(style: TextStyle) { self.style = style }

  /// - Parameter files: what happened in a word or two, and the path as it is shown.
  public func render(reasons: [String], files: [(event: String, path: String)]) -> String {
    let width = files.map(\.event.count).max() ?? 0
    let sentences = reasons.flatMap { Wrap.lines(SafeText.shownLines($0), first: "", rest: "  ", width: style.width) }
    let lines = files.map { file in
      "  " + file.event + String(repeating: " ", count: width - file.event.count + 2)
        + SafeText.shown(file.path)
    }
    return (sentences + [""] + lines).joined(separator: "\n") + "\n"
  }
}
