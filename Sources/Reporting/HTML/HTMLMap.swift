import Diagnostics
import Wording

/// A deployment as four columns of boxes; lines between them are drawn by the page's script from `data-to`.
struct HTMLMap {
  private let map: DeploymentMap
  private let number: Int

  init(_ map: DeploymentMap, number: Int) {
    self.map = map
    self.number = number
  }

  private static let columns: [(String, [DeploymentMap.Kind])] = [
    ("Clients", [.client]), ("Models", [.use, .model]), ("Servers", [.server]),
    ("Memory and machines", [.load, .machine]),
  ]

  func render() -> String {
    let names = Dictionary(map.nodes.enumerated().map { ($1.id, "m\(number)n\($0)") }) { first, _ in first }
    let titles = Dictionary(map.nodes.map { ($0.id, $0.title) }) { first, _ in first }
    let targets = Dictionary(grouping: map.edges, by: \.from)
    let columns = Self.columns.map { title, kinds in
      let boxes = map.nodes.filter { kinds.contains($0.kind) }.map { node in
        box(
          node, names[node.id] ?? "",
          (targets[node.id] ?? []).compactMap { edge in
            names[edge.to].map { ($0, titles[edge.to] ?? "") }
          })
      }
      return HTMLText.element(
        "div", [("class", "column")], html: HTMLText.element("h3", text: title) + boxes.joined())
    }
    return HTMLText.element("h2", text: "Deployment") + legend()
      + HTMLText.element(
        "section", [("class", "map")], html: "<svg aria-hidden=\"true\"></svg>" + columns.joined())
  }

  private func box(_ node: DeploymentMap.Node, _ name: String, _ targets: [(name: String, title: String)])
    -> String
  {
    let worst = node.findings.map(\.severity).max().map(\.rawValue)
    let classes = ["node", node.kind.rawValue, worst, node.loose == nil ? nil : "loose"].compactMap { $0 }
    var head = HTMLText.element("b", text: node.title)
    if let place = node.location, node.kind == .client || node.kind == .server {
      head += HTMLText.element("small", text: "\(place.path):\(place.start.line)")
    }
    if let detail = node.details.first {
      head += HTMLText.element("small", text: "\(detail.label): \(detail.text)")
    }
    if let context = node.details.first(where: { $0.label == "context" }), context != node.details.first {
      head += HTMLText.element("small", text: "context: \(context.text)")
    }
    for memory in [node.memory, node.ram].compactMap({ $0 }) { head += bar(memory) }
    if let loose = node.loose { head += HTMLText.element("small", [("class", "warning")], text: "not connected: " + loose) }
    if let worst {
      let count = node.findings.count
      head += HTMLText.element("small", [("class", worst)], text: "\(count) finding\(count == 1 ? "" : "s")")
    }
    return HTMLText.element(
      "details",
      [
        ("class", classes.joined(separator: " ")), ("id", name),
        ("data-to", targets.map(\.name).joined(separator: " ")),
      ],
      html: HTMLText.element("summary", html: head) + inner(node, targets))
  }

  /// What an open box shows: where it stands, its facts with their reasons, its findings.
  private func inner(_ node: DeploymentMap.Node, _ targets: [(name: String, title: String)]) -> String {
    var html = ""
    // Lines are not drawn on narrow screens, and cannot be followed by ear.
    if !targets.isEmpty {
      let links = targets.map { HTMLText.element("a", [("href", "#" + $0.name)], text: $0.title) }
      html += HTMLText.element("p", html: "connects to " + links.joined(separator: ", "))
    }
    if let place = node.location {
      html += HTMLText.element("p", html: HTMLText.element("code", text: "\(place.path):\(place.start.line)"))
    }
    html += HTMLReport.excerpt(node.excerpt)
    var facts = node.details.map { detail in
      HTMLText.element("dt", text: detail.label)
        + HTMLText.element("dd", html: HTMLText.escaped(detail.text) + HTMLReport.notes(detail.reasons))
    }
    for memory in [node.memory, node.ram].compactMap({ $0 }) {
      facts += MapWords.parts(memory).map { part in
        HTMLText.element("dt", text: part.name) + HTMLText.element("dd", text: Wording.size(part.bytes))
      }
    }
    if !facts.isEmpty { html += HTMLText.element("dl", html: facts.joined()) }
    for finding in node.findings {
      html += HTMLText.element(
        "p",
        html: HTMLText.element("b", [("class", finding.severity.rawValue)], text: finding.severity.rawValue)
          + " "
          + HTMLText.prose(finding.message) + " " + HTMLText.element("code", text: finding.rule))
    }
    return html
  }

  /// What the colours of the bars mean; nothing where no node has one.
  private func legend() -> String {
    let all = map.nodes.compactMap(\.memory)
    guard !all.isEmpty else { return "" }
    var parts = [("weights", "weights"), ("cache", "KV cache"), ("buffers", "buffers")]
    if all.contains(where: { $0.beyond > 0 }) {
      parts.append(("limit", "end of VRAM; the rest runs from system RAM"))
    }
    let items = parts.map { kind, text in
      HTMLText.element(
        "span",
        html:
          "<svg viewBox=\"0 0 10 10\" aria-hidden=\"true\"><rect class=\"\(kind)\" width=\"10\" height=\"10\"/></svg> "
          + HTMLText.escaped(text))
    }
    return HTMLText.element("p", [("class", "legend")], html: items.joined())
  }

  private func bar(_ memory: DeploymentMap.Memory) -> String {
    let scale = Double(max(memory.needed, memory.available ?? 0, 1))
    func width(_ bytes: Int) -> String { "\(Int((Double(bytes) / scale * 1000).rounded()))" }
    var x = 0
    var rects = ""
    for (kind, bytes) in [("weights", memory.weights), ("cache", memory.cache), ("buffers", memory.buffers)] {
      let w = Int((Double(bytes) / scale * 1000).rounded())
      rects += "<rect class=\"\(kind)\" x=\"\(x)\" y=\"0\" width=\"\(w)\" height=\"10\"/>"
      x += w
    }
    if let available = memory.available, available < memory.needed {
      rects += "<rect class=\"limit\" x=\"\(width(available))\" y=\"0\" width=\"4\" height=\"10\"/>"
    }
    let words = MapWords.memory(memory)
    return HTMLText.element(
      "svg",
      [
        ("class", "bar"), ("viewBox", "0 0 1000 10"), ("preserveAspectRatio", "none"), ("role", "img"),
        ("aria-label", words),
      ],
      html: rects) + HTMLText.element("small", text: words)
  }
}
