/// What parameters, variables and keys mean, in a line or two.
///
/// Sources: Ollama's documentation (Modelfile reference, FAQ, context length) and `envconfig/config.go`, August 2026;
/// for clients' keys the sources named in their formats.
enum Meanings {
  static func of(_ word: String) -> String? {
    parameters[word] ?? variables[word] ?? instructions[word] ?? keys[word]
  }
}
