import Syntax

/// The chart that a file of values is for, where Flux or Kustomize says so next to it.
enum ReleaseChart {
  private static let most = 32

  /// Whether values are those of a chart that is neither Ollama's nor Open WebUI's.
  ///
  /// Source: Flux documentation, `HelmRelease` (chart, chartRef) and `OCIRepository` (url); Kustomize, `helmCharts`.
  static func isAnother(for document: Document, in workspace: any Workspace) -> Bool {
    guard document.id.embedding.isEmpty, !document.id.isDocumentation else { return false }
    let own = Path.directory(of: document.id.path)
    var charts = charts(in: own, of: workspace)
    if charts.isEmpty, !own.isEmpty {
      let above = Path.directory(of: own)
      let file = String(
        decoding: document.id.path.utf8.dropFirst(above.isEmpty ? 0 : above.utf8.count + 1), as: UTF8.self)
      if takes(file, from: above, of: workspace) { charts = self.charts(in: above, of: workspace) }
    }
    return !charts.isEmpty && charts.allSatisfy { !$0.contains("ollama") && !$0.contains("open-webui") }
  }

  /// Whether the kustomization of a folder takes a file.
  private static func takes(_ file: String, from directory: String, of workspace: any Workspace) -> Bool {
    workspace.names(in: directory).contains { name in
      ConfigObjects.isKustomization(FileName(path: name))
        && Path.join(directory, name).flatMap { workspace.source(at: $0) }.map {
          $0.bytes[...].contains(bytesOf: file)
        } == true
    }
  }

  private static func charts(in directory: String, of workspace: any Workspace) -> [String] {
    workspace.remembered("the charts that \(directory) releases") { workspace in
      workspace.names(in: directory).filter { $0.hasSuffix(".yaml") || $0.hasSuffix(".yml") }.prefix(most)
        .compactMap { Path.join(directory, $0) }.flatMap { path -> [String] in
          guard let source = workspace.source(at: path), source.bytes.count < 1 << 16,
            ["OCIRepository", "HelmRelease", "HelmChart", "helmCharts"].contains(where: {
              source.bytes[...].contains(bytesOf: $0)
            }), let trees = try? YAMLParser.parse(source)
          else { return [] }
          return trees.flatMap(charts)
        }
    }
  }

  private static func charts(in tree: NodeDocument) -> [String] {
    let kind = tree.node(at: ["kind"])?.text
    if kind == "OCIRepository", let url = tree.node(at: ["spec", "url"])?.text {
      return [url.split(separator: "/").last.map(String.init) ?? url]
    }
    let named: [String: [PathStep]] = [
      "HelmRelease": ["spec", "chart", "spec", "chart"], "HelmChart": ["spec", "chart"],
    ]
    if let place = kind.flatMap({ named[$0] }), let chart = tree.node(at: place)?.text { return [chart] }
    return (tree.node(at: ["helmCharts"])?.items ?? []).compactMap { tree.value(of: "name", in: $0)?.text }
  }
}
