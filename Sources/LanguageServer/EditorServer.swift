import Diagnostics
import Handbook
import Knowledge
import Linter
import Reporting
import Syntax

/// A language server on standard input and output: findings while typing, their fixes, and what words mean.
///
/// Source: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
public struct EditorServer {
  private let input = MessageInput()
  private var workspace: EditorWorkspace
  private let send: ([UInt8]) -> Void
  private let computer: Machine
  private var isShutDown = false
  private var needsLint = false
  /// Requests that were taken back before they were answered.
  private var cancelled: Set<String> = []
  private var waiting: [Message] = []
  private var switches = Hints.Switches()
  /// What the client can be asked to do: to fetch hints anew.
  private var refreshes: [String] = []
  private var requests = 0

  /// - Parameters:
  ///   - options: what a folder is linted with, its configuration included.
  ///   - computer: what models are held against where no configuration names a machine.
  ///   - home: the user's own folder.
  ///   - send: writes bytes to the client.
  public init(
    computer: Machine, home: String?, options: @escaping @Sendable (String) throws -> Options,
    send: @escaping ([UInt8]) -> Void
  ) {
    workspace = EditorWorkspace(home: home, options: options)
    self.computer = computer
    self.send = send
  }

  /// Serves until the client says `exit`. Returns the exit status that the protocol requests.
  public mutating func run() -> Int32 {
    while let bytes = input.next() {
      guard let message = Message(bytes) else { continue }
      if message.method == "exit" {
        answerWaiting()
        return isShutDown ? 0 : 1
      }
      if message.method == "$/cancelRequest" {
        if let id = message.cancelled { cancelled.insert(id) }
      } else {
        waiting.append(message)
      }
      // What is here already may take requests back, or change the text again.
      if input.hasMore() { continue }
      answerWaiting()
      let input = input
      lintIfNeeded { input.hasMore() }
    }
    return 1
  }

  private mutating func answerWaiting() {
    for message in waiting { handle(message) }
    waiting = []
    cancelled = []
  }

  // MARK: Messages

  mutating func handle(_ message: Message) {
    if let id = message.id, cancelled.contains(id.compact) {
      return fail(id, code: -32800, "cancelled")
    }
    switch message.method {
    case "initialize":
      let folders = paths(message, "workspaceFolders")
      // Editors that know no folders say where they are by the older word.
      for path in folders.isEmpty
        ? [message.text("rootUri").flatMap(FileURI.path)].compactMap({ $0 }) : folders
      {
        workspace.add(folder: path)
      }
      switches.read(message, ["initializationOptions"])
      refreshes = [("inlayHint", "workspace/inlayHint/refresh"), ("codeLens", "workspace/codeLens/refresh")]
        .filter { message["capabilities", "workspace", .key($0.0), "refreshSupport"]?.text == "true" }.map(
          \.1)
      answer(message, Self.capabilities)
    case "shutdown":
      isShutDown = true
      answer(message, .null)
    case "textDocument/didOpen":
      guard let path = path(message), let text = message["textDocument", "text"]?.scalar?.text else { return }
      workspace.open(path, uri: message.document ?? "", text)
      needsLint = needsLint || EditorWorkspace.isRead(path)
    case "textDocument/didChange":
      guard let path = path(message) else { return }
      change(message, path)
      needsLint = needsLint || EditorWorkspace.isRead(path)
    case "textDocument/didClose":
      guard let path = path(message) else { return }
      workspace.close(path)
      needsLint = needsLint || EditorWorkspace.isRead(path)
    case "workspace/didChangeWorkspaceFolders":
      for path in paths(message, "event", "removed") { workspace.remove(folder: path) }
      for path in paths(message, "event", "added") { workspace.add(folder: path) }
      needsLint = true
    case "workspace/didChangeConfiguration":
      switches.read(message, ["settings"])
      workspace.look()
      needsLint = true
    case "textDocument/didSave", "workspace/didChangeWatchedFiles":
      workspace.look()
      needsLint = true
    case "textDocument/codeAction": refreshed { $0.answer(message, $0.actions(message)) }
    case "textDocument/hover": answer(message, hover(message))
    case "textDocument/completion": answer(message, completion(message))
    case "textDocument/documentLink": refreshed { $0.answer(message, $0.links(message)) }
    case "textDocument/inlayHint": refreshed { $0.answer(message, $0.inlayHints(message)) }
    case "textDocument/codeLens": refreshed { $0.answer(message, $0.codeLenses(message)) }
    case "workspace/executeCommand":
      show(message)
      answer(message, .null)
    default:
      if let id = message.id { fail(id, code: -32601, "unknown method \(message.method)") }
    }
  }

  /// Answers that rest on findings wait for those of the text as it is now.
  private mutating func refreshed(_ work: (inout Self) -> Void) {
    lintIfNeeded()
    work(&self)
  }

  private static let capabilities = JSONText.object([
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

  private func path(_ message: Message) -> String? { message.document.flatMap(FileURI.path) }

  /// The paths of a list of folders.
  private func paths(_ message: Message, _ steps: PathStep...) -> [String] {
    (message[steps]?.items ?? []).indices.compactMap {
      message.text(steps + [.index($0), "uri"]).flatMap(FileURI.path)
    }
  }

  private mutating func change(_ message: Message, _ path: String) {
    for index in (message["contentChanges"]?.items ?? []).indices {
      let base: (PathStep, PathStep) = ("contentChanges", .index(index))
      guard let text = message[base.0, base.1, "text"]?.scalar?.text else { continue }
      let start = message.position(base.0, base.1, "range", "start")
      let end = message.position(base.0, base.1, "range", "end")
      // A range of which the numbers are none is not the whole text.
      if let range = message[base.0, base.1, "range"], range.scalar?.type != .null, start == nil || end == nil
      {
        continue
      }
      workspace.change(path, start, end, to: text)
    }
  }

  // MARK: Findings

  /// - Parameter isStale: whether another message is there, which is handled before.
  mutating func lintIfNeeded(isStale: @escaping @Sendable () -> Bool = { false }) {
    guard needsLint, let (changed, failures) = workspace.lint(isStale: isStale) else { return }
    needsLint = false
    for path in changed { publish(path) }
    for method in refreshes { request(method) }
    for failure in failures {
      notify("window/logMessage", .object([("type", .integer(1)), ("message", .string(Credentials.masked(failure)))]))
    }
  }

  private func publish(_ path: String) {
    // Findings in a file that is gone are taken back.
    let text = workspace.text(at: path) ?? EditorText([])
    let items = (workspace.findings[path] ?? []).map { diagnostic($0, in: text) }
    notify(
      "textDocument/publishDiagnostics",
      .object([("uri", .string(workspace.uri(path))), ("diagnostics", .array(items))]))
  }

  private func diagnostic(_ finding: EditorFinding, in text: EditorText) -> JSONText {
    let diagnostic = finding.diagnostic
    let related = diagnostic.notes.compactMap { note -> JSONText? in
      guard let location = note.location else { return nil }
      return .object([("location", place(location, finding)), ("message", .string(note.message))])
    }
    let lines = [diagnostic.message] + [diagnostic.effect, diagnostic.advice].compactMap { $0 }
    var members: [(String, JSONText)] = [
      ("range", range(diagnostic.location, in: text)),
      ("severity", .integer(diagnostic.severity == .error ? 1 : diagnostic.severity == .warning ? 2 : 3)),
      ("code", .string(diagnostic.rule)), ("source", .string("ollama-lint")),
      ("message", .string(lines.joined(separator: "\n"))),
    ]
    if let reference = diagnostic.reference {
      members.append(("codeDescription", .object([("href", .string(reference))])))
    }
    if !related.isEmpty { members.append(("relatedInformation", .array(related))) }
    return .object(members)
  }

  private func place(_ location: Diagnostic.Location, _ finding: EditorFinding) -> JSONText {
    let path = workspace.path(of: location, in: finding)
    let text = workspace.text(at: path) ?? EditorText([])
    return .object([("uri", .string(workspace.uri(path))), ("range", range(location, in: text))])
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

  private mutating func actions(_ message: Message) -> JSONText {
    guard let path = path(message), let text = workspace.text(at: path) else { return .array([]) }
    let start = message.position("range", "start").map(text.offset) ?? 0
    let end = message.position("range", "end").map(text.offset) ?? start
    let only = message["context", "only"]?.items?.compactMap(\.text)
    // The empty kind is above all others.
    func wants(_ kind: String) -> Bool {
      only?.contains { $0.isEmpty || kind == $0 || kind.hasPrefix($0 + ".") } ?? true
    }
    var actions: [JSONText] = []
    if wants("quickfix") {
      for finding in workspace.findings[path] ?? [] {
        let location = finding.diagnostic.location
        // A new name for a file is given by the command alone.
        guard location.start.offset <= end, location.end.offset >= start, let fix = finding.diagnostic.fix,
          !fix.edits.isEmpty
        else { continue }
        let edits = Dictionary(grouping: fix.edits) { workspace.path($0.path, in: finding) }
          .mapValues { $0.map { (range: $0.range, text: $0.text) } }
        actions.append(
          .object([
            ("title", .string(fix.safety == .safe ? fix.title : fix.title + " (unsafe)")),
            ("kind", .string("quickfix")),
            ("diagnostics", .array([diagnostic(finding, in: text)])),
            ("isPreferred", .bool(fix.safety == .safe)),
            ("edit", edit(edits)),
          ]))
      }
    }
    // Editors that ask by themselves, at every step of the cursor, do not show it; unless that is what they ask for.
    if wants("source.fixAll.ollama-lint"), only != nil || message.number("context", "triggerKind") != 2 {
      var edits: [String: [(range: TextRange, text: String)]] = [:]
      let fixed = workspace.allFixed(path)
      for change in fixed.changes {
        edits[workspace.named(change.path)] = Self.edits(change, hiding: fixed.secrets)
      }
      // Half of what belongs together is not offered.
      if !edits.isEmpty, edits.count == fixed.changes.count {
        actions.append(
          .object([
            ("title", .string("Apply all safe fixes")), ("kind", .string("source.fixAll.ollama-lint")),
            ("edit", edit(edits)),
          ]))
      }
    }
    return .array(actions)
  }

  /// What a change makes of whole lines; of lines with a credential only the part that differs, and `nil` where that
  /// says one.
  private static func edits(_ change: FileChange, hiding secrets: Secrets) -> [(
    range: TextRange, text: String
  )]? {
    var edits: [(range: TextRange, text: String)] = []
    for (range, bytes) in LineDifference.edits(from: change.before, to: change.after) {
      guard !secrets.ranges(in: bytes).isEmpty else {
        edits.append((range, String(decoding: bytes, as: UTF8.self)))
        continue
      }
      let old = SourceText(Array(change.before[range.start..<range.end]))
      guard let small = Edit(changing: old, to: SourceText(bytes)), !secrets.occur(in: small.text) else {
        return nil
      }
      edits.append((small.range.shifted(by: range.start), small.text))
    }
    return edits
  }

  private func edit(_ edits: [String: [(range: TextRange, text: String)]]) -> JSONText {
    let files = edits.sorted { $0.key < $1.key }.map { path, edits -> (String, JSONText) in
      let text = workspace.text(at: path) ?? EditorText([])
      let changes = edits.map {
        JSONText.object([("range", range($0.range, in: text)), ("newText", .string($0.text))])
      }
      return (workspace.uri(path), .array(changes))
    }
    return .object([("changes", .object(files))])
  }

  // MARK: Words

  private func hover(_ message: Message) -> JSONText {
    guard let path = path(message), let position = message.position, let text = workspace.text(at: path)
    else {
      return .null
    }
    let (_, word, wordRange) = text.line(at: position)
    // `PARAMETER num_ctx` in a Modelfile, `"contextLength":` in JSON, `OLLAMA_HOST=` in a list.
    var shown = word
    while shown.hasSuffix(":") || shown.hasSuffix(".") { shown.removeLast() }
    guard
      let page = Handbook(machine: workspace.machine(for: path) ?? computer).hover(over: shown)
    else { return .null }
    let markdown = PageMarkdown.render(page, isShort: true)
    return .object([
      ("contents", .object([("kind", .string("markdown")), ("value", .string(markdown))])),
      ("range", range(wordRange, in: text)),
    ])
  }

  private func completion(_ message: Message) -> JSONText {
    guard let path = path(message), let position = message.position, let text = workspace.text(at: path)
    else {
      return .array([])
    }
    let before = text.line(at: position).before
    // Editors differ in what they take for a word, and a model's name is several to most: what was typed is named, and
    // chosen by here, each time anew.
    let typed = Completion.typed(before)
    let start = EditorPosition(line: position.line, character: position.character - typed.utf16.count)
    let place = range(TextRange(text.offset(of: start), text.offset(of: position)), in: text)
    let words = Completion.words(path: path, before: before)
      .filter { typed.isEmpty || $0.lowercased().contains(typed.lowercased()) }
    let items = words.map { word -> JSONText in
      var members: [(String, JSONText)] = [
        ("label", .string(word)), ("kind", .integer(10)),
        ("textEdit", .object([("range", place), ("newText", .string(word))])),
      ]
      if let meaning = Handbook.meaning(of: word) { members.append(("documentation", .string(meaning))) }
      return .object(members)
    }
    return .object([("isIncomplete", .bool(true)), ("items", .array(items))])
  }

  /// From a finding to the file that decides the value.
  private func links(_ message: Message) -> JSONText {
    guard let path = path(message), let text = workspace.text(at: path) else { return .array([]) }
    return .array(
      (workspace.findings[path] ?? []).compactMap { finding in
        let places = finding.diagnostic.notes.compactMap(\.location).map {
          ($0, workspace.path(of: $0, in: finding))
        }
        guard let (target, file) = places.last(where: { $0.1 != path }) else { return nil }
        let address = workspace.uri(file) + "#L\(target.start.line)"
        return .object([
          ("range", range(finding.diagnostic.location, in: text)), ("target", .string(address)),
          ("tooltip", .string("\(target.path):\(target.start.line)")),
        ])
      })
  }

  // MARK: Hints

  private mutating func inlayHints(_ message: Message) -> JSONText {
    guard switches.inlayHints, let path = path(message), let text = workspace.text(at: path) else {
      return .array([])
    }
    let first = message.position("range", "start")?.line ?? 0
    let last = message.position("range", "end")?.line ?? .max
    return .array(
      workspace.hints(in: path).filter { hint in
        hint.kind != .server && (first...max(first, last)).contains(hint.location.start.line - 1)
      }.map { Hints.inlay($0, in: text) })
  }

  private mutating func codeLenses(_ message: Message) -> JSONText {
    guard switches.codeLenses, let path = path(message), let text = workspace.text(at: path) else {
      return .array([])
    }
    return .array(
      workspace.hints(in: path).filter { $0.kind == .server }.map { hint in
        let target = hint.target.map { target in
          (uri: workspace.uri(workspace.path(of: target, near: path)), line: target.start.line - 1)
        }
        return Hints.lens(hint, in: text, target: target)
      })
  }

  /// Opens the file that a code lens speaks of.
  private mutating func show(_ message: Message) {
    guard message.text("command") == Hints.command, let uri = message.text("arguments", .index(0)),
      let line = message.number("arguments", .index(1))
    else { return }
    let place = JSONText.object([("line", .integer(line)), ("character", .integer(0))])
    request(
      "window/showDocument",
      .object([
        ("uri", .string(uri)), ("takeFocus", .bool(true)),
        ("selection", .object([("start", place), ("end", place)])),
      ]))
  }

  // MARK: Sending

  /// Answers to requests of this server are not waited for.
  private mutating func request(_ method: String, _ parameters: JSONText? = nil) {
    requests += 1
    let id = ("id", JSONText.string("ollama-lint-\(requests)"))
    write([id, ("method", .string(method))] + (parameters.map { [("params", $0)] } ?? []))
  }

  private func answer(_ message: Message, _ result: JSONText) {
    guard let id = message.id else { return }
    write([("id", id), ("result", result)])
  }

  private func fail(_ id: JSONText, code: Int, _ text: String) {
    write([("id", id), ("error", .object([("code", .integer(code)), ("message", .string(Credentials.masked(text)))]))])
  }

  private func notify(_ method: String, _ parameters: JSONText) {
    write([("method", .string(method)), ("params", parameters)])
  }

  private func write(_ members: [(String, JSONText)]) {
    let body = Array(JSONText.object([("jsonrpc", .string("2.0"))] + members).compact.utf8)
    send(Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body)
  }
}
