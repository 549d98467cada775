import Syntax
import Vocabulary

/// A format as the pipeline uses it: one in code, or one that a description makes.
public protocol FileFormat: Sendable {
  /// As the JSON report and the table in docs/formats.md call it: `compose`, `crush`.
  var name: String { get }
  /// See ``Format/endings``; empty where a description says which names it looks at.
  var endings: [String] { get }
  func hint(_ name: FileName) -> NameHint
  func recognises(_ candidate: Candidate) -> Recognition
  func read(_ document: Document, in workspace: any Workspace) -> Reading
  func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)?
  func edits(adding addition: Addition, to document: Document) -> [Edit]?
  func successor(for change: Change, of document: Document, workspace: any Workspace) -> Successor?
  /// What several programs of the document take from one place.
  func shares(of document: Document, in workspace: any Workspace) -> [Share]
}

extension FileFormat {
  public func shares(of document: Document, in workspace: any Workspace) -> [Share] { [] }

  /// The edits for one change alone.
  public func edits(for change: Change, in document: Document, workspace: any Workspace) -> [Edit]? {
    guard let addition = Addition(change) else {
      return writer(of: document, in: workspace)?.edits(for: change)
    }
    guard document.holes.isEmpty, let edits = edits(adding: addition, to: document) else { return nil }
    // What is there may break what is put below it: a comment with control characters all of the YAML.
    guard let text = EditList(edits)?.applied(to: document.source.bytes) else { return nil }
    let after = read(Document(id: document.id, source: SourceText(text), name: document.name), in: workspace)
    return after.problems.count <= read(document, in: workspace).problems.count ? edits : nil
  }
}

/// A format that is a type. Not generic, because each instance of a generic type takes time at start-up.
struct CodedFormat: FileFormat {
  private let coded: any Format.Type

  init(_ type: any Format.Type) { coded = type }

  var name: String { coded.name }
  var endings: [String] { coded.endings }
  func hint(_ name: FileName) -> NameHint { coded.hint(name) }
  func recognises(_ candidate: Candidate) -> Recognition { coded.recognises(candidate) }
  func read(_ document: Document, in workspace: any Workspace) -> Reading {
    coded.read(document, in: workspace)
  }
  func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    coded.writer(of: document, in: workspace)
  }
  func edits(adding addition: Addition, to document: Document) -> [Edit]? {
    coded.edits(adding: addition, to: document)
  }
  func successor(for change: Change, of document: Document, workspace: any Workspace) -> Successor? {
    coded.successor(for: change, of: document, workspace: workspace)
  }
  func shares(of document: Document, in workspace: any Workspace) -> [Share] {
    coded.shares(of: document, in: workspace)
  }
}
