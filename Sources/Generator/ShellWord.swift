/// A text quoted so that a shell reads it as one word, even if the text is untrusted.
struct ShellWord: CustomStringConvertible {
  let description: String

  init(_ text: String) {
    // No name has control characters in it, and in a comment a line's end would begin a command.
    let text = String(
      text.map { $0.unicodeScalars.contains { $0.value < 0x20 || $0.value == 0x7F } ? "?" : $0 })
    let isPlain =
      !text.isEmpty && !text.hasPrefix("~")
      && text.utf8.allSatisfy { byte in
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
          || "/._-@:,+=".utf8.contains(byte)
      }
    description = isPlain ? text : "'" + text.replacing("'", with: "'\\''") + "'"
  }
}
