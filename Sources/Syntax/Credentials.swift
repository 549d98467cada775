/// Credentials as they are in any text, told by their form or by the name before them.
public enum Credentials {
  /// Names of settings that hold one, in lower case and without `-` and `_`.
  private static let names = [
    "apikey", "authorization", "token", "secret", "password", "passwd", "passphrase", "secretkey",
    "accesskey",
    "privatekey", "authkey", "masterkey", "openaikey", "anthropickey", "signingkey", "encryptionkey",
    "licensekey", "sessionkey", "accountkey", "credential", "credentials", "cred", "pwd", "pass", "pw", "dsn",
    "cookie",
    "apikeys", "tokens", "passwords", "seedphrase", "salt", "authtoken",
  ].map { Array($0.utf8) }

  /// No value that is shorter is taken for one.
  public static let least = 8

  /// No run of letters is shorter that is masked for its looks alone.
  static let leastRandom = 16

  static let schemes = ["Bearer ", "bearer ", "Token ", "token ", "Basic "].map { Array($0.utf8) }

  /// The names by their last letter: few words end as one of them does.
  private static let byLast: [[[UInt8]]] = (0..<256).map { byte in
    names.filter { $0.last == (0x41...0x5A ~= byte ? UInt8(byte) | 0x20 : UInt8(byte)) }
  }

  /// Whether a setting of this name holds one: `apiKey`, `X-API-Key`, `GITHUB_TOKEN`; not `max_tokens`.
  public static func isName(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    let name = withoutNumber(name)
    guard let last = name.last(where: { $0 != 0x2D && $0 != 0x5F }) else { return false }
    return byLast[Int(last)].contains { ends(name, in: $0) } || isHeader(name)
  }

  /// Whether a setting of this name may hold one: `JWT_KEY`, `salt-key`; a long number in it is one, and a word is not.
  static func isKeyName(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    let name = withoutNumber(name)
    guard name.count > 4, let last = name.last, last | 0x20 == 0x79 else { return false }
    let end = Array(name.suffix(4))
    return end[0] == 0x5F || end[0] == 0x2D || end[1] == 0x4B
      ? end.dropFirst().map { $0 | 0x20 }.elementsEqual("key".utf8) && !isPublic(name) : false
  }

  private static func isPublic(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    ["publickey", "cachekey", "hashkey"].contains { ends(name, in: Array($0.utf8)) }
  }

  /// A number of 32 or more hexadecimal digits, as `openssl rand -hex` prints it, of many different ones.
  static func isHexadecimal(_ text: String) -> Bool {
    text.utf8.count >= 32 && Set(text.utf8).count >= 8
      && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0 | 0x20) }
  }

  /// Whether a setting of this name holds a password that a person may have chosen.
  static func isPassword(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    let name = withoutNumber(name)
    return passwords.contains { ends(name, in: $0) }
  }

  private static let passwords = ["password", "passwd", "passphrase", "passwords"].map { Array($0.utf8) }

  /// `OPENAI_API_KEY` of `OPENAI_API_KEY_2` and `OPENAI_API_KEY2`.
  private static func withoutNumber<Name: BidirectionalCollection<UInt8>>(_ name: Name) -> Name.SubSequence {
    guard let end = name.lastIndex(where: { !(0x30...0x39).contains($0) }) else { return name[...] }
    return name[end] == 0x5F && name.index(after: end) != name.endIndex ? name[..<end] : name[...end]
  }

  /// `X-Key`, `X-Auth`, `X-Tok`: headers of one's own.
  private static func isHeader(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    guard name.count <= 24, name.starts(with: "X-".utf8) || name.starts(with: "x-".utf8) else { return false }
    return ["key", "auth", "tok"].contains { ends(name, in: Array($0.utf8)) }
  }

  /// Whether `name` ends in `word` where case, `-` and `_` count for nothing.
  static func ends(_ name: some BidirectionalCollection<UInt8>, in word: [UInt8]) -> Bool {
    var left = word.count
    var index = name.endIndex
    // Every word of a file comes by here: nothing is allocated.
    while left > 0 {
      guard index > name.startIndex else { return false }
      name.formIndex(before: &index)
      let byte = name[index]
      if byte == 0x2D || byte == 0x5F { continue }
      guard ((0x41...0x5A).contains(byte) ? byte | 0x20 : byte) == word[left - 1] else { return false }
      left -= 1
    }
    return true
  }

  /// Long, without blanks, of letters and digits, and no stand-in that examples use.
  public static func looksReal(_ text: String) -> Bool {
    text.utf8.count >= 16 && Set(text.utf8).count >= 8 && mayBeReal(text) && !hasStandIn(text)
      && !isOfWords(text) && !hasRun(text.utf8) && !text.utf8.contains { $0 == 0x24 || $0 == 0x25 }
  }

  /// Whether one letter or digit stands eight times in a row, as nobody issues it: `eyJhb00000000.xyz`.
  private static func hasRun(_ text: String.UTF8View) -> Bool {
    var (last, count) = (UInt8(0), 0)
    for byte in text {
      count = byte == last ? count + 1 : 1
      if count == 8 { return true }
      last = byte
    }
    return false
  }

  /// Whether a text is put together by hand: `sk-team-master-key-2025`. A key that was issued has a long part of mixed letters
  /// and digits.
  private static func isOfWords(_ text: String) -> Bool {
    let parts = text.split { $0 == "-" || $0 == "_" || $0 == "." }
    return parts.filter { $0.utf8.count >= 3 && $0.allSatisfy(\.isLetter) }.count >= 2
      && parts.allSatisfy { part in
        part.utf8.count <= 4 && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
          || part.utf8.count <= 12 && part.utf8.allSatisfy { (0x61...0x7A).contains($0) }
      }
  }

  /// Whether a text is a key of a known issuer, by what it begins with, and no stand-in.
  public static func isIssued(_ text: String) -> Bool {
    guard looksReal(text), let first = text.utf8.first else { return false }
    return CredentialForms.byFirst[Int(first)].contains { text.utf8.starts(with: $0) }
  }

  /// Whether the value of a setting that holds a credential may be one: it is not reported, but it is masked.
  static func mayBeReal(_ text: String) -> Bool {
    guard text.utf8.count >= least, !text.utf8.contains(where: { [0x20, 0x3C, 0x7B].contains($0) }),
      !isStandIn(Array(text.utf8))
    else {
      return false
    }
    let hasDigit = text.utf8.contains { (0x30...0x39).contains($0) }
    let hasLetter = text.utf8.contains { (0x61...0x7A).contains($0 | 0x20) }
    return hasDigit && hasLetter && Set(text.utf8).count >= 6 && (text.utf8.count >= 16 || !hasStandIn(text))
  }

  /// The same for a password that a person chose: capital and small letters, or digits alone, may do.
  static func mayBePassword(_ text: String) -> Bool {
    let bytes = text.utf8
    guard bytes.count >= least, !isStandIn(Array(bytes)), !hasStandIn(text), Set(bytes).count >= 5 else { return false }
    func has(_ kind: ClosedRange<UInt8>) -> Bool { bytes.contains(where: kind.contains) }
    let (digits, upper, lower) = (has(0x30...0x39), has(0x41...0x5A), has(0x61...0x7A))
    return digits && (upper || lower) || upper && lower || bytes.allSatisfy { (0x30...0x39).contains($0) }
      || bytes.allSatisfy { $0 >= 0x80 }
  }

  /// Whether the whole of a text stands for another: `$NAME`, `${NAME}`, `$(command)`, `{{ .name }}`, `<name>`, `%NAME%`.
  static func isStandIn(_ text: some BidirectionalCollection<UInt8>) -> Bool {
    guard let first = text.first, let last = text.last else { return true }
    switch first {
    case 0x24:
      return [0x7D, 0x29].contains(last) || text.dropFirst().allSatisfy { $0.isOfWord }
    case 0x7B, 0x3C, 0x25: return [0x7D, 0x3E, 0x25].contains(last)
    default: return false
    }
  }

  private static func hasStandIn(_ text: String) -> Bool {
    let lower = text.lowercased()
    return standIns.contains { lower.contains($0) }
  }

  private static let standIns = [
    "ollama", "none", "dummy", "not-needed", "notneeded", "not_needed", "lm-studio", "lmstudio", "no-key",
    "nokey", "no_key", "local", "example", "your", "changeme", "change-me", "placeholder", "xxx", "***",
    "redacted", "fake", "s3cr3t", "test", "insert", "replace", "todo", "litellm", "...", "1234", "anything",
    "unused", "secret-key", "secret_key", "api-key", "api_key", "my-key", "my-secret",
  ]

  /// Where credentials are in the bytes, in order.
  public static func ranges(in bytes: some RandomAccessCollection<UInt8>) -> [TextRange] {
    CredentialSearch(Array(bytes)).ranges()
  }

  /// The bytes with dots in place of all but the first of each range.
  public static func mask(_ ranges: some Sequence<TextRange>, in bytes: inout [UInt8]) {
    for range in ranges {
      let shown = min(range.length / 4, 8)
      for i in max(0, range.start + shown)..<max(range.start + shown, 0, min(range.end, bytes.count))
      where bytes[i] < 0x80 && bytes[i] != 0x0A && bytes[i] != 0x0D {
        bytes[i] = UInt8(ascii: ".")
      }
    }
  }

  /// A word that was looked for and not found: it may be a key of any form, pasted in place of a name.
  public static func maskedWord(_ word: String) -> String {
    let masked = masked(word)
    guard masked == word, word.utf8.count >= leastRandom, word.utf8.allSatisfy({ !separators.contains($0) }),
      Set(word.utf8).count >= 8, mayBeReal(word) || word.utf8.count >= 2 * leastRandom
    else { return masked }
    var bytes = Array(word.utf8)
    mask([TextRange(0, bytes.count)], in: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// What names of rules and models have between their parts, and blanks.
  private static let separators: Set<UInt8> = [0x20, 0x2F, 0x3A]

  /// The text with all but the first bytes of its credentials as dots.
  public static func masked(_ text: String) -> String {
    var bytes = Array(text.utf8)
    let ranges = ranges(in: bytes)
    guard !ranges.isEmpty else { return text }
    mask(ranges, in: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}
