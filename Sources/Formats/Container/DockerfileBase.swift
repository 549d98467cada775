import Syntax

/// The image that a Dockerfile's last stage starts from.
enum DockerfileBase {
  /// `nil` if there is no FROM, or if its image is given by a variable without a default.
  static func last(in source: SourceText) -> String? { last(of: DockerfileParser.parse(source)) }

  static func last(of tree: DockerfileTree) -> String? {
    let arguments = DockerfileArguments(tree)
    var base: String?
    var stages: [String: String] = [:]
    for instruction in tree.instructions where instruction.name == "FROM" {
      let words = tree.text(of: instruction).split(whereSeparator: \.isWhitespace)
        .drop { $0.hasPrefix("--") }.map(String.init)
      guard let word = words.first else { continue }
      let image = arguments.expand(word) ?? word
      base = stages[image.lowercased()] ?? image
      if words.count > 2, words[1].lowercased() == "as", let base { stages[words[2].lowercased()] = base }
    }
    return base.flatMap { $0.contains("$") ? nil : $0 }
  }
}
