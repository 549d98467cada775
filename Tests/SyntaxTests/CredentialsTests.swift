import Testing

@testable import Syntax

@Suite struct CredentialsTests {
  static let secret = "sk-proj-Q7xV2mN9bK4rT8wZ1yL6cF3hJ5dP0sAg"

  @Test(arguments: [
    "OPENAI_API_KEY=\(secret)", "Environment=OPENAI_API_KEY=\(secret) OLLAMA_DEBUG=1",
    "  token: \"\(secret)\"",
    "curl -H 'Authorization: Bearer \(secret)' http://localhost", "--api-key anthropic=\(secret)",
    "{ apiKey: \(secret), model: x }", "{name: HF_TOKEN, value: \(secret)}",
    "http://user:\(secret)@host:11434/v1",
    "WEBUI_SECRET_KEY=9f8e7d6c5b4a39281706f5e4d3c2b1a0",
    "http://9f8e7d6c5b4a39281706f5e4d3c2b1a0@host:11434/v1", "http://u:9f8e%2Fd6c5b4a39281706f5e4d3@host",
    "http://u:9f8e$7d6c5b4a39281706f5e4@host/", "http://host/v1?a=b&key=9f8e7d6c5b4a39281706f5e4",
    "AUTH='Basic 9f8e7d6c5b4a39281706f5e4d3=='", "- name: API_TOKEN\n  value: 9f8e7d6c5b4a39281706f5e4",
    "{\"name\": \"HF_TOKEN\", \"value\": \"9f8e7d6c5b4a39281706f5e4\"}",
    "ENV API_TOKEN 9f8e7d6c5b4a39281706f5e4",
    "<key>API_TOKEN</key>\n  <string>9f8e7d6c5b4a39281706f5e4</string>",
    "command: [--model, x, --api-key, 9f8e7d6c5b4a39281706f5e4d3c2b1a0, --port, 1]",
    "\"command\": [\"x\", \"--token\",\n \"9f8e7d6c5b4a39281706f5e4\"]", "args:\n  - --api-key\n  - 9f8e7d6c5b4a39281706f5e4",
    "args:\n  - --api-key # mine\n  - 9f8e7d6c5b4a39281706f5e4", "JWT_KEY: 9f8e7d6c5b4a39281706f5e4d3c2b1a0",
    "appKey = \"9f8e7d6c5b4a39281706f5e4d3c2b1a0\"", "\"spring.ai.openai.api-key\": 9f8e7d6c5b4a39281706f5e4",
    "'[spring.ai.openai.api-key]': \"9f8e7d6c5b4a39281706f5e4\"", "api-key: ${OPENAI_API_KEY:9f8e7d6c5b4a39281706f5e4}",
    "- value: 9f8e7d6c5b4a39281706f5e4\n  name: API_TOKEN", "{value: \"9f8e7d6c5b4a39281706f5e4\", name: API_TOKEN}",
    "- name: TOKEN # the key\n  value: 9f8e7d6c5b4a39281706f5e4", "- name: TOKEN\n  # the key\n  value: 9f8e7d6c5b4a39281706f5e4",
    "<Config Name=\"Key\" Target=\"API_KEY\" Type=\"Variable\" Mask=\"true\">9f8e7d6c5b4a39281706f5e4</Config>",
    "<Config Name=\"K\" Target=\"MINE\" Mask=\"true\">9f8e7d6c5b4a39281706f5e4</Config>",
    "<Config Target=\"API_KEY\"><![CDATA[9f8e7d6c5b4a39281706f5e4]]></Config>",
    "<key>API_TOKEN</key>\n  <string><![CDATA[9f8e7d6c5b4a39281706f5e4]]></string>",
    ":key (lambda () \"9f8e7d6c5b4a39281706f5e4\")", ":api-key \"9f8e7d6c5b4a39281706f5e4\"",
    "[Environment]::SetEnvironmentVariable(\"API_KEY\", \"9f8e7d6c5b4a39281706f5e4\", \"User\")",
    "Set-Item Env:API_KEY -Value 9f8e7d6c5b4a39281706f5e4",
    "API_KEY:\n    9f8e7d6c5b4a39281706f5e4", "api_key: >-\n  9f8e7d6c5b4a39281706f5e4\n", "(setq my-api-key \"9f8e7d6c5b4a39281706f5e4\")",
    "-e API_KEY=9f8e7d6c\\\n5b4a39281706f5e4 -e A=1", "API_KEY1=9f8e7d6c5b4a39281706f5e4",
    "set -gx API_TOKEN 9f8e7d6c5b4a39281706f5e4", "http://u:9f8e/7d6c5b4a39281706f5e4@host:11434/v1",
  ])
  func aCredentialIsShownByItsFirstBytes(_ text: String) {
    let masked = Credentials.masked(text)
    #expect(!masked.contains("2mN9bK4rT8wZ1"))
    #expect(!masked.contains("5b4a39281706f5e4"))
    #expect(masked.utf8.count == text.utf8.count)
    #expect(masked.contains("........"))
  }

  @Test(arguments: [
    "OPENAI_API_KEY=ollama", "apiKey: {env:OPENAI_API_KEY}", "max_tokens: 8192",
    "risk-assessment-of-something-long-2024",
    "image: ollama/ollama@sha256:9f8e7d6c5b4a39281706f5e4d3c2b1a09f8e7d6c5b4a39281706f5e4d3c2b1a0",
    "http://localhost:11434/v1", "WEBUI_SECRET_KEY: ${WEBUI_SECRET_KEY}", "PARAMETER stop <|im_end|>",
    "--token-limit 9f8e7d6c5b4a39281706f5e4", "http://u:${PASSWORD_12}@host", "http://u:$PASSWORD_12@host",
    "http://u:%PASSWORD_12%@host", "http://user@host/v1", "http://host:8080/9f8e7d6c5b4a/x@1.2.3",
    "http://host:${PORT}/9f8e7d6c5b4a/x@1.2.3", "http://localhost:11434/v1?key=value",
    "name: API_TOKEN\nvalueFrom: {secretKeyRef: {name: a1b2c3d4e5f6}}", "Basic authentication is off",
    "API_TOKEN=$TOKEN_OF_2026_ABC", "token:\n  type1234abcdef: string", "token:\nname9f8e7d6c5b4a: x", "- --token\nrun9f8e7d6c5b4a39",
    "[--token, --run9f8e7d6c5b4a39]",
    "- --token\n- --run9f8e7d6c5b4a39", "cache_key: 9f8e7d6c5b4a39281706f5e4d3c2b1a0", "HOT_KEY: ctrl-shift-f12", "key: 9f8e7d6c5b4a",
    "- value: 9f8e7d6c5b4a39281706f5e4\n  name: MODEL_DIGEST", "<Config Target=\"MODEL\">qwen3-coder-30b-a3b</Config>",
    ":key (lambda () (my-key \"api.example\"))", "monkey: 9f8e7d6c5b4a39281706f5e4d3c2b1a0",
    "the token 9f8e7d6c5b4a39281706f5e4 of an image",
  ])
  func whatIsNoneIsLeftAlone(_ text: String) {
    #expect(Credentials.masked(text) == text)
  }

  @Test(arguments: [
    "9f8e7d6c5b4a39281706f5e4", "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi", secret,
  ])
  func aWordThatMayBeAKeyIsMasked(_ word: String) { #expect(Credentials.maskedWord(word).contains("....")) }

  @Test(arguments: [
    "OLLAMA_CONTEXT_LENGHT", "qwen3-coder:30b-a3b-q4_K_M", "context/too-small-for-agents", "num_ctxx", "a b",
  ])
  func aWordThatMayBeANameIsNot(_ word: String) { #expect(Credentials.maskedWord(word) == word) }

  /// Sentences end with what keys begin with (`sat.`), and files are cut off anywhere.
  @Test func noTextEndsTheSearch() {
    var random = Seeded(11)
    let pieces =
      CredentialForms.prefixes
      + [
        " ", "\n", ".", "...", "=", ": ", "\"", "'", "\\", "@", "://", "$", "{", "}", "%", "Bearer ",
        "Basic ", "API_KEY", "--token",
        "-p", "-u", "login", "mysql", "name", "value", "-----BEGIN ", "PRIVATE KEY-----", "a1B2c3D4e5F6g7H8",
        "é", "8Q~", "\0", ",",
        ";", "<", ">", "#", "key", "$2y$", "argon2id",
      ].map { Array($0.utf8) }
    for prefix in CredentialForms.prefixes {
      for end in ["", " ", "\n", "...", ".\"", "=", "==", "-"] {
        let text = prefix + Array(end.utf8)
        #expect(Credentials.ranges(in: text).allSatisfy { $0.start <= $0.end && $0.end <= text.count })
      }
    }
    for _ in 0..<Rounds.count {
      let text = (0..<Int.random(in: 1...8, using: &random)).flatMap { _ in
        pieces.randomElement(using: &random) ?? []
      }
      #expect(Credentials.ranges(in: text).allSatisfy { $0.start <= $0.end && $0.end <= text.count })
      var masked = text
      Credentials.mask(Credentials.ranges(in: text), in: &masked)
      #expect(masked.count == text.count)
    }
  }
}
