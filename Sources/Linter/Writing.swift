extension LintRun {
  /// What fixes make of the files of a root, by path.
  func changes(
    _ result: Fixer.Result, _ analysis: Analysis, _ session: RootSession
  ) -> [FileChange] {
    func place(_ path: String) -> FileChange.Place {
      .init(path: session.root.path + "/" + path, shown: session.shown(path))
    }
    return result.texts.sorted { $0.key < $1.key }.compactMap { path, text in
      guard let before = analysis.workspace.bytes(at: path) else { return nil }
      if let text { return text == before ? nil : FileChange(place(path), before: before, after: text) }
      guard let successor = result.successors[path], case let after?? = result.texts[successor.path] else {
        return nil
      }
      return FileChange(
        place(path), before: before, after: after, movedTo: place(successor.path),
        keptAs: successor.keptAs.map(place))
    }
  }

  /// Writes the changed texts, and clears what a killed run left behind.
  public static func write(_ outcome: Outcome) -> [FileSystem.Failure] {
    clear(outcome)
    return write(outcome.changes)
  }

  /// Clears what a killed run left behind.
  public static func clear(_ outcome: Outcome) {
    for path in outcome.litter { FileWriter.clear(path) }
  }

  /// Writes changed texts; each file on its own, so that one that cannot be written holds up no other.
  public static func write(_ changes: [FileChange]) -> [FileSystem.Failure] {
    var failures: [FileSystem.Failure] = []
    for change in changes {
      do {
        // Through a link to the file itself, which the workspace has found to lie inside the root.
        let path = FileSystem.realPath(change.path) ?? change.path
        if let target = change.movedTo {
          try FileWriter.move(
            path, original: change.before, to: target.path, with: change.after, keptAs: change.keptAs?.path)
        } else {
          try FileWriter.replace(path, original: change.before, with: change.after)
        }
      } catch {
        failures.append(FileSystem.Failure(path: change.shown, reason: error.reason))
      }
    }
    return failures
  }
}
