import Linter
import Reporting

/// What the server says it can do.
extension EditorServer {
  static let capabilities: JSONText = [
    "capabilities": [
      "positionEncoding": "utf-16",
      "textDocumentSync": ["openClose": true, "change": 2, "save": true],
      "hoverProvider": true,
      "completionProvider": ["triggerCharacters": [" ", "_", ":"]],
      "codeActionProvider": ["codeActionKinds": ["quickfix", "source.fixAll.ollama-lint"]],
      "documentLinkProvider": ["resolveProvider": false],
      "inlayHintProvider": true,
      "codeLensProvider": ["resolveProvider": false],
      "executeCommandProvider": ["commands": [.string(Hints.command)]],
      "workspace": ["workspaceFolders": ["supported": true, "changeNotifications": true]],
    ],
    "serverInfo": ["name": "ollama-lint", "version": .string(LintRun.version)],
  ]
}
