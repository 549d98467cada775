import Vocabulary

/// What a container requests in GPUs.
struct GPURequest {
  /// `nil` where it depends on what the files do not show.
  private(set) var access: GPUAccess? = .noGPU
  private(set) var vendor: PassedGPU?
  /// Where it is asked for, or else where the container is.
  private(set) var at: SourceRange
  /// The devices that are handed over, as ``Attribute/gpuDevices`` lists them; `nil` for all, or where not known.
  var devices: [String]?
  /// Whether the runtime brings the cards, so that the container's own NVIDIA_VISIBLE_DEVICES counts.
  private(set) var isByRuntime = false
  /// Why the engine refuses or ignores the request: completes "the GPU request ...".
  private(set) var problem: Placed<String>?
  /// Why there is no request, if that is intended.
  var omitted: Reason?
  /// Whose GPU the host has anyway, as another place shows.
  var expected: (vendor: PassedGPU, reason: Reason)?

  init(at: SourceRange) { self.at = at }

  /// Whether nothing is asked for, and nothing wrong was tried.
  var isAbsent: Bool { access == .noGPU && problem == nil }

  /// The first that is granted counts.
  mutating func grant(_ access: GPUAccess?, _ vendor: PassedGPU?, at: SourceRange) {
    guard self.access == .noGPU else { return }
    self.access = access
    self.vendor = vendor
    self.at = at
  }

  /// All cards by the runtime of NVIDIA (Container Toolkit, "Environment variables").
  mutating func grantByRuntime(at: SourceRange) {
    if access == .noGPU { isByRuntime = true }
    grant(.all, .nvidia, at: at)
  }

  /// A device node or a CDI name; `nil` for one that cannot be known.
  mutating func pass(_ device: String?, at: SourceRange) {
    guard let device else { return grant(nil, nil, at: at) }
    if let meant = GPUDevice.meant(by: device) {
      complain("passes \(device), which does not exist; write \(meant)", at: at)
      return pass(meant, at: at)
    }
    guard let card = GPUDevice(device) else { return }
    if let name = GPUDevice.name(of: device) { devices = (devices ?? []) + [name] }
    // /dev/kfd next to /dev/dri is ROCm, whichever comes first.
    let isMoreExact = vendor == .dri && card.vendor != nil && card.vendor != .dri
    guard access == .noGPU || access == nil || isMoreExact else { return }
    access = card.access
    vendor = card.vendor
    self.at = at
  }

  /// Whose GPU the request is about, whether one is given by it or not.
  mutating func name(_ access: GPUAccess, _ vendor: PassedGPU, at: SourceRange) {
    self.access = access
    self.vendor = vendor
    self.at = at
  }

  /// The first mistake is reported.
  mutating func complain(_ text: String, at: SourceRange) {
    guard problem == nil else { return }
    problem = Placed(text, at: at)
    if access == .noGPU, vendor == nil { self.at = at }
  }

  /// Where it is said that none is asked for.
  mutating func place(at: SourceRange) { self.at = at }

  /// What is not asked for here may be asked for where nobody sees it.
  mutating func becomeUnknownIfAbsent() { if access == .noGPU { access = nil } }
}
