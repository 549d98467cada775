import Syntax
import Vocabulary

/// A format that is the settings of a client: one tree, read by one function.
protocol ClientFormat: Format {
  /// The syntax of a file, by its name; of an embedded text without one, the program's usual syntax.
  static func syntax(of path: String) -> SettingsTree.Syntax
  /// `nil` where the settings say nothing about models that run nearby.
  static func client(_ tree: SettingsTree, in workspace: any Workspace) -> ClientFile?
  /// Settings of other programs inside.
  static func embedded(in tree: SettingsTree) -> [Reading.Embedded]
  /// The settings that make the client use a model, as its own documentation writes them; `nil` for a file that
  /// has no place for them.
  static func settings(for use: UseAddition) -> NewValue?
}

extension ClientFormat {
  static func settings(for use: UseAddition) -> NewValue? { nil }
  static func embedded(in tree: SettingsTree) -> [Reading.Embedded] { [] }

  static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    let syntax = syntax(of: document.id.path)
    do {
      guard let tree = try SettingsTree(document, syntax) else { return reading }
      reading.comments = tree.nodes.comments
      reading.embedded = embedded(in: tree)
      let facts = client(tree, in: workspace)?.facts ?? []
      // What is in a file that the program does not read has no effect.
      let ignored = facts.first { $0.subject == .key && $0.id.address.isEmpty && $0[.status] == .ignored }
      reading.facts = ignored.map { [$0] + facts.filter { $0.subject == .secret } } ?? facts
    } catch {
      // Most settings of editors have nothing to do with local models, and a text that is read may leave parts out.
      if document.source.mentionsOllama, !document.id.isDocumentation, !document.source.isTemplate {
        reading.problems = [.init(rule: syntax.rule, error)]
      }
    }
    return reading
  }

  static func edits(adding addition: Addition, to document: Document) -> [Edit]? {
    guard let value = UseAddition(addition).flatMap(settings) else { return nil }
    return NodeMerge(of: value, as: syntax(of: document.id.path)).edits(in: document.source)
  }

  static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    guard document.holes.isEmpty, let tree = try? SettingsTree(document, syntax(of: document.id.path)) else {
      return nil
    }
    return client(tree, in: workspace)
  }
}

extension Change {
  /// The name that it gives a document of settings, and the path of that.
  func newName(of document: Document) -> (name: String, path: String)? {
    guard fact.subject == .key, fact.address.isEmpty, case .set(.name, .text(let name)) = action, !name.contains("/"),
      document.holes.isEmpty
    else { return nil }
    return Path.join(document.directory, name).map { (name, $0) }
  }
}
