// Embeds the catalogues of `Sources/Knowledge/Catalogue` into the binary, when the package is built.
//
// Each table becomes one string constant: nothing is parsed, copied or allocated at start-up, and a
// lookup is a binary search in the constant. A table that is not sorted, or a row with a wrong number
// of cells, is a build error with its line.
//
// Usage: CatalogueCompiler OUTPUT TABLE.tsv ...

import Foundation

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(1)
}

func literal(_ text: Substring) -> String {
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

guard CommandLine.arguments.count >= 3 else { fail("usage: CatalogueCompiler OUTPUT TABLE.tsv ...") }
var output =
  "// Made from the tables of Sources/Knowledge/Catalogue when the package is built.\n\npackage enum Tables {\n"
for path in CommandLine.arguments.dropFirst(2) {
  let name = path.split(separator: "/").last.map { String($0.prefix { $0 != "." }) } ?? "table"
  guard let data = FileManager.default.contents(atPath: path) else {
    fail("\(path): error: cannot be opened")
  }
  let text = String(decoding: data, as: UTF8.self)
  let lines = text.split(separator: "\n", omittingEmptySubsequences: true)
  guard let header = lines.first else { fail("\(path):1: error: an empty table") }
  let columns = header.split(separator: "\t", omittingEmptySubsequences: false)
  var previous = ""
  for (index, line) in lines.dropFirst().enumerated() {
    let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
    if cells.count != columns.count {
      fail("\(path):\(index + 2): error: \(cells.count) cells, the header has \(columns.count) columns")
    }
    let key = cells[0].lowercased()
    if key.utf8.lexicographicallyPrecedes(previous.utf8) {
      fail("\(path):\(index + 2): error: rows are sorted by their first column; \(cells[0]) comes too late")
    }
    previous = key
  }
  output += "  package static let \(name)Columns: [String] = ["
  output += columns.map { "\"\(literal($0))\"" }.joined(separator: ", ") + "]\n"
  output += "  package static let \(name): StaticString = \"\"\"\n"
  for line in lines.dropFirst() { output += literal(line) + "\n" }
  output += "\"\"\"\n"
}
output += "}\n"
do {
  try Data(output.utf8).write(to: URL(fileURLWithPath: CommandLine.arguments[1]))
} catch {
  fail("\(CommandLine.arguments[1]): error: \(error.localizedDescription)")
}
