/// Looks for credentials in bytes.
struct CredentialSearch {
  let bytes: [UInt8]
  /// No credential is longer.
  let limit = 4096

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  func ranges() -> [TextRange] {
    var found: [TextRange] = []
    var position = 0
    while position < bytes.count {
      guard bytes[position].isOfWord else {
        if bytes[position] == 0x40, let range = password(before: position), range.start >= found.last?.end ?? 0 {
          found.append(range)
        }
        if bytes[position] == 0x3A, let range = userInformation(at: position) {
          found.append(range)
          position = range.end
          continue
        }
        if bytes[position] == 0x3E, let range = element(at: position) {
          found.append(range)
          position = range.end
          continue
        }
        if bytes[position] == 0x24, let range = hash(at: position), range.start >= found.last?.end ?? 0 {
          found.append(range)
          position = range.end
          continue
        }
        position += 1
        continue
      }
      var end = position
      while end < bytes.count, bytes[end].isOfWord { end += 1 }
      if let range = token(position, end) ?? value(behind: position, end) ?? value(before: position, end)
        ?? scheme(position, end)
        ?? block(position) ?? chat(position, end) ?? login(position, end) ?? key(position, end)
        ?? users(position, end)
        ?? random(position, end),
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

  /// A key by what it begins with, or by what is in it.
  private func token(_ start: Int, _ end: Int) -> TextRange? {
    let prefixes = CredentialForms.byFirst[Int(bytes[start])]
    let prefix = prefixes.first { bytes[start...].starts(with: $0) }
    guard let prefix else {
      guard end < bytes.count, [0x2E, 0x7E].contains(bytes[end]) || end - start >= 34 else { return nil }
      let whole = whole(from: start, end)
      return CredentialForms.isKnown(bytes[start..<whole]) ? TextRange(start, whole) : nil
    }
    let whole = whole(from: start, end)
    // A sentence may end with what a key begins with: `sat.`
    guard whole > start + prefix.count else { return nil }
    let body = bytes[(start + prefix.count)..<whole]
    guard body.count >= 16 || body.count >= 10 && prefix.count >= 8,
      body.contains(where: { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
    else {
      return nil
    }
    return TextRange(start, whole)
  }

  /// Up to the end of a key whose first word ends at `end`.
  private func whole(from start: Int, _ end: Int) -> Int {
    var end = end
    while end < bytes.count, end - start < limit, CredentialForms.isPart(bytes[end]) { end += 1 }
    // The full stop of a sentence.
    while end > start, bytes[end - 1] == 0x2E { end -= 1 }
    while end < bytes.count, bytes[end] == 0x3D, bytes[end - 1] != 0x5F { end += 1 }
    return end
  }

  /// What a request shows of who makes it: `Basic ...`, `Bearer ...`, `?key=...`.
  private func scheme(_ start: Int, _ end: Int) -> TextRange? {
    guard end < bytes.count, bytes[end] == 0x20 || bytes[end] == 0x3D else { return nil }
    let word = bytes[start..<end]
    let isScheme =
      bytes[end] == 0x20 && bytes[start] | 0x20 == 0x62 && ["Basic", "basic", "Bearer", "bearer"].contains { word.elementsEqual($0.utf8) }
    let isQuery =
      bytes[end] == 0x3D && start > 0 && (bytes[start - 1] == 0x3F || bytes[start - 1] == 0x26)
      && ["key", "sig", "signature", "code", "auth", "access", "x-amz-signature", "x-goog-signature"].contains {
        word.count == $0.utf8.count && word.elementsEqual($0.utf8) { $0 == $1 || (0x41...0x5A).contains($0) && $0 | 0x20 == $1 }
      }
    guard isScheme || isQuery else { return nil }
    var last = end + 1
    while last < bytes.count, last - end < limit, !Self.endsValue(bytes[last]), bytes[last] != 0x26 {
      last += 1
    }
    let value = bytes[(end + 1)..<last]
    guard value.count >= 16, Credentials.mayBeReal(String(decoding: value, as: UTF8.self)) else {
      return nil
    }
    return TextRange(end + 1, last)
  }

  /// A private key between its two lines (RFC 7468); of one that nothing ends, all that follows.
  private func block(_ start: Int) -> TextRange? {
    guard bytes[start] == 0x2D, bytes[start...].starts(with: "-----BEGIN ".utf8) else { return nil }
    var end = start + 11
    while end < bytes.count, bytes[end] != 0x0A, end - start < 120 { end += 1 }
    guard let label = bytes[start..<end].firstIndex(ofBytes: "PRIVATE KEY") else { return nil }
    // In a string of JSON no line ends.
    if let mark = bytes[label..<end].firstIndex(of: 0x5C) { end = mark }
    let most = min(bytes.count, start + 4 * limit)
    let from = end
    while end < most, !bytes[end...].starts(with: "-----END ".utf8) { end += 1 }
    return end > from ? TextRange(from, end) : nil
  }

  /// Telegram's bots (`123456789:AA...`) and the hooks of Slack and Teams, which are addresses that anybody may post to.
  private func chat(_ start: Int, _ end: Int) -> TextRange? {
    // In the address of a request `bot` is before it.
    let number = bytes[start] == 0x62 && bytes[start...].starts(with: "bot".utf8) ? start + 3 : start
    if end < bytes.count, bytes[end] == 0x3A, (5...16).contains(end - number),
      bytes[number..<end].allSatisfy({ (0x30...0x39).contains($0) }),
      bytes[(end + 1)...].starts(with: "A".utf8)
    {
      var last = end + 1
      while last < bytes.count, bytes[last].isOfWord { last += 1 }
      return (32...40).contains(last - end) ? TextRange(end + 1, last) : nil
    }
    guard bytes[start] == 0x68 || bytes[start] == 0x77 || bytes[start] == 0x64 else { return nil }
    for host in [
      "hooks.slack.com/", "webhook.office.com/", "discord.com/api/webhooks/", "discordapp.com/api/webhooks/",
    ] where bytes[start...].starts(with: host.utf8) {
      var last = end
      while last < bytes.count, !Self.endsValue(bytes[last]) { last += 1 }
      // What is short is the address of an example.
      let secret = TextRange(start + host.utf8.count, last)
      return secret.length < Credentials.leastRandom ? nil : secret
    }
    return nil
  }

  /// A run of letters and digits that nobody reads as words: both cases and digits, changing often. Hashes and numbers of
  /// devices are of one case, names of models have signs between their parts.
  private func random(_ start: Int, _ end: Int) -> TextRange? {
    guard end - start >= Credentials.leastRandom else { return nil }
    var first = start
    while first < end {
      var last = first
      var (digits, upper, lower, changes): (Int, Int, Int, Int) = (0, 0, 0, 0)
      var before = 0
      while last < end, bytes[last] != 0x2D, bytes[last] != 0x5F {
        let kind: Int
        switch bytes[last] {
        case 0x30...0x39: (kind, digits) = (1, digits + 1)
        case 0x41...0x5A: (kind, upper) = (2, upper + 1)
        default: (kind, lower) = (3, lower + 1)
        }
        if kind != before, last > first { changes += 1 }
        before = kind
        last += 1
      }
      if last - first >= Credentials.leastRandom, digits >= 2, upper >= 2, lower >= 2,
        3 * changes >= last - first, !isHash(first)
      {
        return TextRange(first, last)
      }
      first = last + 1
    }
    return nil
  }

  /// Whether what begins here is the sum of a file, as `sha256-...` of Nix and of package locks.
  private func isHash(_ start: Int) -> Bool {
    ["sha256", "sha384", "sha512"].contains { name in
      start > name.utf8.count && bytes[(start - 1 - name.utf8.count)..<(start - 1)].elementsEqual(name.utf8)
    }
  }

  func skip(_ position: inout Int, _ wanted: [UInt8]) {
    while position < bytes.count, wanted.contains(bytes[position]) { position += 1 }
  }

  static func endsValue(_ byte: UInt8) -> Bool {
    byte <= 0x20 || [0x22, 0x27, 0x2C, 0x3B, 0x29, 0x5D, 0x7D, 0x5C, 0x60].contains(byte)
  }

  /// The password of a URL with its scheme, or the token in the user's place: all up to the last `@` before the path, as
  /// browsers and curl have it (URL Standard, authority state).
  private func userInformation(at start: Int) -> TextRange? {
    guard bytes[start...].starts(with: "://".utf8) else { return nil }
    let first = start + 3
    var (end, at) = (first, nil as Int?)
    while end < bytes.count, end - first < limit, bytes[end] > 0x20, ![0x22, 0x27, 0x2F, 0x3C, 0x3E, 0x5C, 0x60].contains(bytes[end]) {
      if bytes[end] == 0x40 { at = end }
      end += 1
    }
    guard let at, at > first else { return nil }
    guard let colon = bytes[first..<at].firstIndex(of: 0x3A) else {
      let user = bytes[first..<at]
      let isMixed = [0x30...0x39, 0x41...0x5A, 0x61...0x7A].allSatisfy { (kind: ClosedRange<UInt8>) in user.contains { kind.contains($0) } }
      return user.count >= (isMixed ? 10 : Credentials.leastRandom) && Credentials.mayBeReal(String(decoding: user, as: UTF8.self))
        ? TextRange(first, at) : nil
    }
    return at - colon > 3 && !Credentials.isStandIn(bytes[(colon + 1)..<at]) ? TextRange(colon + 1, at) : nil
  }

  /// The text between the user's name and the `@` of an address without a scheme.
  private func password(before at: Int) -> TextRange? {
    var start = at
    var colon: Int?
    while start > 0, at - start < 256, !Self.endsValue(bytes[start - 1]), bytes[start - 1] != 0x2F,
      bytes[start - 1] != 0x40, bytes[start - 1] != 0x3D
    {
      start -= 1
      if bytes[start] == 0x3A { colon = start }
    }
    let hasScheme = start >= 3 && bytes[(start - 3)..<start].elementsEqual([0x3A, 0x2F, 0x2F])
    if !hasScheme, start > 0, bytes[start - 1] == 0x2F, let range = slashed(before: at) { return range }
    guard let colon else {
      // Some take a token in place of the user.
      let user = String(decoding: bytes[start..<at], as: UTF8.self)
      return hasScheme && user.utf8.count >= 16 && Credentials.mayBeReal(user) ? TextRange(start, at) : nil
    }
    guard at - colon > 3, !Credentials.isStandIn(bytes[(colon + 1)..<at]) else { return nil }
    // `ollama:0.32@sha256:...` names an image.
    let isDigest = bytes[(at + 1)...].starts(with: "sha".utf8)
    let isPath = start > 0 && bytes[start - 1] == 0x2F
    guard hasScheme || !isDigest && !isPath && colon > start && isHost(at + 1) else { return nil }
    return TextRange(colon + 1, at)
  }

  /// A password with a slash that nobody escaped: `://user:p/w@host`, where what is after the colon is not a port.
  private func slashed(before at: Int) -> TextRange? {
    var start = at
    while start >= 3, at - start < 256, !bytes[(start - 3)..<start].elementsEqual([0x3A, 0x2F, 0x2F]) {
      guard !Self.endsValue(bytes[start - 1]), bytes[start - 1] != 0x40 else { return nil }
      start -= 1
    }
    guard start >= 3, at - start < 256, let colon = bytes[start..<at].firstIndex(of: 0x3A), at - colon > 3,
      let slash = bytes[start..<at].firstIndex(of: 0x2F), colon + 1 < slash, isHost(at + 1)
    else { return nil }
    let port = bytes[(colon + 1)..<slash]
    guard !port.allSatisfy({ (0x30...0x39).contains($0) }), !port.contains(where: { [0x24, 0x7B, 0x25].contains($0) })
    else { return nil }
    return TextRange(colon + 1, at)
  }

  /// `host`, `host:11434`, `10.0.0.1/`: nothing that a sentence has after an `@`.
  private func isHost(_ start: Int) -> Bool {
    var end = start
    while end < bytes.count, bytes[end].isOfWord || bytes[end] == 0x2E || bytes[end] == 0x5B {
      end += 1
    }
    return end > start
  }
}
