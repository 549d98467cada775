import Syntax
import Testing

@testable import CatalogueCompiler

struct YAMLTablesTests {
  private func swift(_ text: String) throws -> String { try YAMLTables(SourceText(text)).swift() }

  @Test(arguments: [
    ("A.b: [x, \"1\"]", "extension A {\n  package static let b: [String] = [\"x\", \"1\"]"),
    ("A.b: !set [x]", "b: Set<String> = [\"x\"]"),
    ("A.b: { x: y }", "b: [String: String] = [\"x\": \"y\"]"),
    ("A.b: !Form { x: .list }", "b: [String: Form] = [\"x\": .list]"),
    ("A.b: [ { name: x, port: 1, kind: .none } ]", "b: [Self] = [.init(name: \"x\", port: 1, kind: .none)]"),
    ("A.b: [ { need: { .gpu: { except: [cpu] } } } ]", "need: .gpu(except: [\"cpu\"])"),
    (".x: &x [y]\nA.b: { z: *x }", "b: [String: [String]] = [\"z\": [\"y\"]]"),
  ])
  func aTableIsSwift(_ text: String, _ expected: String) throws {
    #expect(try swift(text).contains(expected))
  }

  @Test(arguments: [("b: [x]", 1), ("A.b: [x]\nA.b: [y]", 2), ("A.b: [ { a-b: x } ]", 1), ("A.b: [x", 1)])
  func aMistakeIsNamedWithItsLine(_ text: String, _ line: Int) {
    let mistake = #expect(throws: YAMLTables.Mistake.self) { try swift(text) }
    #expect(mistake?.line == line)
  }
}
