import Syntax
import Vocabulary

/// A model that clients here use, with what the files promise of it.
public struct ModelExpectation: Sendable {
  public let model: String
  public let context: Int?
  /// Whether the client requests the context itself.
  public let isSent: Bool
  public let gpu: String?
  public let requires: String?
  public let isMadeHere: Bool
  public let path: String
  public let line: Int
}

extension RootSession {
  /// One for each use of a model of Ollama's whose name is known, in the order of the files.
  func expectations() -> [ModelExpectation] {
    let analysis = analyse()
    return analysis.graph.facts.filter { $0.subject == .modelUse && $0.flag(.isOllama) != false }.compactMap {
      use -> ModelExpectation? in
      guard let name = use.text(.name), use[.known] != .invalid, use[.known] != .placeholder else {
        return nil
      }
      let model = analysis.graph.fact(.model, of: use)
      let path = use.id.document.path
      guard root.contains(path) else { return nil }
      let range = analysis.documents[use.range.document]?.fileRange(use.range.range) ?? use.range.range
      let lines = LineTable(analysis.workspace.bytes(at: path) ?? [])
      return ModelExpectation(
        model: name, context: use.integer(.contextEffective), isSent: use[.contextDecidedBy] == .client,
        gpu: analysis.graph.fact(.server, of: use)?[.gpu]?.rawValue, requires: model?.text(.requires),
        isMadeHere: model != nil, path: shown(path), line: lines.position(at: range.start).line)
    }
  }
}
