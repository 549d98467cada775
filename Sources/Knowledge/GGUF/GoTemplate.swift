/// A TEMPLATE in Go's language, as far as Ollama looks into it to learn what a model can do.
///
/// Source: Ollama `template/template.go`, Vars, and `server/images.go`, goTemplateCapabilities, 2026-08.
public struct GoTemplate: Sendable, Hashable {
  public let text: String
  /// The fields used within `{{ }}`, in lower case: `{{ if .Tools }}` uses `tools`.
  public let variables: Set<String>

  public init(_ text: String) {
    self.text = text
    variables = Self.variables(Array(text.utf8))
  }

  /// Tools and insertion by their variables. Thinking by its variable too, where Ollama also wants tags
  /// around it; no known template has the one without the other.
  public var capabilities: Set<ModelCapability> {
    var found: Set<ModelCapability> = []
    if variables.contains("tools") { found.insert(.tools) }
    if variables.contains("suffix") { found.insert(.insert) }
    if variables.contains("thinking") { found.insert(.thinking) }
    return found
  }

  /// Whether it shows the model its own earlier calls and their results.
  var returnsToolResults: Bool {
    variables.contains("tools") && variables.contains("toolcalls")
      && ["eq .Role \"tool\"", "tool_response", "TOOL_RESULTS"].contains { text.contains($0) }
  }

  private static func variables(_ bytes: [UInt8]) -> Set<String> {
    var names: Set<String> = []
    var position = 0
    while position + 1 < bytes.count {
      guard bytes[position] == UInt8(ascii: "{"), bytes[position + 1] == UInt8(ascii: "{") else {
        position += 1
        continue
      }
      position = readAction(bytes, from: position + 2, &names)
    }
    return names
  }

  /// The words after points within one action; where the action ends.
  private static func readAction(_ bytes: [UInt8], from start: Int, _ names: inout Set<String>) -> Int {
    var position = start
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "}"):
        position += 1
        if position < bytes.count, bytes[position] == UInt8(ascii: "}") { return position + 1 }
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
        position = endOfText(bytes, from: position)
      case UInt8(ascii: "/") where position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "*"):
        position = endOfComment(bytes, from: position + 2)
      case UInt8(ascii: "."):
        let word = bytes[(position + 1)...].prefix { isWord($0) }
        if let first = word.first, !(0x30...0x39).contains(first) {
          names.insert(String(decoding: word, as: UTF8.self).lowercased())
        }
        position += 1 + word.count
      default: position += 1
      }
    }
    return position
  }

  private static func endOfText(_ bytes: [UInt8], from start: Int) -> Int {
    let quote = bytes[start]
    var position = start + 1
    while position < bytes.count, bytes[position] != quote {
      position += bytes[position] == UInt8(ascii: "\\") && quote != UInt8(ascii: "`") ? 2 : 1
    }
    return position + 1
  }

  private static func endOfComment(_ bytes: [UInt8], from start: Int) -> Int {
    var position = start
    while position + 1 < bytes.count {
      if bytes[position] == UInt8(ascii: "*"), bytes[position + 1] == UInt8(ascii: "/") {
        return position + 2
      }
      position += 1
    }
    return bytes.count
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte | 0x20) || byte == 0x5F || byte >= 0x80
  }
}
