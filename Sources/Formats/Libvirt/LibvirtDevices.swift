import Syntax
import Vocabulary

/// The devices that a domain is given by passing them through.
struct LibvirtDevices {
  /// A PCI device, with its place on the host.
  private struct Passed {
    let element: XMLTree.Element
    let address: PCIAddress?
    /// What is in and right before it: an alias, a ROM file, a comment.
    let words: String
  }

  private let domain: LibvirtDomain
  private let tree: XMLTree
  private let workspace: any Workspace
  private let passed: [Passed]
  private let others: Int

  init(_ domain: LibvirtDomain, in workspace: any Workspace) {
    self.domain = domain
    tree = domain.tree
    self.workspace = workspace
    let devices = domain.tree.children("hostdev", of: domain.devices)
    passed = devices.filter { $0["type"] == "pci" }.map { element in
      Passed(
        element: element, address: Self.address(of: element, domain.tree),
        words: Self.words(at: element, domain.tree))
    }
    others = devices.filter { $0["type"] == "mdev" }.count
  }

  /// `nil` where QEMU's own command line may bring one.
  var passesAny: Bool? {
    if !passed.isEmpty || others > 0 { return true }
    let hasOwnArguments = tree.children(of: tree.root).contains {
      $0.name.hasSuffix(":commandline") && tree.source.string($0.range).contains("vfio")
    }
    // A network card from a pool of passed ones is no GPU, and no sign of one.
    return hasOwnArguments ? nil : false
  }

  func facts(of machine: FactID) -> [Fact] {
    let binding = passed.isEmpty ? nil : HostBinding.find(in: workspace)
    return passed.enumerated().map { index, device in
      let element = device.element
      var fact = Fact(
        FactID(.device, domain.id, ["devices", "hostdev#\(number(of: element))"]),
        at: domain.at(element.startTag),
        related: [.machine: machine, .owner: machine])
      fact.write(
        .name, .text(device.address?.text ?? "\(index + 1)"),
        at: domain.at(
          tree.child("source", of: element).flatMap { tree.child("address", of: $0) }?.range
            ?? element.startTag))
      fact.infer(.kind, .text("pci"))
      if domain.id.isDocumentation { fact.infer(.example, .flag(true)) }
      let managed = element.attribute("managed")
      fact.write(
        .managed, .flag(managed?.value == "yes"), at: domain.at(managed?.valueRange ?? element.startTag))
      if let binding { fact.infer(.bound, .text(binding.path)) }
      if let sibling = missingSibling(of: device, binding) {
        fact.infer(.siblingMissing, .text(sibling.text))
      }
      return fact
    }
  }

  /// Its number among all `<hostdev>`, which is what its address counts.
  private func number(of element: XMLTree.Element) -> Int {
    tree.children("hostdev", of: domain.devices).firstIndex { $0.id == element.id } ?? 0
  }

  /// The sound function of a card whose first function alone is passed.
  private func missingSibling(of device: Passed, _ binding: HostBinding?) -> PCIAddress? {
    guard let address = device.address, address.function == 0, address.isCard else { return nil }
    // Both functions taken from the host's drivers are no obstacle.
    if let binding, binding.devices != 1 { return nil }
    let place = address.with(function: nil)
    guard passed.filter({ $0.address?.with(function: nil) == place }).count == 1,
      !CardSigns.isOther(device.words),
      // The only card of a machine for models is its GPU; among several, words must tell.
      passed.count == 1 || CardSigns.hasSound(device.words),
      !CardSigns.isOther(aboutTheMachine)
    else { return nil }
    return address.with(function: 1)
  }

  private var aboutTheMachine: String {
    [tree.element(at: "title"), tree.element(at: "description")].compactMap { $0.map(tree.text) }.joined(
      separator: " ")
  }

  private static func address(of element: XMLTree.Element, _ tree: XMLTree) -> PCIAddress? {
    guard let source = tree.child("source", of: element), let address = tree.child("address", of: source)
    else {
      return nil
    }
    func number(_ name: String) -> Int? {
      guard let text = address[name] else { return name == "domain" || name == "function" ? 0 : nil }
      return text.lowercased().hasPrefix("0x") ? Int(text.dropFirst(2), radix: 16) : Int(text)
    }
    guard let domain = number("domain"), let bus = number("bus"), let slot = number("slot"),
      let function = number("function"), [domain, bus, slot, function].allSatisfy({ $0 >= 0 })
    else { return nil }
    return PCIAddress(domain: domain, bus: bus, slot: slot, function: function)
  }

  private static func words(at element: XMLTree.Element, _ tree: XMLTree) -> String {
    let own = tree.source.string(element.range)
    guard let parent = element.parent.map({ tree[$0] }) else { return own }
    var before = ""
    for content in parent.content {
      switch content {
      case .comment(let range) where range.end <= element.range.start: before = tree.source.string(range)
      case .element(let id) where id == element.id: return before + " " + own
      case .element: before = ""
      default: continue
      }
    }
    return own
  }
}
