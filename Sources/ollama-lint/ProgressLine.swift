import Platform

/// One line on a terminal while work takes longer than half a second; it goes away when the work is done.
struct ProgressLine: ~Copyable {
  private let thread: pthread_t?
  private let end: Int32

  /// - Parameter isWanted: shown only then, and only if standard error is a terminal.
  init(isWanted: Bool) {
    var ends: [Int32] = [-1, -1]
    guard isWanted, isatty(2) == 1, pipe(&ends) == 0 else {
      (thread, end) = (nil, -1)
      return
    }
    #if canImport(Darwin)
      var made: pthread_t?
    #else
      var made = pthread_t()
    #endif
    let argument = UnsafeMutableRawPointer(bitPattern: Int(ends[0]) + 1)
    let status = pthread_create(
      &made, nil,
      { argument in
        let read = Int32(Int(bitPattern: argument) - 1)
        ProgressLine.wait(on: read)
        return nil
      }, argument)
    thread = status == 0 ? made : nil
    end = ends[1]
  }

  /// Shows the line if nothing happens for a while, and takes it away when the other end closes.
  private static func wait(on descriptor: Int32) {
    var poller = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    if poll(&poller, 1, 500) == 0 {
      Terminal.write(Array("ollama-lint: reading files ...".utf8), to: 2)
      _ = poll(&poller, 1, -1)
      Terminal.write(Array("\r\u{1b}[K".utf8), to: 2)
    }
    close(descriptor)
  }

  consuming func done() {
    guard let thread else { return }
    close(end)
    pthread_join(thread, nil)
  }
}
