import Syntax

/// Here-documents that a script writes a part of a file with: `cat > models.json <<EOF`, and then `>> models.json`.
struct WrittenInPieces {
  /// What the script appends to, as it is written; a variable names any file.
  private let appended: Set<String>

  init(_ script: ShellScript) {
    let words = script.source.bytes.split { " \t\r\n\"';&|()".utf8.contains($0) }.map { String(decoding: $0, as: UTF8.self) }
    var appended: Set<String> = []
    for (index, word) in words.enumerated() {
      if word.hasPrefix(">>"), word.count > 2 { appended.insert(String(word.dropFirst(2))) }
      guard index + 1 < words.count, word == ">>" || word == "-a" && index > 0 && words[index - 1] == "tee" else { continue }
      appended.insert(words[index + 1])
    }
    self.appended = appended
  }

  /// Whether it is a part that does not read by itself: a bracket is open at its end, or closes what another part opened.
  func isPart(_ here: ShellScript.HereDocument) -> Bool {
    guard !appended.isEmpty, here.target.map(appended.contains) ?? appended.contains(where: { $0.hasPrefix("$") })
    else { return false }
    var depth = 0
    for byte in here.text.source.bytes {
      switch byte {
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      default: continue
      }
      if depth < 0 { return true }
    }
    return depth > 0
  }
}
