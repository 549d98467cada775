import Vocabulary

/// A graphics card that is passed to a container by its device node or its CDI name.
struct GPUDevice: Sendable {
  let access: GPUAccess
  /// `nil` for a paravirtual card of any maker.
  let vendor: PassedGPU?

  /// What one card is called among those that are passed: the number or UUID of a CDI name, or the render node of an AMD card.
  static func name(of device: String) -> String? {
    let path = device.prefix { $0 != ":" }
    if path.hasPrefix("/dev/dri/renderD") { return String(path.dropFirst("/dev/dri/".count)) }
    guard let mark = device.firstRange(ofBytes: "/gpu="), !device.hasSuffix("=all") else { return nil }
    return String(device[mark.upperBound...])
  }

  /// The node that a path without one was meant to be: its letters in another order, or NVIDIA's name with a typo.
  static func meant(by device: String) -> String? {
    let path = device.prefix { $0 != ":" }
    guard path.hasPrefix("/dev/"), let name = path.dropFirst(5).split(separator: "/").first else { return nil }
    for node in ["kfd", "dri"] where name != node && name.sorted() == node.sorted() {
      return "/dev/" + node + device.dropFirst(5 + name.count)
    }
    guard let slip = ["nvida", "nvdia", "nividia", "nvidea", "nvidi"].first(where: name.hasPrefix), !name.hasPrefix("nvidia") else {
      return nil
    }
    return "/dev/nvidia" + device.dropFirst(5 + slip.count)
  }

  /// `nil` for a device that is not a graphics card.
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

extension PassedGPU {
  /// The device files through which containers use the maker's cards; `nil` where an engine or a plugin hands them out.
  var deviceFiles: [String]? {
    switch self {
    case .amd: ["/dev/kfd", "/dev/dri"]
    case .intel: ["/dev/dri"]
    default: nil
    }
  }
}
