import Syntax
import Vocabulary

/// The values of one release of the chart.
struct HelmValues {
  let document: Document
  let tree: NodeDocument
  /// Where the chart's own values begin.
  let base: [PathStep]

  init?(_ document: Document) {
    guard let tree = Self.tree(of: document.source), let base = Self.base(in: tree) else { return nil }
    self.document = document
    self.tree = tree
    self.base = base
  }

  /// The YAML document of a file that holds values of the chart: in Flux's files the repository often comes before it. The first
  /// where none does.
  static func tree(of source: SourceText) -> NodeDocument? {
    guard let trees = try? YAMLParser.parse(source) else { return nil }
    return trees.first(where: isOfChart) ?? trees.first
  }

  /// Whether a document holds values of the chart, or keys that are meant for it.
  static func isOfChart(_ tree: NodeDocument) -> Bool {
    base(in: tree) != nil || !texts(in: tree).isEmpty || !tooHigh(in: tree).isEmpty
  }

  subscript(keys: PathStep...) -> Node? { tree.node(at: base + keys) }

  func at(_ node: Node) -> SourceRange { document.at(node.range) }

  var environment: EnvironmentList {
    EnvironmentList(document: document, tree: tree, path: base + ["extraEnv"], prefix: [])
  }

  /// Whether other values than these come from a manifest's own references.
  var isPartOfRelease: Bool { base.first == "spec" || !document.id.embedding.isEmpty }

  /// Whether it is surely the one chart whose defaults are known, and not another with the same words in it: what is
  /// left out is only told then.
  func isSurelyTheChart(in workspace: any Workspace) -> Bool {
    let hasOwnKeys = ["pull", "run", "create"].contains { self["ollama", "models", .key($0)] != nil }
    if hasOwnKeys || self["persistentVolume"] != nil { return true }
    let chart = Path.join(document.directory, "Chart.yaml").flatMap { workspace.source(at: $0) }
    // A guide names the chart where it installs it.
    let page = document.id.embedding.isEmpty ? nil : workspace.source(at: document.id.path)
    return [document.source, chart, page].compactMap { $0 }.contains { $0.bytes.contains(bytesOf: "otwld") }
  }

  /// Whether the values may belong to a custom chart with other keys below `ollama`: a guide does not name the chart, or
  /// there is a sibling section that Ollama's chart does not have.
  func mayBeOfAnother(in workspace: any Workspace) -> Bool {
    if isSurelyTheChart(in: workspace) { return false }
    if document.id.isDocumentation { return true }
    let known = HelmKeys.known.values.reduce(into: Set(HelmKeys.meant.keys)) { $0.formUnion($1) }
    let beside = base.isEmpty ? tree.root.map(tree.entries) ?? [] : []
    return beside.contains { entry in entry.value.entries != nil && entry.key.text.map { !known.contains($0) } == true }
  }

  /// Whether the Chart.yaml in the same folder has another name: Ollama's chart may be its dependency.
  func isPartOfAnother(in workspace: any Workspace) -> Bool {
    chart(in: workspace)?.node(at: ["name"])?.text.map { $0 != "ollama" } ?? false
  }

  private func chart(in workspace: any Workspace) -> NodeDocument? {
    Path.join(document.directory, "Chart.yaml").flatMap { workspace.source(at: $0) }
      .flatMap { try? YAMLParser.parse($0).first }
  }

  /// Whether the values are for a version of Ollama's chart before 1.0, as the manifest or the chart next to it says.
  func isBeforeOne(in workspace: any Workspace) -> Bool {
    let places: [[PathStep]] = [
      ["spec", "chart", "spec", "version"], ["spec", "version"], ["spec", "source", "targetRevision"],
    ]
    var versions = places.compactMap { tree.node(at: $0)?.text }
    if let chart = chart(in: workspace) {
      let parts = chart.node(at: ["dependencies"])?.items ?? []
      versions += parts.filter { chart.value(of: "name", in: $0)?.text == "ollama" }
        .compactMap { chart.value(of: "version", in: $0)?.text }
    }
    return versions.contains { $0.drop { !$0.isNumber }.hasPrefix("0.") }
  }

  /// Whether a parent chart passes `ollama` to Ollama's chart, its dependency: a key of both charts is next to it as well.
  private static func isHandedOn(_ ollama: Node, at base: [PathStep], in tree: NodeDocument) -> Bool {
    ["resources", "service", "ingress", "nodeSelector", "tolerations", "affinity"].contains { key in
      tree.value(of: key, in: ollama) != nil && tree.node(at: base + [.key(key)]) != nil
    }
  }

  /// Values that a manifest holds as a text: `HelmChart` of k3s, `Application` of Argo CD.
  static func texts(in tree: NodeDocument) -> [Node] {
    let places: [[PathStep]] = [["spec", "valuesContent"], ["spec", "source", "helm", "values"]]
    return places.compactMap { tree.node(at: $0) }.filter { $0.scalar?.style == .literal }
  }

  /// `nil` where nothing looks like the chart's values: `ollama.gpu` or `ollama.models` with keys that it has, and none
  /// that a chart of one's own would have next to them.
  static func base(in tree: NodeDocument) -> [PathStep]? {
    let roots: [[PathStep]] = [[], ["spec", "values"], ["spec", "source", "helm", "valuesObject"]]
    let isOfWebUI = isWebUIChart(tree)
    return roots.flatMap { isOfWebUI ? [$0 + ["ollama"]] : [$0, $0 + ["ollama"]] }.first { base in
      guard let ollama = tree.node(at: base + ["ollama"]), ollama.entries != nil,
        ["enabled", "image", "ollama", "replicas"].allSatisfy({ tree.value(of: $0, in: ollama) == nil }),
        !isHandedOn(ollama, at: base, in: tree)
      else { return false }
      let gpu = tree.node(at: base + ["ollama", "gpu"])
      if let gpu, tree.value(of: "enabled", in: gpu) != nil { return true }
      if let models = tree.node(at: base + ["ollama", "models"])?.items, !models.isEmpty,
        tree.node(at: base + ["persistentVolume"])?.entries != nil || isAlone(ollama, of: base, in: tree)
      {
        return true
      }
      return ["pull", "run", "create"].contains {
        tree.node(at: base + ["ollama", "models", .key($0)])?.items != nil
      }
    }
  }

  /// Whether `ollama` holds nothing but keys of the chart, and names of models in the form of its first releases.
  private static func isAlone(_ ollama: Node, of base: [PathStep], in tree: NodeDocument) -> Bool {
    let beside = tree.node(at: base).map { tree.entries(of: $0).compactMap(\.key.text) } ?? []
    let own = tree.entries(of: ollama).compactMap(\.key.text)
    return Self.chart.isSuperset(of: beside) && Set(own).isSubset(of: ["models", "gpu", "insecure", "mountPath"])
      && tree.node(at: base + ["ollama", "models"])?.items?.allSatisfy { $0.text != nil } == true
  }

  /// Whether the values are those of Open WebUI's chart, in which Ollama's is a part with the name `ollama`.
  static func isWebUIChart(_ tree: NodeDocument) -> Bool {
    let chart =
      tree.node(at: ["spec", "chart", "spec", "chart"]) ?? tree.node(at: ["spec", "chart"])
      ?? tree.node(at: ["spec", "source", "chart"])
    return chart?.text == "open-webui" || hasKeysOfWebUI(tree, at: [])
  }

  /// A file of values alone: keys that Open WebUI's chart has and Ollama's has not (open-webui/helm-charts
  /// `charts/open-webui/values.yaml`).
  private static func hasKeysOfWebUI(_ tree: NodeDocument, at root: [PathStep]) -> Bool {
    if ofWebUI.contains(where: { tree.node(at: root + [.key($0)]) != nil }) { return true }
    if tree.node(at: root + ["image", "repository"])?.text?.contains("open-webui") == true { return true }
    return tree.node(at: root + ["ollama", "enabled"]) != nil
      && ["pipelines", "tika", "websocket"].contains { key in
        tree.node(at: root + [.key(key), "enabled"]) != nil
      }
  }

  /// Keys of Ollama's own that stand one level too high in the values of Open WebUI's chart.
  static func tooHigh(in tree: NodeDocument) -> [Node.Entry] {
    guard isWebUIChart(tree) else { return [] }
    let roots: [[PathStep]] = [[], ["spec", "values"], ["spec", "source", "helm", "valuesObject"]]
    return roots.flatMap { root -> [Node.Entry] in
      guard let ollama = tree.node(at: root + ["ollama"]) else { return [] }
      return tree.entries(of: ollama).filter { ["models", "gpu"].contains($0.key.text ?? "") }
    }
  }
}
