import Syntax

/// The parameters that a kernel is started with, where they stand.
struct KernelCommandLine {
  /// In the order that the kernel reads them.
  let words: [WordLine.Word]
  /// Where another argument goes, and whether it needs a blank before it.
  let end: Int
  let isEmpty: Bool
  /// Whether a part of it is put together when the machine starts.
  let isComputed: Bool

  enum IOMMU: String { case on, off, unset }

  /// The last word on the IOMMU: `intel_iommu=off` and `amd_iommu=off` switch it off, `iommu=off` and `iommu=soft` go
  /// round it. What Intel's does silently is the distribution's choice.
  var iommu: (state: IOMMU, at: TextRange?) {
    if let word = words.last(where: Self.switchesOff) { return (.off, word.range) }
    if let word = words.last(where: { $0.value(of: "intel_iommu") != nil }) { return (.on, word.range) }
    return (.unset, nil)
  }

  private static func switchesOff(_ word: WordLine.Word) -> Bool {
    for (name, values) in [("intel_iommu", ["off"]), ("amd_iommu", ["off"]), ("iommu", ["off", "soft"])] {
      if let value = word.value(of: name),
        value.split(separator: ",").contains(where: { values.contains(String($0)) })
      {
        return true
      }
    }
    return false
  }

  /// Who made the CPU, by parameters that only make sense on one.
  var processor: String? {
    func names(_ parts: [String]) -> Bool {
      words.contains { word in parts.contains { word.text.hasPrefix($0) } }
    }
    let isIntel = names(["intel_", "i915.", "kvm_intel.", "kvm-intel.", "rd.driver.pre=i915"])
    let isAMD = names(["amd_", "kvm_amd.", "kvm-amd."])
    return isIntel == isAMD ? nil : isIntel ? "intel" : "amd"
  }

  /// `vfio-pci.ids=10de:2484,10de:228b`.
  var devices: [WordLine.Word] {
    words.filter { $0.value(of: "vfio-pci.ids") != nil || $0.value(of: "vfio_pci.ids") != nil }
  }

  /// `modprobe.blacklist=nouveau,nvidia`.
  var blocked: [(module: String, range: TextRange)] {
    words.flatMap { word in
      (word.value(of: "modprobe.blacklist") ?? word.value(of: "module_blacklist") ?? "").split(separator: ",")
        .map {
          (String($0), word.range)
        }
    }
  }

  /// The edits after which the IOMMU is on: words that switch it off change or go, or one is added. `intel_iommu=on`
  /// means nothing to another maker's processor.
  func switchingOn(in source: SourceText) -> [Edit]? {
    var edits: [Edit] = []
    var isSaid = processor == "amd"
    for word in words where Self.switchesOff(word) {
      if word.text.hasPrefix("amd_iommu=") || isSaid {
        let hasBlank = source.byte(at: word.range.start - 1) == 0x20
        edits.append(.delete(TextRange(word.range.start - (hasBlank ? 1 : 0), word.range.end)))
      } else {
        edits.append(Edit(word.range, "intel_iommu=on"))
        isSaid = true
      }
    }
    if !edits.isEmpty { return edits }
    return isComputed && isEmpty ? nil : [.insert((isEmpty ? "" : " ") + "intel_iommu=on", at: end)]
  }
}
