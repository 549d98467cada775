import Platform
import Syntax

/// One request to a server in plain HTTP/1.1, within a time, and nothing more: no redirects, no cookies, no TLS.
///
/// A library for the whole of HTTP would make the command several times as large and slow to start for three
/// requests to a server of one's own.
struct HTTPRequest {
  let address: HTTPAddress
  /// Milliseconds that connecting, and then the whole answer, may take.
  let timeout: Int32

  /// No answer of these requests is longer.
  private static let limit = 32 << 20

  func get(_ path: String) throws(DoctorError) -> NodeDocument { try ask("GET", path, nil) }
  func post(_ path: String, _ body: String) throws(DoctorError) -> NodeDocument {
    try ask("POST", path, body)
  }

  private func ask(_ method: String, _ path: String, _ body: String?) throws(DoctorError) -> NodeDocument {
    let socket = try connected()
    defer { close(socket) }
    let deadline = ContinuousClock.now + .milliseconds(Int(timeout))
    let bytes = Array((body ?? "").utf8)
    var head =
      "\(method) \(path) HTTP/1.1\r\nHost: \(address.host):\(address.port)\r\nAccept: application/json\r\n"
    head += "User-Agent: ollama-lint\r\nConnection: close\r\n"
    if body != nil { head += "Content-Type: application/json\r\nContent-Length: \(bytes.count)\r\n" }
    try write(Array((head + "\r\n").utf8) + bytes, to: socket)
    let (status, text) = try HTTPAnswer(try readAll(from: socket, until: deadline)).body()
    guard status == 200 else { throw DoctorError("\(address.text)\(path) returned status \(status)") }
    do {
      return try JSONParser.parse(SourceText(text))
    } catch {
      throw DoctorError("\(address.text)\(path) did not return JSON")
    }
  }

  // MARK: Sockets

  private func connected() throws(DoctorError) -> Int32 {
    var hints = addrinfo()
    hints.ai_family = AF_UNSPEC
    #if canImport(Glibc)
      hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
    #else
      hints.ai_socktype = SOCK_STREAM
    #endif
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(address.host, String(address.port), &hints, &found) == 0 else {
      throw DoctorError("unknown host \(address.host)")
    }
    defer { freeaddrinfo(found) }
    var next = found
    while let info = next {
      let descriptor = socket(info.pointee.ai_family, info.pointee.ai_socktype, info.pointee.ai_protocol)
      if descriptor >= 0 {
        if connects(descriptor, info.pointee) { return descriptor }
        close(descriptor)
      }
      next = info.pointee.ai_next
    }
    throw DoctorError(
      "cannot connect to \(address.text); start the server with ollama serve, or name another one with --host"
    )
  }

  private func connects(_ descriptor: Int32, _ info: addrinfo) -> Bool {
    _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    if connect(descriptor, info.ai_addr, info.ai_addrlen) == 0 { return true }
    guard errno == EINPROGRESS, waits(for: descriptor, Int16(POLLOUT)) else { return false }
    var problem: Int32 = 0
    var size = socklen_t(MemoryLayout<Int32>.size)
    return getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &problem, &size) == 0 && problem == 0
  }

  private func waits(for descriptor: Int32, _ events: Int16, _ milliseconds: Int32? = nil) -> Bool {
    var poller = pollfd(fd: descriptor, events: events, revents: 0)
    return poll(&poller, 1, milliseconds ?? timeout) > 0
  }

  private func write(_ bytes: [UInt8], to descriptor: Int32) throws(DoctorError) {
    var offset = 0
    while offset < bytes.count {
      guard waits(for: descriptor, Int16(POLLOUT)) else {
        throw DoctorError("\(address.text) does not accept the request")
      }
      let count = bytes.withUnsafeBytes { buffer in
        #if canImport(Darwin)
          send(descriptor, buffer.baseAddress.map { $0 + offset }, bytes.count - offset, 0)
        #else
          send(descriptor, buffer.baseAddress.map { $0 + offset }, bytes.count - offset, Int32(MSG_NOSIGNAL))
        #endif
      }
      guard count > 0 || errno == EINTR || errno == EAGAIN else {
        throw DoctorError("\(address.text) closed the connection")
      }
      offset += max(0, count)
    }
  }

  /// A server that sends a byte now and then must not block forever.
  private func readAll(
    from descriptor: Int32, until deadline: ContinuousClock.Instant
  ) throws(DoctorError) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let left = (deadline - .now) / .milliseconds(1)
      guard left > 0, waits(for: descriptor, Int16(POLLIN), Int32(min(left, Double(timeout)))) else {
        throw DoctorError("\(address.text) did not respond within \(timeout / 1000) seconds")
      }
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0, errno == EINTR || errno == EAGAIN { continue }
      if count <= 0 { return bytes }
      bytes += buffer[..<count]
      guard bytes.count <= Self.limit else {
        throw DoctorError("the response of \(address.text) is too long")
      }
      if HTTPAnswer(bytes).isWhole { return bytes }
    }
  }
}
