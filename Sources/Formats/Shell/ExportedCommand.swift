import Syntax
import Vocabulary

/// `export OLLAMA_HOST=0.0.0.0 ollama serve`: export reads every word as a variable, and starts nothing.
///
/// Source: POSIX shell, 2.14 (export); only an assignment without `export` may be before a command.
struct ExportedCommand: ShellReader {
  let script: ShellScript
  let document: Document
  /// By the commands' names, for one who writes.
  private let named = Once<[String: TextRange]>()

  init(script: ShellScript, document: Document) {
    self.script = script
    self.document = document
  }

  var facts: [Fact] {
    places.map { place in
      SettingFact.make(
        ["exported", script.ordinal(at: place.verb.start)], name: "ollama \(place.command)",
        value: script.source.string(place.whole), kind: "command", format: "shell", problem: .neverStarts,
        at: document.at(place.whole))
    }
  }

  private var places: [(verb: TextRange, command: String, whole: TextRange, next: Int)] {
    script.commands.compactMap { command in
      guard let verb = command.words.first, verb.text == "export" else { return nil }
      let words = Array(command.words.dropFirst())
      guard let index = words.firstIndex(where: { $0.text?.split(separator: "/").last == "ollama" }),
        words.indices.contains(index + 1), let next = words[index + 1].text,
        ["serve", "run", "pull"].contains(next), let last = words.last
      else { return nil }
      let start = script.source.behindBlanks(at: verb.range.end)
      return (verb.range, next, verb.range.union(last.range), start)
    }
  }

  func edits(for change: Change) -> [Edit]? {
    guard case .set(.status, .text(KeyStatus.known.rawValue)) = change.action, change.fact.address.count == 2,
      let surplus = named.value({
        Dictionary(places.map { (script.ordinal(at: $0.verb.start), TextRange($0.verb.start, $0.next)) }) { first, _ in first }
      })[change.fact.address[1]]
    else { return nil }
    return [.delete(surplus)]
  }
}

extension SourceText {
  /// The offset after spaces and tabs.
  fileprivate func behindBlanks(at offset: Int) -> Int {
    var offset = offset
    while let byte = byte(at: offset), byte == 0x20 || byte == 0x09 { offset += 1 }
    return offset
  }
}
