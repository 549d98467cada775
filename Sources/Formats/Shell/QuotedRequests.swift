import Syntax
import Vocabulary

/// Requests to Ollama whose body is in single quotes, in which a shell replaces nothing and keeps backslashes (POSIX, 2.2.2).
struct QuotedRequests: ShellReader {
  let script: ShellScript
  let document: Document

  private static let paths = ["/api/generate", "/api/chat", "/api/pull", "/api/embed", "/v1/chat/completions", "/v1/embeddings"]

  var facts: [Fact] {
    guard !document.id.isDocumentation else { return [] }
    return script.commands.enumerated().compactMap { index, command in
      let words = command.words
      guard words.first?.text?.split(separator: "/").last == "curl",
        words.contains(where: { word in Self.paths.contains { word.text?.hasSuffix($0) == true } }),
        let body = words.first(where: { $0.text?.hasPrefix("{") == true && script.source.byte(at: $0.range.start) == 0x27 }),
        let text = body.text
      else { return nil }
      let isEscaped = text.hasPrefix("{\\\"")
      guard isEscaped || Self.variable(in: text) != nil else { return nil }
      return SettingFact.make(
        FactID(.key, document.id, ["request", String(index)]), name: Self.variable(in: text) ?? "the body", value: nil,
        kind: "request", format: "shell", problem: isEscaped ? .escaped : .notExpanded, at: document.at(body.range))
    }
  }

  /// A text of JSON that is a variable and nothing else: `"$MODEL"`, `"${MODEL}"`.
  private static func variable(in text: String) -> String? {
    text.split(separator: "\"").first { part in
      guard part.first == "$" else { return false }
      let isBraced = part.hasPrefix("${") && part.hasSuffix("}")
      let name = isBraced ? part.dropFirst(2).dropLast() : part.dropFirst()
      return name.first?.isNumber == false && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
    }.map(String.init)
  }
}
