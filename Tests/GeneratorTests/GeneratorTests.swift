import Foundation
import Generator
import Knowledge
import Linter
import Testing
import Vocabulary

/// The laws of generated files: nothing to report, the same every time, and they fit as said. `make matrix` holds
/// them for every combination there is.
@Suite struct GeneratorTests {
  static let topologies: [(Wish.Topology, String)] =
    Wish.Topology.allCases.flatMap { topology in
      ["laptop-without-gpu", "rtx-3070", "rx-7900-xtx"].map { (topology, $0) }
    }
    + [(.native, "m3-max"), (.docker, "two-rtx-3090")]

  @Test(arguments: topologies)
  func whatIsGeneratedLintsClean(_ topology: Wish.Topology, _ name: String) throws {
    let machine = try WantedMachine.named(name).machine()
    let wish = Wish(machine: machine, topology: topology, harnesses: Wish.Harness.allCases)
    let plan = try Plan(wish)
    let folder = try ScratchFolder()
    let drafted = folder.texts(plan)
    #expect(drafted.refused.isEmpty)
    try folder.write(drafted.texts)
    #expect(try folder.findings(machine, ignoring: plan.choice.agent.spills ? ["memory"] : []) == [])
    #expect(try ScratchFolder().texts(Plan(wish)).texts == drafted.texts)
    // Nothing is left to wish for.
    #expect(try Plan(wish, from: folder.graph(machine)).changes == [])
  }

  @Test func whatIsSaidToFitFits() throws {
    for row in WantedMachine.all where row.gpu != "none" {
      let machine = try row.machine()
      let choice = try Plan(Wish(machine: machine, topology: .native, harnesses: [.continue])).choice
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
    for preference in Wish.Preference.allCases {
      let wish = Wish(
        machine: machine, topology: row.isMac ? .native : .docker, harnesses: [.opencode, .continue],
        preference: preference)
      let plan = try Plan(wish)
      text += "# --prefer \(preference.rawValue)\n\n" + plan.choice.reasons.joined(separator: "\n") + "\n\n"
      for (path, bytes) in try ScratchFolder().texts(plan).texts.sorted(by: { $0.key < $1.key }) {
        text += "--- \(path)\n\(String(decoding: bytes, as: UTF8.self))\n"
      }
    }
    let path = (#filePath as NSString).deletingLastPathComponent + "/Goldens/\(row.name).txt"
    if ProcessInfo.processInfo.environment["UPDATE_FIXTURES"] == "1" {
      try FileManager.default.createDirectory(
        atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }
    let expected = try String(contentsOfFile: path, encoding: .utf8)
    #expect(expected == text)
  }

  @Test func aMacIsNotGivenContainers() throws {
    let mac = try WantedMachine.named("m3-max").machine()
    #expect(throws: GeneratorError.self) {
      try Plan(Wish(machine: mac, topology: .docker, harnesses: [.opencode]))
    }
  }
}
