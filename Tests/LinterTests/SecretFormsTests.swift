import Diagnostics
import Foundation
import Reporting
import Testing

@testable import Linter
@testable import Syntax

/// No output shows a credential, whatever its form and wherever it stands.
@Suite struct SecretFormsTests {
  static let body = "Q7xV2mN9bK4rT8wZ1yL6cF3hJ5dP0sAgEuIoXnBq"

  /// A file of each kind, with a finding on or beside the line that holds the credential.
  static let files: [(name: String, text: @Sendable (String) -> String)] = [
    ("Modelfile", { "FROM qwen3:8b\nPARAMETER api-key \($0)\n" }),
    (
      "compose.yaml",
      {
        "services:\n  ollama:\n    image: ollama/ollama\n    environment:\n      - OLLAMA_HOST=http://u:\($0)@0.0.0.0:11434/\n"
          + "      - OLLAMA_KEEP_ALIV=\($0)\n    ports: [\"11434:11434\"]\n"
      }
    ),
    (
      "opencode.json",
      {
        "{\"provider\":{\"ollama\":{\"npm\":\"@ai-sdk/openai-compatible\",\"options\":{\"baseURL\":\"http://u:\($0)@localhost:11434\","
          + "\"apiKey\":\"\($0)\"},\"models\":{\"x\":{}}}}}\n"
      }
    ),
    (
      "ollama.service",
      { "[Service]\nExecStart=/usr/bin/ollama serve\nEnvironment=OLLAMA_KEEP_ALIVE=\($0)\n" }
    ),
    (
      ".codex/config.toml",
      { "model_provider = \"o\"\n[model_providers.o]\nbase_url = \"http://u:\($0)@localhost:11434\"\n" }
    ),
    ("run.sh", { "docker run -d -e OLLAMA_KEEP_ALIVE=\($0) -p 11434:11434 ollama/ollama\n" }),
  ]

  /// Every so many forms; all of them with `ALL_FORMS=1`.
  static let prefixes = Credentials.prefixes.enumerated().filter {
    ProcessInfo.processInfo.environment["ALL_FORMS"] != nil || $0.offset % 8 == 0
  }.map { String(decoding: $0.element, as: UTF8.self) }

  @Test(arguments: prefixes)
  func noReportShowsIt(_ prefix: String) throws {
    let secret = prefix + Self.body
    for file in Self.files {
      let scratch = try Scratch()
      try scratch.write(file.name, file.text(secret))
      let outcome = try scratch.lint(fixing: .none, severity: .info)
      let fixed = try scratch.lint(fixing: .all, severity: .info)
      let diff = fixed.changes.flatMap {
        UnifiedDiff.render(path: $0.shown, before: $0.before, after: $0.after, hiding: fixed.secrets)
      }
      let report = outcome.report
      let texts = [
        TextReport(style: .plain).render(report), JSONReport.render(report), JSONReport.renderLines(report),
        SARIFReport(report, rules: []).render(), GitHubReport.render(report), GitLabReport.render(report),
        JUnitReport.render(report), CheckstyleReport.render(report), String(decoding: diff, as: UTF8.self),
        fixed.refusals.joined(separator: "\n"),
      ]
      for text in texts {
        let compact = text.filter { $0 != "\n" && $0 != " " }
        #expect(!compact.contains(Self.body.dropFirst(10)), "\(file.name) shows \(prefix)")
      }
    }
  }

  @Test func aSecretIsOnlyShownMasked() {
    let secret = Secret("tgp_v1_\(Self.body)".utf8)
    #expect(!"\(secret.map { "\($0)" } ?? "")".contains(Self.body.dropFirst(10)))
  }
}
