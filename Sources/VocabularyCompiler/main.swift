import Foundation
import Syntax

// Usage: VocabularyCompiler ATTRIBUTES-FOLDER OUTPUT.swift
//
// Checks every file SUBJECT.yaml of the folder and writes the attributes as Swift source. Errors go to standard error
// as `server.yaml:LINE:COLUMN: error: ...`, and fail the build.

func fail(_ lines: [String]) -> Never {
  FileHandle.standardError.write(Data((lines.joined(separator: "\n") + "\n").utf8))
  exit(1)
}

let arguments = CommandLine.arguments
guard arguments.count == 3 else { fail(["usage: VocabularyCompiler ATTRIBUTES-FOLDER OUTPUT.swift"]) }

let folder = URL(fileURLWithPath: arguments[1])
let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
var reader = VocabularyReader()
for name in names.sorted() where name.hasSuffix(".yaml") {
  guard let data = FileManager.default.contents(atPath: folder.appendingPathComponent(name).path) else {
    fail(["\(name):1:1: error: cannot be read"])
  }
  reader.read(name, SourceText(Array(data)))
}
guard reader.errors.isEmpty else { fail(reader.errors) }
do {
  try Data(swiftSource(of: reader.attributes).utf8).write(to: URL(fileURLWithPath: arguments[2]))
} catch {
  fail(["\(arguments[2]): error: cannot be written"])
}
