import Syntax
import Vocabulary

/// Reads a domain into a machine and its devices.
struct LibvirtReader {
  private let domain: LibvirtDomain
  private let tree: XMLTree
  private let workspace: any Workspace

  init(_ domain: LibvirtDomain, in workspace: any Workspace) {
    self.domain = domain
    tree = domain.tree
    self.workspace = workspace
  }

  func facts() -> [Fact] {
    let devices = LibvirtDevices(domain, in: workspace)
    let name = LibvirtDomain.known(tree.text(of: domain.name))
    var machine = GuestMachine(
      name: Placed(name, at: domain.at(domain.name.range)), host: "libvirt", topology: .vm,
      purpose: domain.purpose
    ).fact(of: domain.id)
    LibvirtCPU.read(into: &machine, domain)
    readBoard(into: &machine)
    readMemory(into: &machine)
    readHiding(into: &machine)
    machine.infer(.passesDevices, devices.passesAny.map(Value.flag))
    if devices.passesAny == false, let reason = reasonForNoGPU() {
      machine.infer(.gpuIntended, .text(reason.message), because: [reason])
    }
    return [machine] + devices.facts(of: machine.id)
  }

  /// `<type machine='pc-i440fx-9.0'>`; without one QEMU decides, which distributions build differently.
  private func readBoard(into machine: inout Fact) {
    guard let type = tree.element(at: "os", "type"), let attribute = type.attribute("machine") else { return }
    let at = domain.at(attribute.valueRange)
    let board = LibvirtDomain.known(attribute.value)
    machine.write(.machineType, board.map(Value.text), at: at)
    guard let board, LibvirtCPU.isX86(domain) else { return }
    if board == "q35" || board.hasPrefix("pc-q35") {
      machine.write(.isPCIe, .flag(true), at: at)
    } else if board == "pc" || board.hasPrefix("pc-i440fx") || board.hasPrefix("pc-0.")
      || board.hasPrefix("pc-1.")
    {
      machine.write(.isPCIe, .flag(false), at: at)
      machine.infer(.machineTypeWanted, .text("q35"))
    }
  }

  private func readMemory(into machine: inout Fact) {
    let memory = tree.element(at: "memory").map { ($0, Self.bytes($0, tree)) }
    if let (element, bytes) = memory {
      machine.write(.ram, bytes.map(Value.integer), at: domain.at(element.range))
    }
    if let element = tree.element(at: "currentMemory") {
      machine.write(.ramLeast, Self.bytes(element, tree).map(Value.integer), at: domain.at(element.range))
    }
    // libvirt adds one where none is written.
    machine.infer(.balloonWanted, .text("none"))
    guard let balloon = tree.child("memballoon", of: domain.devices), let model = balloon.attribute("model")
    else {
      return
    }
    machine.write(.balloon, LibvirtDomain.known(model.value).map(Value.text), at: domain.at(model.valueRange))
  }

  /// `<memory unit='GiB'>16</memory>`; KiB where no unit is written. `KB` and `MB` are decimal to libvirt.
  static func bytes(_ element: XMLTree.Element, _ tree: XMLTree) -> Int? {
    guard let number = Int(tree.text(of: element)), number >= 0 else { return nil }
    guard let factor = Self.factors[(element["unit"] ?? "KiB").lowercased()] else { return nil }
    let (bytes, overflows) = number.multipliedReportingOverflow(by: factor)
    return overflows ? nil : bytes
  }

  private func readHiding(into machine: inout Fact) {
    guard let hidden = tree.element(at: "features", "kvm", "hidden"), let state = hidden.attribute("state")
    else {
      return
    }
    machine.write(.hidesHypervisor, .flag(state.value == "on"), at: domain.at(hidden.range))
  }

  /// A sign that the VM has no GPU on purpose: a name, a description or a comment, or a GPU in a file of its own that is
  /// attached later.
  private func reasonForNoGPU() -> Reason? {
    let name = domain.name
    if ModelPurpose.namesCPU(tree.text(of: name)) {
      return Reason("its name says CPU", at: domain.at(name.range))
    }
    for element in [tree.element(at: "title"), tree.element(at: "description")] {
      if let element, ModelPurpose.speaksOfGPU(tree.text(of: element)) {
        return Reason("its \(element.name) mentions it", at: domain.at(element.range))
      }
    }
    for comment in tree.comments where ModelPurpose.speaksOfGPU(tree.source.string(comment)) {
      return .comment(tree.source.string(comment), at: domain.at(comment))
    }
    let directory = Path.directory(of: domain.id.path)
    for file in workspace.names(in: directory) where file.hasSuffix(".xml") || file.hasSuffix(".sh") {
      let path = directory.isEmpty ? file : directory + "/" + file
      guard path != domain.id.path, let source = workspace.source(at: path), source.bytes.count < 1 << 18
      else {
        continue
      }
      let text = source.string(source.range)
      if text.contains("attach-device") || (text.contains("<hostdev") && !text.contains("<domain")) {
        return Reason("\(file) attaches a device", at: nil)
      }
    }
    return nil
  }
}
