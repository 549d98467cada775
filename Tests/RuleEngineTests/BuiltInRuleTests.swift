import BuiltInRules
import Foundation
import RuleEngine
import Syntax
import Testing

@Suite struct BuiltInRuleTests {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// Ids of the rule files, as `category/name`.
  private static let ids: [String] = {
    let folder = root.appendingPathComponent("Rules")
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".yaml") }.map { String($0.dropLast(5)) }.sorted()
  }()

  private static func rule(_ id: String) throws -> Rule {
    let url = root.appendingPathComponent("Rules/\(id).yaml")
    return try RuleDecoder.rule(
      id: id, file: "Rules/\(id).yaml", source: SourceText(Array(try Data(contentsOf: url))))
  }

  @Test func theRulesBuiltInAreThoseInTheFiles() throws {
    #expect(!Self.ids.isEmpty)
    let rules = try Self.ids.map(Self.rule)
    #expect(BuiltInRules.all == rules)
  }
}
