import Diagnostics

/// A place to run a server in.
enum TopologyPage {
  static func page(_ topology: Topology) -> Page {
    var page = Page(.topology, topology.name, title: topology.title, summary: topology.summary)
    page.add(
      "",
      .facts([
        .init("cost", topology.cost), .init("isolation", topology.isolation),
        .init("complexity", topology.complexity), .init("GPU", topology.gpu), .init("suits", topology.suits),
      ]))
    page.add("What must be set", .list(topology.needs))
    if let generated = topology.generated {
      page.add("Generate the files", .code("ollama-lint init --topology \(generated)"))
    }
    page.add("Related rules", WatchingRules.content(named: topology.rules))
    page.add("Compared", comparison(to: topology))
    page.add("Sources", .list(topology.sources))
    return page
  }

  /// All of them, a line each.
  private static func comparison(to topology: Topology) -> Page.Content {
    .table(
      header: ["topology", "in one line"],
      rows: Topology.all.map { [$0.name + ($0.name == topology.name ? " *" : ""), $0.line] })
  }
}
