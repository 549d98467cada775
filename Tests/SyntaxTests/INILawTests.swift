import Foundation
import Testing

@testable import Syntax

/// Units, drop-ins and Quadlets: every byte kept, every edit the smallest.
@Suite struct INILawTests {
  static let suffixes = [".service", ".conf", ".container", ".socket", ".timer", ".pod"]

  @Test(.enabled(if: !Corpus.isMissing, "the corpus of real files is not at hand"))
  func realFilesReadWithoutAMistake() {
    let files = Self.suffixes.flatMap { Corpus.files($0) }
    #expect(!files.isEmpty)
    for (name, bytes) in files {
      let file = INIParser.parse(SourceText(bytes))
      #expect(file.mistakes.isEmpty, "\(name): \(file.mistakes)")
      #expect(!file.sections.isEmpty, "\(name)")
    }
  }

  @Test func theLinesPrintBackTheVeryBytes() {
    for (name, bytes) in Self.texts {
      let file = INIParser.parse(SourceText(bytes))
      let printed = file.lines.flatMap { file.source.slice($0.range) }
      #expect(printed == bytes, "\(name)")
      for entry in file.entries {
        #expect(file.source.string(entry.keyRange) == entry.key, "\(name)")
        #expect(entry.pieces == entry.pieces.sorted(), "\(name)")
        let line = file.lines.first { $0.content == .entry(entry) }
        #expect(line?.range.contains(entry.range) == true, "\(name)")
      }
      for section in file.sections {
        #expect(file.source.string(section.range) == "[\(section.name)]", "\(name)")
      }
    }
  }

  @Test func aValueIsSetAndNothingElseChanges() throws {
    for (name, bytes) in Self.texts {
      let file = INIParser.parse(SourceText(bytes))
      for entry in file.entries {
        guard let section = file.sectionName(of: entry),
          let edits = INIEditor(file).set(entry.key, to: "new value", in: section)
        else { continue }
        let changed = try applied(edits, to: bytes)
        #expect(changed.entries(entry.key, in: section).last?.value == "new value", "\(name): \(entry.key)")
        #expect(changed.entries.map(\.key) == file.entries.map(\.key), "\(name): \(entry.key)")
        #expect(changed.mistakes.count == file.mistakes.count, "\(name)")
        #expect(changed.sections.map(\.name) == file.sections.map(\.name), "\(name)")
      }
    }
  }

  @Test(arguments: ["Service", "Unit", "Install", "Container"])
  func aLineIsAddedToItsSectionAndNothingElseChanges(_ section: String) throws {
    for (name, bytes) in Self.texts {
      let file = INIParser.parse(SourceText(bytes))
      guard let edits = INIEditor(file).add("Added", "x", in: section) else {
        #expect(bytes.last == 0x5C, "\(name)")
        continue
      }
      #expect(!edits.contains { !$0.range.isEmpty }, "\(name): something was replaced")
      let changed = try applied(edits, to: bytes)
      #expect(changed.entries("Added", in: section).map(\.value) == ["x"], "\(name)")
      #expect(Self.others(changed) == Self.others(file), "\(name)")
      #expect(changed.comments.count == file.comments.count, "\(name)")
    }
  }

  @Test func anEntryIsRemovedAndNothingElseChanges() throws {
    for (name, bytes) in Self.texts {
      let file = INIParser.parse(SourceText(bytes))
      for (index, entry) in file.entries.enumerated() {
        let changed = try applied(INIEditor(file).remove(entry), to: bytes)
        var left = Self.others(file)
        left.remove(at: index)
        #expect(Self.others(changed) == left, "\(name): \(entry.key)")
      }
    }
  }

  @Test func oneAssignmentIsRemovedAndTheOthersStay() throws {
    for (name, bytes) in Self.texts {
      let file = INIParser.parse(SourceText(bytes))
      for entry in file.entries where entry.key == "Environment" {
        let assignments = file.assignments(in: entry)
        guard file.strayWords(in: entry).isEmpty else { continue }
        for (index, assignment) in assignments.enumerated() {
          let changed = try applied(INIEditor(file).remove(assignment.word, of: entry), to: bytes)
          var left = file.entries.filter { $0.key == "Environment" }.flatMap {
            file.assignments(in: $0).map(\.raw)
          }
          let before = file.entries.prefix { $0 != entry }.filter { $0.key == "Environment" }
            .flatMap { file.assignments(in: $0) }.count
          left.remove(at: before + index)
          let now = changed.entries.filter { $0.key == "Environment" }.flatMap {
            changed.assignments(in: $0).map(\.raw)
          }
          #expect(now == left, "\(name): \(assignment.name)")
        }
      }
    }
  }

  @Test(
    arguments: [
      ("A=1 \"B=two words\" 'C=x'", ["A=1", "B=two words", "C=x"]),
      ("A=\"b c\" D=e", ["A=b c", "D=e"]),
      ("\"A=b\\\"c\\\\\"", ["A=b\"c\\"]),
      ("A=$HOME/x B=${C}", ["A=$HOME/x", "B=${C}"]),
      ("A=50%%", ["A=50%"]),
      ("A=%h/x B=1", [nil, "B=1"]),
      ("A=\"open", [nil]),
      ("", []),
    ] as [(String, [String?])])
  func wordsAreSplitAsSystemdSplitsThem(_ value: String, _ expected: [String?]) throws {
    let file = INIParser.parse(SourceText("[Service]\nEnvironment=\(value)\n"))
    let entry = try #require(file.entries.first)
    #expect(file.words(of: entry).map(\.text) == expected)
  }

  @Test func anAssignmentKnowsItsPlace() throws {
    let text = "[Service]\nEnvironment=\"A=b c\" D=e \\\n; between\n  'F=g'\n"
    let file = INIParser.parse(SourceText(text))
    let entry = try #require(file.entries.first)
    let found = file.assignments(in: entry)
    #expect(found.map(\.name) == ["A", "D", "F"] && found.map(\.value) == ["b c", "e", "g"])
    #expect(found.map { file.source.string($0.nameRange) } == ["A", "D", "F"])
    #expect(found.map { file.source.string($0.valueRange) } == ["b c", "e", "g"])
    #expect(found.map { file.source.string($0.word.range) } == ["\"A=b c\"", "D=e", "'F=g'"])
    #expect(file.comments.map { file.source.string($0) } == ["; between"])
  }

  @Test(arguments: ["plain", "two words", "a\"b", "it's", "50%", "back\\slash", ""])
  func aWordIsReadBackAsItWasWritten(_ text: String) throws {
    for quote in [UInt8(0), 0x22, 0x27] {
      let word = try #require(INIFile.word("A=" + text, quote: quote))
      let file = INIParser.parse(SourceText("[Service]\nEnvironment=\(word)\n"))
      let entry = try #require(file.entries.first)
      #expect(file.assignments(in: entry).map(\.value) == [text])
    }
  }

  @Test(arguments: [
    ("[Service]\nExecStart\n", 10, "expected Name=value, [Section] or a comment"),
    ("[Service\nA=1\n", 0, "this section header is not closed; expected [Name]"),
    ("[Service]\n  =1\n", 12, "expected a name before ="),
  ])
  func whatIsNeitherIsAMistakeWithItsPlace(_ text: String, _ offset: Int, _ message: String) throws {
    let mistake = try #require(INIParser.parse(SourceText(text)).mistakes.first)
    #expect(mistake.range.start == offset && mistake.message == message)
  }

  // MARK: Texts

  private func applied(_ edits: [Edit], to bytes: [UInt8]) throws -> INIFile {
    let list = try #require(EditList(edits))
    return INIParser.parse(SourceText(try #require(list.applied(to: bytes))))
  }

  private static func others(_ file: INIFile) -> [String] {
    file.entries.filter { $0.key != "Added" }.map {
      "[\(file.sectionName(of: $0) ?? "")] \($0.key)=\($0.value)"
    }
  }

  private static let pieces = [
    "[Service]\n", "[Unit]\r\n", "[Container]\n", "# note\n", "; note\r\n", "\n", "   \n",
    "Environment=\"A=1\" B=2\n", "Environment='C=x y' \\\n  D=4\n",
    "Environment=E=5 \\\n# inside\n  F=6 \\\n\n",
    "ExecStart=/bin/sh -c 'a; b' \\\r\n  --flag\r\n", "Key = spaced  \n", "Empty=\n", "nonsense\n", "=x\n",
    "[broken\n", "Last=1", "Open=\\", "Even=a\\\\\n", "  Indented=1\n",
  ]

  private static var texts: [(String, [UInt8])] {
    let real = suffixes.flatMap { Corpus.files($0) + Corpus.fixtures($0) }
      .map { ($0.name, $0.bytes) }
    let made: [(String, [UInt8])] = (0..<400).map { seed in
      var random = Seeded(UInt64(seed))
      let text = (0..<Int.random(in: 0...9, using: &random)).map { _ in
        pieces.randomElement(using: &random) ?? ""
      }.joined()
      let mark: [UInt8] = seed % 7 == 0 ? [0xEF, 0xBB, 0xBF] : []
      return ("seed \(seed): \(text)", mark + Array(text.utf8))
    }
    return real + made
  }
}
