import Diagnostics

/// Lints the same paths again and again while an editor changes their texts: what does not rest on a changed text is not read
/// again.
///
/// What lies on the disk is looked at once, when the session begins: where a file was saved, came or went, another session is
/// wanted.
public struct LintingSession {
  private struct Kept {
    let session: RootSession
    var analysis: Analysis
  }

  private let linter: Linter
  private var kept: [Kept] = []

  /// - Parameter options: with the texts that are open now.
  public init(_ options: Options) throws(Linter.Failure) {
    linter = Linter(options)
    for root in try linter.roots() {
      let session = RootSession(
        root, options: options, rules: linter.rules, workingDirectory: linter.workingDirectory,
        memory: MendingMemory())
      kept.append(Kept(session: session, analysis: session.analyse()))
    }
  }

  /// What is found with other texts.
  ///
  /// - Parameter open: of the files that were open when the session began, by absolute path.
  public mutating func diagnostics(_ open: [String: [UInt8]]) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for index in kept.indices {
      let session = kept[index].session
      kept[index].analysis = session.analyse(kept[index].analysis, with: session.texts(open))
      diagnostics += session.diagnostics(kept[index].analysis)
    }
    return Linter.sorted(diagnostics)
  }
}
