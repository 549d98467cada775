import Formats
import Foundation
import Generator
import Knowledge
import Memory
import Linter
import Reporting
import Testing
import Vocabulary

/// The laws of generated files: nothing to report, the same every time, and they fit as said. `make matrix` holds
/// them for every combination there is.
@Suite struct GeneratorTests {
  static let topologies: [(SetupRequest.Topology, String)] =
    SetupRequest.Topology.allCases.flatMap { topology in
      ["laptop-without-gpu", "rtx-3070"].map { (topology, $0) }
    }
    + [(.native, "m3-max"), (.docker, "two-rtx-3090"), (.podman, "rx-7900-xtx")]

  @Test(arguments: topologies)
  func whatIsGeneratedLintsClean(_ topology: SetupRequest.Topology, _ name: String) throws {
    let machine = try WantedMachine.named(name).machine()
    let request = SetupRequest(machine: machine, topology: topology, harnesses: Harness.every)
    let plan = try Plan(request)
    let folder = try ScratchFolder()
    let drafted = folder.texts(plan)
    #expect(drafted.refused.isEmpty)
    try folder.write(drafted.texts)
    #expect(
      try folder.findings(
        machine,
        ignoring: plan.choice.agent.spills
          ? ["memory/model-exceeds-vram", "memory/context-exceeds-vram"] : []) == [])
    // Nothing is left to request for.
    #expect(try Plan(request, from: folder.graph(machine)).changes == [])
  }

  @Test func everyClientThatCanBeSetUpIsTried() {
    #expect(Set(Harness.all(FormatRegistry.clients).map(\.id)) == Set(Harness.every.map(\.id)))
  }

  @Test func whatIsSaidToFitFits() throws {
    for row in WantedMachine.all where row.gpu != "none" {
      let machine = try row.machine()
      let choice = try Plan(SetupRequest(machine: machine, topology: .native, harnesses: [.continue])).choice
      let agent = MemoryEstimator(try #require(choice.agent.entry.file), on: machine).estimate(
        choice.agent.settings)
      #expect((agent.placement?.fit == .entirely) == !choice.agent.spills, "\(row.name)")
      if let autocomplete = choice.autocomplete {
        let report = FitReport(machine: machine, entries: [choice.agent.entry, autocomplete.entry])
        #expect(report.together?.fits == true, "\(row.name)")
      }
    }
  }

  /// What ten machines are given, to be read line by line when it changes.
  @Test(arguments: WantedMachine.all) func theChoiceIsAsItWasReviewed(_ row: WantedMachine) throws {
    let machine = try row.machine()
    var text = ""
    for preference in SetupRequest.Preference.allCases {
      let request = SetupRequest(
        machine: machine, topology: row.isMac ? .native : .docker, harnesses: [.opencode, .continue],
        preference: preference)
      text += "# --prefer \(preference.rawValue)\n\n" + (try Golden.shown(Plan(request)))
    }
    try Golden.compare(text, with: row.name)
  }

  /// The same for what each topology and client looks like.
  @Test(arguments: SetupRequest.Topology.allCases) func theFilesAreAsTheyWereReviewed(
    _ topology: SetupRequest.Topology
  )
    throws
  {
    let machine = try WantedMachine.named("rtx-3070").machine()
    let request = SetupRequest(machine: machine, topology: topology, harnesses: Harness.every)
    try Golden.compare(try Golden.shown(Plan(request)), with: "topologies/" + topology.rawValue)
  }

  @Test func theDocumentationShowsWhatInitSays() throws {
    let machine = try WantedMachine.named("rtx-3070").machine()
    let plan = try Plan(SetupRequest(machine: machine, topology: .docker, harnesses: [.opencode, .continue]))
    let paths = try ScratchFolder().texts(plan).texts.keys + ["README.md", ".ollama-lint.yaml"]
    let text = GenerationText(style: .plain).render(
      reasons: plan.choice.reasons, files: paths.sorted().map { (event: "wrote", path: $0) })
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let guide = try String(contentsOf: package.appendingPathComponent("docs/init.md"), encoding: .utf8)
    let begin = try #require(guide.range(of: "<!-- init:begin -->\n```\n"))
    let end = try #require(guide.range(of: "\n```\n<!-- init:end -->"))
    #expect(guide[begin.upperBound..<end.lowerBound] + "\n" == text)
  }

  @Test func whatFilesSayDoesNotSteerTheTerminal() {
    let text = GenerationText(style: .plain).render(reasons: ["a keeps its model, \u{1b}[31m\u{202e}."], files: [])
    #expect(!text.unicodeScalars.contains { $0 == "\u{1b}" || $0 == "\u{202e}" })
  }

  @Test func aMacIsNotGivenContainers() throws {
    let mac = try WantedMachine.named("m3-max").machine()
    #expect(throws: GeneratorError.self) {
      try Plan(SetupRequest(machine: mac, topology: .docker, harnesses: [.opencode]))
    }
  }
}
