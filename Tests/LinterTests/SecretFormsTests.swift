import Diagnostics
import Foundation
import Knowledge
import Synchronization
import Testing

@testable import LanguageServer
@testable import Linter
@testable import Reporting
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
    (
      ".env", { "OLLAMA_HOST=http://u:\($0)@0.0.0.0:11434\nOLLAMA_KEEP_ALIV=\($0)\nOPENAI_API_KEY='\($0)'\n" }
    ),
    (
      "k8s.yaml",
      {
        "apiVersion: v1\nkind: Pod\nmetadata: {name: ollama}\nspec:\n  containers:\n    - name: ollama\n      image: ollama/ollama\n"
          + "      env: [{name: OLLAMA_KEEP_ALIVE, value: \($0)}, {name: OLLAMA_HOST, value: 'http://u:\($0)@0.0.0.0'}]\n"
      }
    ),
    (
      "ollama.container",
      {
        "[Container]\nImage=docker.io/ollama/ollama\nEnvironment=OLLAMA_KEEP_ALIVE=\($0) OLLAMA_HOST=u:\($0)@0.0.0.0\n"
      }
    ),
    (
      "Dockerfile",
      { "FROM ollama/ollama\nENV OLLAMA_KEEP_ALIVE=\($0) OLLAMA_HOST=http://u:\($0)@0.0.0.0:11434/\n" }
    ),
    (
      ".continue/config.yaml",
      {
        "name: x\nversion: 0.0.1\nschema: v1\nmodels:\n  - name: a\n    provider: ollama\n    model: qwen3:8b\n"
          + "    apiBase: http://u:\($0)@localhost:11434/v1\n    apiKey: \($0)\n"
      }
    ),
    (
      ".aider.conf.yml",
      {
        "model: ollama/qwen3:8b\nopenai-api-key: \($0)\nset-env: [OLLAMA_API_BASE=http://u:\($0)@localhost:11434/v1]\n"
      }
    ),
    (
      ".claude/settings.json",
      {
        "{\"env\":{\"ANTHROPIC_BASE_URL\":\"http://u:\($0)@localhost:11434/v1\",\"ANTHROPIC_AUTH_TOKEN\":\"\($0)\"}}\n"
      }
    ),
    (
      "litellm_config.yaml",
      {
        "model_list:\n  - model_name: a\n    litellm_params: {model: ollama/qwen3:8b, api_base: 'http://u:\($0)@localhost:11434/v1', api_key: \($0)}\n"
      }
    ),
    (
      "README.md",
      {
        "# ollama\n```sh\nOLLAMA_HOST=http://u:\($0)@0.0.0.0 OLLAMA_KEEP_ALIVE=\($0) ollama serve\n```\n```modelfile\nFROM qwen3:8b\nPARAMETER api-key \($0)\n```\n"
      }
    ),
  ]

  /// Something secret that differs from file to file, so that what one of them gives away does not hide it in another.
  private static func body(_ number: Int) -> String {
    let start = (number * 7) % body.utf8.count
    return String(body.dropFirst(start)) + String(body.prefix(start))
  }

  /// Forms with characters of Base64 and with parts.
  private static let others: [@Sendable (String) -> String] = [
    { "glc_eyJ\($0)/\($0)+\($0)==" }, { "sntrys_eyJ\($0)=_\($0)/a" }, { "ops_eyJ\($0)/\($0)" },
    { "ABSK\($0)+/\($0)=" },
    { "eyJhbGciOi\($0).eyJzdWIi\($0).\($0)" }, { "xoxb-1234567890-\($0)" },
    { "123456789:AA\($0.prefix(33))" },
    { "abc8Q~\($0)" }, { "A\($0.prefix(13)).atlasv1.\($0)\($0)" },
  ]

  private static let hasAll = ProcessInfo.processInfo.environment["ALL_FORMS"] != nil

  /// Every so many forms, as what masks them is one for all outputs and is tried with each of them by itself; all of them with
  /// `ALL_FORMS=1`.
  private static let forms: [@Sendable (String) -> String] =
    CredentialForms.prefixes.enumerated().filter { hasAll || $0.offset % 64 == 0 }.map { _, prefix in
      let prefix = String(decoding: prefix, as: UTF8.self)
      return { prefix + $0 }
    } + others.enumerated().filter { hasAll || $0.offset % 3 == 0 }.map(\.element)

  @Test(arguments: forms.indices) func noOutputShowsIt(_ form: Int) throws {
    let scratch = try Scratch()
    var hidden: [(file: String, part: Substring)] = []
    for (number, file) in Self.files.enumerated() {
      let secret = Self.forms[form](Self.body(number))
      try scratch.write(file.name, file.text(secret))
      // What is shown are the first bytes.
      hidden.append((file.name, secret.dropFirst(max(8, secret.utf8.count / 2)).prefix(16)))
    }
    for (output, text) in try Self.everything(scratch) {
      let compact = text.filter { $0 != "\n" && $0 != " " }
      for (file, part) in hidden {
        #expect(!compact.contains(part), "\(output) of \(file) shows \(Self.forms[form](""))")
      }
    }
  }

  /// What has no form is told by the name that it stands under.
  @Test func noOutputShowsWhatANameGivesAway() throws {
    let secret = "tr0ub4dor-and-3-horses"
    let files: [(String, String)] = [
      (
        "compose.yaml",
        "services:\n  o:\n    image: ollama/ollama\n    environment: {WEBUI_SECRET_KEY: \(secret), OLLAMA_KEEP_ALIV: 1}\n"
      ),
      (".env", "OLLAMA_HOS=1\nDB_PASS=\(secret)\nOLLAMA_API_KEY=\(secret)\nMYSQL_PWD=\(secret)\n"),
      (
        "opencode.json",
        "{\"provider\":{\"ollama\":{\"npm\":\"x\",\"options\":{\"baseURL\":\"http://localhost:11434\",\"apiKey\":\"\(secret)\"},\"models\":{}}}}"
      ),
      ("run.sh", "docker run -e OLLAMA_KEEP_ALIV=1 -e API_TOKEN=\(secret) ollama/ollama\n"),
    ]
    for (name, text) in files {
      let scratch = try Scratch()
      try scratch.write(name, text)
      for (output, text) in try Self.everything(scratch) {
        #expect(!text.contains(secret), "\(output) of \(name)")
      }
    }
  }

  /// What reads otherwise than it is written: with escapes, in parts, by a variable.
  @Test func noOutputShowsWhatIsWrittenInParts() throws {
    let (start, end) = ("sk-proj-Q7xV2mN9bK4r", "T8wZ1yL6cF3hJ5dP0sAgEuIoXnBq")
    let service = "services:\n  o:\n    image: ollama/ollama\n    environment:\n      OLLAMA_KEEP_ALIVE: "
    let client =
      "services:\n  w:\n    image: ghcr.io/open-webui/open-webui:main\n    environment:\n      OLLAMA_BASE_URL: "
    let folders: [[String: String]] = [
      ["compose.yaml": service + "\"\(start)\\\n        \(end)\"\n"],
      ["run.sh": "docker run -d -e OLLAMA_KEEP_ALIVE='\(start)'\"\(end)\" -p 11434:11434 ollama/ollama\n"],
      ["run.sh": "docker run -d -e OLLAMA_KEEP_ALIVE=\(start)\\\(end) -p 11434:11434 ollama/ollama\n"],
      [
        "ollama.service":
          "[Service]\nExecStart=/usr/bin/ollama serve\nEnvironment=\"OLLAMA_KEEP_ALIV=\(start)\\\n\(end)\"\n"
      ],
      [
        ".env": "T=\(start.dropFirst(8))\(end)\n",
        "compose.yaml": client + "http://u:${T}@localhost:11434/v1\n",
      ],
      ["compose.yaml": client + "http://u:\(start)%2F\(end)@localhost:11434/v1\n"],
      ["compose.yaml": client + "http://localhost:11434/v1?key=\(start.dropFirst(8))\(end)\n"],
    ]
    for files in folders {
      let scratch = try Scratch()
      for (name, text) in files { try scratch.write(name, text) }
      for (output, text) in try Self.everything(scratch) {
        #expect(!text.contains(end.dropFirst(8)), "\(output) of \(files)")
      }
    }
  }

  /// Every way to make the tool speak of a folder.
  private static func everything(_ scratch: Scratch) throws -> [(String, String)] {
    let outcome = try scratch.lint(fixing: .none, severity: .info)
    let fixed = try scratch.lint(fixing: .all, severity: .info)
    let diff = fixed.changes.flatMap {
      UnifiedDiff.render(path: $0.shown, before: $0.before, after: $0.after, hiding: fixed.secrets)
    }
    var options = Options()
    options.paths = [scratch.path]
    options.workingDirectory = scratch.path
    options.severity = .info
    let maps = try LintRun(options).maps()
    let map = DeploymentMap(
      nodes: maps.flatMap(\.nodes), edges: maps.flatMap(\.edges), otherFindings: maps.flatMap(\.otherFindings)
    )
    let report = outcome.report
    return [
      ("text", TextReport(style: .plain).render(report)), ("json", JSONReport.render(report)),
      ("jsonl", JSONReport.renderLines(report)), ("sarif", SARIFReport(report, rules: []).render()),
      ("github", GitHubReport.render(report)), ("gitlab", GitLabReport.render(report)),
      ("junit", JUnitReport.render(report)), ("checkstyle", CheckstyleReport.render(report)),
      ("concise", ConciseReport.render(report)), ("markdown", MarkdownReport.render(report)),
      ("rdjson", ReviewdogReport.render(report)), ("azure", AzureReport.render(report)),
      ("statistics", Statistics.render(report)), ("baseline", BaselineText.render(report)),
      ("html", HTMLReport(maps: maps, findings: report.diagnostics).render()),
      ("map", MapText(style: .plain).render(map)), ("map as json", MapJSON.render(map)),
      ("map as mermaid", MapGraph.mermaid(map)), ("map as dot", MapGraph.dot(map)),
      ("diff", String(decoding: diff, as: UTF8.self)), ("refusals", fixed.refusals.joined(separator: "\n")),
      ("editor", try editor(scratch)),
    ]
  }

  /// Diagnostics, hovers over every word, completions, links and actions of every file.
  private static func editor(_ scratch: Scratch) throws -> String {
    let said = Mutex<[UInt8]>([])
    var server = EditorServer(
      computer: Machine(gpus: [], hasNoGPU: true, ramBytes: nil, operatingSystem: nil, source: .project),
      home: nil,
      options: { _ in Options() }, send: { bytes in said.withLock { $0 += bytes } })
    func tell(_ method: String, _ parameters: [String: Any]) throws {
      let message = ["jsonrpc": "2.0", "id": 1, "method": method, "params": parameters] as [String: Any]
      server.handle(try #require(Message(Array(try JSONSerialization.data(withJSONObject: message)))))
    }
    try tell("initialize", ["rootUri": "file://" + scratch.path])
    let files = FileManager.default.enumerator(atPath: scratch.path)?.compactMap { $0 as? String } ?? []
    for name in files {
      guard let text = scratch.read(name) else { continue }
      let document = ["uri": "file://\(scratch.path)/\(name)"]
      try tell(
        "textDocument/didOpen",
        ["textDocument": ["uri": document["uri"] ?? "", "languageId": "x", "version": 1, "text": text]])
      let whole = ["start": ["line": 0, "character": 0], "end": ["line": 99, "character": 0]]
      try tell(
        "textDocument/codeAction",
        [
          "textDocument": document, "range": whole,
          "context": ["diagnostics": [], "only": ["quickfix", "source.fixAll.ollama-lint"]],
        ])
      try tell("textDocument/documentLink", ["textDocument": document])
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
        for column in stride(from: 0, to: min(line.utf16.count, 200), by: 9) {
          let place =
            ["textDocument": document, "position": ["line": number, "character": column]] as [String: Any]
          try tell("textDocument/hover", place)
          try tell("textDocument/completion", place)
        }
      }
    }
    return said.withLock { String(decoding: $0, as: UTF8.self) }
  }

  @Test func aSecretIsOnlyShownMasked() {
    let secret = Secret("tgp_v1_\(Self.body)".utf8)
    #expect(!"\(secret.map { "\($0)" } ?? "")".contains(Self.body.dropFirst(10)))
  }
}
