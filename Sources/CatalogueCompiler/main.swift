// Embeds the tables of a target's `Catalogue` folder into the binary, when the package is built.
//
// Each .tsv becomes one string constant: nothing is parsed, copied or allocated at start-up, and a
// lookup is a binary search in the constant. A table that is not sorted, or a row with a wrong number
// of cells, is a build error with its line. A text file becomes a constant of its words, and a .yaml the
// constants that it names (`YAMLTables`). What a page has of its own (.css, .js) becomes a constant as it is.
//
// Usage: CatalogueCompiler OUTPUT TABLE.tsv|NAME.txt|NAME.yaml|NAME.css|NAME.js ...

import Catalogue
import Foundation
import SwiftLiteral
import Syntax

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(1)
}

/// The text of a literal of several lines.
func escaped(_ text: String) -> String {
  text.replacingOccurrences(of: "\\", with: "\\\\").replacingOccurrences(of: "\"", with: "\\\"")
    .replacingOccurrences(of: "\t", with: "\\t")
}

func list(_ texts: [String]) -> String { "[" + texts.map(swiftLiteral).joined(separator: ", ") + "]" }

guard CommandLine.arguments.count >= 3 else { fail("usage: CatalogueCompiler OUTPUT TABLE.tsv|NAME.txt|NAME.yaml ...") }
var texts = ""
var constants = ""
for path in CommandLine.arguments.dropFirst(2) {
  let name = path.split(separator: "/").last.map { String($0.prefix { $0 != "." }) } ?? "table"
  guard let data = FileManager.default.contents(atPath: path) else {
    fail("\(path): error: cannot be opened")
  }
  do {
    if path.hasSuffix(".yaml") {
      constants += try YAMLTables(SourceText(Array(data))).swift()
    } else if path.hasSuffix(".css") || path.hasSuffix(".js") {
      let text = String(decoding: data, as: UTF8.self)
      texts += "  package static let \(name): String = \(swiftLiteral(text.hasSuffix("\n") ? String(text.dropLast()) : text))\n"
    } else if path.hasSuffix(".txt") {
      let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
      texts += "  package static let \(name): [String] = \(list(lines.map(String.init)))\n"
    } else {
      let lines = Array(data).split(separator: 0x0A, omittingEmptySubsequences: false)
      let (columns, rows) = try CatalogueText.checked(lines)
      texts += "  package static let \(name)Columns: [String] = \(list(columns))\n"
      texts += "  package static let \(name): StaticString = \"\"\"\n"
      for row in rows { texts += escaped(String(decoding: row, as: UTF8.self)) + "\n" }
      texts += "\"\"\"\n"
    }
  } catch let mistake as KnowledgeFile.Mistake {
    fail("\(path):\(mistake.line): error: \(mistake.message)")
  } catch let mistake as YAMLTables.Mistake {
    fail("\(path):\(mistake.line): error: \(mistake.message)")
  }
}
let output =
  "// Made from the tables of the target's Catalogue when the package is built.\n"
  + (texts.isEmpty ? "" : "\npackage enum Tables {\n\(texts)}\n") + constants
do {
  try Data(output.utf8).write(to: URL(fileURLWithPath: CommandLine.arguments[1]))
} catch {
  fail("\(CommandLine.arguments[1]): error: \(error.localizedDescription)")
}
