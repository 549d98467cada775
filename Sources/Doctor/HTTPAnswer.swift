/// What a server sent back (RFC 9112).
struct HTTPAnswer {
  private let bytes: [UInt8]
  private let bodyStart: Int?
  private let headers: [(name: String, value: String)]
  private let status: Int?
  /// No head of an answer is longer.
  private static let headLimit = 1 << 16

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    let head = bytes.prefix(Self.headLimit)
    guard let start = head.indices.first(where: { head[$0] == 0x0D && bytes[$0...].starts(with: end) }) else {
      (bodyStart, headers, status) = (nil, [], nil)
      return
    }
    bodyStart = start + 4
    let lines = String(decoding: bytes[..<start], as: UTF8.self).split(whereSeparator: \.isNewline)
    let words = lines.first?.split(separator: " ") ?? []
    status = words.count > 1 && words[0].hasPrefix("HTTP/1.") ? Int(words[1]) : nil
    headers = lines.dropFirst().compactMap { line in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      return (line[..<colon].lowercased(), String(value))
    }
  }

  private func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  private var isChunked: Bool { header("transfer-encoding")?.lowercased().contains("chunked") ?? false }

  /// Whether all has come that was announced; without an announcement the end of the connection is the end.
  var isWhole: Bool {
    guard let bodyStart else { return false }
    // The last chunk ends with an empty line; all of them are gone through only where there is one.
    if isChunked { return bytes.suffix(4) == [0x0D, 0x0A, 0x0D, 0x0A] && chunks() != nil }
    guard let length = header("content-length").flatMap({ Int($0) }) else { return false }
    return bytes.count - bodyStart >= length
  }

  func body() throws(DoctorError) -> (status: Int, text: [UInt8]) {
    guard let bodyStart, let status else { throw DoctorError("the response is not HTTP") }
    if isChunked {
      guard let text = chunks() else { throw DoctorError("the response is incomplete") }
      return (status, text)
    }
    let rest = bytes[bodyStart...]
    guard let length = header("content-length").flatMap({ Int($0) }) else { return (status, Array(rest)) }
    guard length >= 0, rest.count >= length else { throw DoctorError("the response is incomplete") }
    return (status, Array(rest.prefix(length)))
  }

  private func chunks() -> [UInt8]? {
    guard var position = bodyStart else { return nil }
    var text: [UInt8] = []
    while let end = bytes[position...].firstIndex(of: 0x0D) {
      let digits = String(decoding: bytes[position..<end], as: UTF8.self).prefix { $0.isHexDigit }
      guard let size = Int(digits, radix: 16), size >= 0, end + 2 <= bytes.count else { return nil }
      if size == 0 { return text }
      guard size <= bytes.count - (end + 2) else { return nil }
      text += bytes[(end + 2)..<(end + 2 + size)]
      position = end + 2 + size + 2
      guard position <= bytes.count else { return nil }
    }
    return nil
  }
}
