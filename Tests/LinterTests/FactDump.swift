import Foundation
import Syntax
import Vocabulary

@testable import Linter

/// Every fact of an analysis as text: identity, attributes by name, places, reasons and ties.
///
///     server compose.yaml [services ollama] 2:3
///       image: "ollama/ollama:0.32.15" 3:12+21
///       context: ? 5:7+4
///       -> machine compose.yaml [machine]
///
/// A place is line, column and, after `+`, its length in bytes; `?` is a value that is there but cannot be known.
struct FactDump {
  /// Longer texts are cut, and told apart by their length.
  private static let longest = 120

  private let analysis: Analysis
  private var tables: [DocumentID: LineTable] = [:]

  init(_ analysis: Analysis) {
    self.analysis = analysis
    for (id, read) in analysis.documents { tables[id] = LineTable(read.document.source.bytes) }
  }

  func lines() -> [String] { analysis.graph.facts.flatMap(lines) }

  private func lines(_ fact: Fact) -> [String] {
    var lines = ["\(name(fact.id)) \(place(fact.range, in: fact.id.document))"]
    for (attribute, sourced) in fact.attributes.sorted(by: { $0.key.name < $1.key.name }) {
      let value = sourced.value.map(text) ?? "?"
      let at = sourced.range.map { " " + place($0, in: fact.id.document) } ?? ""
      lines.append("  \(attribute.name): \(value)\(at)")
      for reason in sourced.reasons {
        let at = reason.at.map { " (\(place($0, in: fact.id.document)))" } ?? ""
        lines.append("    because \(reason.message)\(at)")
      }
    }
    for (relation, other) in fact.related.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      lines.append("  -> \(relation.rawValue) \(name(other))")
    }
    return lines
  }

  private func name(_ id: FactID) -> String {
    "\(id.subject.rawValue) \(name(id.document)) [\(id.address.joined(separator: " "))]"
  }

  private func name(_ id: DocumentID) -> String { id.path + id.embedding.map { "#\($0)" }.joined() }

  private func place(_ at: SourceRange, in document: DocumentID) -> String {
    let file = at.document == document ? "" : name(at.document) + " "
    let length = at.range.end > at.range.start ? "+\(at.range.end - at.range.start)" : ""
    guard let table = tables[at.document] else { return "\(file)@\(at.range.start)\(length)" }
    let start = table.position(at: at.range.start)
    return "\(file)\(start.line):\(start.column)\(length)"
  }

  private func text(_ value: Value) -> String {
    switch value {
    case .flag(let flag): return "\(flag)"
    case .integer(let number): return "\(number)"
    case .number(let number): return "\(number)"
    case .list(let values): return "[" + values.map(text).joined(separator: ", ") + "]"
    case .text(let text):
      let shown = text.unicodeScalars.prefix(Self.longest).map { $0.escaped(asASCII: false) }.joined()
      let cut = text.unicodeScalars.count > Self.longest ? "... (\(text.utf8.count) bytes)" : ""
      return "\"\(shown)\"\(cut)"
    }
  }
}
