import Knowledge
import Syntax
import Vocabulary

/// Reads a virtual machine of Proxmox VE.
struct ProxmoxMachine {
  private let owner: ProxmoxOwner
  private let file: SettingsFile
  private let workspace: any Workspace

  init(_ owner: ProxmoxOwner, in workspace: any Workspace) {
    self.owner = owner
    file = owner.file
    self.workspace = workspace
  }

  func facts() -> [Fact] {
    var machine = owner.machine()
    let arguments = file["args"]?.value ?? ""
    let isX86 = file["arch"].map { $0.value == "x86_64" } ?? true
    if isX86 {
      readCPU(into: &machine, arguments)
      readBoard(into: &machine)
    }
    readMemory(into: &machine)
    let devices = file.entries.filter { Self.isDevice($0.key) }
    machine.infer(
      .passesDevices, devices.isEmpty && arguments.contains("vfio") ? nil : .flag(!devices.isEmpty))
    if let demanding = devices.first(where: { Self.options($0.value)["pcie"] == "1" }) {
      machine.write(.demandsPCIe, .flag(true), at: owner.at(demanding.valueRange))
    }
    if devices.isEmpty, let reason = reasonForNoGPU() {
      machine.infer(.gpuIntended, .text(reason.message), because: [reason])
    }
    return [machine] + devices.map { device($0, of: machine.id, isOnly: devices.count == 1) }
      + conventional(devices, of: machine)
  }

  /// A card of a q35 that is plugged into a conventional slot (qm.conf(5), hostpci: pcie, 0 by default).
  private func conventional(_ devices: [SettingsFile.Entry], of machine: Fact) -> [Fact] {
    guard machine.flag(.isPCIe) == true else { return [] }
    return devices.compactMap { entry in
      guard Self.options(entry.value)["pcie"] != "1",
        PCIAddress(Self.first(entry.value, called: "host")) != nil
      else { return nil }
      return SettingFact.make(
        ["pcie", entry.key], name: entry.key, value: entry.value, kind: "hostpci", format: "Proxmox", problem: .unset,
        corrected: entry.value + ",pcie=1", at: owner.at(entry.valueRange), owner: machine.id)
    }
  }

  /// `cpu: host,flags=+aes`, `cpu: cputype=x86-64-v3`; kvm64 where nothing is written (qm.conf(5)).
  private func readCPU(into machine: inout Fact, _ arguments: String) {
    guard !arguments.split(separator: " ").contains("-cpu") else {
      machine.infer(.cpuHasAVX, nil)
      return
    }
    machine.infer(.cpuWanted, .text("host"))
    guard let entry = file["cpu"] else {
      machine.write(.cpu, .text("kvm64"), at: owner.at(owner.nameRange))
      machine.write(.cpuHasAVX, .flag(false), at: owner.at(owner.nameRange))
      machine.infer(.cpuProblem, .default)
      return
    }
    let model = Self.first(entry.value, called: "cputype")
    let hasAVX = GuestCPU.hasAVX(model)
    machine.write(.cpu, .text(model), at: owner.at(entry.valueRange))
    machine.write(.cpuHasAVX, hasAVX.map(Value.flag), at: owner.at(entry.valueRange))
    if hasAVX == false { machine.infer(.cpuProblem, .model) }
  }

  /// `machine: q35`, `machine: pc-q35-9.0,viommu=intel`; the i440fx where nothing is written.
  private func readBoard(into machine: inout Fact) {
    let entry = file["machine"]
    let board = entry.map { Self.first($0.value, called: "type") } ?? "i440fx"
    let place = entry?.valueRange ?? file.entries.first { Self.isDevice($0.key) }?.range ?? owner.nameRange
    machine.write(.machineType, .text(board), at: owner.at(place))
    if board.contains("q35") {
      machine.write(.isPCIe, .flag(true), at: owner.at(place))
    } else if board == "pc" || board.contains("i440fx") {
      machine.write(.isPCIe, .flag(false), at: owner.at(place))
      machine.infer(.machineTypeWanted, .text("q35"))
    }
  }

  /// Both in MiB; a balloon of 0 is none, and one below the memory is what the guest may be shrunk to.
  private func readMemory(into machine: inout Fact) {
    func bytes(_ entry: SettingsFile.Entry) -> Value? {
      Int(Self.first(entry.value, called: "current")).flatMap {
        $0 >= 0 && $0 < 1 << 40 ? .integer($0 << 20) : nil
      }
    }
    machine.infer(.balloonWanted, .text("0"))
    if let memory = file["memory"] { machine.write(.ram, bytes(memory), at: owner.at(memory.range)) }
    guard let balloon = file["balloon"] else { return }
    machine.write(.balloon, .text(balloon.value), at: owner.at(balloon.range))
    if balloon.value != "0" { machine.write(.ramLeast, bytes(balloon), at: owner.at(balloon.range)) }
  }

  private func device(_ entry: SettingsFile.Entry, of machine: FactID, isOnly: Bool) -> Fact {
    var fact = Fact(
      FactID(.device, owner.id, [entry.key]), at: owner.at(entry.range),
      related: [.machine: machine, .owner: machine])
    let written = Self.first(entry.value, called: "host")
    fact.write(.name, .text(PCIAddress(written)?.text ?? written), at: owner.at(entry.valueRange))
    fact.infer(.kind, .text("pci"))
    // Proxmox binds what it passes to vfio-pci by itself.
    fact.infer(.managed, .flag(true))
    if let sibling = missingSibling(PCIAddress(written), isOnly: isOnly) {
      fact.infer(.siblingMissing, .text(sibling.text))
    }
    return fact
  }

  private func missingSibling(_ address: PCIAddress?, isOnly: Bool) -> PCIAddress? {
    guard let address, address.function == 0, address.isCard, isOnly else { return nil }
    let words = file.comments.map(file.source.string).joined(separator: " ")
    if CardSigns.isOther(words) { return nil }
    // Both functions taken from the host's drivers are not obstacle.
    if let binding = HostBinding.find(in: workspace), binding.devices != 1 { return nil }
    return address.with(function: 1)
  }

  private func reasonForNoGPU() -> Reason? {
    if ModelPurpose.namesCPU(owner.name) {
      return Reason("its name says CPU", at: owner.at(owner.nameRange))
    }
    if let tags = file["tags"], ModelPurpose.namesCPU(tags.value) {
      return Reason("its tags say CPU", at: owner.at(tags.range))
    }
    for comment in file.comments where ModelPurpose.speaksOfGPU(file.source.string(comment)) {
      return .comment(file.source.string(comment), at: owner.at(comment))
    }
    return nil
  }

  // MARK: Values

  static func isDevice(_ key: String) -> Bool {
    key.hasPrefix("hostpci") && !key.dropFirst(7).isEmpty && key.dropFirst(7).allSatisfy(\.isNumber)
  }

  /// The part of a value that may stand without its key: `host` in `host,flags=+aes` and `cputype=host`.
  static func first(_ value: String, called key: String) -> String {
    options(value)[key] ?? value.split(separator: ",").first { !$0.contains("=") }.map(String.init) ?? ""
  }

  static func options(_ value: String) -> [String: String] {
    var options: [String: String] = [:]
    for part in value.split(separator: ",") {
      let sides = part.split(separator: "=", maxSplits: 1)
      if sides.count == 2 { options[String(sides[0])] = String(sides[1]) }
    }
    return options
  }
}
