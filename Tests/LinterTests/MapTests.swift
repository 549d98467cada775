import Diagnostics
import Foundation
import Reporting
import Syntax
import Testing

@testable import Linter

/// The deployment as a picture: what is in it, and that no file can break out of its forms.
@Suite struct MapTests {
  private func map(_ files: [String: String]) throws -> DeploymentMap {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent(".git"), withIntermediateDirectories: true)
    var options = Options()
    options.paths = [folder.path]
    options.workingDirectory = folder.path
    options.severity = .info
    return try #require(try LintRun(options).maps().first)
  }

  private let compose = """
    services:
      ollama:
        image: ollama/ollama:0.32.15
        ports: ["127.0.0.1:11434:11434"]
      webui:
        image: ghcr.io/open-webui/open-webui:v0.11.0
        environment:
          OLLAMA_BASE_URL: http://ollama:11434
    """

  private let crush = """
    { "providers": { "local": { "type": "openai-compat", "base_url": "http://localhost:11434/v1/",
      "models": [ { "id": "qwen3-coder:30b" } ] } },
      "models": { "large": { "provider": "local", "model": "qwen3-coder:30b" } } }
    """

  @Test func clientsLeadToTheirServers() throws {
    let map = try map(["compose.yaml": compose, "crush.json": crush])
    let server = try #require(map.nodes(.server).first)
    #expect(server.title == "ollama" && server.location?.path == "compose.yaml")
    let use = try #require(map.nodes(.use).first)
    #expect(use.title == "qwen3-coder:30b")
    #expect(map.edges.contains { $0.from == use.id && $0.to == server.id })
    let webui = try #require(map.nodes(.client).first { $0.title == "webui" })
    #expect(
      map.edges.contains { $0.from == webui.id && $0.to == server.id && $0.label == "http://ollama:11434" })
    #expect(Set(map.nodes.map(\.id)).count == map.nodes.count)
  }

  @Test func everyFindingIsInTheMapOnce() throws {
    let files = [
      "compose.yaml": compose, "crush.json": crush,
      "Modelfile": "FROM llama3.1:8b\nPARAMETER tempreature 1\n",
    ]
    let map = try map(files)
    let shown = map.nodes.flatMap(\.findings) + map.otherFindings
    #expect(Set(shown).count == shown.count)
    #expect(shown.contains { $0.rule == "model/unknown-parameter" })
  }

  @Test func whatIsNotConnectedSaysWhy() throws {
    let lonely = compose.replacingOccurrences(of: "http://ollama:11434", with: "http://localhost:11434")
    let map = try map(["compose.yaml": lonely, "models/own.modelfile": "FROM llama3.1:8b\n"])
    let webui = try #require(map.nodes(.client).first)
    #expect(webui.loose == "http://localhost:11434 is the client's own container")
    #expect(map.nodes(.model).first?.loose == "no client in these files uses it")
  }

  @Test func findingsOnASharedLineBelongToTheServiceTheyName() throws {
    let text = """
      x-ollama: &ollama
        image: ollama/ollama:latest
      services:
        first: { <<: *ollama }
        second: { <<: *ollama }
      """
    let servers = try map(["compose.yaml": text]).nodes(.server)
    #expect(servers.map(\.title) == ["first", "second"])
    for server in servers {
      let messages = server.findings.filter { $0.rule == "server/unpinned-image" }.map(\.message)
      #expect(messages.count == 1 && messages[0].hasPrefix(server.title), "\(server.title): \(messages)")
    }
  }

  @Test func anAddressThatIsSaidTwiceIsDrawnOnce() throws {
    let twice = compose + "\n      OLLAMA_API_BASE_URL: http://ollama:11434"
    let map = try map(["compose.yaml": twice])
    #expect(Set(map.edges).count == map.edges.count)
    for node in map.nodes { #expect(Set(node.details).count == node.details.count, "\(node.title)") }
  }

  @Test func theTreeNamesTheChain() throws {
    let text = MapText(style: .plain, usesUnicode: false).render(
      try map(["compose.yaml": compose, "crush.json": crush]))
    #expect(text.contains("`- qwen3-coder:30b crush.json:2"))
    #expect(text.contains("-> server ollama at http://localhost:11434"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 80 })
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
  }

  private var hostile: DeploymentMap {
    let text = "</script><script>alert(1)</script>\"]; n9[x] \u{1b}[31m\n{{x}}'&"
    let place = Diagnostic.Location(
      path: text, start: TextPosition(line: 1, column: 1, offset: 0),
      end: TextPosition(line: 1, column: 2, offset: 1))
    let finding = Diagnostic(
      rule: "gpu/disabled", severity: .error, message: text, effect: text, advice: text, location: place,
      excerpt: [.init(number: 1, text: text, marked: 1..<3)], notes: [.init(text, location: place)])
    let node = DeploymentMap.Node(
      id: text, kind: .server, title: text, location: place, excerpt: finding.excerpt,
      details: [.init(text, text, reasons: finding.notes)], loose: text, findings: [finding])
    return DeploymentMap(
      nodes: [node], edges: [.init(from: text, to: text, label: text)], otherFindings: [finding])
  }

  @Test func thePageHasNoMarkupButItsOwn() {
    let page = HTMLReport(maps: [hostile], findings: hostile.otherFindings) { _ in "+</pre><img src=x>" }
      .render()
    #expect(page.components(separatedBy: "<script").count == 2)
    #expect(page.components(separatedBy: "</script").count == 2)
    #expect(!page.contains("<img") && !page.contains("\u{1b}"))
  }

  @Test func graphsKeepTextInsideLabels() {
    let mermaid = MapGraph.mermaid(hostile)
    #expect(!mermaid.contains("<script") && !mermaid.contains("\u{1b}"))
    #expect(mermaid.split(separator: "\n").filter { $0.hasPrefix("    n") }.count == 1)
    let dot = MapGraph.dot(hostile)
    #expect(dot.contains("\\\"]; n9[x]") && !dot.contains("\u{1b}"))
    #expect(dot.split(separator: "\n").filter { $0.contains("n9") }.allSatisfy { $0.contains("label=") })
  }

  @Test func theJSONReadsBack() throws {
    let data = Data(MapJSON.render(hostile).utf8)
    let root = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    #expect((root["nodes"] as? [[String: Any]])?.first?["kind"] as? String == "server")
  }
}
