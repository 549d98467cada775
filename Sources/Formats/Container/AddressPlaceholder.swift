import Knowledge
import Syntax

/// What stands for the address of a server before a port: `YOUR_SERVER_IP:11434`, `<server-ip>:11434`, `${SERVER_IP}:11434`.
enum AddressPlaceholder {
  /// The length of it in bytes; `nil` where there is none, or where it stands for this host itself.
  static func length(before colon: Int, in source: SourceText) -> Int? {
    let text = source.bytes[max(0, colon - 80)..<colon]
    guard let last = text.last else { return nil }
    switch last {
    case UInt8(ascii: "}"), UInt8(ascii: "]"): return bracketed(text, closedBy: last, in: source)
    default: return bare(text) ?? named(text, in: source)
    }
  }

  /// Words in brackets: most hosts are told by a look at their bytes.
  private static func bare(_ text: ArraySlice<UInt8>) -> Int? {
    let length = text.reversed().prefix {
      ReachMentions.isHostByte($0) || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">")
    }.count
    // It is of two words at least, or in brackets.
    let bytes = text.suffix(length)
    guard bytes.contains(where: { [0x2D, 0x2E, 0x3C, 0x5F].contains($0) }),
      bytes.contains(where: { $0 > 0x39 })
    else { return nil }
    let word = String(decoding: bytes, as: UTF8.self).lowercased()
    // A variable has a value that is known where it is set.
    guard length > 0, text.dropLast(length).last != UInt8(ascii: "$") else { return nil }
    guard isAfterScheme(text.dropLast(length)) || word.hasPrefix("<") else { return nil }
    return isMachines(word, isEnclosed: word.hasSuffix(">")) ? length : nil
  }

  /// A variable or a hole of a template: `${SERVER_IP}`, `{server_ip}`, `{{ server_ip }}`, `[server-ip]`.
  private static func bracketed(_ text: ArraySlice<UInt8>, closedBy close: UInt8, in source: SourceText) -> Int? {
    let open = close == UInt8(ascii: "}") ? UInt8(ascii: "{") : UInt8(ascii: "[")
    guard var start = text.lastIndex(of: open) else { return nil }
    let name = String(decoding: text[(start + 1)...].prefix { $0 != close }, as: UTF8.self)
    while start > text.startIndex, text[start - 1] == open || text[start - 1] == UInt8(ascii: "$") { start -= 1 }
    guard isAfterScheme(text[..<start]) else { return nil }
    return stands(name, in: source) ? text.endIndex - start : nil
  }

  /// `$SERVER_IP`, `%SERVER_IP%`.
  private static func named(_ text: ArraySlice<UInt8>, in source: SourceText) -> Int? {
    let isQuoted = text.last == UInt8(ascii: "%")
    let name = Array(
      (isQuoted ? text.dropLast() : text).reversed().prefix { isLetter($0) || $0 == UInt8(ascii: "_") || (0x30...0x39).contains($0) }
        .reversed())
    let before = (isQuoted ? text.dropLast() : text).dropLast(name.count)
    guard !name.isEmpty, before.last == (isQuoted ? UInt8(ascii: "%") : UInt8(ascii: "$")),
      isAfterScheme(before.dropLast())
    else { return nil }
    return stands(String(decoding: name, as: UTF8.self), in: source)
      ? name.count + (isQuoted ? 2 : 1) : nil
  }

  /// Whether a variable is the address of another machine, by what its file sets it to or else by its name.
  private static func stands(_ name: String, in source: SourceText) -> Bool {
    // `${HOST:-gpubox.lan}` and `{{ host | default('gpubox.lan') }}` bring their value along.
    let key = name.drop { $0 == " " }.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" || $0 == "." }
    let variable = key.hasSuffix("-") ? String(key.dropLast()) : String(key)
    guard !variable.isEmpty else { return false }
    let values = values(of: variable, in: source)
    if values.contains(where: isOwn) { return false }
    return values.contains(where: isElsewhere) || isMachines(variable.lowercased(), isEnclosed: true)
  }

  /// What the file gives a variable: `NAME=value`, `NAME: value`, `${NAME:-value}`.
  private static func values(of name: String, in source: SourceText) -> [String] {
    let bytes = source.bytes
    var found: [String] = []
    var place = bytes.startIndex
    while let start = bytes[place...].firstIndex(ofBytes: name), found.count < 8 {
      let end = start + name.utf8.count
      place = end
      if start > 0, isLetter(bytes[start - 1]) || bytes[start - 1] == UInt8(ascii: "_") { continue }
      let signs = bytes[end...].prefix(8).prefix { " =:-\"'".utf8.contains($0) }
      guard signs.contains(UInt8(ascii: "=")) || signs.contains(UInt8(ascii: ":")) else { continue }
      let value = bytes[signs.endIndex...].prefix(64).prefix { ReachMentions.isHostByte($0) }
      if !value.isEmpty { found.append(String(decoding: value, as: UTF8.self).lowercased()) }
    }
    return found
  }

  private static func isOwn(_ value: String) -> Bool {
    HostNames.isLoopback(value) || value.hasSuffix(".internal")
  }

  private static func isElsewhere(_ value: String) -> Bool {
    ReachMentions.isPrivate(value) || [".local", ".lan", ".home", ".home.arpa"].contains { value.hasSuffix($0) }
  }

  /// Whether words mention the address of another machine.
  private static func isMachines(_ word: String, isEnclosed: Bool) -> Bool {
    let parts = Set(word.words())
    let isAddress = ["ip", "address", "ipv"].contains(where: parts.contains)
    let isMachines = ["server", "host", "machine", "lan", "remote", "vps"].contains(where: parts.contains)
    let isOfInventory = parts.contains("inventory") || parts.contains("ansible")
    let isMeant =
      isAddress && (isMachines || parts.contains("your") || isEnclosed)
      || isMachines && parts.contains("your") || isOfInventory && isEnclosed
    return isMeant && !["container", "docker", "localhost"].contains(where: parts.contains)
  }

  private static func isAfterScheme(_ text: ArraySlice<UInt8>) -> Bool { text.suffix(3).elementsEqual("://".utf8) }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
