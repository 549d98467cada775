import Knowledge
import Memory
import Vocabulary
import Wording

/// Whether the models that run in a virtual machine have room in the RAM that it receives.
enum GuestMemory {
  static func resolve(_ loads: [MemoryLoad], _ draft: inout Draft) {
    let scopes = draft.scopes
    let loads = Dictionary(grouping: loads) { scopes.scope(of: $0.path) }
    let guests = Dictionary(grouping: draft.all(.machine).filter(isForModels)) {
      scopes.scope(of: $0.id.document)
    }
    for (scope, guests) in guests {
      // Which of two machines a model runs in is not known.
      guard guests.count == 1, let guest = guests.first, guest.has(.ram),
        let hasGPU = guest.flag(.passesDevices)
      else { continue }
      let needs = (loads[scope] ?? []).filter { mayRun($0, in: guest, draft) }
        .compactMap { need(of: $0, hasGPU: hasGPU) }
      guard let largest = needs.max(by: { $0.bytes < $1.bytes }) else { continue }
      draft[guest.id].infer(.ramNeeded, .integer(largest.bytes), because: [largest.reason])
    }
  }

  private static func isForModels(_ machine: Fact) -> Bool {
    machine[.topology] == .vm && machine.has(.purpose) && machine.flag(.example) != true
  }

  /// Pods have nodes of their own, and a computer that was only looked at may have nothing to do with the guest.
  private static func mayRun(_ load: MemoryLoad, in guest: Fact, _ draft: Draft) -> Bool {
    guard load.machine.source != .detected else { return false }
    let server = load.server.flatMap { draft.facts[$0] }
    return server.map { [.native, .container].contains($0[.topology]) } ?? true
  }

  private static func need(of load: MemoryLoad, hasGPU: Bool) -> (bytes: Int, reason: Reason)? {
    let machine =
      hasGPU
      ? load.machine
      : Machine(
        gpus: [], hasNoGPU: true, ramBytes: load.machine.ramBytes,
        operatingSystem: load.machine.operatingSystem,
        source: load.machine.source)
    guard let placement = MemoryEstimator(load.file, on: machine).estimate(load.settings).placement else {
      return nil
    }
    let why = hasGPU ? "the part that does not fit on the GPU" : "there is no GPU"
    let reason = Reason(
      "\(load.file.name) with \(Wording.context(load.settings.context)) keeps \(Wording.size(placement.cpuBytes)) in RAM: "
        + why, at: load.at)
    return (placement.cpuBytes, reason)
  }
}
