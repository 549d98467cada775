import Syntax

extension ShellScript {
  /// A name for the command at an offset that stays when text above it changes: its program, and how many commands of the
  /// same program begin before it.
  ///
  /// The second `docker run` of a script is `docker 1`, whatever is exported above it.
  func ordinal(at offset: Int) -> String {
    guard let command = commands.last(where: { $0.range.start <= offset }) else { return "" }
    let program = command.words.first?.text ?? ""
    let before = commands.lazy.filter {
      $0.range.start < command.range.start && ($0.words.first?.text ?? "") == program
    }
    return "\(program) \(before.count)"
  }
}
