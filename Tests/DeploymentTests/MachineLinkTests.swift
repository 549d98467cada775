import Knowledge
import Testing
import Vocabulary

@testable import Deployment

/// Server to machine.
struct MachineLinkTests {
  @Test func aServerHasTheSystemAndTheGPUOfItsMachine() {
    let draft = draft([fact(.server, "ollama")], on: .nvidia(gibibytes: 8), after: MachineLink.place)
    #expect(draft.facts[id(.server, "ollama")]?[.os] == .linux)
    #expect(draft.facts[id(.server, "ollama")]?[.vendor] == .nvidia)
  }

  @Test func aMachineWithoutAGPUIsNotOneThatNobodyDescribed() {
    let without = draft([fact(.server, "ollama")], on: .withoutGPU, after: MachineLink.place)
    #expect(without.facts[id(.server, "ollama")]?[.vendor] == .noGPU)
    let unknown = draft([fact(.server, "ollama")], after: MachineLink.place)
    #expect(unknown.facts[id(.server, "ollama")]?.has(.vendor) == false)
  }

  @Test(arguments: [("0.12.6", true), ("0.32.15", false)])
  func anOldVersionHasAPublishedVulnerability(_ version: String, _ isVulnerable: Bool) {
    let draft = draft([fact(.server, "ollama", [.version: .text(version)])], after: MachineLink.place)
    #expect(draft.facts[id(.server, "ollama")]?.has(.vulnerability) == isVulnerable)
  }

  @Test(arguments: [
    ("native", "0.0.0.0", 11434 as Int?), ("native", nil, nil), ("container", "0.0.0.0", nil),
  ])
  func aNativeServerPublishesThePortThatItBinds(_ topology: String, _ address: String?, _ port: Int?) {
    var attributes: [Attribute: Value] = [.topology: .text(topology)]
    attributes[.hostAddress] = address.map(Value.text)
    let server = fact(.server, "ollama", attributes)
    let bindings = MachineLink.bindings(of: [server])
    #expect(bindings.first?.integer(.hostPort) == port)
  }

  /// A shell's profile sets a variable; the server is a systemd unit.
  @Test(arguments: [("ollama.service", ValueFault.unreached as ValueFault?), (nil, nil)])
  func systemdReadsNoProfile(_ unit: String?, _ problem: ValueFault?) {
    var attributes: [Attribute: Value] = [:]
    attributes[.unit] = unit.map(Value.text)
    let draft = draft(
      [
        fact(.server, "ollama", in: "ollama.service", attributes),
        fact(
          .key, "OLLAMA_CONTEXT_LENGTH", in: ".bashrc",
          [.format: .text("shell profile"), .status: .text("known")]),
      ], after: MachineLink.findUnreached)
    let key = draft.facts[id(.key, "OLLAMA_CONTEXT_LENGTH", in: ".bashrc")]
    #expect(key?[.problem] == problem)
  }
}
