import Syntax

extension ClientFile {
  /// How a value is written, where the program does not take it as it is.
  enum Form {
    case plain
    /// Digits in quotes.
    case quoted
    /// A text with something before it that stays: `ollama_chat/`.
    case prefixed(String)
    /// An item of a list, with this for its `key` and the value for its `value`.
    case field(String)
    /// A key of the whole file that is written before all others, or after this one.
    case head(after: String?)
    /// An item of a list, which is there or not.
    case item(String)
    /// The value of an option in a command line.
    case option([String])
    /// What is written in its place where it is to go.
    case instead(String)
  }

  struct Slot {
    let path: [PathStep]
    let form: Form
  }
}
