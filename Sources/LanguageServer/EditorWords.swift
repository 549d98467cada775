import Handbook
import Reporting
import Syntax

/// What words mean, what could be typed, and where a finding leads.
extension EditorServer {
  func hover(_ message: Message) -> JSONText {
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
    return ["contents": ["kind": "markdown", "value": .string(markdown)], "range": range(wordRange, in: text)]
  }

  func completion(_ message: Message) -> JSONText {
    guard let path = path(message), let position = message.position, let text = workspace.text(at: path)
    else {
      return []
    }
    let before = text.line(at: position).before
    // Editors split words differently, and most split a model name. So state the replaced text, and filter here on each
    // request.
    let typed = Completion.typed(before)
    let start = EditorPosition(line: position.line, character: position.character - typed.utf16.count)
    let place = range(TextRange(text.offset(of: start), text.offset(of: position)), in: text)
    let words = Completion.words(path: path, before: before)
      .filter { typed.isEmpty || $0.lowercased().contains(typed.lowercased()) }
    let items = words.map { word -> JSONText in
      var item: JSONText = [
        "label": .string(word), "kind": 10, "textEdit": ["range": place, "newText": .string(word)],
      ]
      item.add("documentation", Handbook.meaning(of: word).map(JSONText.string))
      return item
    }
    return ["isIncomplete": true, "items": .array(items)]
  }

  /// From a finding to the file that decides the value.
  func links(_ message: Message) -> JSONText {
    guard let path = path(message), let text = workspace.text(at: path) else { return [] }
    return .array(
      (workspace.findings[path] ?? []).compactMap { finding in
        let places = finding.diagnostic.notes.compactMap(\.location).map {
          ($0, workspace.path(of: $0, in: finding))
        }
        guard let (target, file) = places.last(where: { $0.1 != path }) else { return nil }
        let address = workspace.uri(file) + "#L\(target.start.line)"
        return [
          "range": range(finding.diagnostic.location, in: text), "target": .string(address),
          "tooltip": .string("\(target.path):\(target.start.line)"),
        ]
      })
  }
}
