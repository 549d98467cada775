import Syntax
import Vocabulary

/// One subject that the commands of a script say something about.
protocol ShellReader {
  init(script: ShellScript, document: Document)

  var facts: [Fact] { get }
}
