/// The hardware a deployment is judged against.
///
/// Sizes in bytes; `nil` where nobody said. No GPUs and `hasNoGPU == false` means that they are unknown.
public struct Machine: Sendable, Hashable {
  public enum Vendor: String, Sendable, Hashable { case nvidia, amd, intel, apple }

  public struct GPU: Sendable, Hashable {
    public let name: String
    public let vendor: Vendor?
    public let vramBytes: Int?

    public init(name: String, vendor: Vendor?, vramBytes: Int?) {
      self.name = name
      self.vendor = vendor
      self.vramBytes = vramBytes
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

  public init(
    gpus: [GPU], hasNoGPU: Bool = false, ramBytes: Int?, operatingSystem: OperatingSystem?, source: Source
  ) {
    self.gpus = gpus
    self.hasNoGPU = hasNoGPU
    self.ramBytes = ramBytes
    self.operatingSystem = operatingSystem
    self.source = source
  }

  /// Memory of all GPUs together, if every one of them is known.
  public var vramBytes: Int? {
    if hasNoGPU { return 0 }
    guard !gpus.isEmpty else { return nil }
    var sum = 0
    for gpu in gpus {
      guard let bytes = gpu.vramBytes else { return nil }
      sum += bytes
    }
    return sum
  }
}
