/// systemd's env files, state for state as `parse_env_file_internal` (`src/basic/env-file.c`) reads them.
///
/// Quotes are removed, a backslash at the end of a line joins the next, and `#` or `;` begin a comment only where a name
/// is expected: after a value they are part of it. There is no `export`: a name with a blank is not a name, and is dropped.
enum UnitEnvironmentParser {
  private enum State {
    case beforeKey, key, beforeValue, value, valueEscape, single, double, doubleEscape, comment, commentEscape
  }

  static func parse(_ source: SourceText, by reader: EnvironmentReader) -> EnvironmentFile {
    var machine = Machine(source: source, reader: reader)
    machine.run()
    return EnvironmentFile(
      reader: reader, source: source, entries: machine.entries, slips: machine.slips,
      comments: machine.comments,
      errors: [])
  }

  private struct Machine {
    let source: SourceText
    let reader: EnvironmentReader
    var entries: [EnvironmentFile.Entry] = []
    var slips: [EnvironmentFile.Slip] = []
    var comments: [TextRange] = []

    private var state = State.beforeKey
    private var start = 0
    /// Where the name ends, without blanks.
    private var keyEnd = 0
    private var valueStart = 0
    private var valueEnd = 0
    private var value: [UInt8] = []
    /// Bytes of the value up to the last that is not a blank, or that was quoted.
    private var kept = 0

    init(source: SourceText, reader: EnvironmentReader) {
      self.source = source
      self.reader = reader
    }

    mutating func run() {
      for (index, byte) in source.bytes.enumerated() { step(byte, index) }
      switch state {
      case .beforeKey, .key: break
      case .comment, .commentEscape: comments.append(TextRange(start, source.bytes.count))
      default: push()
      }
    }

    private func isNewline(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
    private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || isNewline(byte) }

    private mutating func step(_ byte: UInt8, _ index: Int) {
      switch state {
      case .beforeKey:
        if byte == 0x23 || byte == 0x3B {
          (state, start) = (.comment, index)
        } else if !isBlank(byte) {
          (state, start, keyEnd) = (.key, index, index + 1)
        }
      case .key:
        if isNewline(byte) {
          state = .beforeKey
        } else if byte == 0x3D {
          state = .beforeValue
          (valueStart, valueEnd, value, kept) = (index + 1, index + 1, [], 0)
        } else if !isBlank(byte) {
          keyEnd = index + 1
        }
      case .beforeValue: beforeValue(byte, index)
      case .value:
        if isNewline(byte) {
          push()
        } else if byte == 0x5C {
          state = .valueEscape
        } else {
          value.append(byte)
          if !isBlank(byte) { keep(index) }
        }
      case .valueEscape:
        state = .value
        if !isNewline(byte) {
          value.append(byte)
          keep(index)
        }
      case .single, .double, .doubleEscape: quoted(byte, index)
      case .comment:
        if byte == 0x5C {
          state = .commentEscape
        } else if isNewline(byte) {
          endComment(index)
        }
      case .commentEscape: if isNewline(byte) { endComment(index) } else { state = .comment }
      }
    }

    private mutating func endComment(_ index: Int) {
      comments.append(TextRange(start, index))
      state = .beforeKey
    }

    private mutating func keep(_ index: Int) {
      kept = value.count
      valueEnd = index + 1
    }

    private mutating func beforeValue(_ byte: UInt8, _ index: Int) {
      if valueEnd == valueStart, !isBlank(byte) { valueStart = index }
      switch byte {
      case _ where isNewline(byte): push()
      case 0x27: state = .single
      case 0x22: state = .double
      case 0x5C: state = .valueEscape
      case _ where isBlank(byte): break
      default:
        state = .value
        value.append(byte)
        keep(index)
      }
    }

    private mutating func quoted(_ byte: UInt8, _ index: Int) {
      switch state {
      case .single where byte != 0x27, .double where byte != 0x22 && byte != 0x5C: value.append(byte)
      case .single: state = .beforeValue
      case .double where byte == 0x22: state = .beforeValue
      case .double: state = .doubleEscape
      default:
        state = .double
        // "\`$ are unescaped; before others the backslash stays, as in a shell (SHELL_NEED_ESCAPE).
        if [0x22, 0x5C, 0x60, 0x24].contains(byte) {
          value.append(byte)
        } else if byte != 0x0A {
          value += [0x5C, byte]
        }
      }
      keep(index)
    }

    private mutating func push() {
      let key = TextRange(start, keyEnd)
      let name = source.string(key)
      let range = TextRange(valueStart, max(valueStart, valueEnd))
      let text = String(decoding: value.prefix(kept), as: UTF8.self)
      state = .beforeKey
      func slip(_ kind: EnvironmentFile.Slip.Kind, _ key: String, _ value: String?) {
        slips.append(.init(kind: kind, key: key, range: TextRange(start, range.end), value: value))
      }
      guard name.isVariableName else {
        let words = name.split(whereSeparator: { $0 == " " || $0 == "\t" })
        if words.count == 2, words[0] == "export" { slip(.export, String(words[1]), nil) }
        return
      }
      let isExpanded = reader == .userManager && text.contains("$")
      entries.append(
        .init(key: name, value: isExpanded ? nil : text, keyRange: key, valueRange: range))
      if hasComment(range) {
        slip(.comment, name, text)
      } else if !reader.expands, EnvironmentFile.Slip.hasVariable(text) {
        slip(.expansion, name, text)
      }
    }

    /// Whether a `#` after a blank, outside of quotes, is part of the value.
    private func hasComment(_ range: TextRange) -> Bool {
      var quote: UInt8?
      var last: UInt8 = 0
      for byte in source.slice(range) {
        if let open = quote {
          if byte == open, last != 0x5C || open == 0x27 { quote = nil }
        } else if byte == 0x22 || byte == 0x27 {
          quote = byte
        } else if byte == 0x23, last == 0x20 || last == 0x09 {
          return true
        }
        last = byte
      }
      return false
    }
  }
}
