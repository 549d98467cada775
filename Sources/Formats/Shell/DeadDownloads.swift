import Syntax
import Vocabulary

/// Addresses of Ollama for Linux under which there is nothing any more: the bare program up to 0.3.6, the `.tgz` up to 0.13.
///
/// Sources: ollama/ollama issue 6472; ai-action/setup-ollama pull request 367; containers/ramalama pull request 2336.
struct DeadDownloads: ShellReader {
  let script: ShellScript
  let document: Document

  var facts: [Fact] {
    script.commands.enumerated().compactMap { index, command in
      for word in command.words {
        guard let text = word.text, let file = Self.dead(text) else { continue }
        return Self.fact(file, text, index, "shell", document.at(word.range))
      }
      return nil
    }
  }

  /// The same in the steps of a Dockerfile.
  static func facts(in tree: DockerfileTree, of document: Document) -> [Fact] {
    tree.instructions.enumerated().compactMap { index, step in
      guard ["RUN", "ADD"].contains(step.name) else { return nil }
      let words = document.source.bytes[step.arguments.start..<step.arguments.end].split { " \t\r\n\"';|&".utf8.contains($0) }
      return words.lazy.compactMap { word -> Fact? in
        let text = String(decoding: word, as: UTF8.self)
        return dead(text).map {
          fact($0, text, index, "Dockerfile", document.at(TextRange(word.startIndex, word.endIndex)))
        }
      }.first
    }
  }

  private static func fact(_ file: String, _ text: String, _ index: Int, _ format: String, _ at: SourceRange) -> Fact {
    SettingFact.make(
      ["download", String(index)], name: file, value: text, kind: "download", format: format, problem: .outdated,
      corrected: file.hasSuffix(".tgz") ? file.dropLast(4) + ".tar.zst" : file + ".tar.zst", at: at)
  }

  /// The name of the file, where its address is that of the newest release.
  private static func dead(_ text: String) -> String? {
    for place in places {
      guard let found = text.firstRange(ofBytes: place) else { continue }
      let file = String(text[found.upperBound...])
      let isBare = ["ollama-linux-amd64", "ollama-linux-arm64"].contains(file)
      let isArchive = file.hasPrefix("ollama-linux-") && file.hasSuffix(".tgz") && !file.contains("/")
      if isBare || isArchive { return file }
    }
    return nil
  }
}
