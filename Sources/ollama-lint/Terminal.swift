import Catalogue
import Linter
import Platform
import Reporting
import Syntax

/// Standard input, output and error, and what the terminal behind them can do.
enum Terminal {
  static func exit(_ code: Int32) -> Never {
    Platform.exit(code)
  }

  /// A file that may grow no further is an error of the write that would make it, not the end of the process, which would
  /// leave its half next to the old one.
  static func keepWriting() { _ = signal(SIGXFSZ, SIG_IGN) }

  static func write(_ text: String) { write(Array(text.utf8), to: 1) }

  /// - Parameter file: where it goes instead of standard output.
  static func write(_ bytes: [UInt8], toFile file: String?) throws(RunFailure) {
    guard let file else { return write(bytes) }
    do {
      let here = FileSystem.workingDirectory()
      try FileSystem.write(bytes, to: file, inside: LintRun.repository(above: here) ?? here)
    } catch {
      throw RunFailure(message: "\(file): \(error.reason)")
    }
  }

  static func write(_ bytes: [UInt8], to descriptor: Int32 = 1) {
    var offset = 0
    while offset < bytes.count {
      let count = bytes.withUnsafeBytes { buffer in
        systemWrite(descriptor, buffer.baseAddress.map { $0 + offset }, bytes.count - offset)
      }
      if count < 0 {
        if errno == EINTR { continue }
        // The reader has gone (`| head`): nothing is left to do.
        exit(errno == EPIPE ? 0 : 2)
      }
      offset += count
    }
  }

  private static func systemWrite(_ descriptor: Int32, _ pointer: UnsafeRawPointer?, _ count: Int) -> Int {
    Platform.write(descriptor, pointer, count)
  }

  /// A message about the tool's own work, on standard error. It may quote an argument, which a shell's `*` takes from the
  /// names of files.
  static func complain(_ text: String) {
    write(Array((SafeText.shownLines(Credentials.masked(text)) + "\n").utf8), to: 2)
  }

  /// Whether the answer to a question is yes.
  static func isAgreed() -> Bool { ["y", "yes"].contains((readLine() ?? "").lowercased()) }

  static func readAll(limit: Int) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while bytes.count <= limit {
      let count = read(0, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      if count <= 0 { break }
      bytes += buffer[..<count]
    }
    return bytes
  }

  /// Whether standard input is a terminal.
  static var isTyped: Bool { isatty(0) == 1 }

  /// The day by the computer's clock, in UTC.
  static var today: CalendarDay? { CalendarDay(secondsSinceEpoch: Int(time(nil))) }
  /// Whether lines can be drawn over: both ends are a terminal that knows escape sequences.
  static var canRedraw: Bool {
    let name = environment("TERM") ?? ""
    return isTyped && isShown && !name.isEmpty && name != "dumb"
  }

  static func pause(milliseconds: Int32) { _ = poll(nil, 0, milliseconds) }

  /// Whether standard output is a terminal.
  static var isShown: Bool { isatty(1) == 1 }

  static func style(color: ColorChoice, toFile: Bool) -> TextStyle {
    let isTerminal = !toFile && isatty(1) == 1
    let isDumb = environment("TERM") == "dumb"
    let usesColor: Bool
    switch color {
    case .always: usesColor = true
    case .never: usesColor = false
    case .auto: usesColor = isTerminal && !isDumb && (environment("NO_COLOR") ?? "").isEmpty
    }
    return TextStyle(
      usesColor: usesColor, usesLinks: usesColor && isTerminal && !isDumb, width: isTerminal ? width : 80)
  }

  /// Between 60 and 100 columns, whatever the window has.
  private static var width: Int {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return min(100, max(60, Int(size.ws_col)))
  }

  /// Whether the locale takes more than ASCII; where none is set, it does.
  static var takesUnicode: Bool {
    let locale =
      ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment($0) }.first { !$0.isEmpty } ?? ""
    let isUnicode = locale.lowercased().contains("utf")
    return locale.isEmpty || isUnicode || (locale != "C" && locale != "POSIX")
  }

  static func environment(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
