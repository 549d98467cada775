import Vocabulary

/// What words near a passed-through device say it is.
enum CardSigns {
  /// A card for screens, which has its sound as a second function.
  static func hasSound(_ text: String) -> Bool {
    let words = ModelPurpose.words(of: text)
    return !isOther(text)
      && !words.isDisjoint(with: ["gpu", "vga", "geforce", "rtx", "gtx", "radeon", "graphics", "nvidia"])
  }

  /// No GPU, or one without sound of its own (data-centre cards), or with it elsewhere (Intel's).
  static func isOther(_ text: String) -> Bool { !ModelPurpose.words(of: text).isDisjoint(with: others) }

  private static let others: Set<String> = [
    "nic", "network", "ethernet", "nvme", "ssd", "disk", "hba", "sata", "sas", "usb", "wifi", "bluetooth",
    "coral", "tpu", "capture", "tuner", "sound", "audio", "vf", "sriov",
    "tesla", "a2", "a10", "a16", "a30", "a40", "a100", "h100", "h200", "b200", "l4", "l40", "l40s", "t4",
    "p4",
    "p40", "p100", "v100", "m40", "m60", "k80", "cmp", "instinct", "mi25", "mi50", "mi60", "mi100", "mi210",
    "mi250", "mi300x", "arc", "intel", "b50", "b60", "b580", "a770", "a750", "gaudi",
  ]
}
