import Reporting

/// Values that are shown in and above lines.
extension EditorServer {
  mutating func inlayHints(_ message: Message) -> JSONText {
    guard switches.inlayHints, let path = path(message), let text = workspace.text(at: path) else {
      return []
    }
    let first = message.position("range", "start")?.line ?? 0
    let last = message.position("range", "end")?.line ?? .max
    return .array(
      workspace.hints(in: path).filter { hint in
        hint.kind != .server && (first...max(first, last)).contains(hint.location.start.line - 1)
      }.map { Hints.inlay($0, in: text) })
  }

  mutating func codeLenses(_ message: Message) -> JSONText {
    guard switches.codeLenses, let path = path(message), let text = workspace.text(at: path) else {
      return []
    }
    return .array(
      workspace.hints(in: path).filter { $0.kind == .server }.map { hint in
        let target = hint.target.map { target in
          (uri: workspace.uri(workspace.path(of: target, near: path)), line: target.start.line - 1)
        }
        return Hints.lens(hint, in: text, target: target)
      })
  }

  /// Opens the file that a code lens points to.
  mutating func show(_ message: Message) {
    guard message.text("command") == Hints.command, let uri = message.text("arguments", .index(0)),
      let line = message.number("arguments", .index(1))
    else { return }
    let place: JSONText = ["line": .integer(line), "character": 0]
    request(
      "window/showDocument",
      ["uri": .string(uri), "takeFocus": true, "selection": ["start": place, "end": place]])
  }
}
