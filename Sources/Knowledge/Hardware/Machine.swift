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
    /// CUDA compute capability (`8.6`) or AMD target (`gfx1100`), where the card is known.
    public let target: String?
    /// Whether its memory is the computer's own.
    public let isUnified: Bool

    public init(
      name: String, vendor: Vendor?, vramBytes: Int?, bandwidth: Double? = nil, target: String? = nil,
      isUnified: Bool = false
    ) {
      self.name = name
      self.vendor = vendor
      self.vramBytes = vramBytes
      self.bandwidth = bandwidth
      self.target = target
      self.isUnified = isUnified
    }

    /// A card of the catalogue, with the memory that is really there if somebody measured it.
    public init(_ model: GPUModel, vramBytes: Int? = nil) {
      self.init(
        name: model.fullName, vendor: model.vendor, vramBytes: vramBytes ?? model.vramBytes,
        bandwidth: model.bandwidth, target: model.target, isUnified: model.isUnified)
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

  public init(
    gpus: [GPU], hasNoGPU: Bool = false, ramBytes: Int?, operatingSystem: OperatingSystem?, source: Source,
    heldBytes: Int = 0
  ) {
    self.gpus = gpus
    self.hasNoGPU = hasNoGPU
    self.ramBytes = ramBytes
    self.operatingSystem = operatingSystem
    self.source = source
    self.heldBytes = heldBytes
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

  /// What the driver offers of a GPU's memory.
  ///
  /// Metal offers two thirds of a Mac's memory up to 32 GB and three quarters above it
  /// (recommendedMaxWorkingSetSize in llama.cpp's logs: 10922.67 MB of 16 GB, 5461.34 MB of 8 GB).
  public func usableBytes(of gpu: GPU) -> Int? {
    guard let bytes = gpu.vramBytes else { return nil }
    guard gpu.vendor == .apple else { return bytes }
    return bytes > 32 << 30 ? bytes / 4 * 3 : bytes / 3 * 2
  }
}
