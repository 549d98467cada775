import Syntax

/// Kubernetes manifests, one or several in a file, whose pods run Ollama or talk to it.
///
/// Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
enum KubernetesFormat: Format {
  static let name = "kubernetes"

  static let endings = [".yaml", ".yml", "kustomization"]

  static func recognises(_ candidate: Candidate) -> Recognition {
    guard candidate.path.isEmpty || isNamed(candidate.name) else { return .no }
    let outline = candidate.outline
    if ConfigObjects.isKustomization(candidate.name) {
      return ["configMapGenerator", "secretGenerator"].contains(where: outline.mentions(key:))
        ? .byContent : .no
    }
    guard outline.has("apiVersion", "kind") else { return .no }
    return outline.mentions(key: "containers") || ConfigObjects.mayBeOne(candidate) ? .byContent : .no
  }

  static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    Reading(manifests: document) { reading, trees in
      reading.facts = KubernetesReader(document, trees, in: workspace).facts()
    }
  }

  static func edits(adding addition: Addition, to document: Document) -> [Edit]? {
    KubernetesAddition.edits(addition, in: document.source)
  }

  static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    guard document.holes.isEmpty, let trees = try? Manifests.parse(document.source) else { return nil }
    return KubernetesWriter(KubernetesReader(document, trees, in: workspace))
  }
}

extension Reading {
  /// What a file of manifests, or of values for them, says; one that does not read matters where it is about models.
  init(manifests document: Document, _ read: (inout Reading, [NodeDocument]) -> Void) {
    do {
      let trees = try Manifests.parse(document.source)
      comments = trees.flatMap(\.comments)
      read(&self, trees)
    } catch {
      if !document.source.isTemplate, !document.id.isDocumentation, document.source.mentionsOllama,
        Self.beginsAsManifest(document)
      {
        problems = [.init(rule: "syntax/yaml", error)]
      }
    }
  }

  /// Whether a text that has no name to tell what it is begins as a manifest does: a page that a script prints may hold one
  /// further down.
  private static func beginsAsManifest(_ document: Document) -> Bool {
    guard !document.id.embedding.isEmpty, document.name.isEmpty, document.language == nil else { return true }
    let lines = document.source.string(document.source.range).split(separator: "\n")
    let first = lines.first { line in !line.hasPrefix("#") && line.contains { !$0.isWhitespace } }
    return first.map { $0.hasPrefix("apiVersion") || $0.hasPrefix("kind:") || $0.hasPrefix("---") } ?? false
  }
}

extension Reading.Embedded {
  /// Values of a chart that a manifest holds as a text.
  init?(values node: Node, of document: Document) {
    guard let text = EmbeddedText(block: node, of: document.source) else { return nil }
    self.init(name: "values.yaml", language: nil, source: text.source, map: text.map, holes: [])
  }
}
