/// What the variable of a loop stands for, one after another, where the list is written in the script: `for m in a b`, with an
/// array, or with a text that holds blanks.
public struct LoopItems {
  private let script: ShellScript
  private static let most = 64

  public init(_ script: ShellScript) { self.script = script }

  /// The places of the items that a word stands for; none where it is not a variable of a loop, or any of them is computed.
  public func items(of word: ShellScript.Word) -> [TextRange] {
    guard word.parts.count == 1, case .variable(let name, nil)? = word.parts.first,
      let loop = script.commands.last(where: { command in
        command.range.end <= word.range.start && command.words.count > 3 && command.words[0].text == "for"
          && command.words[1].text == name && command.words[2].text == "in"
      })
    else { return [] }
    let items = loop.words.dropFirst(3).flatMap { list($0) }
    return items.count > Self.most ? [] : items
  }

  /// The items of one word of a list.
  private func list(_ word: ShellScript.Word) -> [TextRange] {
    if let text = word.text { return text.isEmpty || text.contains("*") ? [] : [inner(word)] }
    guard let name = Self.name(in: script.source.string(inner(word))) else { return [] }
    let set = script.commands.lazy.flatMap(\.assignments).filter { $0.name == name }.prefix(2)
    guard set.count == 1, let assignment = set.first, assignment.range.end <= word.range.start else { return [] }
    let value = assignment.value.range
    if script.source.byte(at: value.start) == 0x28 { return words(in: TextRange(value.start + 1, value.end - 1), isArray: true) }
    return assignment.value.text == nil ? [] : words(in: value)
  }

  /// `MODELS` of `$MODELS`, `${MODELS}` and `${MODELS[@]}`.
  private static func name(in text: String) -> String? {
    guard text.hasPrefix("$") else { return nil }
    var name = text.dropFirst()
    if name.hasPrefix("{"), name.hasSuffix("}") { name = name.dropFirst().dropLast() }
    for end in ["[@]", "[*]"] where name.hasSuffix(end) { name = name.dropLast(3) }
    return name.isEmpty || !name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }) ? nil : String(name)
  }

  /// What blanks part in a text or an array; none where a part of it is computed, or an item of an array holds blanks.
  private func words(in range: TextRange, isArray: Bool = false) -> [TextRange] {
    var words: [TextRange] = []
    var start: Int?
    var isInComment = false
    var quote: UInt8?
    for offset in range.start...range.end {
      let byte = offset < range.end ? script.source.byte(at: offset) ?? 0x20 : 0x20
      if isInComment, byte != 0x0A { continue }
      isInComment = byte == 0x23 && start == nil
      if [0x24, 0x60, 0x28, 0x2A].contains(byte), !isInComment { return [] }
      if isArray, byte == 0x20, quote != nil { return [] }
      if byte == 0x22 || byte == 0x27, !isInComment { quote = quote == nil ? byte : nil }
      if [0x20, 0x09, 0x0A, 0x0D, 0x22, 0x27, 0x5C].contains(byte) || isInComment {
        if let first = start { words.append(TextRange(first, offset)) }
        start = nil
      } else {
        start = start ?? offset
      }
    }
    return words
  }

  /// A word without the quotes around it.
  private func inner(_ word: ShellScript.Word) -> TextRange {
    word.quote == 0 ? word.range : TextRange(word.range.start + 1, word.range.end - 1)
  }
}
