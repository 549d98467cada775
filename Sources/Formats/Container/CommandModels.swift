import Knowledge
import Syntax
import Vocabulary

/// The models that a container's command pulls or runs: `["ollama", "pull", "qwen3:8b"]`, or a line for a shell.
///
/// Words are looked for in the text as it is written, so that a list and a line are read alike, and each name keeps its
/// place.
struct CommandModels {
  private let document: Document

  init(_ document: Document) { self.document = document }

  /// Longer commands are scripts of their own.
  private static let longest = 1 << 16
  private static let most = 64

  /// - Parameters:
  ///   - address: of the command.
  ///   - command: what is written as the command, or as the arguments of the image's entry point.
  ///   - isOllamas: whether the first word is handed to `ollama`.
  ///   - variables: of the container, by whose names a shell finds models.
  func facts(_ address: [String], in command: TextRange, isOllamas: Bool, variables: [Variable] = []) -> [Fact] {
    let written = uses(in: command, isOllamas: isOllamas).enumerated().map { (String($0.offset), $0.element) }
    let named = verbs(in: command, isOllamas: isOllamas).enumerated().compactMap { index, word -> (String, Use)? in
      let name = document.source.string(word.range).drop { $0 == "$" }
      guard document.source.byte(at: word.range.start) == 0x24 || document.source.byte(at: word.range.start - 1) == 0x7B,
        let variable = variables.last(where: { $0.name == name }), variable.document == document.id,
        let value = variable.value, Self.isName(value)
      else { return nil }
      return ("variable \(index)", Use(verb: word.verb, name: value, range: variable.valueRange))
    }
    return (written + named).map { place, use in
      .ollamaUse(FactID(.modelUse, document.id, address + [place]), use.name, for: use.verb, at: document.at(use.range))
    }
  }

  private struct Use {
    let verb: String
    let name: String
    let range: TextRange
  }

  private func uses(in command: TextRange, isOllamas: Bool) -> [Use] {
    verbs(in: command, isOllamas: isOllamas).compactMap { found in
      let word = document.source.string(found.range)
      return Self.isName(word) ? Use(verb: found.verb, name: word, range: found.range) : nil
    }
  }

  /// What is pulled or run, as it is written; of `${NAME}` the name.
  private func verbs(in command: TextRange, isOllamas: Bool) -> [(verb: String, range: TextRange)] {
    guard command.end - command.start <= Self.longest, document.holes.isEmpty else { return [] }
    var uses: [(verb: String, range: TextRange)] = []
    var isBehindProgram = isOllamas
    var verb: String?
    for range in words(of: command) where uses.count < Self.most {
      let word = document.source.string(range)
      if let known = verb {
        if word.hasPrefix("-") || word == "$" { continue }
        verb = nil
        uses.append((known, range))
      } else if isBehindProgram, word == "pull" || word == "run" {
        verb = word
        isBehindProgram = false
      } else {
        isBehindProgram = word == "ollama" || word.hasSuffix("/ollama")
      }
    }
    return uses
  }

  /// A name without a digit or a tag may be a word of a message.
  private static func isName(_ word: String) -> Bool {
    word.contains { $0.isNumber || $0 == ":" } && ModelName(word) != nil && !word.hasSuffix(".")
  }

  /// What a shell, YAML or JSON would tell apart; the marks of a list's items are left out.
  private func words(of command: TextRange) -> [TextRange] {
    let marks = Set(" \t\r\n\"',[](){};&|`\\<>".utf8)
    var words: [TextRange] = []
    var start = command.start
    func end(_ position: Int) {
      if position > start, !(position == start + 1 && document.source.byte(at: start) == 0x2D) {
        words.append(TextRange(start, position))
      }
    }
    for position in command.start..<command.end
    where document.source.byte(at: position).map(marks.contains) ?? true {
      end(position)
      start = position + 1
    }
    end(command.end)
    return words
  }

  /// Another name in the place of one that ``facts(_:in:isOllamas:)`` found.
  ///
  /// - Parameter command: the command at an address, as it was handed to that.
  func edits(for change: Change, in command: (_ address: [String]) -> (range: TextRange, isOllamas: Bool)?)
    -> [Edit]?
  {
    guard change.fact.subject == .modelUse, case .set(.name, .text(let name)) = change.action,
      let index = change.fact.address.last.flatMap({ Int($0) }),
      let place = command(Array(change.fact.address.dropLast()))
    else { return nil }
    let uses = uses(in: place.range, isOllamas: place.isOllamas)
    return uses.indices.contains(index) ? [Edit(uses[index].range, name)] : nil
  }
}
