import Syntax
import Testing
import Vocabulary

@testable import Formats

/// What boots a host, and the kernel's command line in its several homes.
@Suite struct HostTests {
  private func fact(_ path: String, _ text: String) -> Fact? {
    HostFormat.read(text, at: path).fact(.machine)
  }

  @Test(arguments: [
    (
      "etc/default/grub", "GRUB_CMDLINE_LINUX=\"intel_iommu=off\"\nGRUB_CMDLINE_LINUX_DEFAULT=\"quiet\"\n",
      "off"
    ),
    ("etc/default/grub", "GRUB_CMDLINE_LINUX_DEFAULT='quiet intel_iommu=on,sm_on'\n", "on"),
    ("etc/default/grub", "GRUB_CMDLINE_LINUX_DEFAULT=quiet\n", "unset"),
    ("etc/default/grub.d/vfio.cfg", "GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX intel_iommu=on\"\n", "on"),
    ("etc/kernel/cmdline", "root=/dev/sda1 iommu=soft\n", "off"),
    ("loader/entries/a.conf", "title A\noptions root=/dev/sda1\noptions intel_iommu=on\n", "on"),
  ]) func theStateOfTheIOMMUIsReadWhereverTheCommandLineStands(
    _ path: String, _ text: String, _ state: String
  ) {
    #expect(fact(path, text)?[.iommu]?.rawValue == state)
  }

  @Test func aCommandLineThatIsPutTogetherElsewhereSaysNothingOfWhatItLacks() {
    let fact = fact("etc/default/grub.d/a.cfg", "GRUB_CMDLINE_LINUX=\"$GRUB_CMDLINE_LINUX quiet\"\n")
    #expect(fact?.has(.iommu) == true && fact?[.iommu] == nil)
  }

  @Test func modprobeNamesDevicesAndDrivers() {
    let text =
      "# card\noptions vfio-pci \\\n  ids=10DE:2484,10de:228b disable_vga=1\nblacklist nouveau\ninstall nvidia /bin/false\n"
    let fact = fact("etc/modprobe.d/vfio.conf", text)
    #expect(fact?.texts(.vfioDevices) == ["10de:2484", "10de:228b"])
    #expect(fact?.texts(.driversBlocked) == ["nouveau", "nvidia"])
  }

  @Test(arguments: [
    ("quiet iommu=off", "quiet intel_iommu=on"),
    ("amd_pstate=active iommu=off quiet", "amd_pstate=active quiet"),
    ("quiet amd_iommu=off", "quiet"), ("", "intel_iommu=on"), ("quiet", "quiet intel_iommu=on"),
    ("intel_iommu=off iommu=off", "intel_iommu=on"),
  ]) func theIOMMUIsSwitchedOnWithTheFewestWords(_ before: String, _ after: String) {
    let text = "GRUB_CMDLINE_LINUX_DEFAULT=\"\(before)\" # what the kernel is told\n"
    let result = HostFormat.change(text, at: "etc/default/grub", .machine, [], .set(.iommu, .text("on")))
    #expect(result == "GRUB_CMDLINE_LINUX_DEFAULT=\"\(after)\" # what the kernel is told\n")
  }
}
