import Syntax
import Vocabulary

/// Writes changes into a domain.
struct LibvirtWriter: ChangeWriter {
  private let tree: XMLTree
  private let editor: XMLEditor

  init(_ tree: XMLTree) {
    self.tree = tree
    editor = XMLEditor(tree)
  }

  func edits(for change: Change) -> [Edit]? {
    switch (change.fact.subject, change.action) {
    case (.machine, .set(.cpu, .text(let mode))): setCPU(mode)
    case (.machine, .remove(.cpuFeature)): giveVectorsBack()
    case (.machine, .set(.machineType, .text(let board))): setBoard(board)
    case (.machine, .set(.balloon, .text(let model))): setBalloon(model)
    case (.device, .set(.managed, .flag(let isManaged))):
      device(change).flatMap { editor.setAttribute("managed", to: isManaged ? "yes" : "no", of: $0) }
    case (.device, .remove(.siblingMissing)): device(change).flatMap(addSibling)
    default: nil
    }
  }

  private func device(_ change: Change) -> XMLTree.Element? {
    tree.element(at: change.fact.address).flatMap { $0.name == "hostdev" ? $0 : nil }
  }

  // MARK: Processor

  /// Topology, caches and required features stay; what names a model, or takes vectors away, goes.
  private func setCPU(_ mode: String) -> [Edit]? {
    let attributes: [NewXMLElement.Attribute] = [
      .init("mode", mode), .init("check", "none"), .init("migratable", "on"),
    ]
    guard let cpu = tree.element(at: "cpu") else {
      let new = NewXMLElement("cpu", attributes)
      guard let next = ["clock", "on_poweroff", "devices"].lazy.compactMap({ tree.element(at: [$0]) }).first
      else {
        return nil
      }
      return editor.add(new, to: tree.root, at: .before(next))
    }
    let going = tree.children(of: cpu).filter {
      ["model", "vendor"].contains($0.name) || ($0.name == "feature" && LibvirtCPU.isVector($0))
    }
    if tree.children(of: cpu).count == going.count, tree.comments(in: cpu).isEmpty {
      return editor.replace(cpu, with: NewXMLElement("cpu", attributes))
    }
    guard let set = editor.setAttributes(attributes, of: cpu) else { return nil }
    let match = cpu.attribute("match") == nil ? [] : editor.removeAttribute("match", of: cpu) ?? []
    return set + match + going.flatMap { editor.remove($0) ?? [] }
  }

  private func giveVectorsBack() -> [Edit]? {
    guard let cpu = tree.element(at: "cpu") else { return nil }
    return tree.children("feature", of: cpu).filter(LibvirtCPU.isVector).flatMap { editor.remove($0) ?? [] }
  }

  // MARK: Board

  /// Only where nothing is tied to the old board: addresses on its bus, its controllers, IDE disks.
  private func setBoard(_ board: String) -> [Edit]? {
    guard let type = tree.element(at: "os", "type"), let devices = tree.element(at: "devices") else {
      return nil
    }
    let isTied = tree.children(of: devices).contains { device in
      let controllers = ["pci", "ide"]
      return (device.name == "controller" && controllers.contains(device["type"] ?? ""))
        || tree.child("address", of: device)?["type"] == "pci"
        || tree.child("target", of: device)?["bus"] == "ide"
    }
    return isTied ? nil : editor.setAttribute("machine", to: board, of: type)
  }

  // MARK: Memory

  /// Takes the balloon away, and gives the guest at its start what it would have to be blown up to.
  private func setBalloon(_ model: String) -> [Edit]? {
    guard let devices = tree.element(at: "devices") else { return nil }
    var edits: [Edit] = []
    if let memory = tree.element(at: "memory"), let current = tree.element(at: "currentMemory"),
      LibvirtReader.bytes(memory, tree) != LibvirtReader.bytes(current, tree)
    {
      guard let text = editor.setText(tree.text(of: memory), of: current) else { return nil }
      edits += text
      if current["unit"] != memory["unit"] {
        guard
          let unit = memory["unit"].map({ editor.setAttribute("unit", to: $0, of: current) })
            ?? editor.removeAttribute("unit", of: current)
        else { return nil }
        edits += unit
      }
    }
    let new = NewXMLElement("memballoon", [.init("model", model)])
    guard let balloon = tree.child("memballoon", of: devices) else {
      return editor.add(new, to: devices).map { edits + $0 }
    }
    if balloon["model"] == model { return edits }
    // What the balloon's own address and statistics were for goes with it.
    guard tree.children(of: balloon).isEmpty else { return edits + editor.replace(balloon, with: new) }
    return editor.setAttribute("model", to: model, of: balloon).map { edits + $0 }
  }

  // MARK: Devices

  /// The second function of a card after the first, as it is written.
  private func addSibling(of device: XMLTree.Element) -> [Edit]? {
    guard let source = tree.child("source", of: device), let address = tree.child("address", of: source)
    else {
      return nil
    }
    var isNumbered = false
    var attributes = address.attributes.map { attribute in
      guard attribute.name == "function" else {
        return NewXMLElement.Attribute(attribute.name, attribute.value)
      }
      isNumbered = true
      return NewXMLElement.Attribute("function", "0x1")
    }
    if !isNumbered { attributes.append(.init("function", "0x1")) }
    let new = NewXMLElement(
      "hostdev", device.attributes.map { .init($0.name, $0.value) },
      children: [NewXMLElement("source", children: [NewXMLElement("address", attributes)])])
    return tree.element(at: "devices").flatMap { editor.add(new, to: $0, at: .after(device)) }
  }
}

extension XMLTree {
  fileprivate func comments(in element: Element) -> [TextRange] {
    comments.filter { element.range.contains($0) }
  }
}
