import Linter
import Reporting

/// What the server says it can do.
extension EditorServer {
  static let capabilities = JSONText.object([
    (
      "capabilities",
      .object([
        ("positionEncoding", .string("utf-16")),
        (
          "textDocumentSync",
          .object([("openClose", .bool(true)), ("change", .integer(2)), ("save", .bool(true))])
        ),
        ("hoverProvider", .bool(true)),
        (
          "completionProvider",
          .object([("triggerCharacters", .array([.string(" "), .string("_"), .string(":")]))])
        ),
        (
          "codeActionProvider",
          .object([("codeActionKinds", .array([.string("quickfix"), .string("source.fixAll.ollama-lint")]))])
        ),
        ("documentLinkProvider", .object([("resolveProvider", .bool(false))])),
        ("inlayHintProvider", .bool(true)),
        ("codeLensProvider", .object([("resolveProvider", .bool(false))])),
        ("executeCommandProvider", .object([("commands", .array([.string(Hints.command)]))])),
        (
          "workspace",
          .object([
            ("workspaceFolders", .object([("supported", .bool(true)), ("changeNotifications", .bool(true))]))
          ])
        ),
      ])
    ),
    ("serverInfo", .object([("name", .string("ollama-lint")), ("version", .string(LintRun.version))])),
  ])
}
