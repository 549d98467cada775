import Diagnostics

/// An instruction of a Modelfile.
enum InstructionPage {
  static func page(_ name: String) -> Page? {
    guard let meaning = Meanings.instructions[name] else { return nil }
    var page = Page(.instruction, name, summary: meaning)
    page.add("In a Modelfile", .code("\(name) \(examples[name] ?? "...")"))
    page.add("Related rules", WatchingRules.content(mentioning: name))
    page.add("Sources", .list(["https://docs.ollama.com/modelfile"]))
    return page
  }

  private static let examples = [
    "FROM": "qwen3:8b", "PARAMETER": "num_ctx 65536", "TEMPLATE": "\"{{ .Prompt }}\"",
    "SYSTEM": "You review Swift code.", "ADAPTER": "./lora.gguf", "LICENSE": "MIT", "MESSAGE": "user Hello",
    "REQUIRES": "0.30.0", "DRAFT": "qwen3:0.6b", "RENDERER": "qwen3-coder", "PARSER": "qwen3-coder",
  ]
}
