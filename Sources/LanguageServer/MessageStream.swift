import Platform
import Synchronization

/// Messages of the protocol on standard input: a header with the length, then JSON.
///
/// Source: https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/#baseProtocol
struct MessageStream: Sendable {
  private var buffer = MessageBuffer()
  private var isAtEnd = false

  /// The next message; `nil` at the end of the input, or where it is no protocol any more.
  mutating func next() -> [UInt8]? {
    while true {
      if let message = buffer.take() { return message }
      guard !isAtEnd, !buffer.isBroken else { return nil }
      fill()
    }
  }

  /// Whether another message is there already, so that work for the one before may be out of date.
  mutating func hasMore() -> Bool {
    var descriptor = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
    while !buffer.holdsMessage, !isAtEnd, !buffer.isBroken, poll(&descriptor, 1, 0) > 0 {
      let before = buffer.count
      fill()
      if buffer.count == before { break }
    }
    return buffer.holdsMessage
  }

  private mutating func fill() {
    var bytes = [UInt8](repeating: 0, count: 65536)
    let count = read(0, &bytes, bytes.count)
    if count < 0, errno == EINTR { return }
    if count <= 0 { isAtEnd = true } else { buffer.append(bytes[..<count]) }
  }
}

/// The same for all threads: while one works, others ask whether to go on.
final class MessageInput: Sendable {
  private let stream = Mutex(MessageStream())

  func next() -> [UInt8]? { stream.withLock { $0.next() } }
  func hasMore() -> Bool { stream.withLock { $0.hasMore() } }
}

/// Bytes that have come, cut into messages.
struct MessageBuffer: Sendable {
  private var bytes: [UInt8] = []
  /// Where what was not taken yet begins.
  private var begin = 0
  /// Where the end of the first header is looked for next.
  private var searched = 0
  /// Where the first body begins, and its bytes.
  private var frame: (header: Int, body: Int)?
  /// Whether what came is no protocol: no header, or one without a length that can be.
  private(set) var isBroken = false

  /// No message of an editor is longer, nor any header.
  private static let limit = 64 << 20
  private static let headerLimit = 1 << 16
  /// What was taken is let go when it is as much as this: once for many messages.
  private static let slack = 1 << 20

  var count: Int { bytes.count - begin }
  var holdsMessage: Bool { frame.map { bytes.count - $0.header >= $0.body } ?? false }

  mutating func append(_ more: ArraySlice<UInt8>) {
    bytes += more
    findFrame()
  }

  mutating func take() -> [UInt8]? {
    guard holdsMessage, let frame else { return nil }
    let end = frame.header + frame.body
    let message = Array(bytes[frame.header..<end])
    begin = end
    if begin == bytes.count || begin > Self.slack {
      bytes.removeFirst(begin)
      begin = 0
    }
    self.frame = nil
    searched = begin
    findFrame()
    return message
  }

  private mutating func findFrame() {
    guard frame == nil, !isBroken else { return }
    let end: [UInt8] = [0x0D, 0x0A, 0x0D, 0x0A]
    while searched + end.count <= bytes.count, !bytes[searched...].starts(with: end) { searched += 1 }
    guard searched + end.count <= bytes.count else {
      isBroken = searched - begin > Self.headerLimit
      return
    }
    let lines = String(decoding: bytes[begin..<searched], as: UTF8.self).split(whereSeparator: \.isNewline)
    for line in lines where line.lowercased().hasPrefix("content-length:") {
      let digits = line.dropFirst("content-length:".count).filter { $0 != " " }
      guard let length = Int(digits), (0...Self.limit).contains(length) else { break }
      frame = (searched + end.count, length)
      return
    }
    isBroken = true
  }
}
