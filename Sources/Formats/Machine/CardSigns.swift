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
}
