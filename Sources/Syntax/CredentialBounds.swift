/// Where the value after a name ends, as the syntax around it has it.
extension CredentialSearch {
  /// A value as it is written.
  struct Written {
    var range: TextRange
    /// Whether it is in single quotes.
    var isExact = false
  }

  /// How a name and its value are joined.
  enum Joint: Equatable {
    /// `NAME=value`.
    case assigned
    /// `name: value`.
    case mapped
    /// `${NAME:-value}`.
    case inVariable
    /// `--name value` and other pairs.
    case apart
  }

  /// The value that begins at a place, quotes included.
  func written(_ place: Int, of start: Int, _ end: Int, _ joint: Joint) -> Written {
    var position = place
    guard joint != .inVariable else {
      let end = bytes[place...].prefix(256).firstIndex { $0 == 0x7D || $0 == 0x0A }
      return Written(range: TextRange(place, end ?? place))
    }
    let enclosing = enclosing(start, end)
    // JSON in a text: `\"name\": \"value\"`.
    if position + 1 < bytes.count, bytes[position] == 0x5C, [0x22, 0x27].contains(bytes[position + 1]) {
      let quote = bytes[position + 1]
      position += 2
      return Written(range: unschemed(position, closing(escaped: quote, from: position)))
    }
    if position < bytes.count, [0x22, 0x27].contains(bytes[position]), bytes[position] != enclosing.quote {
      return quoted(position, enclosing, joint)
    }
    if let quote = enclosing.quote, start > 0, bytes[start - 1] == quote,
      let close = closing(quote, behind: position, mayBreak: false)
    {
      // `-e 'DB_PASSWORD=two words'`, `"Authorization: Bearer ..."`.
      return Written(range: unschemed(position, close))
    }
    position = unschemed(position, bytes.count).start
    return Written(range: TextRange(position, plain(position, of: start, end, joint)))
  }

  private func quoted(_ place: Int, _ enclosing: (quote: UInt8?, isSure: Bool), _ joint: Joint) -> Written {
    let quote = bytes[place]
    let isExact = quote == 0x27
    // `"""`, as TOML, Python and Nix have it.
    if bytes[place...].starts(with: [quote, quote, quote]) {
      let from = place + 3
      var end = from
      while end < bytes.count, end - from < limit, !bytes[end...].starts(with: [quote, quote, quote]) { end += 1 }
      return Written(range: TextRange(from, end), isExact: isExact)
    }
    let from = place + 1
    guard var end = closing(quote, behind: from, mayBreak: enclosing.quote == nil && enclosing.isSure) else {
      return Written(range: unschemed(from, index(of: [0x0A], from: from) ?? min(bytes.count, from + limit)))
    }
    // `'abc'"def"ghi` is one word of a shell.
    if joint == .assigned, enclosing.quote == nil, end > from {
      var next = end + 1
      while next < bytes.count, next - from < limit {
        if [0x22, 0x27].contains(bytes[next]) {
          guard let close = closing(bytes[next], behind: next + 1, mayBreak: false) else { break }
          next = close + 1
        } else if !Self.endsValue(bytes[next]), bytes[next] != 0x26, bytes[next] != 0x7C {
          next += 1
        } else {
          break
        }
        end = next
      }
    }
    return Written(range: unschemed(from, end), isExact: isExact)
  }

  /// The end of a value without quotes.
  private func plain(_ from: Int, of start: Int, _ end: Int, _ joint: Joint) -> Int {
    let before = start > 0 ? bytes[start - 1] : 0x0A
    let isList = bytes[end - 1] | 0x20 == 0x73
    let isQuery = before == 0x3F || before == 0x26
    if joint == .mapped, isFirst(start) { return endOfLine(from) }
    let isWord = joint == .assigned && bytes[end] == 0x3D && from == end + 1 && (before <= 0x20 || before == 0x3D)
    var position = from
    while position < bytes.count, position - from < limit {
      let byte = bytes[position]
      if isQuery, byte == 0x26 { break }
      if Self.endsValue(byte) {
        let isOfList = isList && (byte == 0x3B || byte == 0x2C)
        guard isOfList || goesOn(position, from) || isWord && isOfWord(position) else { break }
      } else if byte == 0x3C, !isWord {
        break
      }
      position += 1
    }
    return position
  }

  /// Whether a sign in a word is part of it: something follows that is not a setting of its own, as in `a=b,c=d`.
  private func isOfWord(_ position: Int) -> Bool {
    guard [0x2C, 0x3B, 0x29, 0x5D, 0x7D, 0x60].contains(bytes[position]), position + 1 < bytes.count,
      !Self.endsValue(bytes[position + 1])
    else { return false }
    guard bytes[position] == 0x2C || bytes[position] == 0x3B else { return true }
    let next = bytes[(position + 1)...].prefix(64).first { !$0.isOfWord }
    return next != 0x3D
  }

  /// Whether a key is the first of its line, but for blanks, the sign of an item and its quote.
  private func isFirst(_ start: Int) -> Bool {
    var place = start
    if place > 0, [0x22, 0x27].contains(bytes[place - 1]) { place -= 1 }
    while place > 0, start - place < 64, bytes[place - 1] == 0x20 || bytes[place - 1] == 0x09 || bytes[place - 1] == 0x2D {
      place -= 1
    }
    return place == 0 || bytes[place - 1] == 0x0A
  }

  /// The end of a plain scalar of YAML in a block: a comment, or the line. JSON's and JavaScript's comma belongs to no value.
  private func endOfLine(_ from: Int) -> Int {
    var position = from
    while position < bytes.count, position - from < limit, bytes[position] != 0x0A, bytes[position] != 0x0D {
      if bytes[position] == 0x23, position > from, bytes[position - 1] <= 0x20 { break }
      position += 1
    }
    while position > from, bytes[position - 1] <= 0x20 || [0x2C, 0x3B].contains(bytes[position - 1]) { position -= 1 }
    return position
  }

  /// The quote that is open where a name begins, and whether the beginning of its line was seen.
  private func enclosing(_ start: Int, _ end: Int) -> (quote: UInt8?, isSure: Bool) {
    var first = start
    while first > 0, start - first < 256, bytes[first - 1] != 0x0A { first -= 1 }
    guard first == 0 || bytes[first - 1] == 0x0A else { return (nil, false) }
    var last = start
    // The name's own quotes.
    if end < bytes.count, start > first, [0x22, 0x27].contains(bytes[start - 1]), bytes[end] == bytes[start - 1] { last -= 1 }
    var (position, open) = (first, nil as UInt8?)
    while position < last {
      let byte = bytes[position]
      if byte == 0x5C, open != 0x27 { position += 1 }
      if let quote = open {
        if byte == quote { open = nil }
      } else if byte == 0x22 || byte == 0x27 {
        // The apostrophe of a word opens nothing.
        let isApostrophe = byte == 0x27 && position > first && bytes[position - 1].isOfWord
        if !isApostrophe { open = byte }
      }
      position += 1
    }
    return (open, true)
  }

  /// Where a quote closes, over escapes and doubled quotes.
  private func closing(_ quote: UInt8, behind from: Int, mayBreak: Bool) -> Int? {
    var position = from
    while position < bytes.count, position - from < limit {
      switch bytes[position] {
      case 0x5C where quote == 0x22: position += 1
      case 0x0A where !mayBreak: return nil
      case quote:
        guard quote == 0x27, position > from, position + 1 < bytes.count, bytes[position + 1] == quote else { return position }
        position += 1
      default: break
      }
      position += 1
    }
    return nil
  }

  /// Where a quote closes that is escaped itself.
  private func closing(escaped quote: UInt8, from: Int) -> Int {
    var position = from
    while position < bytes.count, position - from < limit, bytes[position] != 0x0A, bytes[position] != quote { position += 1 }
    while position > from, bytes[position - 1] == 0x5C { position -= 1 }
    return position
  }

  private func index(of wanted: [UInt8], from: Int) -> Int? {
    guard from < bytes.count else { return nil }
    return bytes[from...].prefix(limit).firstIndex { wanted.contains($0) }
  }

  /// Without `Bearer ` and the like.
  private func unschemed(_ from: Int, _ end: Int) -> TextRange {
    guard let scheme = Credentials.schemes.first(where: { bytes[min(from, bytes.count)...].starts(with: $0) }),
      from + scheme.count <= end
    else { return TextRange(from, max(from, end)) }
    return TextRange(from + scheme.count, end)
  }
}
