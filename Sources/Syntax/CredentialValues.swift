/// Credentials after the names of settings.
extension CredentialSearch {
  /// `NAME=value`, `"name": "Bearer value"`, `--name value`.
  func value(behind start: Int, _ end: Int) -> TextRange? {
    var telling = Credentials.telling(bytes[start..<end])
    guard telling != .nothing else { return nil }
    let isInVariable = start > 1 && bytes[start - 1] == 0x7B && bytes[start - 2] == 0x24
    var position = end
    skipCloser(&position)
    let behind = position
    skip(&position, [0x20, 0x09])
    var joint = CredentialSearch.Joint.apart
    skipToExplicitValue(&position, start)
    if position < bytes.count, bytes[position] == 0x3D || bytes[position] == 0x3A {
      // `$PWD:/app` and Lisp's `name :next` set nothing.
      if bytes[position] == 0x3A, start > 0, bytes[start - 1] == 0x24 { return nil }
      if bytes[position] == 0x3A, position > behind, bytes[position...].dropFirst().first.map({ $0 > 0x20 }) ?? true { return nil }
      guard let sign = sign(&position, isInVariable) else { return nil }
      joint = sign
      // An empty value, and what is after it.
      if sign == .assigned, position == behind + 1, position < bytes.count, bytes[position] == 0x20 { telling = telling.less }
    } else if let paired = paired(from: position) ?? argument(behind: start, end) ?? written(inProse: position, start, end) {
      position = paired
    } else {
      let isFlag = bytes[start] == 0x2D
      if isFlag { skipToNextItem(&position) }
      if !isFlag && !isSet(start) || position == end { return nil }
      if isFlag, position < bytes.count, bytes[position] != 0x22, bytes[position] != 0x27 { telling = telling.less }
    }
    skip(&position, [0x20, 0x09])
    if joint == .mapped {
      if skipToNextLine(&position) { (telling, joint) = (telling.less, .apart) }
      if skipTags(&position) { telling = telling.less }
    }
    guard position < bytes.count else { return nil }
    let first = bytes[position]
    // The first of a list, or a mapping.
    if joint != .inVariable, first == 0x5B {
      position += 1
      skip(&position, [0x20, 0x09])
      telling = telling.less
    } else if joint == .mapped, first == 0x7B || first == 0x2A {
      telling = telling.less
    } else if joint != .inVariable,
      first == 0x24 && bytes[position...].dropFirst().first == 0x28 || first == 0x60 || joint == .apart && first == 0x28
    {
      // What a command says.
      return nil
    }
    let value = written(position, of: start, end, joint)
    let range = withoutVariable(value.range)
    guard range.length > 0, range.end <= bytes.count else { return nil }
    let text = bytes[range.start..<range.end]
    if joint == .mapped || bytes[behind] == 0x20, range.start == position, isCall(text) { telling = telling.less }
    if joint == .mapped || bytes[behind] == 0x20, range.start == position, goesOnInProse(range.end) { telling = telling.less }
    return Credentials.hides(text, behind: bytes[start..<end], telling, isExact: value.isExact) ? range : nil
  }

  /// Over the quote after a name, also one that is escaped or Lua's: `["password"] = ...`.
  private func skipCloser(_ position: inout Int) {
    if position + 1 < bytes.count, bytes[position] == 0x5C, [0x22, 0x27].contains(bytes[position + 1]) {
      position += 2
    } else {
      skip(&position, [0x22, 0x27, 0x5D])
    }
  }

  /// From `? NAME` to the sign before its value in the next line.
  private func skipToExplicitValue(_ position: inout Int, _ start: Int) {
    var before = start
    if before > 0, [0x22, 0x27].contains(bytes[before - 1]) { before -= 1 }
    guard before > 1, bytes[before - 1] == 0x20, bytes[before - 2] == 0x3F else { return }
    var next = position
    skip(&next, [0x20, 0x09, 0x0D, 0x0A])
    if next > position, next < bytes.count, bytes[next] == 0x3A { position = next }
  }

  /// Over `=`, `:`, `:=`, `=>` or `:-`; nothing where two values are compared.
  private func sign(_ position: inout Int, _ isInVariable: Bool) -> Joint? {
    let isMapping = bytes[position] == 0x3A
    position += 1
    guard position < bytes.count else { return nil }
    let next = bytes[position]
    if isInVariable {
      // A message where there is none.
      guard isMapping, next != 0x3F else { return nil }
      skip(&position, [0x2D, 0x3D, 0x2B])
      return .inVariable
    }
    if isMapping, next == 0x3D {
      position += 1
      return .assigned
    }
    if isMapping { return next == 0x3A || bytes[position...].starts(with: "//".utf8) ? nil : .mapped }
    if next == 0x3E {
      position += 1
      return .mapped
    }
    return next == 0x3D && bytes[position...].dropFirst().first == 0x20 ? nil : .assigned
  }

  /// Over a tag or an anchor of YAML.
  ///
  /// - Returns: whether a program is to put the value in: `!secret name`.
  private func skipTags(_ position: inout Int) -> Bool {
    let end = min(position + 64, bytes.count)
    var isOwn = false
    while position < end, bytes[position] == 0x21 || bytes[position] == 0x26 {
      if bytes[position] == 0x21, position + 1 < end, bytes[position + 1] != 0x21, !bytes[position...].starts(with: "!unsafe".utf8) {
        isOwn = true
      }
      while position < end, bytes[position] > 0x20 { position += 1 }
      skip(&position, [0x20, 0x09])
    }
    return isOwn
  }

  /// `the password is ...`: where the value begins, if it looks like one.
  private func written(inProse place: Int, _ start: Int, _ end: Int) -> Int? {
    guard place > end, let word = ["is ", "ist ", "= "].first(where: { bytes[place...].starts(with: $0.utf8) }) else { return nil }
    var position = place + word.utf8.count
    skip(&position, [0x20])
    let last = bytes[position...].prefix(limit).firstIndex { Self.endsValue($0) } ?? min(bytes.count, position + limit)
    let text = String(decoding: bytes[min(position, last)..<last], as: UTF8.self)
    let isMixed = text.utf8.contains { (0x30...0x39).contains($0) }
    return isMixed && (Credentials.mayBeReal(text) || Credentials.mayBePassword(text)) ? position : nil
  }

  /// What `${NAME:-value}` falls back to.
  private func withoutVariable(_ range: TextRange) -> TextRange {
    let text = bytes[range.start..<min(range.end, bytes.count)]
    guard text.starts(with: "${".utf8), text.last == 0x7D, let place = text.firstIndex(ofBytes: ":-") else { return range }
    return TextRange(place + 2, range.end - 1)
  }

  /// Whether a word follows: in a sentence, what is after a name and a colon is rarely its value.
  private func goesOnInProse(_ end: Int) -> Bool {
    guard end + 1 < bytes.count, bytes[end] == 0x20 else { return false }
    return (0x61...0x7A).contains(bytes[end + 1] | 0x20)
  }

  /// `get_token(...)`, `os.environ[...]`.
  private func isCall(_ text: ArraySlice<UInt8>) -> Bool {
    guard let place = text.firstIndex(where: { !$0.isOfWord && $0 != 0x2E }), place > text.startIndex else { return false }
    return text[place] == 0x28 || text[place] == 0x5B
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
  ///
  /// - Returns: whether the next line has it by itself, as a sentence may go on there.
  private func skipToNextLine(_ position: inout Int) -> Bool {
    var next = position
    skip(&next, [0x7C, 0x3E])
    let isBlock = next > position
    if isBlock { skip(&next, [0x2B, 0x2D, 0x30, 0x31, 0x32, 0x33, 0x34, 0x35, 0x36, 0x37, 0x38, 0x39]) }
    skip(&next, [0x20, 0x09, 0x0D])
    guard next < bytes.count, bytes[next] == 0x0A else { return false }
    let line = next + 1
    next = line
    skip(&next, [0x20, 0x09])
    let end = bytes[next...].prefix(limit).firstIndex { $0 <= 0x20 } ?? min(bytes.count, next + limit)
    // A mapping key is not a value, and a line without indentation does not belong to it.
    guard next > line, end > next, bytes[end - 1] != 0x3A, bytes[next] != 0x23 else { return false }
    position = next
    return !isBlock && bytes[next] != 0x22 && bytes[next] != 0x27
  }

  /// Whether a word of a shell goes on after a quote or a backslash in it: `abc'def'`, `abc\ def`.
  func goesOn(_ position: Int, _ from: Int) -> Bool {
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
    let name = bytes[position..<last]
    guard Credentials.hides(bytes[value.start..<value.end], behind: name, Credentials.telling(name)) else { return nil }
    return value
  }

  /// The text of an element that an attribute marks as a credential: `<Config Target="API_KEY">...`, `<Config
  /// Mask="true">...`.
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
    let value = bytes[from..<end]
    guard
      isMasked && (Credentials.mayBeReal(text) || Credentials.mayBePassword(text))
        || names.contains(where: { Credentials.hides(value, behind: $0.value, Credentials.telling($0.value)) })
    else { return nil }
    return TextRange(from, end)
  }
}
