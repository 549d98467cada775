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

  private let linter: LintRun
  private var kept: [Kept] = []
  private let memory = FixMemory()

  /// - Parameter options: with the texts that are open now.
  public init(_ options: Options) throws(LintRun.Failure) {
    linter = LintRun(options)
    for root in try linter.roots() {
      let session = RootSession(
        root, options: options, policy: linter.policy, rules: linter.rules,
        workingDirectory: linter.workingDirectory, memory: memory)
      kept.append(Kept(session: session, analysis: session.analyse()))
    }
  }

  /// What is found with other texts; `nil` where nobody waited for it to the end.
  ///
  /// - Parameters:
  ///   - open: of the files that were open when the session began, by absolute path.
  ///   - isStale: whether the work may be given up.
  public mutating func diagnostics(
    _ open: [String: [UInt8]], isStale: @escaping @Sendable () -> Bool = { false }
  ) -> [Diagnostic]? {
    var diagnostics: [Diagnostic] = []
    for index in kept.indices {
      let session = kept[index].session
      kept[index].analysis = session.next(after: kept[index].analysis, with: session.texts(open))
      memory.isStale = isStale
      if isStale() { return nil }
      diagnostics += session.diagnostics(kept[index].analysis)
      if isStale() { return nil }
    }
    return LintRun.sorted(diagnostics)
  }
}
