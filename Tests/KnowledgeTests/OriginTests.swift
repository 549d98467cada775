import Testing

@testable import Knowledge

/// Origins as the library that Ollama hands them to takes them.
@Suite struct OriginTests {
  private func problem(_ value: String) -> ValueProblem? {
    OllamaVariable.named("OLLAMA_ORIGINS")?.problem(with: value)
  }

  @Test(arguments: [
    "*", "http://localhost:3000", "https://a.example,https://*.example",
    "chrome-extension://*,moz-extension://abc",
    "app://*", "'http://a.example'", "", "http://192.168.*", "*.example", "/^https://.*$/",
  ]) func whatItTakesIsRight(_ value: String) { #expect(problem(value) == nil) }

  /// A browser's origin begins with its scheme.
  @Test(arguments: ["192.168.*", "localhost:*"]) func aPatternWithoutASchemeMatchesNothing(_ value: String) {
    #expect(problem(value)?.kind == .matchesNothing)
    #expect(problem(value)?.corrected == "http://" + value)
  }

  @Test(
    arguments: [
      ("192.168.1.5", nil), ("http://a.example, http://b.example", "http://a.example,http://b.example"),
      ("http://a.example,", "http://a.example"), ("http://*:*", nil), ("app://obsidian.md", nil),
      ("localhost:3000, http://b.example", nil), (",", nil),
    ] as [(String, String?)]) func whatEndsItIsFound(_ value: String, _ corrected: String?)
  {
    #expect(problem(value)?.kind == .badOrigin)
    #expect(problem(value)?.corrected == corrected)
  }
}
