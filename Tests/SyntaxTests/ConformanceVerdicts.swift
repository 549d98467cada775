import Foundation
import Testing

@testable import Syntax

/// What the parsers make of other people's texts, for `Tests/Conformance/run.py`, which knows what they should.
///
/// `CONFORMANCE_TEXTS` names a file with lines of `SYNTAX<tab>PATH`; for each, a line of JSON is written to
/// `CONFORMANCE_VERDICTS`.
@Suite struct ConformanceVerdicts {
  private static let environment = ProcessInfo.processInfo.environment

  @Test(.enabled(if: environment["CONFORMANCE_TEXTS"] != nil)) func areWrittenDown() throws {
    let list = try #require(Self.environment["CONFORMANCE_TEXTS"])
    let target = try #require(Self.environment["CONFORMANCE_VERDICTS"])
    var lines: [String] = []
    for line in try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n") {
      let parts = line.split(separator: "\t").map(String.init)
      let bytes = [UInt8](try #require(FileManager.default.contents(atPath: parts[1])))
      var verdict = parts[0] == "xml" ? Self.xml(bytes) : Self.modelfile(bytes)
      verdict["path"] = parts[1]
      let data = try JSONSerialization.data(withJSONObject: verdict, options: [.sortedKeys])
      lines.append(String(decoding: data, as: UTF8.self))
    }
    try lines.joined(separator: "\n").write(toFile: target, atomically: true, encoding: .utf8)
  }

  private static func source(_ bytes: [UInt8]) -> SourceText {
    TextDecoding.utf16(bytes)?.source ?? SourceText(bytes)
  }

  private static func xml(_ bytes: [UInt8]) -> [String: Any] {
    let source = source(bytes)
    do {
      let tree = try XMLTreeParser.parse(source)
      let texts = tree.all.map {
        [$0.name, tree.text(of: $0)] + $0.attributes.flatMap { [$0.name, $0.value] }
      }
      return ["read": true, "printsBack": tree.printed() == source.bytes, "elements": texts]
    } catch {
      return ["read": false, "message": "\(error)"]
    }
  }

  /// Instructions as Ollama's own tests name them: FROM is `model`, a parameter is its name.
  private static func modelfile(_ bytes: [UInt8]) -> [String: Any] {
    let tree = ModelfileParser.parse(source(bytes))
    let commands = tree.instructions.map { instruction -> [String] in
      let keyword = tree.text(instruction.keyword).lowercased()
      switch instruction.kind {
      case .from: return ["model", instruction.value]
      case .parameter: return [tree.name(of: instruction), instruction.value]
      case .message: return ["message", "\(tree.name(of: instruction)): \(instruction.value)"]
      default: return [keyword, instruction.value]
      }
    }
    return ["read": tree.mistakes.isEmpty, "commands": commands]
  }
}
