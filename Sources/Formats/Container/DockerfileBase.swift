import Syntax

/// The image that a Dockerfile's last stage starts from.
enum DockerfileBase {
  /// `nil` if there is no FROM, or if its image is given by a variable.
  static func last(in source: SourceText) -> String? {
    var base: String?
    var stages: [String: String] = [:]
    for line in source.string(source.range).split(whereSeparator: \.isNewline) {
      // A byte order mark is no part of the first instruction.
      var words = line.drop { $0 == "\u{FEFF}" }.split(whereSeparator: { $0 == " " || $0 == "\t" })
      guard words.first?.lowercased() == "from" else { continue }
      words.removeFirst()
      while let word = words.first, word.hasPrefix("--") { words.removeFirst() }
      guard let image = words.first.map(String.init) else { continue }
      base = stages[image] ?? image
      if words.count > 2, words[1].lowercased() == "as", let base { stages[String(words[2])] = base }
    }
    return base.flatMap { $0.contains("$") ? nil : $0 }
  }
}
