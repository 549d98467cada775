import Syntax

/// What a script hands to the programs that it starts (POSIX shell, 2.14: export, set -a; bash: declare -x, typeset -x).
extension ShellScript {
  /// Whether everything that is set from some line on is exported.
  var exportsAll: Bool {
    commands.contains { command in
      guard command.words.first?.text == "set" else { return false }
      let words = command.words.dropFirst().compactMap(\.text)
      return words.contains("allexport")
        || words.contains { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.contains("a") }
    }
  }

  /// Whether a variable is exported by its name, with or without a value.
  func exports(_ name: String) -> Bool {
    commands.contains { command in
      let words = command.words.compactMap(\.text)
      switch words.first {
      case "export": break
      case "declare", "typeset", "local":
        guard words.contains(where: { $0.hasPrefix("-") && $0.contains("x") }) else { return false }
      default: return false
      }
      return words.dropFirst().contains { $0 == name || $0.hasPrefix(name + "=") }
        || command.assignments.contains { $0.name == name }
    }
  }
}
