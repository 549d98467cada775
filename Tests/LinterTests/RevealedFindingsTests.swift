import Linter
import Testing

/// What a fix may bring to light, and what it may not bring about.
@Suite struct RevealedFindingsTests {
  @Test func aCorrectedNameMayShowWhatItHid() throws {
    let scratch = try Scratch()
    try scratch.write(
      ".config/zed/settings.json",
      """
      {
        "language_models": {
          "ollama": { "api_url": "http://localhost:11434", "available_models": [{ "name": "qwen3:8b", "max_tokens": 8192, "supports_tools": true }] }
        },
        "agent": { "default_model": { "provider": "Ollama", "model": "qwen3:8b" } }
      }
      """)
    let outcome = try scratch.lint(fixing: .all)
    #expect(LintRun.write(outcome).isEmpty)
    #expect(scratch.read(".config/zed/settings.json")?.contains(#""provider": "ollama""#) == true)
  }

  @Test func aFixThatOpensAServerIsWithheld() throws {
    let scratch = try Scratch()
    let text = "#!/bin/sh\nOLLAMA_HOST=0.0.0.0\nollama serve\n"
    try scratch.write("start.sh", text)
    _ = LintRun.write(try scratch.lint(fixing: .all))
    #expect(scratch.read("start.sh") == text)
  }

  @Test func aFixThatBeginsToSendToTheInternetIsWithheld() throws {
    let scratch = try Scratch()
    let text = """
      model = "qwen3:8b"
      model_provider = "far"
      [model_providers.far]
      name = "Far"
      baseurl = "http://llm.acme-hosting.com:11434/v1"

      """
    try scratch.write(".codex/config.toml", text)
    _ = LintRun.write(try scratch.lint(fixing: .all))
    #expect(scratch.read(".codex/config.toml") == text)
  }
}
