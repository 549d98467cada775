import Syntax
import Vocabulary

/// Values for the Helm chart of Ollama (otwld/ollama-helm), alone, below `ollama:` of a chart that has it inside, or in
/// a `HelmRelease`, a `HelmChart` or an `Application`.
///
/// Source: otwld/ollama-helm, `values.yaml` and `templates/deployment.yaml`, August 2026 (chart 1.77.0).
enum HelmFormat: Format {
  static let name = "helm"

  static let endings = [".yaml", ".yml"]

  static func recognises(_ candidate: Candidate) -> Recognition {
    guard candidate.path.isEmpty || isNamed(candidate.name) else {
      return .no
    }
    // What a chart is tested with (helm/chart-testing) is not deployed.
    guard !candidate.path.hasSuffix("-values.yaml") || !candidate.path.contains("ci/") else { return .no }
    let outline = candidate.outline
    let isNear = outline.mentions(key: "ollama") && ["gpu", "models"].contains(where: outline.mentions(key:))
    // Parsed only where the words are there: other YAML has them too.
    guard isNear, let tree = HelmValues.tree(of: SourceText(Array(candidate.head))) else { return .no }
    return HelmValues.isOfChart(tree) ? .byContent : .no
  }

  static func read(_ document: Document, in workspace: any Workspace) -> Reading {
    var reading = Reading()
    if ReleaseChart.isAnother(for: document, in: workspace) { return reading }
    guard let values = HelmValues(document) else {
      let tree = HelmValues.tree(of: document.source)
      reading.comments = tree?.comments ?? []
      if let tree { reading.facts = misplaced(tree, document) }
      reading.embedded = (tree.map(HelmValues.texts) ?? []).compactMap { Reading.Embedded(values: $0, of: document) }
      return reading
    }
    reading.comments = values.tree.comments
    let models = HelmModels(values)
    reading.facts =
      HelmServer(values, in: workspace).facts() + models.facts + misplaced(values.tree, document)
    if !values.isBeforeOne(in: workspace) { reading.facts += oldModels(values) }
    reading.facts += environmentAsMapping(values)
    if !values.isPartOfAnother(in: workspace) {
      if !values.mayBeOfAnother(in: workspace) { reading.facts += levels(values) }
      if values.isSurelyTheChart(in: workspace) { reading.facts += HelmKeys(values: values).facts }
    }
    reading.embedded = models.templates
    return reading
  }

  static func writer(of document: Document, in workspace: any Workspace) -> (any ChangeWriter)? {
    document.holes.isEmpty ? HelmValues(document).map(HelmWriter.init) : nil
  }

  private static func misplaced(_ tree: NodeDocument, _ document: Document) -> [Fact] {
    HelmValues.tooHigh(in: tree).map { entry in
      SettingFact.make(
        ["ollama", entry.key.text ?? ""], name: entry.key.text ?? "", kind: "chart", format: "Helm",
        problem: .tooHigh, replacement: "ollama.ollama.\(entry.key.text ?? "")", at: document.at(entry.key.range))
    }
  }

  /// `ollama.models` as a list, as it was before version 1.0 of the chart (otwld/ollama-helm README, "Upgrading to 1.0.x").
  private static func oldModels(_ values: HelmValues) -> [Fact] {
    // Guides show the old form next to the new one.
    guard !values.document.id.isDocumentation, let models = values["ollama", "models"],
      models.items?.isEmpty == false
    else { return [] }
    let id = FactID(.key, values.document.id, values.base.address + ["ollama", "models"])
    return [
      SettingFact.make(
        id, name: "ollama.models", value: nil, kind: "chart", format: "Helm", problem: .oldForm,
        replacement: "ollama.models.pull", at: values.at(models),
        owner: FactID(.server, values.document.id, values.base.address))
    ]
  }

  /// `extraEnv` as a mapping: the chart copies it into the container, where Kubernetes requires a list (otwld/ollama-helm
  /// `templates/deployment.yaml`).
  private static func environmentAsMapping(_ values: HelmValues) -> [Fact] {
    guard let node = values["extraEnv"], let first = values.tree.entries(of: node).first,
      let name = first.key.text
    else { return [] }
    return [
      SettingFact.make(
        values.base.address + ["level", "extraEnv"], name: "extraEnv", kind: "chart", format: "Helm", problem: .type,
        replacement: name, at: values.at(node), owner: FactID(.server, values.document.id, values.base.address))
    ]
  }

  /// Keys of the chart below `ollama`, and keys of `ollama` next to it (otwld/ollama-helm `values.yaml`).
  private static func levels(_ values: HelmValues) -> [Fact] {
    let own: Set<String> = ["gpu", "models", "mountPath", "insecure"]
    func facts(_ path: [PathStep], _ names: Set<String>, _ problem: ValueFault, _ meant: (String) -> String)
      -> [Fact]
    {
      guard let node = values.tree.node(at: values.base + path) else { return [] }
      return values.tree.entries(of: node).compactMap { entry in
        guard let key = entry.key.text, names.contains(key) else { return nil }
        return SettingFact.make(
          (values.base + path).address + ["level", key], name: (path.address + [key]).joined(separator: "."),
          kind: "chart", format: "Helm", problem: problem, replacement: meant(key),
          at: values.document.at(entry.key.range), owner: FactID(.server, values.document.id, values.base.address))
      }
    }
    let variables: Set<String> = ["env", "environment", "envVars", "extraEnvVars"]
    return facts(["ollama"], general, .tooLow) { $0 } + facts([], own, .tooLow) { "ollama.\($0)" }
      + facts(["ollama"], variables, .tooLow) { _ in "extraEnv" }
      + facts([], variables, .tooLow) { _ in "extraEnv" }
  }
}
