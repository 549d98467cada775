import Testing
import Vocabulary

@testable import Deployment

/// Host to guests and containers: who gets its GPU.
struct HostLinkTests {
  @Test func aCardThatIsPassedOnIsTakenFromTheHostsOwnServer() {
    let draft = draft(
      [
        fact(
          .machine, "host", in: "etc/modprobe.d/vfio.conf",
          [.kind: .text("host"), .vfioDevices: .texts(["10de:2684"]), .driversBlocked: .texts(["nvidia"])]),
        fact(.server, "ollama", in: "etc/systemd/system/ollama.service", [.topology: .text("native")]),
      ], after: HostLink.resolve)
    let server = draft.facts[id(.server, "ollama", in: "etc/systemd/system/ollama.service")]
    #expect(server?.text(.gpuTaken) == "10de:2684" && server?.flag(.gpuTakenSurely) == true)
  }

  @Test func aServerOfAnotherHostKeepsItsCard() {
    let draft = draft(
      [
        fact(
          .machine, "host", in: "proxmox/etc/modprobe.d/vfio.conf",
          [.kind: .text("host"), .vfioDevices: .texts(["10de:2684"])]),
        fact(.server, "ollama", in: "desktop/etc/systemd/system/ollama.service", [.topology: .text("native")]),
      ], after: HostLink.resolve)
    let server = draft.facts[id(.server, "ollama", in: "desktop/etc/systemd/system/ollama.service")]
    #expect(server?.has(.gpuTaken) == false)
  }

  @Test(arguments: [(true, "ollama"), (false, nil)])
  func dockerIsTiedToAContainerWithAGPU(_ asksForGPU: Bool, _ container: String?) {
    var server: [Attribute: Value] = [.topology: .text("container")]
    if asksForGPU { server[.gpuVendor] = .text("nvidia") }
    let draft = draft(
      [fact(.machine, "docker", in: "daemon.json", [.kind: .text("Docker")]), fact(.server, "ollama", server)],
      after: HostLink.resolve)
    #expect(draft.facts[id(.machine, "docker", in: "daemon.json")]?.text(.gpuContainer) == container)
  }

  @Test func theIOMMUIsUsedWhereAMachineBesideHasADeviceOfTheHost() {
    let draft = draft(
      [
        fact(.machine, "host", in: "etc/default/grub", [.kind: .text("host"), .iommu: .text("unset")]),
        fact(
          .machine, "vm", in: "vm.xml",
          [.topology: .text("vm"), .passesDevices: .flag(true), .purpose: .text("models")]),
      ], after: HostLink.resolve)
    #expect(draft.facts[id(.machine, "host", in: "etc/default/grub")]?.flag(.vfioUsed) == true)
  }
}
