import Syntax

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Messages of the protocol on standard input: a header with the length, then JSON.
///
/// Source: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#baseProtocol
struct MessageStream {
  private var buffer: [UInt8] = []
  private var isAtEnd = false
  /// No message of an editor is longer.
  private static let limit = 64 << 20

  /// The next message; `nil` at the end of the input, or where it is no protocol any more.
  mutating func next() -> [UInt8]? {
    while true {
      if let message = taken() { return message }
      guard !isAtEnd, buffer.count < Self.limit else { return nil }
      fill()
    }
  }

  /// Whether another message is there already, so that work for the one before may be out of date.
  mutating func hasMore() -> Bool {
    var descriptor = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    while !isAtEnd, poll(&descriptor, 1, 0) > 0 {
      let before = buffer.count
      fill()
      if buffer.count == before { break }
    }
    return length(of: buffer) != nil
  }

  private mutating func fill() {
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = read(0, &bytes, bytes.count)
    if count < 0, errno == EINTR { return }
    if count <= 0 { isAtEnd = true } else { buffer += bytes[..<count] }
  }

  private mutating func taken() -> [UInt8]? {
    guard let (header, length) = length(of: buffer) else { return nil }
    let message = Array(buffer[header..<(header + length)])
    buffer.removeFirst(header + length)
    return message
  }

  /// The bytes of the header and of the body of a whole message.
  private func length(of buffer: [UInt8]) -> (header: Int, body: Int)? {
    let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    guard let start = buffer.indices.first(where: { buffer[$0...].starts(with: end) }) else { return nil }
    let lines = String(decoding: buffer[..<start], as: UTF8.self).split(whereSeparator: \.isNewline)
    for line in lines where line.lowercased().hasPrefix("content-length:") {
      let digits = line.dropFirst("content-length:".count).filter { $0 != " " }
      guard let length = Int(digits), length >= 0, length <= Self.limit, start + 4 + length <= buffer.count else {
        return nil
      }
      return (start + 4, length)
    }
    return nil
  }
}
