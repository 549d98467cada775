import Foundation
import Syntax

/// The sentences in string literals of Swift sources: help, errors, reasons, hovers, guides.
///
/// Interpolations are shown as `<name>`. A literal counts as a sentence from three words on.
enum SourceTexts {
  static func texts(under folder: URL) throws -> [(file: String, texts: [String])] {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
    // Made by the build, or no text that is printed.
    let files = paths.filter {
      $0.hasSuffix(".swift") && !$0.hasSuffix("Compiler/main.swift") && !$0.hasSuffix("SwiftSource.swift")
        && !$0.hasPrefix("Vocabulary/Attribute.swift")
    }
    return try (files + paths.filter(isTable)).sorted().compactMap { path in
      let source = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
      var seen: Set<String> = []
      let all = isTable(path) ? try cells(of: source).filter(isSentence) : sentences(in: source)
      let texts = all.filter { seen.insert($0).inserted }
      return texts.isEmpty ? nil : (path, texts)
    }
  }

  /// Tables that become Swift when the package is built.
  private static func isTable(_ path: String) -> Bool {
    path.contains("/Catalogue/") && path.hasSuffix(".yaml")
  }

  private static func cells(of table: String) throws -> [String] {
    func texts(_ node: Node) -> [String] {
      [node.text].compactMap { $0 } + (node.items ?? []).flatMap(texts)
        + (node.entries ?? []).flatMap { texts($0.value) }
    }
    return try YAMLParser.parse(SourceText(table)).flatMap { $0.root.map(texts) ?? [] }
  }

  static func sentences(in source: String) -> [String] {
    var scanner = Scanner(Array(source))
    return scanner.literals().map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter(isSentence)
  }

  private static func isSentence(_ literal: String) -> Bool {
    var bare = ""
    var depth = 0
    for character in literal {
      if character == "<" { depth += 1 }
      if depth == 0 { bare.append(character) }
      if character == ">" { depth = max(0, depth - 1) }
    }
    let words = bare.split { !$0.isLetter && $0 != "'" }.filter { $0.count > 1 }
    return words.count >= 3 && literal.contains(" ")
  }

  private struct Scanner {
    private let characters: [Character]
    private var position = 0

    init(_ characters: [Character]) { self.characters = characters }

    private func starts(_ text: String) -> Bool {
      var index = position
      for character in text {
        guard index < characters.count, characters[index] == character else { return false }
        index += 1
      }
      return true
    }

    mutating func literals() -> [String] {
      var literals: [String] = []
      while position < characters.count {
        if starts("//") {
          while position < characters.count, characters[position] != "\n" { position += 1 }
        } else if starts("\"\"\"") {
          position += 3
          literals.append(
            literal(until: "\"\"\"").split(separator: "\n").map { line in
              line.trimmingCharacters(in: .whitespaces)
            }.joined(separator: " "))
        } else if starts("\"") {
          position += 1
          literals.append(literal(until: "\""))
        } else {
          position += 1
        }
      }
      return literals
    }

    private mutating func literal(until end: String) -> String {
      var text = ""
      while position < characters.count {
        if starts(end) {
          position += end.count
          return text
        }
        if starts("\\(") {
          position += 2
          text += "<\(name(of: expression()))>"
        } else if starts("\\n") {
          position += 2
          text += " "
        } else if starts("\\") {
          position += 1
          if position < characters.count { text.append(characters[position]) }
          position += 1
        } else {
          text.append(characters[position])
          position += 1
        }
      }
      return text
    }

    private mutating func expression() -> String {
      var depth = 1
      var text = ""
      while position < characters.count {
        if characters[position] == "(" { depth += 1 }
        if characters[position] == ")" { depth -= 1 }
        defer { position += 1 }
        if depth == 0 { return text }
        text.append(characters[position])
      }
      return text
    }

    /// `tokens` for `Wording.tokens(estimate.context)`, `name` for `server.text(.name) ?? ""`.
    private func name(of expression: String) -> String {
      if expression.hasPrefix("Wording.") { return String(expression.dropFirst(8).prefix { $0.isLetter }) }
      let first = expression.components(separatedBy: " ?? ")[0]
      return first.split { !$0.isLetter && !$0.isNumber }.last.map(String.init) ?? "..."
    }
  }
}
