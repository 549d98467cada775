import Diagnostics
import Wording

/// The deployment as a tree for a terminal: clients and the models they use, servers and what they load, machines.
public struct MapText: Sendable {
  private let style: TextStyle
  private let glyphs: Glyphs

  /// What the tree and the bars are drawn with.
  struct Glyphs: Sendable {
    let branch: String
    let last: String
    let trunk: String
    let arrow: String
    let bar: (weights: Character, cache: Character, buffers: Character, free: Character)

    static let unicode = Glyphs(
      branch: "├─ ", last: "└─ ", trunk: "│  ", arrow: "→", bar: ("█", "▓", "▒", "░"))
    static let ascii = Glyphs(
      branch: "|- ", last: "`- ", trunk: "|  ", arrow: "->", bar: ("#", "+", "~", "."))
  }

  /// - Parameter usesUnicode: false draws with ASCII alone.
  public init(style: TextStyle, usesUnicode: Bool = true) {
    self.style = style
    glyphs = usesUnicode ? .unicode : .ascii
  }

  public func render(_ map: DeploymentMap) -> String {
    let index = MapIndex(map)
    var blocks: [String] = []
    func section(_ title: String, _ trees: [[String]]) {
      guard !trees.isEmpty else { return }
      blocks.append(
        style.paint(title, .faint) + "\n" + trees.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
      )
    }
    let drawn = Set(map.edges.map(\.to))
    section(
      "Clients",
      map.nodes(.client).map { tree($0, index) }
        + map.nodes(.use).filter { !drawn.contains($0.id) }.map { tree($0, index) })
    section("Servers", map.nodes(.server).map { tree($0, index) })
    let loaded = Set(map.edges.filter { index[$0.from]?.kind == .server }.map(\.to))
    section(
      "Models without a server in these files",
      map.nodes(.load).filter { !loaded.contains($0.id) }.map { tree($0, index) })
    section("Machines", map.nodes(.machine).map { tree($0, index) })
    section("Not connected", map.nodes(.model).map { tree($0, index) })
    guard !blocks.isEmpty else { return "No client, model or server found in these files.\n" }
    let count = map.nodes.reduce(0) { $0 + $1.findings.count } + map.otherFindings.count
    if count > 0 {
      let shown = map.otherFindings.isEmpty ? "" : ", \(map.otherFindings.count) not shown above"
      // The map has those of every severity; a check skips infos.
      let hasInfos = (map.nodes.flatMap(\.findings) + map.otherFindings).contains { $0.severity == .info }
      let command = hasInfos ? "ollama-lint --severity info" : "ollama-lint"
      blocks.append("\(count) finding\(count == 1 ? "" : "s")\(shown). Run \(command) for details.")
    }
    return blocks.joined(separator: "\n\n") + "\n"
  }

  // MARK: A tree

  private func tree(_ node: DeploymentMap.Node, _ index: MapIndex) -> [String] {
    var lines = Wrap.lines(heading(node), first: "", rest: "  ", width: style.width)
    lines[0] = style.paint(lines[0], .bold)
    let children = node.kind == .client || node.kind == .server ? index.children(of: node) : []
    let bodies = self.body(node, index)
    let trunk = children.isEmpty ? "   " : glyphs.trunk
    lines += bodies.map { style.paint(trunk, .faint) + $0 }
    for (number, child) in children.enumerated() {
      let isLast = number == children.count - 1
      let inner = tree(child, index)
      for (row, line) in inner.enumerated() {
        let lead = row == 0 ? (isLast ? glyphs.last : glyphs.branch) : (isLast ? "   " : glyphs.trunk)
        lines.append(style.paint(lead, .faint) + line)
      }
    }
    return lines
  }

  private func heading(_ node: DeploymentMap.Node) -> String {
    let place = node.location.map { "  \(SafeText.shown($0.path)):\($0.start.line)" } ?? ""
    return SafeText.shown(node.title) + place
  }

  /// What is known of the node, its bar, where it leads and what is wrong with it, without any lead.
  private func body(_ node: DeploymentMap.Node, _ index: MapIndex) -> [String] {
    let width = max(30, style.width - 6)
    var lines: [String] = []
    for detail in node.details {
      let text = SafeText.shown("\(detail.label): \(detail.text)")
      lines += Wrap.lines(text, first: "", rest: "  ", width: width)
      for reason in detail.reasons {
        let place = reason.location.map { " (\($0.path):\($0.start.line))" } ?? ""
        // Why a server is meant by an address says nothing of why the address is this one.
        let lead = detail.label == "address" ? "  " : "  because "
        lines += Wrap.lines(
          SafeText.shown(reason.message + place), first: lead, rest: "    ", width: width
        )
        .map { style.paint($0, .faint) }
      }
    }
    for memory in [node.memory, node.ram].compactMap({ $0 }) { lines += bar(memory, width: width) }
    for edge in index.outgoing(node) where edge.target.kind == .server || edge.target.kind == .machine {
      guard node.kind != .load else { continue }
      let label = edge.label.isEmpty ? "" : " at \(edge.label)"
      let kind = edge.target.kind == .server ? "server" : "machine"
      lines += Wrap.lines(
        SafeText.shown("\(glyphs.arrow) \(kind) \(edge.target.title)\(label)"), first: "", rest: "  ",
        width: width)
    }
    if let loose = node.loose {
      lines += Wrap.lines(SafeText.shown("not connected: \(loose)"), first: "", rest: "  ", width: width)
        .map { style.paint($0, .warning) }
    }
    for finding in node.findings {
      let ink: TextStyle.Ink =
        finding.severity == .error ? .error : finding.severity == .warning ? .warning : .info
      let wrapped = Wrap.lines(
        SafeText.shown(finding.message), first: "\(finding.severity.rawValue)[\(finding.rule)]: ", rest: "  ",
        width: width)
      lines += wrapped.map { style.paint($0, ink) }
    }
    return lines
  }

  private func bar(_ memory: DeploymentMap.Memory, width: Int) -> [String] {
    guard let available = memory.available else { return ["memory: " + MapWords.memory(memory)] }
    let words = MapWords.memory(memory)
    let isShort = words.count <= 32
    let columns = max(10, width - (isShort ? 34 : 2))
    let scale = Double(max(memory.needed, available, 1))
    func cells(_ bytes: Int) -> Int { Int((Double(bytes) / scale * Double(columns)).rounded()) }
    let parts = [
      String(repeating: glyphs.bar.weights, count: cells(memory.weights)),
      String(repeating: glyphs.bar.cache, count: cells(memory.cache)),
      String(repeating: glyphs.bar.buffers, count: cells(memory.buffers)),
    ]
    let used = parts.reduce(0) { $0 + $1.count }
    let free = String(repeating: glyphs.bar.free, count: max(0, cells(available) - used))
    let figures = MapWords.parts(memory).map { part in
      (glyph(part.part).map { "\($0) " } ?? "") + "\(part.name) \(Wording.size(part.bytes))"
    }
    let bar = parts.joined() + style.paint(free, .faint)
    let lines = isShort ? [bar + "  " + words] : [bar] + Wrap.lines(words, first: "", rest: "  ", width: width)
    return lines + Self.rows(figures, width: width).map { style.paint($0, .faint) }
  }

  /// Figures with commas in between, in as few lines as they take; none is broken.
  private static func rows(_ figures: [String], width: Int) -> [String] {
    var rows: [String] = []
    for (index, figure) in figures.enumerated() {
      let piece = figure + (index < figures.count - 1 ? "," : "")
      if let row = rows.last, row.count + 1 + piece.count <= width {
        rows[rows.count - 1] = row + " " + piece
      } else {
        rows.append(piece)
      }
    }
    return rows
  }

  /// `nil` for what has no cells in the bar.
  private func glyph(_ part: MapWords.Part) -> Character? {
    switch part {
    case .weights: glyphs.bar.weights
    case .cache: glyphs.bar.cache
    case .buffers: glyphs.bar.buffers
    case .free: glyphs.bar.free
    case .elsewhere: nil
    }
  }
}

/// A map's nodes by identity, and what leads where.
struct MapIndex {
  private let nodes: [String: DeploymentMap.Node]
  private let edges: [String: [DeploymentMap.Edge]]

  init(_ map: DeploymentMap) {
    nodes = Dictionary(map.nodes.map { ($0.id, $0) }) { first, _ in first }
    edges = Dictionary(grouping: map.edges, by: \.from)
  }

  subscript(id: String) -> DeploymentMap.Node? { nodes[id] }

  func outgoing(_ node: DeploymentMap.Node) -> [(target: DeploymentMap.Node, label: String)] {
    (edges[node.id] ?? []).compactMap { edge in nodes[edge.to].map { ($0, edge.label) } }
  }

  /// The nodes drawn below another: a client's uses, a server's loaded models.
  func children(of node: DeploymentMap.Node) -> [DeploymentMap.Node] {
    outgoing(node).map(\.target).filter { $0.kind == .use || $0.kind == .load }
  }
}
