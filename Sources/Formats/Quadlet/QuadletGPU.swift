import Syntax
import Vocabulary

/// What a `.container` file asks for in GPUs.
struct QuadletGPU {
  /// `none`, `all`, `some`; `nil` where only the running manager knows.
  private(set) var access: String? = "none"
  private(set) var vendor: String?
  private(set) var range: SourceRange

  init(_ container: QuadletContainer) {
    range = container.imageAt
    for found in container.values("AddDevice") {
      // `-` passes the device only if it is there.
      grant(String(found.entry.value.drop { $0 == "-" }), found)
    }
    for found in container.values("PodmanArgs") { arguments(found) }
  }

  private mutating func grant(_ text: String, _ found: Unit.Found) {
    guard let device = GPUDevice(text) else {
      // A specifier, or a placeholder that a script fills in, may well be a card.
      if !text.hasPrefix("/") || text.contains("%") || text.contains("{{"), access == "none" { access = nil }
      return
    }
    // /dev/kfd beside /dev/dri is ROCm, whichever stands first.
    if access == "none" || access == nil || (device.vendor == "amd" && vendor == "dri") {
      access = device.access
      vendor = device.vendor
      range = found.at
    }
  }

  private mutating func arguments(_ found: Unit.Found) {
    let words = found.layer.file.words(of: found.entry).map(\.raw)
    for (index, word) in words.enumerated() {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      let value = parts.count > 1 ? parts[1] : index + 1 < words.count ? words[index + 1] : ""
      switch parts.first {
      case "--device": grant(value, found)
      case "--gpus" where access == "none" && value != "0":
        access = value == "all" ? "all" : "some"
        vendor = "nvidia"
        range = found.at
      case "--privileged" where access == "none": access = nil
      default: break
      }
    }
  }
}
