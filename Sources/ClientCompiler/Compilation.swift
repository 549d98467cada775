import ClientDescription
import Foundation
import SwiftLiteral
import Syntax

/// The descriptions of a folder as Swift source.
struct Compilation {
  /// Everything that is wrong with them.
  struct Failure: Error {
    let lines: [String]
  }

  let source: String

  init(_ folder: URL) throws(Failure) {
    let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).filter {
      $0.hasSuffix(".yaml")
    }.sorted()
    var errors: [String] = []
    var entries: [String] = []
    var values: [String] = []
    for name in names where !name.hasSuffix(".keys.yaml") {
      let id = String(name.dropLast(5))
      let path = folder.appendingPathComponent(name).path
      let tablePath = folder.appendingPathComponent(id + ".keys.yaml").path
      let bytes = FileManager.default.contents(atPath: path).map(Array.init) ?? []
      let table = FileManager.default.contents(atPath: tablePath).map(Array.init)
      do throws(DescriptionErrors) {
        let (client, signs) = try ClientDecoder.client(
          id: id, file: path, source: SourceText(bytes), table: table.map { (tablePath, SourceText($0)) })
        entries.append(Self.entry(id, values.count, signs, isCoded: client.isCoded))
        values.append(Self.value(id, values.count, bytes, table))
      } catch {
        errors += error.errors.map(\.description)
      }
    }
    for name in names where name.hasSuffix(".keys.yaml") && !names.contains(name.dropLast(10) + ".yaml") {
      errors.append("\(folder.appendingPathComponent(name).path):1:1: error: unknown client")
    }
    guard errors.isEmpty else { throw Failure(lines: errors) }
    source = """
      // Written by ClientCompiler from the descriptions under Clients.

      import ClientDescription

      extension BuiltInClients {
        static let entries: [ClientEntry] = compiled()

        // One function with hundreds of arrays: optimizing it takes the compiler many times as long as all others.
        @_optimize(none)
        private static func compiled() -> [ClientEntry] {
          [
      \(entries.joined(separator: ",\n"))
          ]
        }
      }

      \(values.joined(separator: "\n\n"))

      """
  }

  private static func entry(_ id: String, _ index: Int, _ signs: FileSigns, isCoded: Bool) -> String {
    """
        ClientEntry(
          id: \(swiftLiteral(id)), certain: \(list(signs.certain.map(\.text))),
          certainContent: [\(signs.certainContent.map(list).joined(separator: ", "))] as [[String]], possible: \(list(signs.possible.map(\.text))),
          content: [\(signs.content.map(list).joined(separator: ", "))] as [[String]], needed: [\(signs.needed.map(list).joined(separator: ", "))] as [[String]], not: \(list(signs.not)),
          suffixes: \(list(signs.suffixes)), languages: \(list(signs.languages)), images: \(list(signs.images)),
          variables: [\(signs.variables.map(list).joined(separator: ", "))] as [[String]], installs: \(list(signs.installs)), isCoded: \(isCoded),
          description: { Client\(index).description })
    """
  }

  /// A description is decoded when its first file is read, and not at all where there is none.
  private static func value(_ id: String, _ index: Int, _ bytes: [UInt8], _ table: [UInt8]?) -> String {
    """
    private enum Client\(index) {
      static let description = ClientEntry.decoded(
        \(swiftLiteral(id)), \(swiftLiteral(String(decoding: bytes, as: UTF8.self))),
        \(table.map { swiftLiteral(String(decoding: $0, as: UTF8.self)) } ?? "nil"))
    }
    """
  }

  private static func list(_ texts: [String]) -> String {
    "[" + texts.map(swiftLiteral).joined(separator: ", ") + "] as [String]"
  }
}
