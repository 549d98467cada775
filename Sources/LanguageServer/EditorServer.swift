import Knowledge
import Linter
import Reporting
import Syntax

/// A language server on standard input and output: findings while typing, their fixes, and what words mean.
///
/// Source: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
public struct EditorServer {
  private let input = MessageInput()
  var workspace: EditorWorkspace
  private let send: ([UInt8]) -> Void
  let computer: Machine
  private var isShutDown = false
  var needsLint = false
  /// Requests that were taken back before they were answered.
  private var cancelled: Set<String> = []
  private var waiting: [Message] = []
  var switches = Hints.Switches()
  /// Requests to the client to fetch its hints again.
  var refreshes: [String] = []
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

  func path(_ message: Message) -> String? { message.document.flatMap(FileURI.path) }

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
      // A range with invalid numbers does not stand for the whole text.
      if let range = message[base.0, base.1, "range"], range.scalar?.type != .null, start == nil || end == nil {
        continue
      }
      workspace.change(path, start, end, to: text)
    }
  }

  // MARK: Sending

  /// Answers to requests of this server are not waited for.
  mutating func request(_ method: String, _ parameters: JSONText? = nil) {
    requests += 1
    let id = ("id", JSONText.string("ollama-lint-\(requests)"))
    write([id, ("method", .string(method))] + (parameters.map { [("params", $0)] } ?? []))
  }

  private func answer(_ message: Message, _ result: JSONText) {
    guard let id = message.id else { return }
    write([("id", id), ("result", result)])
  }

  private func fail(_ id: JSONText, code: Int, _ text: String) {
    write([("id", id), ("error", ["code": .integer(code), "message": .string(Credentials.masked(text))])])
  }

  func notify(_ method: String, _ parameters: JSONText) {
    write([("method", .string(method)), ("params", parameters)])
  }

  private func write(_ members: [(String, JSONText)]) {
    let body = Array(JSONText.object([("jsonrpc", .string("2.0"))] + members).compact.utf8)
    send(Array("Content-Length: \(body.count)\r\n\r\n".utf8) + body)
  }
}
