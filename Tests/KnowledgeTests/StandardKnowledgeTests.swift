import Catalogue
import Foundation
import Testing

@testable import Knowledge

@Suite struct StandardKnowledgeTests {
  private func knowledge(from text: String) throws -> StandardKnowledge {
    let file = FileManager.default.temporaryDirectory.appending(path: "knowledge-\(UUID().uuidString).tsv")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(text.utf8).write(to: file)
    return StandardKnowledge(installedAt: file.path)
  }

  /// What the program carries, as a file of another day.
  private func file(of day: String) -> String {
    String(decoding: StandardKnowledge.builtIn.rendered(), as: UTF8.self).replacingOccurrences(
      of: KnowledgeFile.signature + "\(StandardKnowledge.builtIn.date)", with: KnowledgeFile.signature + day)
  }

  @Test func whatIsRenderedReadsBack() throws {
    let own = StandardKnowledge.builtIn
    let file = try KnowledgeFile(own.rendered())
    #expect(file.date == own.date)
    #expect(StandardKnowledge.missing(in: file) == nil)
    #expect(file.tables["models"]?.keys() == own.models.keys())
    #expect(
      file.tables["gpus"]?.rows(named: "3060").map { String($0["name"]) }
        == own.gpus.rows(named: "3060").map { String($0["name"]) })
  }

  @Test func aNewerFileIsUsed() throws {
    let newer = try knowledge(from: file(of: "2031-02-03"))
    #expect(newer.date.description == "2031-02-03")
    #expect(newer.file != nil)
    #expect(newer.problem == nil)
  }

  @Test func anOlderFileIsNot() throws {
    let older = try knowledge(from: file(of: "2024-02-29"))
    #expect(older.date == StandardKnowledge.builtIn.date)
    #expect(older.file == nil)
    #expect(older.problem == nil)
  }

  @Test func aModelOfANewerFileIsKnown() throws {
    let own = StandardKnowledge.builtIn
    let row = try #require(own.models.rows(named: "qwen3").first)
    let cells = own.models.columns.map { $0 == "name" ? "qwen9" : String(row[$0]) }
    let lines = file(of: "2031-02-03").split(separator: "\n")
    let last = try #require(lines.lastIndex { $0.hasPrefix("qwen3") })
    // Where the order of the table has it.
    let later = try #require(lines[last...].firstIndex { $0.lowercased() > "qwen9" && !$0.hasPrefix("qwen") })
    let text = (lines[..<later] + [cells.joined(separator: "\t")[...]] + lines[later...]).joined(
      separator: "\n")
    let newer = try knowledge(from: text + "\n")
    #expect(newer.problem == nil)
    let name = try #require(ModelName("qwen9:\(row["tag"])"))
    #expect(ModelCatalogue(newer.models).file(named: name) != nil)
  }

  @Test(arguments: [
    ("hello\n", "line 1: is not an ollama-lint knowledge file: unexpected first line"),
    (
      "ollama-lint knowledge 1 2031-02-30\n",
      "line 1: is not an ollama-lint knowledge file: unexpected first line"
    ),
    ("ollama-lint knowledge 1 2031-02-03\nx\n", "line 2: expected the name of a table, such as [models]"),
    ("ollama-lint knowledge 1 2031-02-03\n[a]\n", "line 3: an empty table"),
    ("ollama-lint knowledge 1 2031-02-03\n[a]\nx\ty\nq\n", "line 4: 1 cells, the header has 2 columns"),
    (
      "ollama-lint knowledge 1 2031-02-03\n[a]\nx\nq\nb\n",
      "line 5: rows are sorted by their first column; b comes too late"
    ),
    ("ollama-lint knowledge 1 2031-02-03\n[a]\nx\n[a]\nx\n", "line 4: duplicate table a"),
  ])
  func aMistakeIsNamedWithItsLine(_ text: String, _ message: String) throws {
    #expect(throws: KnowledgeFile.Mistake.self) { try KnowledgeFile(Array(text.utf8)) }
    let knowledge = try knowledge(from: text)
    #expect(knowledge.problem?.hasSuffix(", " + message) == true, "\(knowledge.problem ?? "none")")
    #expect(knowledge.date == StandardKnowledge.builtIn.date)
  }

  @Test func aFileWithoutATableIsOfAnotherVersion() throws {
    let knowledge = try knowledge(from: "ollama-lint knowledge 1 2031-02-03\n[gpus]\nkey\na\n")
    #expect(knowledge.problem?.hasSuffix("is of another version: table buffers is missing") == true)
  }

  @Test(arguments: [("2000-02-29", 11016), ("2026-11-28", 20785), ("2000-01-01", 10957)])
  func aDayIsCountedAsTheCalendarDoes(_ text: String, _ days: Int) throws {
    let day = try #require(CalendarDay(text))
    #expect(day.daysSinceEpoch == days)
    #expect(day.description == text)
  }

  @Test func everyDayOfFourCenturiesComesBack() throws {
    for days in 10957...157_000 {
      let day = try #require(CalendarDay(secondsSinceEpoch: days * 86400 + 86399))
      #expect(day.daysSinceEpoch == days)
      #expect(CalendarDay(day.description) == day)
    }
  }

  @Test(arguments: ["2023-02-29", "2026-13-01", "2026-1-01", "26-01-01", "2026-01-32", "", "2026-01-0١"])
  func whatIsNoDayIsNone(_ text: String) { #expect(CalendarDay(text) == nil) }
}
