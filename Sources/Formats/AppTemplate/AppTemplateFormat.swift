import Syntax

/// Values of bjw-s' chart `app-template`, which starts any image: alone, below the name of a dependency, or in a `HelmRelease`
/// or an `Application`.
///
/// Source: bjw-s-labs/helm-charts, `charts/library/common` 4.1.1: `values.schema.json`, `schemas/`, `templates/lib`.
enum AppTemplateFormat: Format {
  static let name = "app-template"

  static let endings = [".yaml", ".yml"]

  static func recognises(_ candidate: Candidate) -> Recognition {
    guard candidate.path.isEmpty || isNamed(candidate.name) else { return .no }
    let outline = candidate.outline
    guard outline.mentions(key: "controllers"), outline.mentions(key: "containers"),
      let trees = try? YAMLParser.parse(SourceText(Array(candidate.head)))
    else { return .no }
    return trees.contains { !AppTemplateValues.roots(in: $0).isEmpty || !texts(in: $0).isEmpty }
      ? .byContent : .no
  }

  /// Values that a manifest holds as a text.
  private static func texts(in tree: NodeDocument) -> [Node] {
    HelmValues.texts(in: tree).filter { node in
      node.text.flatMap { try? YAMLParser.parse(SourceText($0)).first }
        .map { !AppTemplateValues.roots(in: $0).isEmpty } ?? false
    }
  }

  static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    Reading(manifests: document) { reading, trees in
      reading.facts = AppTemplateValues.all(trees, document).flatMap { $0.facts(in: workspace) }
      reading.embedded = trees.flatMap(texts).compactMap { Reading.Embedded(values: $0, of: document) }
    }
  }

  static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    guard document.holes.isEmpty, let trees = try? YAMLParser.parse(document.source) else { return nil }
    return AppTemplateWriter(AppTemplateValues.all(trees, document).flatMap(\.containers))
  }
}
