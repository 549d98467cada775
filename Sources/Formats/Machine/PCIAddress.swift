/// The place of a PCI device on its host: `0000:01:00.0`.
struct PCIAddress: Hashable {
  let domain: Int
  let bus: Int
  let slot: Int
  /// `nil` for the whole device, as Proxmox writes it.
  let function: Int?

  /// `01:00`, `01:00.0`, `0000:01:00.0`; `nil` for anything else.
  init?(_ text: String) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let last = parts.last else { return nil }
    let ends = last.split(separator: ".", omittingEmptySubsequences: false)
    guard ends.count == 1 || ends.count == 2, let bus = Int(parts[parts.count - 2], radix: 16),
      let slot = Int(ends[0], radix: 16), let domain = parts.count == 3 ? Int(parts[0], radix: 16) : 0
    else { return nil }
    if ends.count == 2 {
      guard let function = Int(ends[1], radix: 16) else { return nil }
      self.init(domain: domain, bus: bus, slot: slot, function: function)
    } else {
      self.init(domain: domain, bus: bus, slot: slot, function: nil)
    }
  }

  init(domain: Int, bus: Int, slot: Int, function: Int?) {
    self.domain = domain
    self.bus = bus
    self.slot = slot
    self.function = function
  }

  func with(function: Int?) -> PCIAddress {
    PCIAddress(domain: domain, bus: bus, slot: slot, function: function)
  }

  /// Cards that are plugged in sit alone behind a root port, as device 0 of a bus that is not the board's own.
  /// Virtual functions and what the board itself carries are numbered otherwise.
  var isCard: Bool { bus != 0 && slot == 0 }

  /// `01:00.0`, with the domain only where it is not the first.
  var text: String {
    let place = Self.hex(bus, 2) + ":" + Self.hex(slot, 2) + (function.map { ".\($0)" } ?? "")
    return domain == 0 ? place : Self.hex(domain, 4) + ":" + place
  }

  static func hex(_ number: Int, _ width: Int) -> String {
    let digits = String(number, radix: 16)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
