import Formats
import Knowledge

/// Words that may stand at a place.
enum Completion {
  private static let instructions = [
    "ADAPTER", "FROM", "LICENSE", "MESSAGE", "PARAMETER", "PARSER", "RENDERER", "REQUIRES", "SYSTEM",
    "TEMPLATE",
  ]

  /// - Parameters:
  ///   - path: of the document.
  ///   - before: its line up to the cursor.
  static func words(path: String, before: String) -> [String] {
    let isModelfile = ModelfileFormat.hint(FileName(path: path)) == .certain
    let line = before.drop { $0 == " " || $0 == "\t" || $0 == "-" }
    if isModelfile {
      let words = line.split(separator: " ", omittingEmptySubsequences: false)
      switch words.first?.uppercased() {
      case "PARAMETER" where words.count == 2: return OllamaParameter.names
      case "FROM" where words.count == 2: return ModelCatalogue.standard.names
      default: return words.count < 2 ? instructions : []
      }
    }
    if namesModel(line) { return ModelCatalogue.standard.names }
    let last = line.split { " \t\"'={,".contains($0) }.last ?? ""
    return last.hasPrefix("OLLAMA") || last.isEmpty && line.contains("environment")
      ? OllamaVariable.names : []
  }

  /// The beginning of a word at the end of a line: what one of ``words(path:before:)`` takes the place of.
  static func typed(_ before: String) -> String {
    let count = before.utf8.reversed().prefix(while: EditorText.isWord).count
    let word = String(decoding: before.utf8.suffix(count), as: UTF8.self)
    // `ollama/qwen3` is the name of a model after that of a provider; a variable's name holds no colon.
    let name = word.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    let variable = name.split(separator: ":", omittingEmptySubsequences: false).last ?? ""
    return String(variable.hasPrefix("OLLAMA") ? variable : name)
  }

  /// `model: `, `"model": "`, `ollama pull `.
  private static func namesModel(_ line: Substring) -> Bool {
    for command in ["ollama pull ", "ollama run ", "ollama show "] where line.contains(command) {
      return true
    }
    guard let colon = line.lastIndex(of: ":") else { return false }
    let key = line[..<colon].split { !$0.isLetter && $0 != "_" }.last?.lowercased() ?? ""
    // A tag has a colon of its own.
    let first = line.firstIndex(of: ":").map { line[..<$0] }.flatMap {
      $0.split { !$0.isLetter && $0 != "_" }.last?.lowercased()
    }
    return ["model", "ollamamodelid", "default_model", "small_model"].contains { $0 == key || $0 == first }
  }
}
