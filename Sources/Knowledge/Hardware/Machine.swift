/// The hardware a deployment is checked against.
///
/// Sizes in bytes; `nil` where nobody said. No GPUs and `hasNoGPU == false` means that they are unknown.
public struct Machine: Sendable, Hashable {
  public enum Vendor: String, Sendable, Hashable, CaseIterable { case nvidia, amd, intel, apple }

  public struct GPU: Sendable, Hashable {
    public let name: String
    public let vendor: Vendor?
    public let vramBytes: Int?
    /// Peak memory bandwidth in bytes per second, where the card is known.
    public let bandwidth: Double?
    /// Peak operations per second in single precision, where the card is known.
    public let operations: Double?
    /// CUDA compute capability (`8.6`) or AMD target (`gfx1100`), where the card is known.
    public let target: String?
    /// Whether its memory is the computer's own.
    public let isUnified: Bool

    public init(
      name: String, vendor: Vendor?, vramBytes: Int?, bandwidth: Double? = nil, operations: Double? = nil,
      target: String? = nil, isUnified: Bool = false
    ) {
      self.name = name
      self.vendor = vendor
      self.vramBytes = vramBytes
      self.bandwidth = bandwidth
      self.operations = operations
      self.target = target
      self.isUnified = isUnified
    }

    /// A card of the catalogue, with the memory that is really there if somebody measured it.
    public init(_ model: GPUModel, vramBytes: Int? = nil) {
      self.init(
        name: model.fullName, vendor: model.vendor, vramBytes: vramBytes ?? model.vramBytes,
        bandwidth: model.bandwidth, operations: model.operations, target: model.target,
        isUnified: model.isUnified)
    }
  }

  public enum OperatingSystem: String, Sendable, Hashable { case linux, macos, windows }

  /// Who described it; printed in the report.
  public enum Source: String, Sendable, Hashable { case flag, project, detected }

  public let gpus: [GPU]
  /// Whether it is known to have none.
  public let hasNoGPU: Bool
  public let ramBytes: Int?
  public let operatingSystem: OperatingSystem?
  public let source: Source
  /// Memory of the first GPU that a desktop and other programs hold.
  public let heldBytes: Int
  /// Bytes that the system says it lets GPUs take of its own memory; `nil` where it was not asked.
  public let graphicsLimit: Int?

  public init(
    gpus: [GPU], hasNoGPU: Bool = false, ramBytes: Int?, operatingSystem: OperatingSystem?, source: Source,
    heldBytes: Int = 0, graphicsLimit: Int? = nil
  ) {
    self.gpus = gpus
    self.hasNoGPU = hasNoGPU
    self.ramBytes = ramBytes
    self.operatingSystem = operatingSystem
    self.source = source
    self.heldBytes = heldBytes
    self.graphicsLimit = graphicsLimit
  }

  /// The same machine where a server is not given its GPUs.
  public var withoutGPU: Machine {
    Machine(gpus: [], hasNoGPU: true, ramBytes: ramBytes, operatingSystem: operatingSystem, source: source)
  }

  /// Memory of all GPUs together that models can use, if every one of them is known.
  public var vramBytes: Int? {
    if hasNoGPU { return 0 }
    guard !gpus.isEmpty else { return nil }
    var sum = 0
    for gpu in gpus {
      guard let bytes = usableBytes(of: gpu) else { return nil }
      sum += bytes
    }
    return sum
  }

  /// The memory of a GPU that the driver offers to programs. For an Apple chip without further data, what every macOS offers.
  public func usableBytes(of gpu: GPU) -> Int? {
    guard let bytes = gpu.vramBytes else { return nil }
    guard gpu.vendor == .apple else { return bytes }
    return graphicsLimit ?? AppleMemory(bytes: bytes).graphics(macOS: gpu.leastMacOS)
  }
}
