import Syntax

/// A virtual machine or container of Proxmox VE that is to be.
enum ProxmoxAddition {
  static func edits(_ addition: Addition, in source: SourceText) -> [Edit]? {
    guard addition.subject == .machine, let name = addition.text(.name), let ram = addition.integer(.ram)
    else {
      return nil
    }
    let keys =
      addition[.topology] == .vm
      ? machine(addition, name, ram >> 20) : container(addition, name, ram >> 20)
    let note = addition.text(.gpuIntended) ?? "Adapt storage, network and PCI addresses."
    return source.writing("# \(note)\n" + keys.map { "\($0.0): \($0.1)\n" }.joined())
  }

  private static func container(_ addition: Addition, _ name: String, _ megabytes: Int) -> [(String, String)] {
    var keys = [
      ("arch", "amd64"), ("cores", "8"), ("features", "nesting=1"), ("hostname", name),
      ("memory", String(megabytes)),
      ("net0", "name=eth0,bridge=vmbr0,ip=dhcp"), ("ostype", "debian"),
      ("rootfs", "local-lvm:vm-105-disk-0,size=100G"),
      ("swap", "0"), ("unprivileged", "1"),
    ]
    guard addition.wantsGPU else { return keys }
    let cards = 0..<max(1, addition.integer(.count) ?? 1)
    let nodes = cards.map { "/dev/dri/renderD\(128 + $0)" }
    let devices =
      addition[.gpuVendor]?.deviceFiles.map { $0.filter { $0 != "/dev/dri" } + nodes }
      ?? cards.map { "/dev/nvidia\($0)" } + ["/dev/nvidiactl", "/dev/nvidia-uvm", "/dev/nvidia-uvm-tools"]
    keys += devices.enumerated().map { ("dev\($0)", $1) }
    return keys.sorted { $0.0 < $1.0 }
  }

  private static func machine(_ addition: Addition, _ name: String, _ megabytes: Int) -> [(String, String)] {
    var keys = [
      ("agent", "1"), ("balloon", "0"), ("bios", "ovmf"), ("boot", "order=scsi0"), ("cores", "8"),
      ("cpu", "host"),
      ("efidisk0", "local-lvm:vm-105-disk-0,size=4M"), ("machine", "q35"), ("memory", String(megabytes)),
      ("name", name),
      ("net0", "virtio,bridge=vmbr0"), ("numa", "0"), ("ostype", "l26"),
      ("scsi0", "local-lvm:vm-105-disk-1,size=100G"),
      ("scsihw", "virtio-scsi-single"), ("sockets", "1"),
    ]
    if addition.wantsGPU {
      // Whole cards, each with its sound function; lspci tells the real places.
      keys += (0..<max(1, addition.integer(.count) ?? 1)).map {
        ("hostpci\($0)", "0000:\(PCIPlace.bus(of: $0)):00,pcie=1")
      }
    }
    return keys.sorted { $0.0 < $1.0 }
  }
}

/// Places for cards whose real ones nobody said: bus 01 for the first, as most boards have it.
enum PCIPlace {
  static func bus(of card: Int) -> String {
    let text = String(card + 1, radix: 16)
    return text.utf8.count < 2 ? "0" + text : text
  }
}
