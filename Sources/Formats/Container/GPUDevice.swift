import Vocabulary

/// A graphics card that is passed to a container by its device node or its CDI name.
struct GPUDevice: Sendable {
  let access: GPUAccess
  /// `nil` for a paravirtual card of any maker.
  let vendor: PassedGPU?

  /// `nil` for a device that is no graphics card.
  init?(_ text: String) {
    if text.contains("/gpu=") || text.hasPrefix("nvidia.com/") {
      access = text.hasSuffix("=all") ? .all : .someGPUs
      vendor = text.hasPrefix("amd") ? .amd : text.hasPrefix("intel") ? .intel : .nvidia
    } else if text.hasPrefix("/dev/nvidia") {
      access = .someGPUs
      vendor = .nvidia
    } else if text.hasPrefix("/dev/kfd") {
      access = .all
      vendor = .amd
    } else if text.hasPrefix("/dev/dri") {
      access = .all
      vendor = .dri
    } else if text.hasPrefix("/dev/dxg") {
      access = .all
      vendor = nil
    } else {
      return nil
    }
  }
}
