import Syntax

/// Which variables a script hands on; each name is looked for once, however often it is set.
struct UsedVariables {
  private let script: ShellScript
  private let known = OncePer<String, Bool>()

  init(_ script: ShellScript) { self.script = script }

  /// Whether the script reads or exports the variable.
  func has(_ name: String) -> Bool {
    known.value(of: name) {
      let text = script.source.bytes[...]
      return text.contains(bytesOf: "$" + name) || text.contains(bytesOf: "${" + name) || script.exports(name)
    }
  }

  /// The same in fish, where `set -x NAME` exports.
  func hasInFish(_ name: String) -> Bool {
    known.value(of: name) {
      let text = script.source.bytes[...]
      return text.contains(bytesOf: "$" + name) || text.contains(bytesOf: "x " + name)
    }
  }
}
