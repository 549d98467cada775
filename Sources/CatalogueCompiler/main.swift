// Embeds the catalogues of `Sources/Knowledge/Catalogue` into the binary, when the package is built.
//
// Each table becomes one string constant: nothing is parsed, copied or allocated at start-up, and a
// lookup is a binary search in the constant. A table that is not sorted, or a row with a wrong number
// of cells, is a build error with its line. A text file becomes a constant of its words.
//
// Usage: CatalogueCompiler OUTPUT TABLE.tsv|NAME.txt ...

import Catalogue
import Foundation

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(1)
}

func literal(_ text: String) -> String {
  var result = ""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\\": result += "\\\\"
    case "\"": result += "\\\""
    case "\t": result += "\\t"
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result
}

guard CommandLine.arguments.count >= 3 else { fail("usage: CatalogueCompiler OUTPUT TABLE.tsv|NAME.txt ...") }
var output = "// Made from Sources/Knowledge/Catalogue when the package is built.\n\npackage enum Tables {\n"
for path in CommandLine.arguments.dropFirst(2) {
  let name = path.split(separator: "/").last.map { String($0.prefix { $0 != "." }) } ?? "table"
  guard let data = FileManager.default.contents(atPath: path) else {
    fail("\(path): error: cannot be opened")
  }
  if path.hasSuffix(".txt") {
    let lines = String(decoding: data, as: UTF8.self).split(separator: "\n").filter { !$0.hasPrefix("#") }
    output += "  package static let \(name): [String] = ["
    output += lines.map { "\"\(literal(String($0)))\"" }.joined(separator: ", ") + "]\n"
    continue
  }
  do {
    let lines = Array(data).split(separator: 0x0A, omittingEmptySubsequences: false)
    let (columns, rows) = try CatalogueText.checked(lines)
    output += "  package static let \(name)Columns: [String] = ["
    output += columns.map { "\"\(literal($0))\"" }.joined(separator: ", ") + "]\n"
    output += "  package static let \(name): StaticString = \"\"\"\n"
    for row in rows { output += literal(String(decoding: row, as: UTF8.self)) + "\n" }
    output += "\"\"\"\n"
  } catch {
    fail("\(path):\(error.line): error: \(error.message)")
  }
}
output += "}\n"
do {
  try Data(output.utf8).write(to: URL(fileURLWithPath: CommandLine.arguments[1]))
} catch {
  fail("\(CommandLine.arguments[1]): error: \(error.localizedDescription)")
}
