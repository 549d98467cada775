/// A TEMPLATE of a Modelfile, as far as it can be checked without running it.
///
/// Go's text/template with the functions and fields that Ollama gives it (`template/template.go`).
struct ModelfileTemplate {
  /// Fields it uses, in the order of their first use, spelt as Ollama spells those it knows.
  private(set) var variables: [String] = []
  /// Completes "TEMPLATE ...": `opens {{ if .System }} and never ends it`.
  private(set) var problem: String?

  private struct Block {
    let word: String
    let text: String
    /// Whether `.` is still what it is at the top.
    let keepsDot: Bool
  }

  init(_ text: String) {
    var blocks: [Block] = []
    var position = text.startIndex
    if text.contains("{%") { complain("is a Jinja template ({% ... %}); Ollama uses Go templates") }
    while let open = Self.find("{{", in: text, from: position) {
      let start = text.index(open, offsetBy: 2)
      guard let close = Self.close(of: start, in: text) else {
        complain("opens {{ and never closes it with }}")
        break
      }
      action(Self.trimmed(text[start..<close]), &blocks)
      position = text.index(close, offsetBy: 2)
    }
    if let open = blocks.last { complain("opens {{ \(open.text) }} and never ends it with {{ end }}") }
  }

  private mutating func complain(_ text: String) { if problem == nil { problem = text } }

  // MARK: Actions

  private mutating func action(_ text: Substring, _ blocks: inout [Block]) {
    if text.hasPrefix("/*") { return }
    let words = Self.words(text)
    guard let first = words.first else { return complain("has an empty action {{ }}") }
    let keepsDot = blocks.last?.keepsDot ?? true
    switch first {
    case "if", "range", "with", "define", "block":
      use(words.dropFirst(), keepsDot)
      let changes = first == "range" || first == "with" || first == "define" || first == "block"
      blocks.append(Block(word: first, text: String(text), keepsDot: keepsDot && !changes))
    case "else":
      if blocks.isEmpty { complain("has an {{ else }} outside of {{ if }}") }
      use(words.dropFirst(), keepsDot)
    case "end":
      if blocks.popLast() == nil { complain("has an extra {{ end }}") }
    case "endif", "endfor", "elif", "elseif", "endrange":
      complain("has {{ \(first) }}, which Go templates do not have; use {{ end }} and {{ else if }}")
    default: use(words[...], keepsDot)
    }
  }

  private mutating func use(_ words: ArraySlice<String>, _ keepsDot: Bool) {
    for word in words {
      if word.hasPrefix(".") || word.hasPrefix("$.") {
        let isTop = word.hasPrefix("$.") || keepsDot
        let name = String((word.hasPrefix("$") ? word.dropFirst(2) : word.dropFirst()).prefix { $0 != "." })
        field(name, isTop)
      } else if let first = word.first, first.isLetter || first == "_" {
        function(String(word.prefix { $0 != "." }))
      }
    }
  }

  private mutating func field(_ name: String, _ isTop: Bool) {
    guard let first = name.first, first.isLetter || first == "_" else { return }
    let known = Self.fields.first { $0.lowercased() == name.lowercased() }
    let shown = known ?? name
    if !variables.contains(shown) { variables.append(shown) }
    guard isTop else { return }
    if let known, known != name { complain("uses .\(name); the field is called .\(known)") }
    // The field of early versions for "no message yet" and the like; anything else is a mistake.
    if known == nil { complain("uses .\(name), which Ollama does not provide") }
  }

  private mutating func function(_ name: String) {
    guard !Self.functions.contains(name), !Self.keywords.contains(name) else { return }
    if Self.jinja.contains(name) {
      complain("has {{ \(name) }} as in a Jinja template; Ollama uses Go templates")
    } else {
      complain("calls \(name), which is not a function in Ollama templates")
    }
  }

  // MARK: Text

  private static func find(_ needle: String, in text: String, from start: String.Index) -> String.Index? {
    var index = start
    while index < text.endIndex {
      if text[index...].hasPrefix(needle) { return index }
      index = text.index(after: index)
    }
    return nil
  }

  /// Where the `}}` of an action begins; quotes and comments may hold others.
  private static func close(of start: String.Index, in text: String) -> String.Index? {
    var index = start
    var quote: Character?
    while index < text.endIndex {
      let character = text[index]
      if let open = quote {
        if character == "\\", open == "\"" {
          index = text.index(after: index)
          guard index < text.endIndex else { return nil }
        } else if character == open {
          quote = nil
        }
      } else if character == "\"" || character == "`" {
        quote = character
      } else if text[index...].hasPrefix("}}") {
        return index
      }
      index = text.index(after: index)
    }
    return nil
  }

  /// Without blanks and the `-` that trims the text around.
  private static func trimmed(_ text: Substring) -> Substring {
    var text = text
    if text.hasPrefix("-") { text.removeFirst() }
    if text.hasSuffix("-") { text.removeLast() }
    return text.trimming(\.isWhitespace)
  }

  /// The words of an action; strings and the names of variables are left out.
  private static func words(_ text: Substring) -> [String] {
    var words: [String] = []
    var word = ""
    var quote: Character?
    var isEscaped = false
    for character in text {
      if let open = quote {
        if isEscaped {
          isEscaped = false
        } else if character == "\\", open == "\"" {
          isEscaped = true
        } else if character == open {
          quote = nil
        }
      } else if character == "\"" || character == "`" || character == "'" {
        quote = character
        if word.isEmpty { words.append("\"") }
      } else if character.isWhitespace || "()|,:=".contains(character) {
        if !word.isEmpty { words.append(word) }
        word = ""
        if character == "(" { words.append("(") }
      } else {
        word.append(character)
      }
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
