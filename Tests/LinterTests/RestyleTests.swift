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

  /// The documents of a YAML text as JSON, which is YAML too; `nil` for what JSON has no word for.
  private static func flow(_ text: String) -> String? {
    guard let trees = try? YAMLParser.parse(SourceText(text)), !trees.isEmpty, !text.contains("ollama-lint:"),
      // A comment may say what a service is for.
      trees.allSatisfy({ !$0.hasAliases && $0.comments.isEmpty })
    else { return nil }
    var documents: [String] = []
    for tree in trees {
      guard let root = tree.root, let json = json(root) else { return nil }
      documents.append(json)
    }
    return documents.joined(separator: "\n---\n") + "\n"
  }

  private static func json(_ node: Node) -> String? {
    guard node.tag == nil else { return nil }
    func quoted(_ text: String) -> String { YAMLValueText.doubleQuoted(text) }
    switch node.content {
    case .scalar(let scalar):
      // A document in a block of text is read where its lines stand as they are.
      guard scalar.style != .literal, scalar.style != .folded else { return nil }
      return scalar.type == .string ? quoted(scalar.text) : scalar.type == .null ? "null" : scalar.text
    case .sequence(let items):
      let all = items.compactMap(json)
      return all.count == items.count ? "[" + all.joined(separator: ", ") + "]" : nil
    case .mapping(let entries):
      let all = entries.compactMap { entry in
        entry.key.text.flatMap { key in json(entry.value).map { quoted(key) + ": " + $0 } }
      }
      return all.count == entries.count ? "{" + all.joined(separator: ", ") + "}" : nil
    default: return nil
    }
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
    let styles: [(String, (String) -> String?)] = [
      ("with Windows' line endings", { $0.replacingOccurrences(of: "\n", with: "\r\n") }),
      ("behind a comment", { "# a comment\n" + $0 }), ("in flow style", Self.flow),
    ]
    for (style, restyled) in styles {
      let texts = yaml.compactMapValues(restyled)
      guard texts.count == yaml.count else { continue }
      let found = try findings(files.merging(texts) { $1 })
      #expect(found == wanted, "\(folder.path) \(style)")
    }
  }
}
