import Diagnostics

/// The deployment as Mermaid, which GitHub draws in Markdown, or as Graphviz's DOT.
public enum MapGraph {
  private static let titles: [(DeploymentMap.Kind, String)] = [
    (.client, "Clients"), (.use, "Models in use"), (.server, "Servers"), (.load, "In memory"),
    (.machine, "Machines"),
    (.model, "Not connected"),
  ]

  /// Source of the syntax: https://mermaid.js.org/syntax/flowchart.html
  public static func mermaid(_ map: DeploymentMap) -> String {
    let names = numbered(map)
    var lines = ["flowchart LR"]
    for (kind, title) in titles {
      let nodes = map.nodes(kind)
      guard !nodes.isEmpty else { continue }
      lines.append("  subgraph \(kind.rawValue)[\"\(title)\"]")
      for node in nodes {
        lines.append("    \(names[node.id] ?? "")[\"\(label(node, "<br/>", entity))\"]\(mark(node))")
      }
      lines.append("  end")
    }
    for edge in map.edges {
      guard let from = names[edge.from], let to = names[edge.to] else { continue }
      let arrow = edge.label.isEmpty ? "-->" : "-- \"\(entity(edge.label))\" -->"
      lines.append("  \(from) \(arrow) \(to)")
    }
    lines += [
      "  classDef error stroke:#c00,stroke-width:2px", "  classDef warning stroke:#b80,stroke-width:2px",
      "  classDef loose stroke-dasharray:4", "  classDef looseError stroke:#c00,stroke-width:2px,stroke-dasharray:4",
      "  classDef looseWarning stroke:#b80,stroke-width:2px,stroke-dasharray:4",
    ]
    return lines.joined(separator: "\n") + "\n"
  }

  /// Source of the syntax: https://graphviz.org/doc/info/lang.html
  public static func dot(_ map: DeploymentMap) -> String {
    let names = numbered(map)
    var lines = ["digraph deployment {", "  rankdir=LR;", "  node [shape=box, fontname=\"sans-serif\"];"]
    for (kind, title) in titles {
      let nodes = map.nodes(kind)
      guard !nodes.isEmpty else { continue }
      lines += ["  subgraph cluster_\(kind.rawValue) {", "    label=\"\(title)\";"]
      for node in nodes {
        let color =
          switch node.findings.map(\.severity).max() {
          case .error: ", color=\"#cc0000\", penwidth=2"
          case .warning: ", color=\"#bb8800\", penwidth=2"
          case .info, nil: ""
          }
        let border = node.loose == nil ? "" : ", style=dashed"
        lines.append("    \(names[node.id] ?? "") [label=\"\(label(node, "\\n", quoted))\"\(color)\(border)];")
      }
      lines.append("  }")
    }
    for edge in map.edges {
      guard let from = names[edge.from], let to = names[edge.to] else { continue }
      let label = edge.label.isEmpty ? "" : " [label=\"\(quoted(edge.label))\"]"
      lines.append("  \(from) -> \(to)\(label);")
    }
    return lines.joined(separator: "\n") + "\n}\n"
  }

  /// Names of nodes that every syntax takes.
  private static func numbered(_ map: DeploymentMap) -> [String: String] {
    Dictionary(map.nodes.enumerated().map { ($1.id, "n\($0)") }) { first, _ in first }
  }

  private static func label(_ node: DeploymentMap.Node, _ newline: String, _ escape: (String) -> String)
    -> String
  {
    var lines = [node.title]
    lines += node.details.prefix(4).map { "\($0.label): \($0.text)" }
    for memory in [node.memory, node.ram].compactMap({ $0 }) { lines.append(MapWords.memory(memory)) }
    if let loose = node.loose { lines.append("not connected: " + loose) }
    lines += node.findings.prefix(3).map { "\($0.severity.rawValue): \($0.rule)" }
    if node.findings.count > 3 { lines.append("and \(node.findings.count - 3) more") }
    return lines.map(escape).joined(separator: newline)
  }

  private static func mark(_ node: DeploymentMap.Node) -> String {
    switch node.findings.map(\.severity).max() {
    case .error: node.loose == nil ? ":::error" : ":::looseError"
    case .warning: node.loose == nil ? ":::warning" : ":::looseWarning"
    case .info, nil: node.loose == nil ? "" : ":::loose"
    }
  }

  /// Everything that is not plain is written as a numbered entity, so that no text ends a label or becomes markup.
  private static func entity(_ text: String) -> String {
    var result = ""
    for scalar in SafeText.shown(text).unicodeScalars {
      let isPlain =
        scalar.properties.isAlphabetic || scalar.properties.numericType != nil
        || " .,:/-_()+%".unicodeScalars.contains(scalar)
      result += isPlain ? String(scalar) : "#\(scalar.value);"
    }
    return result
  }

  private static func quoted(_ text: String) -> String {
    SafeText.shown(text).escaped(["\"": "\\\"", "\\": "\\\\"])
  }
}
