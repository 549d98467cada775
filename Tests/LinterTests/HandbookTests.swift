import BuiltInRules
import Diagnostics
import Handbook
import Knowledge
import Linter
import Reporting
import Testing

/// What `explain` and hovers say.
@Suite struct HandbookTests {
  private static func machine() throws -> Machine {
    try #require(
      try MachineDescription.machine(gpu: "RTX 3070", vram: nil, ram: 30 << 30, os: nil, source: .flag))
  }

  @Test(arguments: Page.Kind.allCases.filter { $0 != .gpu }) func everyNameHasItsPage(_ kind: Page.Kind) {
    let handbook = Handbook()
    let names = handbook.names(of: kind)
    #expect(!names.isEmpty)
    // Further files of a client have pages that nothing lists.
    let pages = handbook.pages(of: kind).map(\.name)
    #expect(kind == .client ? Set(pages).isSuperset(of: names) : pages == names)
    for page in handbook.pages(of: kind) {
      #expect(page.kind == kind && !page.summary.isEmpty, "\(page.name)")
      // A word that two kinds have points to the one of them that is asked for more.
      if kind != .setting, kind != .client {
        #expect(handbook.page(named: page.name)?.kind == kind, "\(page.name)")
      }
    }
  }

  /// Cards are only looked up.
  @Test func aCardHasItsPage() throws {
    let page = try #require(Handbook().page(named: "RTX 3070"))
    let text = PageText(style: .plain).render(page)
    #expect(page.kind == .gpu && page.title == "NVIDIA GeForce RTX 3070")
    #expect(text.contains("8.0 GiB") && text.contains("Models for an agent"))
    let sizes = try #require(Handbook().page(named: "RTX 3060"))
    #expect(sizes.kind == .gpu)
    #expect(Handbook().page(named: "RTX 9999") == nil)
  }

  @Test func topologiesNameRulesThatThereAre() {
    let known = Set(BuiltInRules.all.map(\.id))
    for topology in Topology.all {
      #expect(
        Set(topology.rules).isSubset(of: known), "\(topology.name): \(Set(topology.rules).subtracting(known))"
      )
      #expect(topology.line.count <= 60, "\(topology.name): \(topology.line.count) columns")
      #expect(!topology.sources.isEmpty)
    }
  }

  @Test func pagesOfAllKindsKeepToTheWidth() throws {
    let handbook = Handbook(machine: try Self.machine())
    let text = PageText(style: TextStyle(usesColor: false, usesLinks: false, width: 80))
    for word in ["OLLAMA_KV_CACHE_TYPE", "qwen2.5-coder:14b", "qwen2.5-coder", "kvm", "remote"] {
      let page = try #require(handbook.page(named: word))
      for line in text.render(page).split(separator: "\n") where !line.contains("https://") {
        #expect(line.count <= 80, "\(word): \(line)")
      }
    }
  }

  @Test func aModelIsHeldAgainstTheMachine() throws {
    let page = try #require(Handbook(machine: try Self.machine()).page(named: "qwen2.5-coder:14b"))
    let text = PageText(style: .plain).render(page)
    #expect(text.contains("RTX 3070") && text.contains("32,768 tokens"))
    #expect(text.contains("fill-in-the-middle"))
    let unknown = try #require(Handbook().page(named: "qwen2.5-coder:14b"))
    #expect(!PageText(style: .plain).render(unknown).contains("On "))
  }

  @Test(arguments: [
    ("num_ctxx", "num_ctx"), ("OLLAMA_KV_CACHE_TYP", "OLLAMA_KV_CACHE_TYPE"), ("opencde", "opencode"),
    ("gpu/not-passed-trough", "gpu/not-passed-through"), ("qwen2.5-codr", "qwen2.5-coder"),
    ("dokcer", "docker"), ("qwen2.5-coder:15b", "qwen2.5-coder"), ("claude", "claude-code"), ("kmv", "kvm"),
    ("not-passed-through", "gpu/not-passed-through"),
  ]) func aMisspeltNameLeadsToTheRightOne(_ word: String, _ expected: String) {
    guard case .unknown(let nearest) = Handbook().look(up: word) else {
      Issue.record("\(word) has a page")
      return
    }
    #expect(nearest == expected)
  }

  @Test(arguments: [
    ("Claude Code", "claude-code"), ("Docker", "docker"), ("libvirt", "kvm"), ("NUM_CTX", "num_ctx"),
    ("ollama_host", "OLLAMA_HOST"), ("compose", "docker"), ("cloud", "remote"),
    ("q8_0", "memory"), ("llama-server", "other-servers"), ("vLLM", "other-servers"),
  ]) func otherWordsLeadToTheSamePage(_ word: String, _ name: String) {
    guard case .page(let page) = Handbook().look(up: word) else {
      Issue.record("\(word) has no page")
      return
    }
    #expect(page.name == name)
  }

  @Test func aCategoryListsItsRules() {
    guard case .list(_, let pages) = Handbook().look(up: "network") else {
      Issue.record("network is no category")
      return
    }
    #expect(pages.count > 5 && pages.allSatisfy { $0.name.hasPrefix("network/") })
  }

  @Test func aCategoryIsListedBelowAPageOfItsName() throws {
    guard case .page(let page) = Handbook().look(up: "aider") else {
      Issue.record("aider has no page")
      return
    }
    #expect(PageText(style: .plain).render(page).contains("aider/use-ollama-chat"))
    guard case .list(_, let pages) = Handbook().look(up: "GPU") else {
      Issue.record("GPU is no category")
      return
    }
    #expect(pages.allSatisfy { $0.name.hasPrefix("gpu/") })
  }

  @Test func aFieldOfRequestsIsNoParameter() throws {
    let page = try #require(Handbook().page(named: "keep_alive"))
    let text = PageText(style: .plain).render(page)
    #expect(text.contains("Request field") && text.contains("OLLAMA_KEEP_ALIVE"))
    #expect(!Handbook().names(of: .client).contains { $0.hasPrefix("undescribed") || $0 == "this program" })
  }

  @Test func anInventedNameSaysWhatToUse() throws {
    let page = try #require(Handbook().page(named: "OLLAMA_NUM_CTX"))
    #expect(PageText(style: .plain).render(page).contains("Use OLLAMA_CONTEXT_LENGTH instead"))
    let parameter = try #require(Handbook().page(named: "n_ctx"))
    #expect(PageText(style: .plain).render(parameter).contains("Use num_ctx instead"))
  }

  @Test func markdownEndsNoFenceEarly() {
    var page = Page(.concept, "x", summary: "a | b")
    page.add("Code", .code("```\nend"))
    page.add("Table", .table(header: ["a"], rows: [["b|c"]]))
    let text = PageMarkdown.render(page)
    #expect(text.contains("````\n```\nend\n````"))
    #expect(text.contains("| b\\|c |"))
  }

  @Test func aHoverIsShort() throws {
    let page = try #require(Handbook().hover(over: "num_ctx"))
    let text = PageMarkdown.render(page, isShort: true)
    #expect(text.contains("Context length in tokens") && !text.contains("Sources"))
    #expect(Handbook().hover(over: "docker") == nil)
  }
}
