/// Splits a shell script into commands and words. It never fails: what it does not understand is skipped.
///
/// Functions, loops and conditions are not followed, only looked into: the commands in them are found.
public enum ShellParser {
  public static func parse(_ source: SourceText) -> ShellScript {
    guard source.bytes.count <= SyntaxLimits.bytes else {
      return ShellScript(source: source, commands: [], comments: [], hereDocuments: [])
    }
    var reader = ShellReader(source)
    reader.run()
    return ShellScript(
      source: source, commands: reader.commands.sorted { $0.range < $1.range }, comments: reader.comments,
      hereDocuments: reader.hereDocuments)
  }
}
