import Syntax

/// Changes of what `docker run` hands to the image.
extension DockerRunWriter {
  func arguments(_ change: ArgumentsChange, of run: DockerRun) -> [Edit]? {
    let written = WrittenArguments(
      run.arguments.map(\.range), in: script.source, behind: run.image.range.end)
    guard case .moveToEngine(let range) = change else { return written.edits(change) }
    guard range.upperBound <= run.arguments.count else { return nil }
    let words = range.map { script.source.string(run.arguments[$0].range) }
    let removed =
      range.count == run.arguments.count
      ? run.arguments.last.map { [Edit.delete(TextRange(run.image.range.end, $0.range.end))] }
      : written.removal(range)
    guard let removed, !words.contains(where: { $0.contains("\n") }) else { return nil }
    return removed + editor.insert(words.joined(separator: " "), behind: run.verb)
  }
}
