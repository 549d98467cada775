import Syntax

extension ShellScript {
  /// A name for the command at an offset that stays when text above it changes: its program, and how many commands of the
  /// same program begin before it.
  ///
  /// The second `docker run` of a script is `docker 1`, whatever is exported above it.
  func ordinal(at offset: Int) -> String {
    guard let (command, number) = command(at: offset) else { return "" }
    return "\(command.words.first?.text ?? "") \(number)"
  }
}
