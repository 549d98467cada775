import Syntax
import Vocabulary

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
    var reading = Reading()
    do {
      let trees = try YAMLParser.parse(document.source)
      reading.comments = trees.flatMap(\.comments)
      reading.facts = KubernetesReader(document, trees, in: workspace).facts()
    } catch {
      if !document.source.isTemplate, !document.id.isDocumentation, document.source.mentionsOllama {
        reading.problems = [.init(rule: "syntax/yaml", error)]
      }
    }
    return reading
  }

  static func edits(adding addition: Addition, to document: Document) -> [Edit]? {
    KubernetesAddition.edits(addition, in: document.source)
  }

  static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    guard document.holes.isEmpty, let trees = try? YAMLParser.parse(document.source) else { return nil }
    return KubernetesWriter(KubernetesReader(document, trees, in: workspace))
  }
}
