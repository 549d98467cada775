import Syntax

/// A domain that is to be.
enum LibvirtAddition {
  static func edits(_ addition: Addition, in source: SourceText) -> [Edit]? {
    guard addition.subject == .machine, let name = addition.text(.name), let ram = addition.integer(.ram),
      source.bytes.allSatisfy({ [0x20, 0x09, 0x0A, 0x0D].contains($0) })
    else { return nil }
    let note =
      addition.text(.gpuIntended)
      ?? "Adapt disk, network and PCI addresses (lspci -nn lists them)."
    // The shell of the file holds what is text; the rest is added as to any domain.
    let shell =
      "<!-- For local models. \(note) -->\n"
      + "<domain type='kvm'>\n  <name>\(name)</name>\n  <memory unit='MiB'>\(ram >> 20)</memory>\n"
      + "  <currentMemory unit='MiB'>\(ram >> 20)</currentMemory>\n  <vcpu placement='static'>8</vcpu>\n"
      + "  <os firmware='efi'>\n    <type arch='x86_64' machine='q35'>hvm</type>\n    <boot dev='hd'/>\n  </os>\n"
      + "  <devices/>\n</domain>\n"
    var text = SourceText(shell)
    let features = NewXMLElement("features", children: [NewXMLElement("acpi"), NewXMLElement("apic")])
    let cpu = NewXMLElement(
      "cpu", [.init("mode", "host-passthrough"), .init("check", "none"), .init("migratable", "off")])
    for element in [features, cpu] {
      guard
        let next = edited(
          text,
          { editor, tree in
            tree.element(at: "devices").flatMap { editor.add(element, to: tree.root, at: .before($0)) }
          })
      else { return nil }
      text = next
    }
    for element in devices(addition) {
      guard
        let next = edited(
          text,
          { editor, tree in
            tree.element(at: "devices").flatMap { editor.add(element, to: $0) }
          })
      else { return nil }
      text = next
    }
    return [Edit(source.range, text.string(text.range))]
  }

  private static func edited(_ text: SourceText, _ change: (XMLEditor, XMLTree) -> [Edit]?) -> SourceText? {
    guard let tree = try? XMLTreeParser.parse(text), let edits = change(XMLEditor(tree), tree) else {
      return nil
    }
    return EditList(edits)?.applied(to: text.bytes).map { SourceText($0) }
  }

  private static func devices(_ addition: Addition) -> [NewXMLElement] {
    let disk = NewXMLElement(
      "disk", [.init("type", "file"), .init("device", "disk")],
      children: [
        NewXMLElement("driver", [.init("name", "qemu"), .init("type", "qcow2")]),
        NewXMLElement("source", [.init("file", "/var/lib/libvirt/images/ollama.qcow2")]),
        NewXMLElement("target", [.init("dev", "vda"), .init("bus", "virtio")]),
      ])
    let network = NewXMLElement(
      "interface", [.init("type", "network")],
      children: [
        NewXMLElement("source", [.init("network", "default")]),
        NewXMLElement("model", [.init("type", "virtio")]),
      ])
    let cards = addition.wantsGPU ? (0..<max(1, addition.integer(.count) ?? 1)).flatMap(card) : []
    return [disk, network] + cards + [
      NewXMLElement("memballoon", [.init("model", "none")]), NewXMLElement("console", [.init("type", "pty")]),
    ]
  }

  /// Both functions of a card: graphics and sound.
  private static func card(_ number: Int) -> [NewXMLElement] {
    ["0x0", "0x1"].map { function in
      let place = NewXMLElement(
        "address",
        [
          .init("domain", "0x0000"), .init("bus", "0x" + PCIPlace.bus(of: number)), .init("slot", "0x00"),
          .init("function", function),
        ])
      return NewXMLElement(
        "hostdev", [.init("mode", "subsystem"), .init("type", "pci"), .init("managed", "yes")],
        children: [NewXMLElement("source", children: [place])])
    }
  }
}
