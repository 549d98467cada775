import Platform

/// Runs a program for what it prints.
///
/// The library for this, swift-subprocess, brings the concurrency runtime into a command that starts in a
/// few milliseconds and runs one program in its life.
enum Subprocess {
  /// Standard output; `nil` if it cannot be started, fails, prints more than `limit` bytes or takes longer
  /// than `seconds`.
  ///
  /// - Parameter input: the file that it reads as its standard input.
  static func output(
    of program: String, _ arguments: [String], input: String = "/dev/null", limit: Int, seconds: Int
  ) -> [UInt8]? {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { return nil }
    let (reading, writing) = (ends[0], ends[1])
    defer { close(reading) }
    #if canImport(Darwin)
      var actions: posix_spawn_file_actions_t?
    #else
      var actions = posix_spawn_file_actions_t()
    #endif
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, input, O_RDONLY, 0)
    posix_spawn_file_actions_adddup2(&actions, writing, 1)
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
    posix_spawn_file_actions_addclose(&actions, reading)
    posix_spawn_file_actions_addclose(&actions, writing)
    var words: [UnsafeMutablePointer<CChar>?] = ([program] + arguments).map { strdup($0) } + [nil]
    defer { for word in words { free(word) } }
    var process: pid_t = 0
    let status = posix_spawn(&process, program, &actions, nil, &words, environ)
    close(writing)
    guard status == 0 else { return nil }
    let output = Descriptor.readAll(reading, limit: limit, seconds: seconds)
    if output == nil { kill(process, SIGKILL) }
    var result: Int32 = 0
    while waitpid(process, &result, 0) < 0, errno == EINTR {}
    return result == 0 ? output : nil
  }
}

/// Reading from an open descriptor.
package enum Descriptor {
  /// All bytes up to the end; `nil` past `limit`, on an error, or if nothing comes for `seconds`.
  static func readAll(_ descriptor: Int32, limit: Int, seconds: Int? = nil) -> [UInt8]? {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 16 << 10)
    while true {
      if let seconds {
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        let ready = poll(&wait, 1, Int32(seconds) * 1000)
        if ready < 0, errno == EINTR { continue }
        guard ready > 0 else { return nil }
      }
      let count = read(descriptor, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes += buffer[..<count]
      if bytes.count > limit { return nil }
    }
  }
  /// As many bytes as are wanted, or as there are, from where the descriptor stands or from an offset of a file; `nil` on an error.
  package static func bytes(_ descriptor: Int32, at offset: Int? = nil, count wanted: Int) -> [UInt8]? {
    var failed = false
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { target, count in
      guard let base = target.baseAddress else { return }
      while count < wanted {
        let got =
          offset.map { pread(descriptor, base + count, wanted - count, off_t($0 + count)) }
          ?? read(descriptor, base + count, wanted - count)
        if got == 0 { break }
        if got < 0 {
          if errno == EINTR { continue }
          failed = true
          break
        }
        count += got
      }
    }
    return failed ? nil : bytes
  }
}
