import Syntax

/// The objects of a file: its documents, and the items of those that are lists of objects
/// (Kubernetes API concepts, "kind: List", as `kubectl get -o yaml` writes them).
enum Manifests {
  static func parse(_ source: SourceText) throws(SyntaxError) -> [NodeDocument] {
    try YAMLParser.parse(source).flatMap { tree -> [NodeDocument] in
      guard tree.node(at: ["kind"])?.text?.hasSuffix("List") == true, let items = tree.node(at: ["items"])?.items else {
        return [tree]
      }
      let objects = items.map(tree.resolve).filter { $0.entries != nil }
      return objects.isEmpty
        ? [tree]
        : objects.enumerated().map { index, object in
          // Comments before the first object belong to it.
          let start = index == 0 ? 0 : object.range.start
          let end = index + 1 < objects.count ? objects[index + 1].range.start : source.bytes.count
          return NodeDocument(
            source: source, root: object, comments: tree.comments.filter { $0.start >= start && $0.start < end },
            anchors: tree.anchors,
            duplicateKeys: tree.duplicateKeys.filter { $0.key.start >= start && $0.key.start < end })
        }
    }
  }
}
