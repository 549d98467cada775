import Vocabulary

/// Options that reach a server of models in one word with their values.
extension EngineArguments {
  /// `--ctx-size=16384`: llama-server knows options by the whole word alone (ggml-org/llama.cpp `common/arg.cpp`,
  /// common_params_parse_ex).
  var assignedValues: [Mistake] {
    guard engine.name == EngineImage.llamaServer else { return [] }
    return words.enumerated().compactMap { index, word in
      let written = word.text ?? word.raw
      guard let parts = EngineOption.assigned(written), isValued(parts.option) else { return nil }
      return Mistake(
        place: "engine-assigned-\(index)", kind: "engine-command", problem: .glued, name: parts.option, value: written,
        counterpart: engine.name, expected: parts.value, at: word.at, words: ("joined", index..<index + 1))
    }
  }

  /// `"--chat-template chatml"` in the quotes of a shell, or a variable in quotes that holds as much: one argument.
  var gluedWords: [Mistake] {
    words.enumerated().compactMap { index, word in
      guard word.isFixed, let text = word.text, let parts = EngineOption.joined(text), isValued(parts.option) else { return nil }
      return Mistake(
        place: "engine-glued-\(index)", kind: "engine-command", problem: .glued, name: parts.option, value: text,
        counterpart: engine.name, expected: parts.value, at: word.at)
    }
  }

  private func isValued(_ option: String) -> Bool {
    let name = EngineOption.hyphenated(option)
    return engine.valued.contains(name) || engine.forms[name] != nil
  }
}
