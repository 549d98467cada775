import Foundation
import Syntax
import Testing
import Vocabulary

@testable import VocabularyCompiler

struct VocabularyTests {
  private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Sources/Vocabulary")

  @Test func attributesAreThoseOfTheFiles() throws {
    var reader = VocabularyReader()
    let attributes = Self.folder.appendingPathComponent("Attributes")
    for name in try FileManager.default.contentsOfDirectory(atPath: attributes.path).sorted() {
      reader.read(name, SourceText(Array(try Data(contentsOf: attributes.appendingPathComponent(name)))))
    }
    #expect(reader.errors.isEmpty)
    let kept = try Data(contentsOf: Self.folder.appendingPathComponent("Attribute.swift"))
    #expect(
      String(decoding: kept, as: UTF8.self) == swiftSource(of: reader.attributes), "run `make vocabulary`")
  }

  @Test(arguments: [
    ("a: { type: txt, meaning: M }", "needs a meaning and a type"), ("a: { type: text }", "needs a meaning"),
    ("a: { type: text, meaning: M, unit: s }", "unknown key"),
    ("a: { type: text, meaning: M }\nb: { type: text, meaning: M }\na: { type: text, meaning: M }", "twice"),
  ])
  func aMistakeIsNamedWithItsPlace(_ text: String, _ message: String) {
    var reader = VocabularyReader()
    reader.read("server.yaml", SourceText(text))
    #expect(reader.errors.contains { $0.hasPrefix("server.yaml:") && $0.contains(message) })
  }

  @Test func aValueOfAnotherTypeIsNotRead() {
    #expect(Standing(.text("library")) == .library)
    #expect(Standing(.text("librray")) == nil)
    #expect([Role](.texts(["agent", "agnet"])) == [.agent])
    #expect(Int(.text("4")) == nil)
  }

  @Test func aTypeHoldsWhatIsWrittenToIt() {
    #expect(Attribute.known.declaration.type.allows(.text("library")))
    #expect(!Attribute.known.declaration.type.allows(.text("librray")))
    #expect(!Attribute.roles.declaration.type.allows(.texts(["agnet"])))
    #expect(!Attribute.context.declaration.type.allows(.text("4096")))
  }
}
