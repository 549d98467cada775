import ClientDescription
import Formats
import Syntax
import Vocabulary

/// Texts as planned changes would make them; nothing is written.
public struct Drafting {
  /// Bytes by path from the root, for every text that differs from the file or has none.
  public private(set) var texts: [String: [UInt8]] = [:]
  /// Changes that have no place in what is there.
  public private(set) var refused: [PlannedChange] = []
  /// Changes that another document took, by the path of their own.
  public private(set) var moved: [String: String] = [:]
  private let workspace: DiskWorkspace
  private let formats: FormatRegistry

  /// - Parameters:
  ///   - root: an absolute path; it need not be there.
  ///   - clients: programs that the project describes.
  public init(root: String, clients: [ClientEntry] = []) {
    workspace = DiskWorkspace(root: root, overlay: [:])
    formats = FormatRegistry.builtIn.adding(clients)
  }

  /// Makes the changes one after another, each on what the ones before it left.
  public mutating func make(_ changes: [PlannedChange]) {
    for planned in changes {
      let path = planned.change.fact.document.path
      if let text = text(after: planned) {
        texts[path] = text
      } else if let other = planned.moved, let text = text(after: other) {
        texts[other.change.fact.document.path] = text
        moved[path] = other.change.fact.document.path
      } else {
        refused.append(planned)
      }
    }
  }

  /// Whether a text may be put at a path: no link on the way leads out of the root.
  public func hasPlace(for path: String) -> Bool {
    workspace.kind(at: path).map { $0 != .directory } ?? false
  }

  private func text(after planned: PlannedChange) -> [UInt8]? {
    let id = planned.change.fact.document
    let drafted = WorkspaceChange(texts: Set(texts.keys), kinds: Set(texts.keys))
    let overlaid = workspace.overlaid(texts.mapValues { $0 }, drafted)
    // Behind a link that leads out of the root nothing is read, and nothing written.
    guard let kind = texts[id.path] != nil ? .file : overlaid.kind(at: id.path), kind != .directory else {
      return nil
    }
    let isThere = kind == .file
    let bytes = isThere ? overlaid.bytes(at: id.path) : []
    guard let bytes, id.embedding.isEmpty, TextDecoding.utf16(bytes) == nil else { return nil }
    let document = Document(id: id, source: SourceText(bytes))
    // Existing files keep their detected format.
    let found =
      bytes.isEmpty ? nil : formats.format(for: Candidate(path: id.path, head: bytes[...]))
    guard let format = found ?? formats.all.first(where: { $0.name == planned.format }) else {
      return nil
    }
    let (change, reader) = (planned.change, ReadingWorkspace(overlaid))
    let text = format.edits(for: change, in: document, workspace: reader).flatMap {
      Self.text($0, change, document)
    }
    return text
      ?? format.writer(of: document, in: reader)?.ownEdits(for: change).flatMap {
        Self.text($0, change, document)
      }
  }

  /// The text after some edits; `nil` where they would reach what the change does not speak of, by an alias or a merge.
  private static func text(_ edits: [Edit], _ change: Change, _ document: Document) -> [UInt8]? {
    guard let bytes = EditList(edits)?.applied(to: document.source.bytes) else { return nil }
    if case .add = change.action { return bytes }
    guard let before = SharingLaw.trees(document), before.contains(where: { !$0.sharedRanges.isEmpty }) else {
      return bytes
    }
    guard let after = SharingLaw.trees(Document(id: document.id, source: SourceText(bytes))),
      SharingLaw(of: change.fact).objection(in: document.id, from: before, to: after) == nil
    else { return nil }
    return bytes
  }
}

extension LintRun {
  /// The facts of the one folder that is looked at, its root, and the way from there to it.
  public func survey() throws(Failure) -> (graph: DeploymentGraph, root: String, folder: String) {
    guard let root = try roots().first, let target = root.targets.first,
      case .directory(let directory) = target
    else {
      throw Failure(message: "expected a directory")
    }
    let session = RootSession(
      root, options: options, policy: policy, rules: .none, workingDirectory: workingDirectory)
    return (session.analyse().graph, root.path, directory.isEmpty ? "" : directory + "/")
  }
}
