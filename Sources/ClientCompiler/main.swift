import Foundation

// Usage: ClientCompiler CLIENTS-FOLDER OUTPUT.swift
//
// Checks every description in the folder (`NAME.yaml`, with `NAME.keys.yaml` next to it where its keys are derived from
// a published schema) and writes them as Swift source. Errors go to standard error as
// `Sources/Formats/Clients/NAME.yaml:LINE:COLUMN: error: ...`, and fail the build.

func fail(_ lines: [String]) -> Never {
  FileHandle.standardError.write(Data((lines.joined(separator: "\n") + "\n").utf8))
  exit(1)
}

let arguments = CommandLine.arguments
guard arguments.count == 3 else { fail(["usage: ClientCompiler CLIENTS-FOLDER OUTPUT.swift"]) }
let folder = URL(fileURLWithPath: arguments[1])
do {
  try Compilation(folder).source.write(
    to: URL(fileURLWithPath: arguments[2]), atomically: true, encoding: .utf8)
} catch let failure as Compilation.Failure {
  fail(failure.lines)
} catch {
  fail(["\(arguments[2]): error: cannot be written"])
}
