import Platform
import Reporting

/// A choice that a person makes with arrows or numbers; at a terminal that cannot draw over lines, by typing.
struct Menu {
  private let text: MenuText

  /// The user quits: nothing is written.
  struct Abandoned: Error {}

  init(_ title: String, _ items: [MenuText.Item], isMultiple: Bool = false) {
    text = MenuText(
      title, items, isMultiple: isMultiple, style: Terminal.style(color: .auto, toFile: false),
      usesUnicode: Terminal.takesUnicode)
  }

  /// - Parameter standard: what Enter takes at once.
  func choose(_ standard: Int = 0) throws(Abandoned) -> Int {
    try run([min(max(0, standard), text.items.count - 1)]).first ?? standard
  }

  func chooseSeveral(_ standard: Set<Int>) throws(Abandoned) -> [Int] { try run(standard) }

  private func run(_ standard: Set<Int>) throws(Abandoned) -> [Int] {
    guard Terminal.canRedraw, let session = RawInput() else { return try typed(standard) }
    let result = draw(standard)
    session.restore()
    guard let chosen = result else { throw Abandoned() }
    Terminal.write(text.answer(chosen) + "\n")
    return chosen
  }

  // MARK: Keys

  private func draw(_ standard: Set<Int>) -> [Int]? {
    var cursor = standard.min() ?? 0
    var chosen = standard
    var drawn = 0
    var typed = 0
    while true {
      let lines = text.lines(cursor: cursor, chosen: chosen)
      // Up to the first of the lines that are there, and over them.
      Terminal.write((drawn > 0 ? "\u{1B}[\(drawn)A\r\u{1B}[J" : "") + lines.map { $0 + "\r\n" }.joined())
      drawn = lines.count
      func done(_ result: [Int]?) -> [Int]? {
        Terminal.write("\u{1B}[\(drawn)A\r\u{1B}[J")
        return result
      }
      let key = Key.next()
      if case .number = key {} else { typed = 0 }
      switch key {
      case .up: cursor = (cursor + text.items.count - 1) % text.items.count
      case .down: cursor = (cursor + 1) % text.items.count
      case .space:
        if text.isMultiple { chosen.formSymmetricDifference([cursor]) }
      case .number(let digit):
        guard let number = text.number(typing: digit, after: typed) else { continue }
        typed = number
        // A digit that chose at once would leave the Enter that people type after it to the next question.
        cursor = number - 1
      case .enter: return done(text.isMultiple ? chosen.sorted() : [cursor])
      case .quit: return done(nil)
      case .other: break
      }
    }
  }

  private enum Key {
    case up, down, space, enter, quit, other
    case number(Int)

    static func next() -> Key {
      guard let byte = byte(waiting: -1) else { return .quit }
      switch byte {
      case 0x0D, 0x0A: return .enter
      case 0x20: return .space
      case UInt8(ascii: "k"), 0x10: return .up
      case UInt8(ascii: "j"), 0x0E, 0x09: return .down
      // Ctrl-C, Ctrl-D, q.
      case 0x03, 0x04, UInt8(ascii: "q"): return .quit
      case UInt8(ascii: "0")...UInt8(ascii: "9"): return .number(Int(byte - UInt8(ascii: "0")))
      case 0x1B: return escape()
      default: return .other
      }
    }

    /// `ESC [ A` and `ESC O A`; Escape by itself is followed by nothing.
    private static func escape() -> Key {
      guard let first = byte(waiting: 50) else { return .quit }
      guard first == UInt8(ascii: "[") || first == UInt8(ascii: "O") else { return .other }
      // Parameters come before the letter that ends the sequence.
      for _ in 0..<8 {
        guard let next = byte(waiting: 50) else { return .other }
        switch next {
        case UInt8(ascii: "A"): return .up
        case UInt8(ascii: "B"): return .down
        case 0x40...0x7E: return .other
        default: continue
        }
      }
      return .other
    }

    /// - Parameter milliseconds: how long to wait; below 0, as long as it takes.
    private static func byte(waiting milliseconds: Int32) -> UInt8? {
      var descriptor = pollfd(fd: 0, events: Int16(POLLIN), revents: 0)
      while true {
        let count = poll(&descriptor, 1, milliseconds)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return nil }
        var byte: UInt8 = 0
        let length = read(0, &byte, 1)
        if length < 0, errno == EINTR { continue }
        return length == 1 ? byte : nil
      }
    }
  }

  // MARK: Typing

  private func typed(_ standard: Set<Int>) throws(Abandoned) -> [Int] {
    Terminal.write(text.lines(cursor: nil, chosen: standard).map { $0 + "\n" }.joined())
    let shown = standard.sorted().map { "\($0 + 1)" }.joined(separator: ",")
    while true {
      Terminal.write("[\(shown)] ")
      guard let answer = readLine() else { throw Abandoned() }
      if answer.allSatisfy({ $0 == " " }) { return standard.sorted() }
      if let chosen = text.parsed(answer) { return chosen }
      Terminal.write("Please type one of the numbers.\n")
    }
  }
}

/// The terminal with keys handed on as they are typed, and nothing shown of them.
private struct RawInput {
  private let before: termios

  /// `nil` where standard input cannot be set so.
  init?() {
    var state = termios()
    guard tcgetattr(0, &state) == 0 else { return nil }
    before = state
    state.c_lflag &= ~tcflag_t(ICANON | ECHO | ISIG)
    guard tcsetattr(0, TCSANOW, &state) == 0 else { return nil }
  }

  func restore() {
    var state = before
    tcsetattr(0, TCSANOW, &state)
  }
}
