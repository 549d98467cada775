/// Credentials as they stand in any text, told by their form or by the name before them.
public enum Credentials {
  /// What the issuers' own tokens begin with.
  ///
  /// Sources: the issuers' documentation and gitleaks' rules (gitleaks/gitleaks `config/gitleaks.toml`), 2026-08.
  static let prefixes: [[UInt8]] = """
    sk- sk_ rk_live_ rk_test_ rk_prod_ pk_live_ whsec_ ghp_ gho_ ghu_ ghs_ ghr_ github_pat_
    glpat- gldt- glptt- glrt- glft- glsoat- gloas- glcbt- glimt- glagent- glffct- GR1348941
    hf_ api_org_ gsk_ xai- nvapi- pplx- tvly- r8_ tgp_v1_ csk- fw_ fpk_ pcsk_ lsv2_pt_ lsv2_sk_ jina_ rpa_ esecret_ fc- pa-
    AKIA ASIA ABIA ACCA AIza ya29. GOCSPX- eyJ
    npm_ pypi- rubygems_ dckr_pat_ dckr_oat_ dop_v1_ doo_v1_ dor_v1_ dapi pul- sgp_ slk_
    xoxb- xoxp- xoxa- xoxe- xoxe. xoxo- xoxr- xoxs- xapp- SG. shpat_ shpca_ shppa_ shpss_ sq0atp- sq0csp-
    tskey- hvs. hvb. hvr. dp.pt. dp.st. dp.ct. dp.sa. atlasv1. dt0c01. AGE-SECRET-KEY- PMAK- lin_api_ NRAK- NRJS- NRII- xkeysib- xsmtpsib-
    rdme_ sbp_ sb_secret_ sntrys_ sntryu_ secret_ ntn_ figd_ ATATT3 ATCTT3 ATBB FLWSECK fo1_ fm1r_ fm2_ glc_ glsa_
    pscale_tkn_ pscale_pw_ pscale_oauth_ duffel_ EZAK EZTK ops_eyJ phc_ phx_ tfp_ n8n_api_ nbp_ CCIPAT_ CLOJARS_ HRKU- v1.0-
    """.split(whereSeparator: { $0 == " " || $0 == "\n" }).map { Array($0.utf8) }

  /// What any of them begins with, by byte: few words of a text do.
  private static let beginsOne: [Bool] = (0..<256).map { byte in prefixes.contains { $0.first == UInt8(byte) }
  }

  /// Names of settings that hold one, in lower case and without `-` and `_`.
  private static let names = [
    "apikey", "authorization", "token", "secret", "password", "passwd", "passphrase", "secretkey",
    "accesskey",
    "privatekey", "authkey", "masterkey", "openaikey", "anthropickey", "signingkey", "encryptionkey",
  ].map { Array($0.utf8) }

  private static let schemes = ["Bearer ", "bearer ", "Token ", "Basic "].map { Array($0.utf8) }

  /// Whether a setting of this name holds one: `apiKey`, `X-API-Key`, `GITHUB_TOKEN`; not `max_tokens`.
  public static func isName(_ name: some BidirectionalCollection<UInt8>) -> Bool {
    names.contains { ends(name, in: $0) }
  }

  /// Whether `name` ends in `word` where case, `-` and `_` count for nothing.
  private static func ends(_ name: some BidirectionalCollection<UInt8>, in word: [UInt8]) -> Bool {
    var left = word[...]
    for byte in name.reversed() where byte != 0x2D && byte != 0x5F {
      guard let last = left.last else { return true }
      guard byte == last || (0x41...0x5A).contains(byte) && byte | 0x20 == last else { return false }
      left.removeLast()
    }
    return left.isEmpty
  }

  /// Long, without blanks, of letters and digits, and no stand-in that examples use.
  public static func looksReal(_ text: String) -> Bool {
    let lower = text.lowercased()
    let standIns = [
      "ollama", "none", "dummy", "not-needed", "notneeded", "not_needed", "lm-studio", "lmstudio", "no-key",
      "nokey", "no_key", "local", "example", "your", "changeme", "change-me", "placeholder", "xxx", "***",
      "redacted", "fake", "test", "insert", "replace", "todo", "litellm", "...", "1234", "anything", "unused",
    ]
    guard text.utf8.count >= 16, !text.contains(" "), !text.contains("{"), !text.contains("$"),
      !text.contains("<"), !text.contains("%")
    else { return false }
    if standIns.contains(where: { lower.contains($0) }) { return false }
    let hasDigit = text.utf8.contains { (0x30...0x39).contains($0) }
    let hasLetter = text.utf8.contains { (0x61...0x7A).contains($0 | 0x20) }
    return hasDigit && hasLetter && Set(text.utf8).count >= 8
  }

  /// Where credentials stand in the bytes, in order.
  public static func ranges(in bytes: some RandomAccessCollection<UInt8>) -> [TextRange] {
    Search(Array(bytes)).ranges()
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

  /// The text with all but the first bytes of its credentials as dots.
  public static func masked(_ text: String) -> String {
    var bytes = Array(text.utf8)
    let ranges = ranges(in: bytes)
    guard !ranges.isEmpty else { return text }
    mask(ranges, in: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private struct Search {
    let bytes: [UInt8]
    private let beginsOne = Credentials.beginsOne
    /// No credential is longer.
    private let limit = 4096

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func ranges() -> [TextRange] {
      var found: [TextRange] = []
      var position = 0
      while position < bytes.count {
        guard Self.isWord(bytes[position]) else {
          if bytes[position] == 0x40, let range = password(before: position) { found.append(range) }
          position += 1
          continue
        }
        var end = position
        while end < bytes.count, Self.isWord(bytes[end]) { end += 1 }
        if let range = token(position, end) ?? value(behind: position, end),
          range.start >= found.last?.end ?? 0
        {
          found.append(range)
          position = max(end, range.end)
        } else {
          position = end
        }
      }
      return found
    }

    private static func isWord(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || byte == 0x2D
    }

    private func token(_ start: Int, _ end: Int) -> TextRange? {
      guard beginsOne[Int(bytes[start])],
        let prefix = Credentials.prefixes.first(where: { bytes[start...].starts(with: $0) })
      else { return nil }
      // Tokens of three parts are joined by full stops.
      var end = end
      while end < bytes.count, end - start < limit, Self.isWord(bytes[end]) || bytes[end] == 0x2E { end += 1 }
      let body = bytes[(start + prefix.count)..<end]
      guard body.count >= 16,
        body.contains(where: { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
      else {
        return nil
      }
      return TextRange(start, end)
    }

    /// `NAME=value`, `"name": "Bearer value"`, `--name value`.
    private func value(behind start: Int, _ end: Int) -> TextRange? {
      guard Credentials.isName(bytes[start..<end]) else { return nil }
      let isFlag = bytes[start] == 0x2D
      var position = end
      skip(&position, [0x22, 0x27])
      skip(&position, [0x20, 0x09])
      if position < bytes.count, bytes[position] == 0x3D || bytes[position] == 0x3A {
        position += 1
      } else if !isFlag || position == end {
        return nil
      }
      skip(&position, [0x20, 0x09])
      skip(&position, [0x22, 0x27, 0x5C])
      if let scheme = Credentials.schemes.first(where: { bytes[position...].starts(with: $0) }) {
        position += scheme.count
      }
      let from = position
      while position < bytes.count, position - from < limit, !Self.endsValue(bytes[position]) {
        position += 1
      }
      guard Credentials.looksReal(String(decoding: bytes[from..<position], as: UTF8.self)) else { return nil }
      return TextRange(from, position)
    }

    private func skip(_ position: inout Int, _ wanted: [UInt8]) {
      while position < bytes.count, wanted.contains(bytes[position]) { position += 1 }
    }

    private static func endsValue(_ byte: UInt8) -> Bool {
      byte <= 0x20 || [0x22, 0x27, 0x2C, 0x3B, 0x29, 0x5D, 0x7D, 0x5C, 0x60].contains(byte)
    }

    /// What stands between the user's name and the `@` of a URL, be its scheme written or not.
    private func password(before at: Int) -> TextRange? {
      var start = at
      var colon: Int?
      while start > 0, at - start < 256, !Self.endsValue(bytes[start - 1]), bytes[start - 1] != 0x2F,
        bytes[start - 1] != 0x40, bytes[start - 1] != 0x3D
      {
        start -= 1
        if bytes[start] == 0x3A { colon = start }
      }
      guard let colon, at - colon > 3,
        !bytes[colon..<at].contains(where: { [0x24, 0x7B, 0x3C, 0x25].contains($0) })
      else { return nil }
      let hasScheme = start >= 3 && bytes[(start - 3)..<start].elementsEqual([0x3A, 0x2F, 0x2F])
      // `ollama:0.32@sha256:...` names an image.
      let isDigest = bytes[(at + 1)...].starts(with: "sha".utf8)
      let isPath = start > 0 && bytes[start - 1] == 0x2F
      guard hasScheme || !isDigest && !isPath && colon > start && isHost(at + 1) else { return nil }
      return TextRange(colon + 1, at)
    }

    /// `host`, `host:11434`, `10.0.0.1/`: nothing that a sentence has behind an `@`.
    private func isHost(_ start: Int) -> Bool {
      var end = start
      while end < bytes.count, Self.isWord(bytes[end]) || bytes[end] == 0x2E || bytes[end] == 0x5B {
        end += 1
      }
      return end > start
    }
  }
}
