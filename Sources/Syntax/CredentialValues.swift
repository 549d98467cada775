/// Credentials behind the names of settings.
extension CredentialSearch {
  /// `NAME=value`, `"name": "Bearer value"`, `--name value`.
  func value(behind start: Int, _ end: Int) -> TextRange? {
    let isNamed = Credentials.isName(bytes[start..<end])
    guard isNamed || Credentials.isKeyName(bytes[start..<end]) else { return nil }
    let isFlag = bytes[start] == 0x2D
    var position = end
    // Lua: `["password"] = ...`.
    skip(&position, [0x22, 0x27, 0x5D])
    skip(&position, [0x20, 0x09])
    var isOfMapping = false
    if position < bytes.count, bytes[position] == 0x3D || bytes[position] == 0x3A {
      isOfMapping = bytes[position] == 0x3A
      position += 1
    } else if let paired = paired(from: position) ?? argument(behind: start, end) {
      position = paired
    } else {
      if isFlag { skipToNextItem(&position) }
      if !isFlag && !isSet(start) || position == end { return nil }
    }
    skip(&position, [0x20, 0x09])
    if isOfMapping { skipToNextLine(&position) }
    // A tag or an anchor of YAML.
    let endOfTags = min(position + 64, bytes.count)
    while position < endOfTags, bytes[position] == 0x21 || bytes[position] == 0x26 {
      while position < endOfTags, bytes[position] > 0x20 { position += 1 }
      skip(&position, [0x20, 0x09])
    }
    skip(&position, [0x22, 0x27, 0x5C])
    if let scheme = Credentials.schemes.first(where: { bytes[position...].starts(with: $0) }) {
      position += scheme.count
    }
    let from = position
    // `OPENAI_API_KEYS` is a list.
    let isList = bytes[end - 1] | 0x20 == 0x73
    while position < bytes.count, position - from < limit,
      !Self.endsValue(bytes[position]) || isList && (bytes[position] == 0x3B || bytes[position] == 0x2C)
        || goesOn(position, from),
      bytes[position] != 0x3C
    {
      position += 1
    }
    if let quote = from > 0 ? bytes[from - 1] : nil, quote == 0x22 || quote == 0x27 {
      position = closing(quote, from: position) ?? position
    } else if start > 0, bytes[start - 1] == 0x22 || bytes[start - 1] == 0x27, bytes[end] == 0x3D,
      let close = bytes[position...].prefix(128).firstIndex(where: { $0 == bytes[start - 1] || $0 == 0x0A }), bytes[close] != 0x0A
    {
      // `-e 'DB_PASSWORD=two words'`
      position = close
    }
    let text = String(decoding: bytes[from..<position], as: UTF8.self)
    guard isNamed else { return Credentials.isHexadecimal(text) ? TextRange(from, position) : nil }
    guard Credentials.mayBeReal(text) || Credentials.isPassword(bytes[start..<end]) && Credentials.mayBePassword(text) else { return nil }
    return TextRange(from, position)
  }

  /// From one item of a list to the next, as a command is written in YAML or JSON: `[--api-key, KEY]`, `"--token",` and `"KEY"` on
  /// two lines, `- --api-key` and `- KEY`.
  private func skipToNextItem(_ position: inout Int) {
    var next = position
    skip(&next, [0x2C])
    let isFlow = next > position
    let behind = next
    skipToNextWord(&next)
    let isBroken = bytes[behind..<next].contains(0x0A)
    if !isFlow {
      guard isBroken, bytes[next...].starts(with: [0x2D, 0x20]) else { return }
      next += 2
    }
    // Another option: this one is a switch.
    guard !bytes[next...].prefix(2).contains(0x2D) else { return }
    position = next
  }

  /// From `NAME:` to a value that YAML has on the next line, by itself or as a block: `|`, `>-`.
  private func skipToNextLine(_ position: inout Int) {
    var next = position
    skip(&next, [0x7C, 0x3E])
    if next > position { skip(&next, [0x2B, 0x2D, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39]) }
    skip(&next, [0x20, 0x09, 0x0D])
    guard next < bytes.count, bytes[next] == 0x0A else { return }
    let line = next + 1
    next = line
    skip(&next, [0x20, 0x09])
    let end = bytes[next...].prefix(limit).firstIndex { $0 <= 0x20 } ?? min(bytes.count, next + limit)
    // A mapping key is not a value, and a line without indentation does not belong to it.
    guard next > line, end > next, bytes[end - 1] != 0x3A, bytes[next] != 0x23 else { return }
    position = next
  }

  /// Whether a word of a shell goes on behind a quote or a backslash in it: `abc'def'`, `abc\ def`.
  private func goesOn(_ position: Int, _ from: Int) -> Bool {
    guard position > from, position + 1 < bytes.count, from > 0, bytes[from - 1] == 0x3D else { return false }
    let next = bytes[position + 1]
    switch bytes[position] {
    case 0x22, 0x27: return next.isOfWord
    // A backslash before the end of the line joins it with the next one.
    case 0x5C: return next == 0x20 || next.isOfWord || next == 0x0A && position + 2 < bytes.count && bytes[position + 2].isOfWord
    case 0x0A: return bytes[position - 1] == 0x5C && next.isOfWord
    case 0x20: return bytes[position - 1] == 0x5C
    default: return false
    }
  }

  /// Whether the word before it sets what follows: `ENV NAME value`, `set -gx NAME value`, `launchctl setenv NAME value`.
  private func isSet(_ start: Int) -> Bool {
    guard start > 0, bytes[start - 1] == 0x20 || bytes[start - 1] == 0x09 else { return false }
    var end = start
    while end > 0, bytes[end - 1] == 0x20 || bytes[end - 1] == 0x09 { end -= 1 }
    var first = end
    while first > 0, end - first < 8, bytes[first - 1].isOfWord { first -= 1 }
    let word = bytes[first..<end].map { $0 | 0x20 }
    return ["env", "arg", "set", "setx", "setenv", "-x", "-gx", "-xg", "-ux", "-xu", "setq", "setopt", "defvar", "defconst"].contains {
      word.elementsEqual($0.utf8.map { $0 | 0x20 })
    }
  }

  /// Where the value begins that is written as a pair with its name: `name: TOKEN`, `value: ...` in a list of variables,
  /// `<key>TOKEN</key><string>...` in a property list.
  private func paired(from end: Int) -> Int? {
    var position = end
    let isXML = bytes[position...].starts(with: "</key>".utf8)
    if isXML { position += 6 } else { skip(&position, [0x2C]) }
    skipToNextWord(&position)
    guard !isXML else {
      guard bytes[position...].starts(with: "<string>".utf8) else { return nil }
      position += 8
      return bytes[position...].starts(with: Self.data) ? position + Self.data.count : position
    }
    skip(&position, [0x22, 0x27])
    guard position > end, bytes[position...].starts(with: "value".utf8) else { return nil }
    position += 5
    skip(&position, [0x22, 0x27])
    skip(&position, [0x20, 0x09])
    guard position < bytes.count, bytes[position] == 0x3A || bytes[position] == 0x3D else { return nil }
    return position + 1
  }

  static let data = Array("<![CDATA[".utf8)

  /// Over blanks, ends of lines and comments.
  private func skipToNextWord(_ position: inout Int) {
    for _ in 0..<16 {
      skip(&position, [0x20, 0x09, 0x0D, 0x0A])
      guard position > 0, position < bytes.count, bytes[position] == 0x23, bytes[position - 1] <= 0x20 else { return }
      position = bytes[position...].prefix(limit).firstIndex(of: 0x0A) ?? min(bytes.count, position + limit)
    }
  }

  /// Where the argument begins that is handed on with a name: `SetEnvironmentVariable("TOKEN", "...")`,
  /// `Set-Item Env:TOKEN -Value ...`.
  private func argument(behind start: Int, _ end: Int) -> Int? {
    var position = end
    if start > 0, bytes[start - 1] == 0x22 || bytes[start - 1] == 0x27 {
      let callee = bytes[..<(start - 1)].suffix(9).map { $0 | 0x20 }
      guard callee.elementsEqual("variable(".utf8) || callee.suffix(7).elementsEqual("setenv(".utf8) else { return nil }
      skip(&position, [0x22, 0x27])
      guard position < bytes.count, bytes[position] == 0x2C else { return nil }
      return position + 1
    }
    guard start > 3, bytes[..<start].suffix(4).map({ $0 | 0x20 }).elementsEqual("env:".utf8) else { return nil }
    skip(&position, [0x20, 0x09])
    let option = Array("-value ".utf8)
    guard bytes[position...].prefix(option.count).map({ $0 | 0x20 }).elementsEqual(option) else { return nil }
    return position + option.count
  }

  /// `value: ...` before `name: TOKEN`, as some sort the keys of a variable.
  func value(before start: Int, _ end: Int) -> TextRange? {
    guard end - start == 5, bytes[start..<end].elementsEqual("value".utf8) else { return nil }
    var position = end
    skip(&position, [0x22, 0x27])
    skip(&position, [0x20, 0x09])
    guard position < bytes.count, bytes[position] == 0x3A else { return nil }
    position += 1
    skip(&position, [0x20, 0x09])
    skip(&position, [0x22, 0x27])
    let from = position
    while position < bytes.count, position - from < limit, !Self.endsValue(bytes[position]) { position += 1 }
    let value = TextRange(from, position)
    skip(&position, [0x22, 0x27])
    skip(&position, [0x20, 0x09])
    skip(&position, [0x2C])
    skipToNextWord(&position)
    skip(&position, [0x22, 0x27])
    guard bytes[position...].starts(with: "name".utf8) else { return nil }
    position += 4
    skip(&position, [0x22, 0x27])
    guard position < bytes.count, bytes[position] == 0x3A else { return nil }
    position += 1
    skip(&position, [0x20, 0x09, 0x22, 0x27])
    var last = position
    while last < bytes.count, bytes[last].isOfWord { last += 1 }
    let text = String(decoding: bytes[value.start..<value.end], as: UTF8.self)
    let name = bytes[position..<last]
    guard
      Credentials.isName(name) && Credentials.mayBeReal(text)
        || Credentials.isPassword(name) && Credentials.mayBePassword(text)
        || Credentials.isKeyName(name) && Credentials.isHexadecimal(text)
    else { return nil }
    return value
  }

  /// The text of an element of which an attribute tells what it is: `<Config Target="API_KEY">...`, `<Config Mask="true">...`.
  ///
  /// - Parameter close: where its tag ends.
  func element(at close: Int) -> TextRange? {
    guard close > 0, [0x22, 0x27].contains(bytes[close - 1]), close + 1 < bytes.count, bytes[close + 1] != 0x0A else { return nil }
    var start = close
    while start > 0, close - start < 1024, bytes[start] != 0x3C { start -= 1 }
    guard bytes[start] == 0x3C else { return nil }
    var from = close + 1
    if bytes[from...].starts(with: Self.data) { from += Self.data.count }
    let end = bytes[from...].prefix(limit).firstIndex { $0 == 0x3C || $0 == 0x5D } ?? from
    let text = String(decoding: bytes[from..<end], as: UTF8.self)
    guard text.utf8.count >= Credentials.least else { return nil }
    let attributes = bytes[start..<close].split { $0 <= 0x20 }.compactMap { word -> (name: [UInt8], value: ArraySlice<UInt8>)? in
      guard let sign = word.firstIndex(of: 0x3D), sign + 2 < word.endIndex else { return nil }
      return (word[..<sign].map { $0 | 0x20 }, word[(sign + 2)...].dropLast())
    }
    let isMasked = attributes.contains { $0.name.elementsEqual("mask".utf8) && $0.value.elementsEqual("true".utf8) }
    let names = attributes.filter { attribute in ["target", "name", "key", "id"].contains { attribute.name.elementsEqual($0.utf8) } }
    let isPassword = isMasked || names.contains { Credentials.isPassword($0.value) }
    guard
      (isMasked || names.contains { Credentials.isName($0.value) }) && Credentials.mayBeReal(text)
        || isPassword && Credentials.mayBePassword(text)
    else { return nil }
    return TextRange(from, end)
  }
}
