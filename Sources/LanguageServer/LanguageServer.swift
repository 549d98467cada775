import Diagnostics
import Knowledge
import Linter
import Reporting
import Syntax

/// A language server on standard input and output: findings while typing, their fixes, and what words mean.
///
/// Source: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
public struct LanguageServer {
  private var input = MessageStream()
  private var workspace: EditorWorkspace
  private let send: ([UInt8]) -> Void
  private let machine: Machine?
  private var isShutDown = false
  private var needsLint = false
  /// Requests that were taken back before they were answered.
  private var cancelled: Set<String> = []
  private var waiting: [Message] = []

  /// - Parameters:
  ///   - options: what a folder is linted with, its configuration included.
  ///   - machine: what models are held against.
  ///   - send: writes bytes to the client.
  public init(
    machine: Machine?, options: @escaping @Sendable (String) throws -> Options, send: @escaping ([UInt8]) -> Void
  ) {
    workspace = EditorWorkspace(options: options)
    self.machine = machine
    self.send = send
  }

  /// Serves until the client says `exit`. Returns the exit status that the protocol asks for.
  public mutating func run() -> Int32 {
    while let bytes = input.next() {
      guard let message = Message(bytes) else { continue }
      if message.method == "exit" { return isShutDown ? 0 : 1 }
      if message.method == "$/cancelRequest" {
        if let id = message.cancelled { cancelled.insert(id) }
      } else {
        waiting.append(message)
      }
      // What is here already may take requests back, or change the text again.
      if input.hasMore() { continue }
      for message in waiting { handle(message) }
      waiting = []
      cancelled = []
      if needsLint { lint() }
    }
    return 1
  }

  // MARK: Messages

  private mutating func handle(_ message: Message) {
    if let id = message.id, cancelled.contains(id.compact) {
      return fail(id, code: -32800, "cancelled")
    }
    switch message.method {
    case "initialize":
      workspace.root = (message.text("rootUri") ?? message.text("workspaceFolders", .index(0), "uri"))
        .flatMap(FileURI.path)
      answer(message, Self.capabilities)
    case "shutdown":
      isShutDown = true
      answer(message, .null)
    case "textDocument/didOpen":
      guard let path = path(message), let text = message["textDocument", "text"]?.scalar?.text else { return }
      workspace.open(path, text)
      needsLint = true
    case "textDocument/didChange":
      change(message)
      needsLint = true
    case "textDocument/didClose":
      path(message).map { workspace.close($0) }
      needsLint = true
    case "textDocument/didSave", "workspace/didChangeWatchedFiles", "workspace/didChangeConfiguration":
      needsLint = true
    case "textDocument/codeAction": refreshed { $0.answer(message, $0.actions(message)) }
    case "textDocument/hover": answer(message, hover(message))
    case "textDocument/completion": answer(message, completion(message))
    case "textDocument/documentLink": refreshed { $0.answer(message, $0.links(message)) }
    default:
      if let id = message.id { fail(id, code: -32601, "there is no method \(message.method)") }
    }
  }

  /// Answers that rest on findings wait for those of the text as it is now.
  private mutating func refreshed(_ work: (inout Self) -> Void) {
    if needsLint { lint() }
    work(&self)
  }

  private static let capabilities = JSONText.object([
    (
      "capabilities",
      .object([
        ("positionEncoding", .string("utf-16")),
        ("textDocumentSync", .object([("openClose", .bool(true)), ("change", .integer(2)), ("save", .bool(true))])),
        ("hoverProvider", .bool(true)),
        ("completionProvider", .object([("triggerCharacters", .array([.string(" "), .string("_"), .string(":")]))])),
        (
          "codeActionProvider",
          .object([("codeActionKinds", .array([.string("quickfix"), .string("source.fixAll.ollama-lint")]))])
        ),
        ("documentLinkProvider", .object([("resolveProvider", .bool(false))])),
      ])
    ),
    ("serverInfo", .object([("name", .string("ollama-lint")), ("version", .string(Linter.version))])),
  ])

  private func path(_ message: Message) -> String? { message.document.flatMap(FileURI.path) }

  private mutating func change(_ message: Message) {
    guard let path = path(message) else { return }
    for index in (message["contentChanges"]?.items ?? []).indices {
      let base: (PathStep, PathStep) = ("contentChanges", .index(index))
      guard let text = message[base.0, base.1, "text"]?.scalar?.text else { continue }
      workspace.change(
        path, message.position(base.0, base.1, "range", "start"), message.position(base.0, base.1, "range", "end"),
        to: text)
    }
  }

  // MARK: Findings

  private mutating func lint() {
    needsLint = false
    do {
      for path in try workspace.lint() { publish(path) }
    } catch {
      notify("window/logMessage", .object([("type", .integer(1)), ("message", .string(describe(error)))]))
    }
  }

  private func describe(_ error: any Error) -> String {
    (error as? Linter.Failure)?.message ?? String(describing: error)
  }

  private func publish(_ path: String) {
    guard let text = workspace.text(at: path) else { return }
    let items = (workspace.findings[path] ?? []).map { finding -> JSONText in
      let related = finding.notes.compactMap { note -> JSONText? in
        guard let location = note.location else { return nil }
        return .object([("location", place(location)), ("message", .string(note.message))])
      }
      let lines = [finding.message] + [finding.effect, finding.advice].compactMap { $0 }
      var members: [(String, JSONText)] = [
        ("range", range(finding.location, in: text)),
        ("severity", .integer(finding.severity == .error ? 1 : finding.severity == .warning ? 2 : 3)),
        ("code", .string(finding.rule)), ("source", .string("ollama-lint")),
        ("message", .string(lines.joined(separator: "\n"))),
      ]
      if let reference = finding.reference {
        members.append(("codeDescription", .object([("href", .string(reference))])))
      }
      if !related.isEmpty { members.append(("relatedInformation", .array(related))) }
      return .object(members)
    }
    notify(
      "textDocument/publishDiagnostics", .object([("uri", .string(uri(path))), ("diagnostics", .array(items))]))
  }

  private func uri(_ path: String) -> String { SARIFReport.uri(path) }

  private func place(_ location: Diagnostic.Location) -> JSONText {
    let path = workspace.absolute(location.path)
    let text = workspace.text(at: path) ?? EditorText([])
    return .object([("uri", .string(uri(path))), ("range", range(location, in: text))])
  }

  private func range(_ location: Diagnostic.Location, in text: EditorText) -> JSONText {
    range(TextRange(location.start.offset, location.end.offset), in: text)
  }

  private func range(_ range: TextRange, in text: EditorText) -> JSONText {
    func position(_ offset: Int) -> JSONText {
      let position = text.position(at: offset)
      return .object([("line", .integer(position.line)), ("character", .integer(position.character))])
    }
    return .object([("start", position(range.start)), ("end", position(range.end))])
  }

  // MARK: Fixes

  private func actions(_ message: Message) -> JSONText {
    guard let path = path(message), let text = workspace.text(at: path) else { return .array([]) }
    let start = message.position("range", "start").map(text.offset) ?? 0
    let end = message.position("range", "end").map(text.offset) ?? start
    let only = message["context", "only"]?.items?.compactMap(\.text)
    func wants(_ kind: String) -> Bool { only?.contains { kind == $0 || kind.hasPrefix($0 + ".") } ?? true }
    var actions: [JSONText] = []
    if wants("quickfix") {
      for finding in workspace.findings[path] ?? []
      where finding.location.start.offset <= end && finding.location.end.offset >= start {
        // A new name for a file is given by the command alone.
        guard let fix = finding.fix, !fix.edits.isEmpty else { continue }
        actions.append(
          .object([
            ("title", .string(fix.safety == .safe ? fix.title : fix.title + " (unsafe)")), ("kind", .string("quickfix")),
            ("isPreferred", .bool(fix.safety == .safe)), ("edit", edit(fix.edits)),
          ]))
      }
    }
    // All of them at once are asked for by this kind alone.
    if only != nil, wants("source.fixAll.ollama-lint") {
      let all = (workspace.findings[path] ?? []).compactMap(\.fix).filter { $0.safety == .safe }
      var taken: [Diagnostic.Fix.FileEdit] = []
      for fix in all where !fix.edits.contains(where: { new in taken.contains { Self.meet($0, new) } }) {
        taken += fix.edits
      }
      if !taken.isEmpty {
        actions.append(
          .object([
            ("title", .string("Fix all that is safe to fix")), ("kind", .string("source.fixAll.ollama-lint")),
            ("edit", edit(taken)),
          ]))
      }
    }
    return .array(actions)
  }

  private static func meet(_ a: Diagnostic.Fix.FileEdit, _ b: Diagnostic.Fix.FileEdit) -> Bool {
    a.path == b.path && a.range.start <= b.range.end && b.range.start <= a.range.end
  }

  private func edit(_ edits: [Diagnostic.Fix.FileEdit]) -> JSONText {
    let byPath = Dictionary(grouping: edits, by: \.path)
    return .object([
      (
        "changes",
        .object(
          byPath.keys.sorted().map { path in
            let absolute = workspace.absolute(path)
            let text = workspace.text(at: absolute) ?? EditorText([])
            let changes = (byPath[path] ?? []).map { edit in
              JSONText.object([("range", range(edit.range, in: text)), ("newText", .string(edit.text))])
            }
            return (uri(absolute), .array(changes))
          })
      )
    ])
  }

  // MARK: Words

  private func hover(_ message: Message) -> JSONText {
    guard let path = path(message), let position = message.position, let text = workspace.text(at: path) else {
      return .null
    }
    let (_, word, wordRange) = text.line(at: position)
    // `PARAMETER num_ctx` in a Modelfile, `"contextLength":` in JSON, `OLLAMA_HOST=` in a list.
    var shown = word
    while shown.hasSuffix(":") || shown.hasSuffix(".") { shown.removeLast() }
    guard let meaning = Meanings.of(shown) ?? ModelBudget.text(shown, on: machine) else { return .null }
    return .object([
      ("contents", .object([("kind", .string("markdown")), ("value", .string(meaning))])),
      ("range", range(wordRange, in: text)),
    ])
  }

  private func completion(_ message: Message) -> JSONText {
    guard let path = path(message), let position = message.position, let text = workspace.text(at: path) else {
      return .array([])
    }
    let words = Completion.words(path: path, before: text.line(at: position).before)
    return .object([
      ("isIncomplete", .bool(false)),
      (
        "items",
        .array(
          words.map { word in
            var members: [(String, JSONText)] = [("label", .string(word)), ("kind", .integer(10))]
            if let meaning = Meanings.of(word) { members.append(("documentation", .string(meaning))) }
            return .object(members)
          })
      ),
    ])
  }

  /// From a finding to the file that decides the value.
  private func links(_ message: Message) -> JSONText {
    guard let path = path(message), let text = workspace.text(at: path) else { return .array([]) }
    return .array(
      (workspace.findings[path] ?? []).compactMap { finding in
        guard
          let target = finding.notes.compactMap(\.location).last(where: { workspace.absolute($0.path) != path })
        else { return nil }
        let address = uri(workspace.absolute(target.path)) + "#L\(target.start.line)"
        return .object([
          ("range", range(finding.location, in: text)), ("target", .string(address)),
          ("tooltip", .string("\(target.path):\(target.start.line)")),
        ])
      })
  }

  // MARK: Sending

  private func answer(_ message: Message, _ result: JSONText) {
    guard let id = message.id else { return }
    write([("id", id), ("result", result)])
  }

  private func fail(_ id: JSONText, code: Int, _ text: String) {
    write([("id", id), ("error", .object([("code", .integer(code)), ("message", .string(text))]))])
  }

  private func notify(_ method: String, _ parameters: JSONText) {
    write([("method", .string(method)), ("params", parameters)])
  }

  private func write(_ members: [(String, JSONText)]) {
    let body = Array(JSONText.object([("jsonrpc", .string("2.0"))] + members).compact.utf8)
    send(Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body)
  }
}
