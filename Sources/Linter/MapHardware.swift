import Diagnostics
import Knowledge
import Memory
import Syntax
import Vocabulary
import Wording

/// Models in memory, and the machines that they are in.
extension MapBuilder {
  mutating func addLoads() {
    for (number, load) in analysis.loads().enumerated() where contains(load.path) {
      let estimate = MemoryEstimator(load.file, on: load.machine).estimate(load.settings)
      let server = load.server.flatMap { analysis.graph[$0] }
      // The machine has a GPU, and the server is not given it.
      let isShutOut = server?[.gpu] == .noGPU && !load.machine.hasNoGPU && !load.machine.gpus.isEmpty
      let memory = DeploymentMap.Memory(
        weights: estimate.offloadableWeights, cache: estimate.kvCache,
        buffers: estimate.buffers,
        available: estimate.placement.map(\.available).flatMap { $0 > 0 ? $0 : nil },
        spilledPercent: estimate.placement.map { $0.fit == .entirely ? 0 : $0.spilledPercent } ?? 0,
        spilled: estimate.placement.map { $0.fit == .entirely ? 0 : $0.cpuWeights } ?? 0,
        verdict: isShutOut ? "if it had the GPU" : nil)
      if !isShutOut { taken[Self.identity(load.machine), default: []].append(memory) }
      let placed = isShutOut ? MemoryEstimator(load.file, on: load.machine.withoutGPU).estimate(load.settings) : estimate
      if let ram = Self.inRAM(placed, of: load.machine) { takenOfRAM[Self.identity(load.machine), default: []].append(ram) }
      let id = "load:\(number):\(load.path):\(load.name)"
      var details = [DeploymentMap.Detail("context", Wording.tokens(load.settings.context))]
      if isShutOut {
        details.append(
          .init("runs on", "the CPU: \(Credentials.masked(server?.text(.name) ?? "the server")) has no GPU"))
      }
      nodes.append(
        .init(
          id: id, kind: .load, title: load.name, location: nil, details: details,
          memory: memory, findings: takeFindings(of: load)))
      let on = load.server.map(Self.identity)
      connect(on ?? load.uses.first.map(Self.identity) ?? id, id)
      connect(id, Self.identity(load.machine))
    }
  }

  mutating func addMachine(_ machine: Fact) {
    var details: [DeploymentMap.Detail] = []
    if let kind = machine.text(.kind) { details.append(.init("kind", kind)) }
    if let bytes = machine.integer(.ram) { details.append(.init("RAM", Wording.size(bytes))) }
    if let cpu = machine.text(.cpu) { details.append(.init("CPU", cpu)) }
    if machine.flag(.passesDevices) == true { details.append(.init("GPU", "passed through")) }
    add(machine, .machine, title: machine.text(.name) ?? "machine", details: details)
  }

  static func identity(_ machine: Machine) -> String {
    let gpus = machine.gpus.map { "\($0.name)/\($0.vramBytes ?? 0)" }.joined(separator: "+")
    return "hardware:\(gpus):\(machine.ramBytes ?? 0)"
  }

  /// The computers that servers and models were tied to, each once.
  mutating func addHardware() {
    var seen: Set<String> = []
    let ties = Set(edges.map(\.to))
    let paths = analysis.documents.keys.map(\.path).filter(contains).sorted()
    for path in paths {
      guard let machine = machine(path) else { continue }
      let id = Self.identity(machine)
      guard ties.contains(id), seen.insert(id).inserted else { continue }
      var details: [DeploymentMap.Detail] = []
      if let vram = machine.vramBytes, !machine.hasNoGPU {
        details.append(.init("VRAM", Wording.size(vram)))
      }
      if let ram = machine.ramBytes { details.append(.init("RAM", Wording.size(ram))) }
      let names = machine.gpus.map(\.name)
      let title = machine.hasNoGPU || names.isEmpty ? "no GPU" : names.joined(separator: " + ")
      nodes.append(
        .init(
          id: id, kind: .machine, title: title, location: nil, details: details, memory: sum(on: id),
          ram: sumOfRAM(on: id)))
    }
  }

  /// What a model takes of RAM that is not the GPU's as well; `nil` where the CPU computes nothing of it.
  private static func inRAM(_ estimate: MemoryEstimate, of machine: Machine) -> DeploymentMap.Memory? {
    guard let placement = estimate.placement, placement.cpuWeights > 0, !machine.gpus.contains(where: \.isUnified) else {
      return nil
    }
    let cache = min(placement.cpuBytes, max(0, estimate.kvCache - placement.gpuCache))
    let rest = placement.cpuBytes - cache
    // Next to a GPU that has some layers, the buffers are the GPU's.
    let weights = placement.gpuBytes == 0 ? min(rest, estimate.weights) : rest
    return DeploymentMap.Memory(
      weights: weights, cache: cache, buffers: rest - weights, available: machine.ramBytes, spilledPercent: 100,
      pool: .ram)
  }

  private func sumOfRAM(on machine: String) -> DeploymentMap.Memory? {
    guard let all = takenOfRAM[machine], let first = all.first else { return nil }
    return DeploymentMap.Memory(
      weights: all.reduce(0) { $0 + $1.weights }, cache: all.reduce(0) { $0 + $1.cache },
      buffers: all.reduce(0) { $0 + $1.buffers }, available: first.available, spilledPercent: 100, pool: .ram)
  }

  /// All models of a machine at once; of one alone its own node tells.
  private func sum(on machine: String) -> DeploymentMap.Memory? {
    guard let all = taken[machine], all.count > 1, let available = all.compactMap(\.available).max() else {
      return nil
    }
    let needed = all.reduce(0) { $0 + $1.needed }
    return DeploymentMap.Memory(
      weights: all.reduce(0) { $0 + $1.weights }, cache: all.reduce(0) { $0 + $1.cache },
      buffers: all.reduce(0) { $0 + $1.buffers }, available: available, spilledPercent: 0,
      verdict: needed <= available
        ? (all.count == 2 ? "both models loaded" : "all \(all.count) models loaded")
        : "\(all.count) models do not fit at the same time")
  }
}
