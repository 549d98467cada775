import Syntax
import Vocabulary

/// The devices that a domain is given by passing them through.
struct LibvirtDevices {
  /// A PCI device, with its place on the host.
  private struct Passed {
    let element: XMLTree.Element
    /// Its number among all `<hostdev>`, which is what its address counts.
    let number: Int
    let address: PCIAddress?
    /// What is in and right before it: an alias, a ROM file, a comment.
    let words: String
  }

  private let domain: LibvirtDomain
  private let tree: XMLTree
  private let workspace: any Workspace
  private let passed: [Passed]
  private let others: Int
  /// How many functions of each card are passed.
  private let places: [PCIAddress: Int]

  init(_ domain: LibvirtDomain, in workspace: any Workspace) {
    self.domain = domain
    tree = domain.tree
    self.workspace = workspace
    let devices = domain.tree.children("hostdev", of: domain.devices)
    let comments = Self.comments(in: domain.tree, before: "hostdev", of: domain.devices)
    passed = devices.enumerated().filter { $0.element["type"] == "pci" }.map { number, element in
      let own = domain.tree.source.string(element.range)
      return Passed(
        element: element, number: number, address: Self.address(of: element, domain.tree),
        words: comments[number].map { domain.tree.source.string($0) + " " + own } ?? own)
    }
    places = Dictionary(
      passed.compactMap { $0.address?.with(function: nil) }.map { ($0, 1) }, uniquingKeysWith: +)
    others = devices.filter { $0["type"] == "mdev" }.count
  }

  /// `nil` where QEMU's own command line may bring one.
  var passesAny: Bool? {
    if !passed.isEmpty || others > 0 { return true }
    let hasOwnArguments = tree.children(of: tree.root).contains {
      $0.name.hasSuffix(":commandline") && tree.source.string($0.range).contains("vfio")
    }
    // A network card from a pool of passed ones is not a GPU, and no sign of one.
    return hasOwnArguments ? nil : false
  }

  func facts(of machine: FactID) -> [Fact] {
    let binding = passed.isEmpty ? nil : HostBinding.find(in: workspace)
    return passed.enumerated().map { index, device in
      let element = device.element
      var fact = Fact(
        FactID(.device, domain.id, ["devices", "hostdev#\(device.number)"]),
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

  /// The sound function of a card whose first function alone is passed.
  private func missingSibling(of device: Passed, _ binding: HostBinding?) -> PCIAddress? {
    guard let address = device.address, address.function == 0, address.isCard else { return nil }
    // Both functions taken from the host's drivers are not obstacle.
    if let binding, binding.devices != 1 { return nil }
    guard places[address.with(function: nil)] == 1,
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

  /// The comment right before each child of a name, by its number among them.
  private static func comments(
    in tree: XMLTree, before name: String, of parent: XMLTree.Element
  ) -> [Int: TextRange] {
    var found: [Int: TextRange] = [:]
    var number = 0
    var last: TextRange?
    for content in parent.content {
      switch content {
      case .comment(let range): last = range
      case .element(let id):
        if tree[id].name == name {
          found[number] = last
          number += 1
        }
        last = nil
      default: continue
      }
    }
    return found
  }
}
