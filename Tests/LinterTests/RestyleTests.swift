import Diagnostics
import Foundation
import Testing

@testable import Linter
@testable import Syntax

/// How a file is laid out says nothing: the same findings, quoted, in flow style, with other line endings or comments.
@Suite struct RestyleTests {
  /// Every so many rules is tried; all of them with `ALL_STYLES=1`.
  private static let step = ProcessInfo.processInfo.environment["ALL_STYLES"] == nil ? 9 : 1

  static let cases: [URL] = {
    let rules = FixtureTests.rules.enumerated().filter { $0.offset % step == 0 }.map(\.element)
    return rules.flatMap { rule in
      ((try? Fixture.cases(rule, "fires")) ?? []).map {
        Fixture.folder(rule, "fires").appendingPathComponent($0)
      }
    }
  }()

  private func findings(_ files: [String: String]) throws -> [String] {
    let scratch = try Scratch()
    for (name, text) in files { try scratch.write(name, text) }
    return try scratch.lint(severity: .info).report.diagnostics.map { "\($0.location.path) \($0.rule)" }
      .sorted()
  }

  /// What each file means after all fixes.
  private func fixed(_ files: [String: String]) throws -> [String: [NodeDocument]] {
    let scratch = try Scratch()
    for (name, text) in files { try scratch.write(name, text) }
    let outcome = try scratch.lint(fixing: .all, severity: .info)
    var texts = files
    for change in outcome.changes {
      guard change.movedTo == nil else { continue }
      texts[change.shown] = String(decoding: change.after, as: UTF8.self)
    }
    return texts.compactMapValues { try? YAMLParser.parse(SourceText($0)) }
  }

  /// The documents of a YAML text as JSON, which is YAML too; `nil` for what JSON has no word for.
  private static func flow(_ text: String, isReversed: Bool = false) -> String? {
    guard let trees = try? YAMLParser.parse(SourceText(text)), !trees.isEmpty, !text.contains("ollama-lint:"),
      // A comment may say what a service is for.
      trees.allSatisfy({ !$0.hasAliases && $0.comments.isEmpty }),
      // Of two values for one key the last counts.
      !isReversed || trees.allSatisfy({ $0.duplicateKeys.isEmpty })
    else { return nil }
    var documents: [String] = []
    for tree in trees {
      guard let root = tree.root, let json = json(root, isReversed) else { return nil }
      documents.append(json)
    }
    return documents.joined(separator: "\n---\n") + "\n"
  }

  private static func json(_ node: Node, _ isReversed: Bool) -> String? {
    guard node.tag == nil else { return nil }
    func quoted(_ text: String) -> String { YAMLValueText.doubleQuoted(text) }
    switch node.content {
    case .scalar(let scalar):
      // A document in a block of text is read where its lines stand as they are.
      guard scalar.style != .literal, scalar.style != .folded else { return nil }
      return scalar.type == .string ? quoted(scalar.text) : scalar.type == .null ? "null" : scalar.text
    case .sequence(let items):
      let all = items.compactMap { json($0, isReversed) }
      return all.count == items.count ? "[" + all.joined(separator: ", ") + "]" : nil
    case .mapping(let entries):
      let ordered = isReversed ? entries.reversed() : entries
      let all = ordered.compactMap { entry in
        entry.key.text.flatMap { key in json(entry.value, isReversed).map { quoted(key) + ": " + $0 } }
      }
      return all.count == entries.count ? "{" + all.joined(separator: ", ") + "}" : nil
    default: return nil
    }
  }

  /// Twice as many blanks before each line and behind each dash; `nil` for texts in blocks, whose blanks say something.
  private static func indented(_ text: String) -> String? {
    guard let trees = try? YAMLParser.parse(SourceText(text)), !trees.contains(where: { hasBlock($0.root) })
    else {
      return nil
    }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line -> String in
      var rest = line.drop { $0 == " " }
      var start = String(repeating: " ", count: 2 * (line.count - rest.count))
      while rest.hasPrefix("- ") {
        let item = rest.dropFirst(2)
        rest = item.drop { $0 == " " }
        start += "-" + String(repeating: " ", count: 3 + 2 * (item.count - rest.count))
      }
      return start + rest
    }
    return lines.joined(separator: "\n")
  }

  private static func hasBlock(_ node: Node?) -> Bool {
    guard let node else { return false }
    if let style = node.scalar?.style { return style == .literal || style == .folded }
    return (node.items ?? []).contains(where: hasBlock)
      || (node.entries ?? []).contains { hasBlock($0.value) }
  }

  @Test(arguments: cases) func theLayoutOfAFileSaysNothing(_ folder: URL) throws {
    var files: [String: String] = [:]
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    for name in names where name != "expected.txt" {
      guard let data = FileManager.default.contents(atPath: folder.appendingPathComponent(name).path),
        let text = String(data: data, encoding: .utf8), !text.contains("\r")
      else { continue }
      files[name] = text
    }
    let yaml = files.filter { $0.key.hasSuffix(".yaml") || $0.key.hasSuffix(".yml") }
    guard !yaml.isEmpty, !yaml.keys.contains(".ollama-lint.yaml") else { return }
    let wanted = try findings(files)
    let after = try fixed(files)
    let styles: [(String, (String) -> String?)] = [
      ("with Windows' line endings", { $0.replacingOccurrences(of: "\n", with: "\r\n") }),
      ("behind a comment", { "# a comment\n" + $0 }), ("with wider indentation", Self.indented),
      ("in flow style", { Self.flow($0) }),
      ("in flow style, the other way round", { Self.flow($0, isReversed: true) }),
    ]
    for (style, restyled) in styles {
      // Of two names for one key the first is renamed, so there the order is what counts.
      if folder.lastPathComponent == "twice", style.hasSuffix("the other way round") { continue }
      let texts = yaml.compactMapValues(restyled)
      guard texts.count == yaml.count else { continue }
      let other = files.merging(texts) { $1 }
      #expect(try findings(other) == wanted, "\(folder.path) \(style)")
      for (name, trees) in try fixed(other) {
        guard let own = after[name], own.count == trees.count else {
          Issue.record("\(folder.path) \(style): \(name) is fixed to another number of documents")
          continue
        }
        for (a, b) in zip(own, trees) {
          // A volume without settings is `ollama:` in lines and `ollama: {}` in braces.
          let places = MeaningChanges(from: a, to: b).places.filter {
            $0.path.count != 2 || $0.path.first != .key("volumes")
          }
          #expect(
            places.isEmpty, "\(folder.path) \(style): \(name) is fixed otherwise at \(places.map(\.path))")
        }
      }
    }
  }
}
