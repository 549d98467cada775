/// A GPU's name as people and tools write it, folded to what tells two cards apart.
///
/// `NVIDIA GeForce RTX 3070 Laptop GPU`, `RTX3070 mobile` and `GA104M [GeForce RTX 3070 Mobile / Max-Q]`
/// all fold to `rtx3070laptop`; a memory size in the name is kept apart.
public struct GPUName: Sendable, Hashable {
  /// The foldings of the name, the likeliest first; lspci gives several for one chip.
  public let keys: [String]
  /// Memory size in the name, in GiB.
  public let gibibytes: Double?

  public init(_ text: some StringProtocol) {
    var text = text.lowercased()
    if let open = text.lastIndex(of: "["), let close = text[open...].firstIndex(of: "]") {
      text = String(text[text.index(after: open)..<close])
    }
    var size: Double?
    var keys: [String] = []
    // lspci writes `RTX 3070 Mobile / Max-Q`: the second name repeats only what differs.
    for alternative in text.split(separator: "/") {
      let (key, gibibytes) = Self.fold(String(alternative))
      size = size ?? gibibytes
      if !key.isEmpty, !keys.contains(key) { keys.append(key) }
    }
    self.keys = keys
    self.gibibytes = size
  }

  /// The folding that the catalogue's rows are sorted by.
  public static func key(_ text: some StringProtocol) -> String { fold(text.lowercased()).key }

  private static func fold(_ text: String) -> (key: String, gibibytes: Double?) {
    var key = ""
    var size: Double?
    var words = words(text)[...]
    while let word = words.popFirst() {
      // `T4G` is a name: a size stands by itself.
      if !word.isGlued, let number = Double(word.text), let unit = words.first,
        ["gb", "gib", "g"].contains(unit.text)
      {
        // More than a pebibyte is not a card's.
        size = number < 1_048_576 ? number : nil
        words.removeFirst()
        continue
      }
      if noise.contains(word.text) { continue }
      key += word.text == "mobile" ? "laptop" : word.text.filter { $0 != "." }
    }
    return (key, size)
  }

  private struct Word {
    var text: String
    /// Whether it follows the word before it without a gap.
    let isGlued: Bool
  }

  /// Runs of letters and of digits; everything else separates.
  private static func words(_ text: String) -> [Word] {
    enum Kind { case gap, letter, digit }
    var words: [Word] = []
    var kind = Kind.gap
    for character in text {
      let next: Kind =
        switch character {
        case "0"..."9": .digit
        case ".": kind == .digit ? .digit : .gap
        case "a"..."z": .letter
        default: .gap
        }
      if next != .gap {
        if next == kind, let last = words.indices.last {
          words[last].text.append(character)
        } else {
          words.append(Word(text: String(character), isGlued: kind != .gap))
        }
      }
      kind = next
    }
    return words
  }
}
