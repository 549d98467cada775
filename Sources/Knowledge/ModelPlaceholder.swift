/// Texts instead of a model's name that ask their reader for one: `<your-model>`, `your-model-here`, `populate as needed`.
public enum ModelPlaceholder {
  /// Whether a text asks for a name. A model that someone made may still be called so.
  public static func stands(_ text: String) -> Bool {
    guard (1...120).contains(text.utf8.count) else { return false }
    if isBracketed(text) || text.contains("...") || text.contains("\u{2026}") { return true }
    let words = text.lowercased().words(withDigits: true).map(String.init)
    guard !words.isEmpty else { return false }
    if words.contains(where: requests.contains)
      || words.allSatisfy({ $0.utf8.count > 2 && $0.allSatisfy { $0 == "x" } })
    {
      return true
    }
    return words.contains(where: subjects.contains)
      && words.allSatisfy { subjects.contains($0) || fillers.contains($0) }
  }

  /// `<model>`, `[your model]`, `{model}:tag`, `__MODEL__`, `@MODEL@`: no name of a model holds brackets.
  private static func isBracketed(_ text: String) -> Bool {
    for (open, close) in [("<", ">"), ("[", "]"), ("{", "}")] as [(Character, Character)] {
      if let start = text.firstIndex(of: open), text[start...].contains(close) { return true }
    }
    return ["__", "@", "%"].contains { text.utf8.count > 4 && text.hasPrefix($0) && text.hasSuffix($0) }
  }

  /// What is asked for. `model-name` and `<base>:tag` say nothing else.
  private static let subjects: Set<String> = ["model", "models", "modelname", "llm"]
}
