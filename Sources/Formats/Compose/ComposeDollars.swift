import Syntax
import Vocabulary

/// Dollar signs that Compose interpolates.
///
/// Source: compose-spec 12-interpolation.md.
extension ComposeMistakes {
  func dollars(_ name: String, _ written: Node) -> [Fact] {
    let service = file.tree.resolve(written)
    return foreignBraces(name, written)
      + ["command", "entrypoint", "healthcheck.test"].compactMap { key in
        guard let node = file.tree.value(at: key.split(separator: ".").map(String.init), in: service), let place = places(in: node).first
        else { return nil }
        return fact(
          ["services", name, "dollars", key], key, .dollar,
          "Compose replaces $\(place.name) before the shell in the container sees it",
          corrected: "$$\(place.name)",
          at: place.range)
      }
  }

  /// The variables that a script assigns itself, where Compose would replace them.
  func places(in node: Node) -> [(name: String, range: TextRange)] {
    let node = file.tree.resolve(node)
    if let items = node.items { return items.flatMap(places) }
    guard let script = node.text, script.contains("$"), node.range.length < 1 << 16 else { return [] }
    let bytes = file.tree.source.slice(node.range)
    let assigned = Self.assigned(in: script)
    guard !assigned.isEmpty else { return [] }
    var found: [(name: String, range: TextRange)] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard bytes[index] == 0x24 else {
        index += 1
        continue
      }
      let dollar = index
      index += 1
      guard index < bytes.endIndex else { break }
      if bytes[index] == 0x24 {
        index += 1
        continue
      }
      let isBraced = bytes[index] == 0x7B
      if isBraced { index += 1 }
      let start = index
      while index < bytes.endIndex, bytes[index].isOfVariable { index += 1 }
      let name = String(decoding: bytes[start..<index], as: UTF8.self)
      guard !name.isEmpty, let first = name.utf8.first, !(0x30...0x39).contains(first) else { continue }
      if isBraced, index >= bytes.endIndex || bytes[index] != 0x7D { continue }
      guard assigned.contains(name), file.interpolation.variables[name] == nil else { continue }
      found.append((name, TextRange(dollar, index + (isBraced ? 1 : 0))))
    }
    return found
  }

  /// The variables that the script gives their values: `NAME=`, `for NAME in`, `read NAME`.
  private static func assigned(in script: String) -> Set<String> {
    let words = script.split { $0.isWhitespace || ";&|(){}".contains($0) }
    var names: Set<String> = []
    for (index, word) in words.enumerated() {
      if let equals = word.firstIndex(of: "=") {
        let name = String(word[..<equals])
        // `NAME=$NAME` passes the value from outside on.
        let isPassedOn = ["$", "${", "\"$", "\"${"].contains { (mark: String) -> Bool in script.contains("\(name)=\(mark)\(name)") }
        if !isPassedOn { names.insert(name) }
      } else if index > 0, ["for", "read"].contains(words[index - 1]) {
        names.insert(String(word))
      }
    }
    return names
  }

  private func foreignBraces(_ name: String, _ node: Node) -> [Fact] {
    // Where no shell reads the text, a second dollar would only keep the first one.
    let run = ["command", "entrypoint", "healthcheck", "environment"].compactMap { file.tree.value(at: [$0], in: file.tree.resolve(node)) }
    var seen: Set<String> = []
    return foreignBraces(in: node).filter { seen.insert($0.text).inserted }.map { brace in
      fact(
        ["services", name, "brace", brace.text], name, .dollar, "Compose rejects \(brace.text), which only a shell understands",
        corrected: run.contains { $0.range.contains(brace.range) } ? "$" + brace.text : nil, at: brace.range)
    }
  }

  /// `${MODEL%%:*}`, `${LIST[@]}`: what a shell takes between braces and Compose refuses (compose-go `template/template.go`,
  /// substitutionBraced: a name, and `-`, `+` or `?` after it, after a colon or not).
  func foreignBraces(in node: Node) -> [(text: String, range: TextRange)] {
    if let items = node.items { return items.flatMap(foreignBraces) }
    if let entries = node.entries { return entries.flatMap { foreignBraces(in: $0.value) } }
    guard node.scalar?.text.contains("${") == true, node.range.length < 1 << 16, !file.tree.source.isTemplate else { return [] }
    let text = file.tree.source.string(node.range)
    var found: [(text: String, range: TextRange)] = []
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      rest = text[text.index(after: dollar)...]
      if rest.first == "$" {
        rest.removeFirst()
        continue
      }
      guard rest.first == "{" else { continue }
      let inside = rest.dropFirst()
      // `${{ }}` belongs to what fills in the file first.
      guard inside.first != "{", let end = inside.firstIndex(of: "}"), !Self.isSubstitution(inside[...end]) else { continue }
      let start = node.range.start + text[..<dollar].utf8.count
      let written = String(text[dollar...end])
      found.append((written, TextRange(start, start + written.utf8.count)))
    }
    return found
  }

  /// - Parameter inside: what follows the opening brace, up to the first closing one.
  private static func isSubstitution(_ inside: Substring) -> Bool {
    let name = inside.prefix { $0 == "_" || ($0.isASCII && ($0.isLetter || $0.isNumber)) }
    guard let first = name.first, !first.isNumber else { return false }
    let rest = inside.dropFirst(name.count)
    return rest == "}" || [":-", ":+", ":?", "-", "+", "?"].contains(where: rest.hasPrefix)
  }
}
