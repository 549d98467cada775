/// Edits a Modelfile where it stands.
public struct ModelfileEditor: Sendable {
  private let tree: ModelfileTree
  private let source: SourceText

  public init(_ tree: ModelfileTree) {
    self.tree = tree
    source = tree.source
  }

  /// Sets a parameter: its last instruction is changed, or one is added after the last PARAMETER or FROM.
  public func setParameter(_ name: String, to value: String) -> [Edit]? {
    let parameters = tree.all(.parameter)
    if let last = parameters.last(where: { tree.name(of: $0) == name }) {
      return setValue(of: last, to: value)
    }
    let froms = tree.all(.from)
    guard let place = parameters.last ?? froms.last else { return nil }
    let word = parameters.last.map { source.string($0.keyword) } ?? matchingCase("PARAMETER", of: place)
    let line = "\(word) \(name) \(Self.quoted(value, like: .none))"
    // A blank line between FROM and the first PARAMETER, if that is how the file is laid out.
    return [.insert(source.newline + line, at: source.lineEnd(of: place.range.end))]
  }

  private func matchingCase(_ word: String, of instruction: ModelfileTree.Instruction) -> String {
    let written = source.string(instruction.keyword)
    return written == written.lowercased() ? word.lowercased() : word
  }

  /// Replaces a value and keeps its quotes where they can hold the new one.
  public func setValue(of instruction: ModelfileTree.Instruction, to value: String) -> [Edit]? {
    let text = Self.quoted(value, like: instruction.quoting)
    if instruction.valueRange.isEmpty {
      let end = instruction.range.end
      return source.byte(at: end) == 0x20 ? [.insert(text, at: end + 1)] : [.insert(" " + text, at: end)]
    }
    return [Edit(instruction.valueRange, text)]
  }

  /// Gives a parameter another name.
  public func rename(_ instruction: ModelfileTree.Instruction, to name: String) -> [Edit]? {
    instruction.name.map { [Edit($0, name)] }
  }

  /// Replaces the instruction's own word, in the letter case it has.
  public func setKeyword(of instruction: ModelfileTree.Instruction, to word: String) -> [Edit] {
    let written = source.string(instruction.keyword)
    return [
      Edit(instruction.keyword, written == written.lowercased() ? word.lowercased() : word.uppercased())
    ]
  }

  /// Removes an instruction with the lines it is on.
  public func remove(_ instruction: ModelfileTree.Instruction) -> [Edit] {
    let start = source.lineStart(of: instruction.range.start)
    let end = source.lineEnd(of: instruction.range.end)
    if end == source.bytes.count, start > 0 {
      var newline = start - 1
      if source.byte(at: newline) == 0x0A, source.byte(at: newline - 1) == 0x0D { newline -= 1 }
      return [.delete(TextRange(newline, end))]
    }
    return [.delete(TextRange(start, source.behindNewline(at: end)))]
  }

  /// A value as it must be written: nothing is escaped in a Modelfile, so only the quotes can differ.
  static func quoted(_ value: String, like quoting: ModelfileTree.Quoting) -> String {
    let hasNewline = value.unicodeScalars.contains { $0 == "\n" || $0 == "\r" }
    if quoting == .triple || hasNewline { return "\"\"\"\(value)\"\"\"" }
    if quoting == .double || value.hasPrefix("\"") || value.hasPrefix(" ") || value.hasSuffix(" ")
      || value.isEmpty
    {
      return "\"\(value)\""
    }
    return value
  }
}
