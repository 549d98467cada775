/// A script of the Windows command prompt or of PowerShell: the variables that it sets, and its commands in the words of a
/// POSIX shell.
///
/// Sources: Microsoft, "Windows commands" (`set`, `setx`, `start`, `rem`) and "about_Environment_Variables".
public struct WindowsScript: Sendable {
  public enum Dialect: Sendable { case batch, powerShell }

  /// A line that gives a variable a value.
  public struct Assignment: Sendable {
    public let name: String
    public let value: String
    public let nameRange: TextRange
    public let valueRange: TextRange
    /// The whole line without the blanks around it.
    public let range: TextRange
    /// Whether it is for programs that start later (`setx`), not for those of this script.
    public let isPersistent: Bool
  }

  public let dialect: Dialect
  public private(set) var assignments: [Assignment] = []
  /// Lines that look as if they gave a variable a value, and do not.
  public private(set) var slips: [Slip] = []
  public private(set) var comments: [TextRange] = []
  /// Where `ollama serve` is started.
  public private(set) var serve: TextRange?
  /// The other commands: as many bytes as the script, each at its own place. Continued lines end in a backslash, backslashes in
  /// paths are slashes, and variables are those of a shell.
  public private(set) var shell: SourceText
  public let source: SourceText
  /// Whether `!NAME!` is a variable, too (`setlocal enabledelayedexpansion`).
  private let delaysExpansion: Bool

  public init(_ source: SourceText, _ dialect: Dialect) {
    self.source = source
    self.dialect = dialect
    shell = source
    delaysExpansion =
      dialect == .batch
      && String(decoding: source.bytes, as: UTF8.self).lowercased().contains("enabledelayedexpansion")
    var bytes = source.bytes
    var position = 0
    var isInComment = false
    var hereString: String?
    while position < bytes.count {
      let end = source.lineEnd(of: position)
      let line = trimmed(TextRange(position, end))
      if let end = hereString {
        // A text, whatever it looks like.
        if source.string(line).hasPrefix(end) { hereString = nil }
        Self.blank(line, &bytes)
      } else if dialect == .powerShell, isInComment || source.string(line).hasPrefix("<#") {
        isInComment = !source.string(line).contains("#>")
        Self.blank(line, &bytes)
      } else if !line.isEmpty {
        read(line, &bytes)
        // about_Quoting_Rules: `@"` at the end of a line, up to a line that begins with `"@`.
        let text = source.string(line)
        if dialect == .powerShell, let quote = text.last, quote == "\"" || quote == "'", text.dropLast().last == "@" {
          hereString = "\(quote)@"
        }
      }
      // The carriage return of a line's end is a sign like any other to a shell, and no end of a continued line.
      if end > line.end, bytes[end - 1] == 0x0D {
        let isContinued = bytes[end - 2] == 0x5C
        bytes[end - 1] = isContinued ? 0x5C : 0x20
        if isContinued { bytes[end - 2] = 0x20 }
      }
      position = source.behindNewline(at: end)
    }
    shell = SourceText(bytes)
  }

  private func trimmed(_ range: TextRange) -> TextRange {
    func isBlank(_ offset: Int) -> Bool { [0x20, 0x09, 0x0D].contains(source.byte(at: offset)) }
    var (start, end) = (range.start, range.end)
    while start < end, isBlank(start) || dialect == .batch && source.byte(at: start) == 0x40 { start += 1 }
    while end > start, isBlank(end - 1) { end -= 1 }
    return TextRange(start, end)
  }

  private static func blank(_ range: TextRange, _ bytes: inout [UInt8]) {
    for offset in range.start..<range.end { bytes[offset] = 0x20 }
  }

  private mutating func read(_ line: TextRange, _ bytes: inout [UInt8]) {
    let text = source.string(line)
    let lower = text.lowercased()
    let isComment =
      dialect == .batch
      ? lower == "rem" || lower.hasPrefix("rem ") || lower.hasPrefix("::") : lower.hasPrefix("#")
    // What is printed runs nothing.
    if isComment || lower.hasPrefix("echo") || lower.hasPrefix("write-host") {
      if isComment { comments.append(line) }
      Self.blank(line, &bytes)
    } else if let slip = WindowsSlips(dialect).slip(line, text) {
      // Nothing is set, and nothing is started.
      slips.append(slip)
      Self.blank(line, &bytes)
    } else if let assignment = dialect == .batch ? batch(line, text) : powerShell(line, text) {
      assignments.append(assignment)
      Self.blank(line, &bytes)
      // `set OLLAMA_HOST=0.0.0.0 && ollama serve`
      if let and = text.firstIndex(of: "&") {
        note(line, String(text[and...].drop { $0 == "&" || $0 == " " }))
      }
    } else if isServe(text) {
      serve = serve ?? line
      Self.blank(line, &bytes)
    } else {
      translate(line, &bytes)
    }
    // `@` before a command of the command prompt is nothing to a shell.
    if line.start > 0, bytes[line.start - 1] == 0x40 { bytes[line.start - 1] = 0x20 }
  }

  private mutating func note(_ line: TextRange, _ rest: String) {
    if isServe(rest) { serve = serve ?? line }
  }

  /// `ollama serve`, `start "" /B ollama.exe serve`, `& "C:\...\ollama.exe" serve`, `Start-Process ollama -ArgumentList "serve"`.
  private func isServe(_ text: String) -> Bool {
    let words = Self.withoutTitle(text.lowercased()).split(whereSeparator: { " \t\"',".contains($0) }).map(String.init)
    guard
      let program = words.firstIndex(where: { word in
        let name = word.split(whereSeparator: { "\\/".contains($0) }).last.map(String.init) ?? ""
        return name == "ollama" || name == "ollama.exe"
      })
    else { return false }
    let verbs: Set<String> = [
      "start", "&", "call", "cmd", "start-process", "/b", "/min", "/c", "/k", "-filepath",
    ]
    guard words[..<program].allSatisfy({ verbs.contains($0) || program == 0 }) else { return false }
    let rest = words[(program + 1)...].filter { $0 != "-argumentlist" }
    return rest.first == "serve"
  }

  /// A line of `start` without the title of its window, which is the first text in quotes ("start": `start "title" program`).
  private static func withoutTitle(_ line: String) -> String {
    guard line.hasPrefix("start ") else { return line }
    let rest = line.dropFirst(6).drop { $0 == " " }
    guard rest.first == "\"", let end = rest.dropFirst().firstIndex(of: "\"") else { return line }
    let behind = rest[rest.index(after: end)...]
    // A quoted program alone is taken for a title as well, and starts nothing.
    return "start" + (behind.allSatisfy { $0 == " " } ? " " + rest : behind)
  }

  // MARK: Variables

  /// `set NAME=value`, `set "NAME=value"`, `setx NAME value`.
  private func batch(_ line: TextRange, _ text: String) -> Assignment? {
    if let assignment = setx(line, text) { return assignment }
    guard text.lowercased().hasPrefix("set "), let equals = text.firstIndex(of: "=") else { return nil }
    var start = text.index(text.startIndex, offsetBy: 4)
    while start < equals, text[start] == " " { start = text.index(after: start) }
    let isQuoted = text[start] == "\""
    if isQuoted { start = text.index(after: start) }
    guard start < equals, text[start] != "/" else { return nil }
    let name = text[start..<equals].trimmingBlanks
    var end = text.endIndex
    let valueStart = text.index(after: equals)
    if isQuoted, let quote = text[valueStart...].lastIndex(of: "\"") {
      end = quote
    } else if let and = text[valueStart...].firstIndex(of: "&") {
      end = and
    }
    return assignment(
      line, text, start..<text.index(start, offsetBy: name.count), valueStart..<end, isPersistent: false)
  }

  private func setx(_ line: TextRange, _ text: String) -> Assignment? {
    guard text.lowercased().hasPrefix("setx ") else { return nil }
    let rest = text.dropFirst(5).drop { $0 == " " }
    guard let blank = rest.firstIndex(of: " "), !rest.hasPrefix("/") else { return nil }
    var start = rest.index(after: blank)
    while start < rest.endIndex, rest[start] == " " { start = rest.index(after: start) }
    guard start < rest.endIndex else { return nil }
    if rest[start] == "\"" {
      start = rest.index(after: start)
      guard let quote = rest[start...].firstIndex(of: "\"") else { return nil }
      return assignment(line, text, rest.startIndex..<blank, start..<quote, isPersistent: true)
    }
    let end = rest[start...].firstIndex(of: " ") ?? rest.endIndex
    return assignment(line, text, rest.startIndex..<blank, start..<end, isPersistent: true)
  }

  /// `$env:NAME = "value"`, `[Environment]::SetEnvironmentVariable("NAME", "value", "User")`.
  private func powerShell(_ line: TextRange, _ text: String) -> Assignment? {
    if let assignment = setx(line, text) { return assignment }
    let lower = text.lowercased()
    if lower.hasPrefix("$env:"), lower.count == text.count, let equals = text.firstIndex(of: "=") {
      let start = text.index(text.startIndex, offsetBy: 5)
      guard start < equals else { return nil }
      let name = text[start..<equals].trimmingBlanks
      guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" }),
        let value = literal(text, from: text.index(after: equals))
      else { return nil }
      return assignment(
        line, text, start..<text.index(start, offsetBy: name.count), value, isPersistent: false)
    }
    guard let call = lower.firstRange(ofBytes: "environment]::setenvironmentvariable("),
      lower.count == text.count,
      let name = literal(text, from: call.upperBound), name.upperBound < text.endIndex,
      let comma = text[name.upperBound...].firstIndex(of: ","),
      let value = literal(text, from: text.index(after: comma))
    else { return nil }
    let scope = lower[value.upperBound...]
    return assignment(
      line, text, name, value, isPersistent: scope.contains("user") || scope.contains("machine"))
  }

  /// The text inside the quotes that begin after blanks, or a number. Any other word is a command, which fails:
  /// `$env:NAME = 0.0.0.0` (about_Parsing).
  private func literal(_ text: String, from index: String.Index) -> Range<String.Index>? {
    var start = index
    while start < text.endIndex, text[start] == " " { start = text.index(after: start) }
    guard start < text.endIndex else { return nil }
    if text[start] == "\"" || text[start] == "'" {
      let inner = text.index(after: start)
      guard let end = text[inner...].firstIndex(of: text[start]), !text[inner..<end].contains("$") else {
        return nil
      }
      return inner..<end
    }
    let end = text[start...].firstIndex { !$0.isNumber } ?? text.endIndex
    let isWhole = end == text.endIndex || " \t;#".contains(text[end])
    return start == end || !isWhole ? nil : start..<end
  }

  private func assignment(
    _ line: TextRange, _ text: String, _ name: Range<String.Index>, _ value: Range<String.Index>,
    isPersistent: Bool
  ) -> Assignment {
    func range(_ part: Range<String.Index>) -> TextRange {
      TextRange(
        line.start + text.utf8.distance(from: text.startIndex, to: part.lowerBound),
        line.start + text.utf8.distance(from: text.startIndex, to: part.upperBound))
    }
    return Assignment(
      name: String(text[name]), value: String(text[value]), nameRange: range(name), valueRange: range(value),
      range: line, isPersistent: isPersistent)
  }

  // MARK: Commands

  /// Turns one line into a shell's, byte by byte.
  private func translate(_ line: TextRange, _ bytes: inout [UInt8]) {
    let continuation: UInt8 = dialect == .batch ? 0x5E : 0x60
    for quote: UInt8 in [0x22, 0x27] {
      let places = (line.start..<line.end).filter { bytes[$0] == quote }
      // A quote without its partner would run on to the end of the text.
      if !places.count.isMultiple(of: 2) { for place in places { bytes[place] = 0x20 } }
    }
    var isInVariable = false
    for offset in line.start..<line.end {
      let byte = bytes[offset]
      let next = offset + 1 < line.end ? bytes[offset + 1] : 0
      switch byte {
      case 0x5C: bytes[offset] = 0x2F
      case 0x28 where dialect == .batch, 0x29 where dialect == .batch: bytes[offset] = 0x20
      case continuation where offset == line.end - 1: bytes[offset] = 0x5C
      case 0x25 where dialect == .batch && !isInVariable && Self.isParameter(next):
        // `%1`, `%~1`, `%*` and `%%~nxA` are `$1`, `$_1`, `$*` and `$__nxA`: what a script is called with, or goes through.
        bytes[offset] = 0x24
        var after = offset + 1
        while after < line.end, bytes[after] == 0x25 || bytes[after] == 0x7E {
          bytes[after] = 0x5F
          after += 1
        }
      case 0x25 where dialect == .batch,
        0x21 where dialect == .batch && (delaysExpansion || isInVariable || isWhole(bytes[(offset + 1)..<line.end])):
        // `%USERPROFILE%\x` and `!USERPROFILE!\x` become `$USERPROFILE//x`.
        let isOpening = !isInVariable && (next == 0x5F || Self.isLetter(next))
        bytes[offset] = isOpening ? 0x24 : 0x2F
        isInVariable = isOpening
      // `$env:NAME` becomes `$env_NAME`.
      case 0x3A where dialect == .powerShell && offset >= line.start + 4:
        let head = String(decoding: bytes[(offset - 4)..<offset], as: UTF8.self)
        if head.lowercased() == "$env" { bytes[offset] = 0x5F }
      default: continue
      }
    }
  }

  private static func isParameter(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || [0x25, 0x2A, 0x7E].contains(byte)
  }

  /// Whether a name and the sign that ends it follow: `MODEL!`.
  private func isWhole(_ rest: ArraySlice<UInt8>) -> Bool {
    let name = rest.prefix { Self.isLetter($0) || (0x30...0x39).contains($0) || $0 == 0x5F }
    return !name.isEmpty && name.endIndex < rest.endIndex && rest[name.endIndex] == 0x21
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
  }
}
